"""Documents that no person writes: they are refused at once, with a code, and stop nothing."""

from typing import Any

import pytest
from tests.engine.tiny import tiny

from shuke.engine import DefinitionInvalid, read_document, read_yaml

NAME = {"en": "a", "zh": "b"}
HEAD = "kind: calendar\nkey: x\nname: {en: a, zh: b}\n"
LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


def nested(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


def refused(read: Any) -> tuple[str, str | None]:
    with pytest.raises(DefinitionInvalid) as caught:
        read()
    [flaw] = caught.value.flaws
    return flaw.code, flaw.place


@pytest.mark.parametrize("levels", [64, 400, 100_000])
def test_what_nests_too_deep_is_refused(levels: int) -> None:
    document = {"kind": "calendar", "key": "x", "name": NAME, "days": nested(levels)}
    assert refused(lambda: read_document(tiny(), document)) == ("too_deep", "")


@pytest.mark.parametrize(
    ("yaml", "code", "place"),
    [
        (f"{HEAD}{LAUGHS}", "too_many", ""),
        (f"{HEAD}days: &d [*d]", "too_deep", ""),
        (f"{HEAD}days: {'[' * 5000}", "too_deep", ""),
        (f"{HEAD}days: {'[' * 5000}{']' * 5000}", "too_deep", ""),
        (
            f"{HEAD}days: [{{date: 2026-13-45, name: {{en: a, zh: b}}}}]",
            "yaml_malformed",
            "/line/4",
        ),
        (
            f"{HEAD}days: [{{date: 2026-02-30, name: {{en: a, zh: b}}}}]",
            "yaml_malformed",
            "/line/4",
        ),
        (f"{HEAD}days: {'9' * 5000}", "yaml_malformed", "/line/4"),
        (f'{HEAD}note: "half \\ud800"', "character_invalid", ""),
        (f'{HEAD}note: "nothing \\0"', "character_invalid", ""),
    ],
    ids=["laughs", "itself", "open", "deep", "month 13", "30 February", "digits", "half", "NUL"],
)
def test_yaml_that_no_document_is(yaml: str, code: str, place: str) -> None:
    assert refused(lambda: read_yaml(tiny(), yaml)) == (code, place)


def test_anchors_that_repeat_a_little_are_fine() -> None:
    [document] = read_yaml(
        tiny(),
        "kind: calendar\nkey: x\nname: &n {en: a, zh: b}\n"
        "days: [{date: 2026-01-01, name: *n}, {date: 2026-01-02, name: *n}]\n",
    )
    assert [str(day.date) for day in document.days] == ["2026-01-01", "2026-01-02"]
