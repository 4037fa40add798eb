"""``make docs``: write the reference from the code, so that it says what is so.

``tests/tidy/test_reference.py`` fails when a page differs from what this writes.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

FOLDER = Path(__file__).parent / "reference"
WRITTEN = "<!-- Written by `make docs`; do not edit. -->"


def errors_page() -> str:
    """Every error that a caller may see."""
    lines = [
        "# Errors",
        "",
        WRITTEN,
        "",
        "Bodies are RFC 9457 problem details, with members of their own: `code` (stable, for",
        "programs), `hint` (what to do next), `place` (a JSON pointer into what was sent) and",
        "`errors` (one entry per flaw of a document). `Accept-Language` chooses the wording.",
        "",
        "| code | status | title | 标题 | when |",
        "| --- | --- | --- | --- | --- |",
    ]
    for code, kind in sorted(_errors().items()):
        when = " ".join((kind.__doc__ or "").split()).replace("|", "\\|")
        title = kind.title
        lines.append(f"| `{code}` | {kind.status} | {title.en} | {title.zh} | {when} |")
    return "\n".join(lines) + "\n"


def import_all() -> None:
    """Import every module of the package; commands import theirs only when they run."""
    import importlib
    import pkgutil

    import shuke

    for module in pkgutil.walk_packages(shuke.__path__, "shuke."):
        if ".migrations." not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def _errors() -> dict[str, Any]:
    """Error classes by code; of several with one code the most general."""
    from shuke.kernel import ShukeError

    import_all()
    found: dict[str, Any] = {}
    level: list[Any] = [ShukeError]
    while level:
        # By name, not in the order of definition: that is the order in which modules are imported.
        for kind in sorted(level, key=lambda kind: (kind.__module__, kind.__qualname__)):
            if kind.__module__.startswith("shuke."):
                found.setdefault(kind.code, kind)
        level = [child for kind in level for child in kind.__subclasses__()]
    return found


def events_page() -> str:
    """The standard events with their fields and attributes, and the effects."""
    from shuke.rule import EFFECTS, STANDARD_EVENTS

    lines = [
        "# Events and effects",
        "",
        WRITTEN,
        "",
        "An event is `{source, id, type, time, subject, data}`.",
        "Amounts are integers in minor units.",
        "JSON Schemas and every attribute that conditions may ask for: `GET /v1/catalogue`.",
    ]
    for kind in STANDARD_EVENTS:
        if kind.internal:
            continue
        lines += ["", f"## {kind.name}", "", f"{kind.title.en} · {kind.title.zh}"]
        lines += _fields(kind.data)
        if kind.identifying:
            places = ", ".join(f"`{place}`" for place in kind.identifying)
            lines += ["", f"Sealed at the door: {places}."]
        if kind.attributes:
            lines += ["", "| attribute | type | name | 名称 |", "| --- | --- | --- | --- |"]
            lines += [
                f"| `{one.name}` | {one.type} | {one.title.en} | {one.title.zh} |"
                for one in kind.attributes
            ]
    lines += ["", "# Effects"]
    for effect in EFFECTS:
        lines += ["", f"## {effect.name}", "", f"{effect.title.en} · {effect.title.zh}"]
        lines += _fields(effect.fields)
    return "\n".join(lines) + "\n"


def _fields(struct: type[msgspec.Struct]) -> Iterator[str]:
    fields = msgspec.structs.fields(struct)
    if not fields:
        return
    schema = msgspec.json.schema(struct)
    properties = schema["$defs"][struct.__name__]["properties"]
    yield from ("", "| field | type | |", "| --- | --- | --- |")
    for field in fields:
        shown = _type(properties[field.encode_name])
        yield f"| `{field.encode_name}` | {shown} | {'required' if field.required else ''} |"


def _type(schema: dict[str, Any]) -> str:
    """A short form of a JSON Schema."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        parts = [_type(part) for part in schema["anyOf"]]
        return " or ".join(part for part in parts if part != "null")
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if "enum" in schema:
        return ", ".join(str(value) for value in schema["enum"])
    kind = str(schema.get("type", "any"))
    bounds = [
        f"{word} {schema[name]}"
        for name, word in (("minimum", "≥"), ("maximum", "≤"), ("maxLength", "at most"))
        if name in schema and schema[name] < 2**62
    ]
    return " ".join([schema.get("format", kind), *bounds])


PAGES: dict[str, Callable[[], str]] = {"errors.md": errors_page, "events.md": events_page}


def main() -> int:
    """Write every page that differs; name it."""
    FOLDER.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        path, text = FOLDER / name, page()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
