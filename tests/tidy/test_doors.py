"""A room is entered through its door; import-linter holds who may enter (pyproject.toml)."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.tidy.source import PACKAGE, name_of, package_files, room_of


def test_rooms_are_entered_through_the_door() -> None:
    """Or through a side door that the door itself lists, like ``shuke.kernel.jobs``."""
    deep = [
        f"{name_of(path)}: {module}"
        for path in package_files()
        for module in imported(path)
        if len(parts := module.split(".")) > 2
        and parts[0] == "shuke"
        and parts[1] != room_of(path)
        and not (len(parts) == 3 and parts[2] in listed(parts[1]))
    ]
    assert deep == []


def test_doors_list_what_they_give() -> None:
    unlisted = [
        name_of(door)
        for door in PACKAGE.glob("*/__init__.py")
        if "__all__" not in door.read_text(encoding="utf-8")
    ]
    assert unlisted == []


PURE = ("rule", "ledger", "program", "member", "reward")
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter"}
CHANCE = {"random", "secrets", "uuid", "time"}


def test_what_folds_asks_no_clock_and_no_chance() -> None:
    """The turn says what time it is; anything else would fold otherwise when it is replayed."""
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in package_files()
        if room_of(path) in PURE or path == PACKAGE / "engine" / "turn.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in CLOCKS
            and ast.unparse(node.func.value) in ("datetime", "date", "time", "datetime.datetime")
        )
        or (isinstance(node, ast.Import) and CHANCE & {name.name for name in node.names})
        or (isinstance(node, ast.ImportFrom) and node.module in CHANCE)
    ]
    assert found == []


@cache
def listed(room: str) -> frozenset[str]:
    """What a room's door gives."""
    tree = ast.parse((PACKAGE / room / "__init__.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return frozenset(ast.literal_eval(node.value))
    return frozenset()


def imported(path: Path) -> Iterator[str]:
    """Every module that the file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
