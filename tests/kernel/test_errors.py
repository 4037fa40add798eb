"""Problem details: the same error, whole, in the reader's language."""

import importlib
import pkgutil
from typing import NamedTuple

import pytest

import shuke
from shuke.kernel import ShukeError, Text, problem


class Stale(ShukeError):
    code = "definition_changed"
    status = 409
    title = Text(en="The definition has changed", zh="定义已改变")


class Wrong(NamedTuple):
    code: str
    place: str | None
    message: Text
    suggestion: str | None


ERROR = Stale(
    Text(en="Somebody saved version 4.", zh="有人保存了第 4 版。"),
    hint=Text(en="Load it and try again.", zh="载入后再试。"),
    place="/base_version",
    flaws=[
        Wrong("unknown", "/if", Text(en="No such attribute", zh="没有这个属性"), "order.total"),
        Wrong("empty", None, Text(en="Nothing given", zh="没有给值"), None),
    ],
    version=4,
    status="never replaces a standard member",
)


def test_a_problem_in_english() -> None:
    assert problem(ERROR, "/v1/definitions/currency/points") == {
        "type": "urn:shuke:problem:definition_changed",
        "title": "The definition has changed",
        "status": 409,
        "detail": "Somebody saved version 4.",
        "code": "definition_changed",
        "hint": "Load it and try again.",
        "place": "/base_version",
        "instance": "/v1/definitions/currency/points",
        "version": 4,
        "errors": [
            {
                "code": "unknown",
                "place": "/if",
                "message": "No such attribute",
                "suggestion": "order.total",
            },
            {"code": "empty", "message": "Nothing given"},
        ],
    }


@pytest.mark.parametrize("language", ["zh", "zh-CN", "ZH-Hans"])
def test_a_problem_in_chinese(language: str) -> None:
    body = problem(ERROR, language=language)
    assert (body["title"], body["detail"]) == ("定义已改变", "有人保存了第 4 版。")
    assert body["hint"] == "载入后再试。"
    assert [flaw["message"] for flaw in body["errors"]] == ["没有这个属性", "没有给值"]
    assert "instance" not in body


def test_an_error_without_words_of_its_own_says_its_title() -> None:
    assert problem(Stale()) == {
        "type": "urn:shuke:problem:definition_changed",
        "title": "The definition has changed",
        "status": 409,
        "detail": "The definition has changed",
        "code": "definition_changed",
    }
    assert str(ERROR) == "Somebody saved version 4. Load it and try again. [definition_changed]"


def test_a_text_is_filled_in_both_languages() -> None:
    text = Text(en="{count} left", zh="还剩 {count}")
    assert text.filled(count=3) == Text(en="3 left", zh="还剩 3")


def test_every_error_of_shuke_has_a_code_of_its_own_and_both_titles() -> None:
    for module in pkgutil.walk_packages(shuke.__path__, "shuke."):
        if ".migrations." not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: dict[str, list[type[ShukeError]]] = {}
    waiting = list(ShukeError.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("shuke."):
            found.setdefault(kind.code, []).append(kind)
    assert len(found) > 10
    untold = [kind for kinds in found.values() for kind in kinds if not kind.title.zh]
    assert untold == []
    assert {
        code for code in found if not code.replace("_", "").isalnum() or code != code.lower()
    } == set()
