"""Compiling: one generated Python function per condition.

The source holds only operators and the expressions of attributes, both written by us; whatever a
user typed is bound as a constant in the function's closure. Line loops stand inline where the root
needs them, with `where` as a plain `if`; counts and sums of one `all` share a single pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any, Final, cast

from shuke.rule.attribute import Attribute
from shuke.rule.bound import Bound, Comparison, Group, Lines, shape
from shuke.rule.catalogue import Catalogue
from shuke.rule.check import bound_of
from shuke.rule.comparing import source
from shuke.rule.condition import Condition

Judge = Callable[[Any], bool]
"""Whether a turn meets the condition."""

LineJudge = Callable[[Any, Any], bool]
"""Whether a line of a turn meets the condition."""

_DATA = re.compile(r"\bt\.data\b")
_JOIN: Final = {"all": " and ", "any": " or ", "none": " or "}


def compile_condition(condition: Condition, catalogue: Catalogue) -> Judge:
    """A function of the turn. Raises ConditionInvalid when the condition was never checked."""
    writer = _Writer()
    writer.judge("condition", bound_of(condition, catalogue))
    return cast("Judge", writer.make("condition"))


def compile_lines(condition: Condition, catalogue: Catalogue) -> LineJudge:
    """A function of the turn and one of its lines. Raises ConditionInvalid."""
    writer = _Writer()
    inner = writer.expression(bound_of(condition, catalogue, on_line=True))
    writer.function("matches", [f"return {inner}"], "t, line")
    return cast("LineJudge", writer.make("matches"))


def compile_line_places(
    where: Condition | None, catalogue: Catalogue
) -> Callable[[Any], list[int]]:
    """A function that gives the places (from 0) of the lines that match; None matches all."""
    writer = _Writer()
    body = ["found = []", "at = 0", "for line in _d.lines:"]
    indent = "    "
    if where is not None:
        body.append(f"    if {writer.expression(bound_of(where, catalogue, on_line=True))}:")
        indent = "        "
    body += [f"{indent}found.append(at)", "    at += 1", "return found"]
    writer.function("places", body)
    return cast("Callable[[Any], list[int]]", writer.make("places"))


def compile_line_amounts(
    where: Condition | None, of: str, catalogue: Catalogue
) -> Callable[[Any], list[int]]:
    """A function that gives an attribute of every line, 0 where a line does not match."""
    writer = _Writer()
    attribute = catalogue.attributes[of]
    amount = writer.read(attribute)
    if attribute.optional:
        amount = f"({amount} or 0)"
    if where is not None:
        matches = writer.expression(bound_of(where, catalogue, on_line=True))
        amount = f"{amount} if {matches} else 0"
    writer.function("amounts", [f"return [{amount} for line in _d.lines]"])
    return cast("Callable[[Any], list[int]]", writer.make("amounts"))


def compile_line_total(
    where: Condition | None, of: str, catalogue: Catalogue
) -> Callable[[Any], int]:
    """A function that sums an attribute over the lines that match. Raises ConditionInvalid."""
    total = Condition(lines="sum", where=where, of=of, op="at_least", value=0)
    bound = bound_of(total, catalogue)
    assert isinstance(bound, Lines)
    writer = _Writer()
    names = writer.pass_over([bound])
    writer.function("total", [*writer.taken, f"return {names[0]}"])
    return cast("Callable[[Any], int]", writer.make("total"))


def reader(attribute: Attribute) -> Callable[[Any, Any], Any]:
    """A function of the turn (and a line, or None) that gives an attribute's value."""
    writer = _Writer()
    writer.function("read", [f"return {writer.read(attribute)}"], "t, line")
    return cast("Callable[[Any, Any], Any]", writer.make("read"))


@dataclass(slots=True)
class _Pass:
    """One counting aggregate of a shared loop: its `where` source, its name and what it adds."""

    where: str
    name: str
    adds: str


