"""Names say what a thing is; these say nothing, or say where it came from."""

import ast
import re

from tests.tidy.source import PACKAGE, files, name_of, package_files, python_files, room_of

EMPTY_NAMES = {"service", "util", "utils", "helper", "helpers", "common", "base", "manager", "misc"}
# Written with dots that are taken out again, so that this file does not find itself.
UNFINISHED = re.compile("(TO·DO|FIX·ME|X·XX)".replace("·", ""))


def test_no_empty_names() -> None:
    found = [
        name_of(path)
        for path in files()
        if path.suffix in {".py", ".ts", ".tsx"}
        for part in path.relative_to(PACKAGE.parents[1]).with_suffix("").parts
        if EMPTY_NAMES & set(re.split(r"[_.\-]", part.lower()))
    ]
    assert found == []


def test_every_file_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in python_files()
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_every_public_thing_of_the_package_says_what_it_does() -> None:
    silent = [
        f"{name_of(path)}:{node.name}"
        for path in package_files()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_nothing_is_left_for_later() -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in files()
        if path.suffix in {".py", ".ts", ".tsx", ".md", ".yaml", ".css"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert found == []


def test_tables_are_named_after_their_room() -> None:
    rooms = {room_of(path) for path in package_files()}
    tables = re.compile(r"create table (?:if not exists )?(?!if )\"?([a-z_]+)", re.IGNORECASE)
    strangers = [
        f"{name_of(path)}:{table}"
        for path in (PACKAGE / "kernel" / "migrations" / "versions").glob("*.py")
        for table in tables.findall(path.read_text(encoding="utf-8"))
        if table.partition("_")[0] not in rooms
    ]
    assert strangers == []
