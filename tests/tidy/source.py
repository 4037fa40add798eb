"""What the checks read: every file that git knows or would add, by kind."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "shuke"
TEXT = {
    "", ".py", ".ts", ".tsx", ".js", ".mjs", ".json", ".md", ".toml", ".yaml", ".yml", ".css",
    ".html", ".lock", ".sql", ".sh",
}  # fmt: skip


@cache
def files() -> tuple[Path, ...]:
    """Every text file of the project, ignored ones left out, in order."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = (ROOT / line for line in listed.splitlines())
    return tuple(sorted(path for path in found if path.suffix in TEXT and path.is_file()))


def python_files() -> Iterator[Path]:
    """The project's Python, tests included."""
    return (path for path in files() if path.suffix == ".py")


def package_files() -> Iterator[Path]:
    """The Python that is shipped."""
    return (path for path in python_files() if path.is_relative_to(PACKAGE))


def console_files() -> Iterator[Path]:
    """The console's TypeScript that people write (the API types are generated)."""
    return (
        path
        for path in files()
        if path.suffix in {".ts", ".tsx"} and path.name not in {"schema.ts", "schema.d.ts"}
    )


def room_of(path: Path) -> str:
    """The room that a file of the package belongs to (``app.py`` is a room by itself)."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    """How a finding names the file."""
    return str(path.relative_to(ROOT))
