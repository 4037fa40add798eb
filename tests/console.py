"""``make check``'s part for the console: its linter, types, unit tests, and its client's drift.

Says plainly when Node or the console's packages are missing; that is no failure of the back end.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ("lint", "types", "test", "drift")


def main() -> int:
    """Run the console's scripts; return the first failing status."""
    console = ROOT / "console"
    if not (console / "package.json").exists():
        return 0
    hook = build_hook()
    environment = hook.node_environment()
    if environment is None or not (console / "node_modules").exists():
        print("The console's checks were NOT run: Node or its packages are missing.")
        return 0
    environment = {**environment, "SHUKE_PYTHON": sys.executable}
    for script in SCRIPTS:
        try:
            hook.npm(console, environment, "run", "--silent", script)
        except subprocess.CalledProcessError as error:
            print(f"console: npm run {script} failed")
            return int(error.returncode)
    return 0


def build_hook() -> ModuleType:
    """``hatch_build.py``, which knows where Node is."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
