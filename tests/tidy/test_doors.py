"""A room is entered through its door; import-linter holds who may enter (pyproject.toml)."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.tidy.source import PACKAGE, name_of, package_files, room_of


def test_rooms_are_entered_through_the_door() -> None:
    deep = [
        f"{name_of(path)}: {module}"
        for path in package_files()
        for module in imported(path)
        if len(parts := module.split(".")) > 2 and parts[0] == "shuke" and parts[1] != room_of(path)
    ]
    assert deep == []


def test_doors_list_what_they_give() -> None:
    unlisted = [
        name_of(door)
        for door in PACKAGE.glob("*/__init__.py")
        if "__all__" not in door.read_text(encoding="utf-8")
    ]
    assert unlisted == []


def imported(path: Path) -> Iterator[str]:
    """Every module that the file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
