"""Nothing grows beyond what one reads in one go."""

import ast
from pathlib import Path

from tests.tidy.source import PACKAGE, console_files, name_of, package_files, python_files

LONGEST_PYTHON = 500
LONGEST_FUNCTION = 70
LONGEST_DOOR = 80
LONGEST_TYPESCRIPT = 250
LONGEST_TYPESCRIPT_LINE = 140


def test_python_files() -> None:
    long = {
        name_of(path): count for path in python_files() if (count := lines(path)) > LONGEST_PYTHON
    }
    assert long == {}


def test_functions() -> None:
    long = {
        f"{name_of(path)}:{node.name}": length
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def test_doors() -> None:
    long = {
        name_of(path): count
        for path in package_files()
        if path.name == "__init__.py" and (count := lines(path)) > LONGEST_DOOR
    }
    assert long == {}


def test_doors_make_a_promise() -> None:
    """A room's door says in a few lines what the room does and what it never does."""
    silent = [
        name_of(path)
        for path in PACKAGE.glob("*/__init__.py")
        if len((ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split()) < 15
    ]
    assert silent == []


def test_typescript_files() -> None:
    long = {
        name_of(path): count
        for path in console_files()
        if (count := lines(path)) > LONGEST_TYPESCRIPT
    }
    assert long == {}


def test_typescript_lines() -> None:
    long = [
        f"{name_of(path)}:{number}"
        for path in console_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_TYPESCRIPT_LINE
    ]
    assert long == []


def lines(path: Path) -> int:
    """How many lines the file has."""
    return len(path.read_text(encoding="utf-8").splitlines())
