"""Reading and comparing documents: from JSON or YAML, with the place of every flaw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import yaml

from shuke.engine.application import Application
from shuke.engine.definition import Checking, Document, Documents
from shuke.kernel import ShukeError, Text
from shuke.rule import Problem, nearest, translate

MOST_PROBLEMS = 200
MOST_LEVELS = 64
"""A condition has at most 8 levels, each of two in the document."""
MOST_VALUES = 100_000
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class DefinitionInvalid(ShukeError):
    """A document, or the whole set it would become part of, has problems."""

    code = "definition_invalid"
    status = 422
    title = Text(en="The definition has problems", zh="定义有问题")


class Loader(yaml.SafeLoader):
    """YAML as people mean it: `on`, `off`, `yes` and `no` are words; true and false are not."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """A value; one that looks like a date or number and is none fails with its line."""
        try:
            return super().construct_object(node, deep)
        except (ValueError, OverflowError) as error:
            raise yaml.constructor.ConstructorError(
                None, None, f"{str(node.value)[:40]!r} is not valid: {error}", node.start_mark
            ) from error


Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs between two documents, by JSON pointer."""

    path: str
    before: Any
    after: Any


def read_document(app: Application, value: Any) -> Document:
    """A typed document from plain values. Raises DefinitionInvalid with the place."""
    _refuse_monsters(value)
    if not isinstance(value, Mapping) or not isinstance(value.get("kind"), str):
        raise _invalid(
            Problem(
                "kind_missing", "/kind", Text(en="A document needs its kind.", zh="缺少 kind。")
            )
        )
    kind = app.kinds.get(value["kind"])
    if kind is None:
        raise _invalid(
            Problem(
                "kind_unknown",
                "/kind",
                Text(
                    en=f"There is no kind {value['kind']!r}.",
                    zh=f"没有 {value['kind']!r} 这种定义。",
                ),
                nearest(value["kind"], list(app.kinds)),
            )
        )
    try:
        document: Document = msgspec.convert(value, kind.document)
    except (msgspec.ValidationError, RecursionError) as error:
        raise _invalid(translate(error, kind.document)) from error
    return document


def _refuse_monsters(value: Any) -> None:
    """Refuse what nests deeper or, with YAML's references followed, holds more than any document.

    Whatever comes later (conversion, YAML, messages) goes down into it and may copy it.
    """
    seen = 0
    level: list[Any] = [value]
    for _depth in range(MOST_LEVELS):
        inner: list[Any] = []
        for part in level:
            if isinstance(part, Mapping):
                inner.extend(part.values())
            elif isinstance(part, (list, tuple)):
                inner.extend(part)
            elif isinstance(part, str) and _UNSTORABLE.search(part):
                raise _invalid(
                    Problem(
                        "character_invalid",
                        "",
                        Text(
                            en="NUL and half characters cannot be stored.",
                            zh="不能保存 NUL 和半个字符。",
                        ),
                    )
                )
            if seen + len(inner) > MOST_VALUES:
                raise _invalid(
                    Problem(
                        "too_many",
                        "",
                        Text(
                            en=f"A document holds at most {MOST_VALUES} values.",
                            zh=f"一份文档最多 {MOST_VALUES} 个值。",
                        ),
                    )
                )
        if not inner:
            return
        seen += len(inner)
        level = inner
    raise _invalid(
        Problem(
            "too_deep",
            "",
            Text(
                en=f"A document is nested at most {MOST_LEVELS} deep.",
                zh=f"文档最多嵌套 {MOST_LEVELS} 层。",
            ),
        )
    )


def read_yaml(app: Application, text: str) -> list[Document]:
    """Documents from YAML: one, several separated by `---`, or a list. Raises DefinitionInvalid."""
    try:
        loaded = list(yaml.load_all(text, Loader))
    except RecursionError as error:
        raise _invalid(translate(error)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 0
        what = getattr(error, "problem", None) or "malformed"
        raise _invalid(
            Problem(
                "yaml_malformed",
                f"/line/{line}",
                Text(en=f"Line {line}: {what}.", zh=f"第 {line} 行：{what}。"),
            )
        ) from error
    values: list[Any] = []
    for part in loaded:
        values.extend(part if isinstance(part, list) else [part])
    return [read_document(app, value) for value in values if value is not None]


def plain(document: Document) -> dict[str, Any]:
    """A document as plain JSON values."""
    value = msgspec.to_builtins(document)
    assert isinstance(value, dict)
    return value


def write_yaml(documents: list[Document]) -> str:
    """Documents as YAML, in the order of their fields."""
    return yaml.safe_dump_all(
        [plain(document) for document in documents],
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )


def check(app: Application, documents: Documents) -> list[tuple[str, str, Problem]]:
    """Everything wrong with a whole proposed set, as (kind, key, problem)."""
    try:
        catalogue = app.catalogue(documents)
    except ValueError as error:
        message = Text(en=str(error), zh=f"名称冲突：{error}")
        return [("programme", "programme", Problem("name_taken", "", message))]
    checking = Checking(documents, catalogue)
    found: list[tuple[str, str, Problem]] = []
    for kind, its in documents.items():
        for key, document in its.items():
            found.extend((kind, key, problem) for problem in _unnamed(document))
            found.extend((kind, key, p) for p in app.kinds[kind].check(document, checking))
            if app.kinds[kind].singleton and key != kind:
                message = Text(en=f"The key must be {kind!r}.", zh=f"key 必须是 {kind!r}。")
                found.append((kind, key, Problem("key_fixed", "/key", message, kind)))
    return found[:MOST_PROBLEMS]


def _unnamed(document: Document) -> Iterator[Problem]:
    """A name is missing in a language: people of that language would see a blank."""
    for language, title in (
        ("en", Text(en="English", zh="英文")),
        ("zh", Text(en="Chinese", zh="中文")),
    ):
        if not getattr(document.name, language).strip():
            yield Problem(
                "name_missing",
                f"/name/{language}",
                Text(en=f"The {title.en} name is missing.", zh=f"缺少{title.zh}名称。"),
            )


def refuse(problems: list[tuple[str, str, Problem]]) -> DefinitionInvalid:
    """The error for a set with problems; each place begins with `/kind/key`."""
    flaws = [
        Problem(p.code, f"/{kind}/{key}{p.place}", p.message, p.suggestion)
        for kind, key, p in problems
    ]
    first = flaws[0]
    return DefinitionInvalid(first.message, place=first.place, flaws=flaws)


def differences(before: Any, after: Any, path: str = "") -> list[Difference]:
    """What differs between two plain values, depth first."""
    if before == after:
        return []
    if isinstance(before, dict) and isinstance(after, dict):
        found: list[Difference] = []
        for name in [*before, *(n for n in after if n not in before)]:
            found.extend(differences(before.get(name), after.get(name), f"{path}/{_escaped(name)}"))
        return found
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        found = []
        for number, (old, new) in enumerate(zip(before, after, strict=True)):
            found.extend(differences(old, new, f"{path}/{number}"))
        return found
    return [Difference(path, before, after)]


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _invalid(problem: Problem) -> DefinitionInvalid:
    return DefinitionInvalid(problem.message, place=problem.place, flaws=[problem])
