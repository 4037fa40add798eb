"""Every effect that a room says is in the catalogue, with the fields that it has there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec

import shuke
from shuke.rule import EFFECTS

KNOWN = {
    effect.name: {field.encode_name for field in msgspec.structs.fields(effect.fields)}
    for effect in EFFECTS
}


def said() -> Iterator[tuple[str, str, set[str]]]:
    """File, name and named fields of every `turn.effect("name", …)` in the rooms."""
    assert shuke.__file__ is not None
    for path in sorted(Path(shuke.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            first = node.args[0] if node.args else None
            if node.func.attr == "effect" and isinstance(first, ast.Constant):
                yield path.name, str(first.value), {word.arg for word in node.keywords if word.arg}


def test_every_effect_said_is_in_the_catalogue() -> None:
    found = list(said())
    assert len(found) >= 10
    strange = [
        (file, name, sorted(fields - KNOWN.get(name, set())))
        for file, name, fields in found
        if name not in KNOWN or not fields <= KNOWN[name]
    ]
    assert strange == []


def test_names_are_noun_first_and_said_once() -> None:
    assert len(KNOWN) == len(EFFECTS)
    assert all(name.count(".") == 1 for name in KNOWN)