class _Writer:
    """Writes functions into one closure and makes them real."""

    def __init__(self) -> None:
        self.constants: dict[str, object] = {}
        self.functions: list[str] = []
        self.names = 0
        self.taken: list[str] = []

    # -- names and constants

    def fresh(self) -> str:
        """A local name that nothing else in the closure has."""
        self.names += 1
        return f"v{self.names}"

    def bind(self, value: object) -> str:
        """The name under which a constant is in reach."""
        for name, known in self.constants.items():
            if known is value and name.startswith("c"):
                return name
        name = f"c{len(self.constants)}"
        self.constants[name] = value
        return name

    def read(self, attribute: Attribute) -> str:
        """The expression of an attribute, with `_d` for the event's data."""
        self.use(attribute.uses)
        return _DATA.sub("_d", attribute.expr)

    def use(self, uses: Mapping[str, object]) -> None:
        for name, value in uses.items():
            assert self.constants.setdefault(name, value) is value, f"{name} means two things"

    # -- expressions: no loops inside

    def expression(self, bound: Bound) -> str:
        """Python source of a condition as one expression; loops become calls of helpers."""
        if isinstance(bound, Comparison):
            x = self.read(bound.attribute)
            op = bound.operator.op
            return source(bound.attribute, op, bound.value, x, self.fresh, self.bind)
        if isinstance(bound, Lines) or _loops(bound):
            helper = f"h{len(self.functions)}_{self.names}"
            self.names += 1
            self.judge(helper, bound)
            return f"{helper}(t)"
        inner = _JOIN[bound.op].join(self.expression(member) for member in bound.members)
        return f"(not ({inner}))" if bound.op == "none" else f"({inner})"

    # -- statements: loops inline

    def judge(self, name: str, bound: Bound) -> None:
        """Write a function of the turn that says whether the condition holds."""
        if isinstance(bound, Lines):
            body = self.lines(bound)
        elif isinstance(bound, Group) and _loops(bound):
            body = self.group(bound)
        else:
            body = [f"return {self.expression(bound)}"]
        self.function(name, body)

    def group(self, group: Group) -> list[str]:
        """Members without loops first: they are cheap, and no order changes the meaning."""
        stop, end = ("not ", "False") if group.op == "all" else ("", str(group.op == "any"))
        last = str(group.op != "any")
        body: list[str] = []
        plain = [m for m in group.members if not _loops(m)]
        if plain:
            joined = _JOIN[group.op].join(self.expression(member) for member in plain)
            body += [f"if {stop}({joined}):", f"    return {end}"]
        counting = [m for m in group.members if isinstance(m, Lines) and m.operator is not None]
        if counting:
            names = self.pass_over(counting)
            body += self.taken
            tests = [self.measured(one, name) for one, name in zip(counting, names, strict=True)]
            body += [f"if {stop}({_JOIN[group.op].join(tests)}):", f"    return {end}"]
        for member in group.members:
            if _loops(member) and member not in counting:
                body += [f"if {stop}{self.expression(member)}:", f"    return {end}"]
        return [*body, f"return {last}"]

    def lines(self, lines: Lines) -> list[str]:
        """A loop for `any` and `every` that stops early, or a whole pass for `sum` and `count`."""
        if lines.operator is not None:
            (name,) = self.pass_over([lines])
            return [*self.taken, f"return {self.measured(lines, name)}"]
        assert lines.where is not None
        inner = self.expression(lines.where)
        found = lines.kind == "any"
        return [
            "for line in _d.lines:",
            f"    if {'' if found else 'not '}{inner}:",
            f"        return {found}",
            f"return {not found}",
        ]

    def measured(self, lines: Lines, name: str) -> str:
        """The comparison of a sum or count, which is in the local `name`."""
        assert lines.measure is not None
        assert lines.operator is not None
        # The measure itself is never missing, whatever the lines lack.
        measure = Attribute(
            lines.measure.name, lines.measure.type, lines.measure.title, name, False
        )
        return source(measure, lines.operator.op, lines.value, name, self.fresh, self.bind)

    def pass_over(self, counting: Sequence[Lines]) -> list[str]:
        """One loop for all these sums and counts; leaves it in `taken`, returns their locals."""
        passes: list[_Pass] = []
        for one in counting:
            where = "" if one.where is None else self.expression(one.where)
            adds = "1"
            if one.of is not None:
                adds = self.read(one.of)
                adds = f"({adds} or 0)" if one.of.optional else adds
            passes.append(_Pass(where, self.fresh(), adds))
        body = [f"{one.name} = 0" for one in passes]
        body.append("for line in _d.lines:")
        # The same `where` is asked once per line. Local names make equal sources differ, so equal
        # conditions are found by their constants and shape, which `same` compares.
        for index, each in enumerate(passes):
            if any(same(counting[index], counting[j]) for j in range(index)):
                continue
            alike = [p for p, c in zip(passes, counting, strict=True) if same(counting[index], c)]
            adding = [f"{p.name} += {p.adds}" for p in alike]
            if each.where:
                body.append(f"    if {each.where}:")
                body += [f"        {line}" for line in adding]
            else:
                body += [f"    {line}" for line in adding]
        self.taken = body
        return [one.name for one in passes]

    # -- making

    def function(self, name: str, body: Sequence[str], arguments: str = "t") -> None:
        lines = list(body)
        if any(re.search(r"\b_d\b", line) for line in lines):
            lines.insert(0, "_d = t.data")
        inner = "\n".join(f"        {line}" for line in lines)
        self.functions.append(f"    def {name}({arguments}):\n{inner}\n")

    def make(self, name: str) -> Callable[..., Any]:
        """Compile everything written and return one function of it."""
        text = (
            f"def make({', '.join(self.constants)}):\n{''.join(self.functions)}    return {name}\n"
        )
        space: dict[str, Any] = {}
        # The text is ours alone: attribute expressions from code, operators from `comparing`.
        exec(_code(text), space)  # noqa: S102
        made = space["make"](*self.constants.values())
        assert callable(made)
        return cast("Callable[..., Any]", made)


@lru_cache(maxsize=8_192)
def _code(text: str) -> CodeType:
    """The code of a text; most conditions of a release are those of the one before."""
    return compile(text, "<condition>", "exec")


def same(one: Lines, other: Lines) -> bool:
    """Whether two aggregates look at the same lines."""
    return shape(one.where) == shape(other.where)


def _loops(bound: Bound) -> bool:
    if isinstance(bound, Group):
        return any(_loops(member) for member in bound.members)
    return isinstance(bound, Lines)
