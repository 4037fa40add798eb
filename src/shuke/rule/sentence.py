"""Conditions read aloud: a grammar per language, never glued by hand.

One level of nesting stays in the line (任一满足：…；… / any of: …; …); from two levels on the whole
condition becomes an indented list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from shuke.kernel import Text
from shuke.rule.bound import Bound, Comparison, Group, Lines
from shuke.rule.catalogue import Catalogue
from shuke.rule.check import bound_of
from shuke.rule.condition import Condition
from shuke.rule.phrase import said
from shuke.rule.wording import Language, glue

GROUPS: Final = {
    "all": Text(en="all of", zh="全部满足"),
    "any": Text(en="any of", zh="任一满足"),
    "none": Text(en="none of", zh="都不满足"),
}

PAID: Final = "line.paid_cents"
_TOTALS: Final = ("is", "less_than", "at_most", "more_than", "at_least", "between")


class Told(NamedTuple):
    """A condition in words, and which characters tell which part: (start, end, pointer)."""

    text: str
    parts: tuple[tuple[int, int, str], ...]


class LinesTold(NamedTuple):
    """A condition on one line, apart: which lines, and which of them not. One of them is there."""

    which: Told | None
    but: Told | None


def sentence(condition: Condition, catalogue: Catalogue, language: str) -> str:
    """The condition in words. Raises ConditionInvalid when it was never checked.

    The result has several lines when groups are nested two deep or deeper.
    """
    return tell(condition, catalogue, language).text


def tell(condition: Condition, catalogue: Catalogue, language: str) -> Told:
    """The same with the places of its parts, so that pointing at one finds it in the document."""
    bound = bound_of(condition, catalogue)
    teller = Teller(catalogue, _tongue(language))
    text = teller.listed(bound) if _depth(bound) > 2 else teller.inline(bound)
    return _placed(teller, text, [bound])


def tell_lines(condition: Condition, catalogue: Catalogue, language: str) -> LinesTold:
    """A condition on one line as clauses that stand before or behind a noun, in one line.

    What none of the lines may meet is told apart: "items other than those where …". Raises
    ConditionInvalid.
    """
    bound = bound_of(condition, catalogue, on_line=True)
    teller = Teller(catalogue, _tongue(language))
    top = bound.members if isinstance(bound, Group) and bound.op == "all" else (bound,)
    which = [one for one in top if not _is_none(one)]
    but = [its for one in top if isinstance(one, Group) and _is_none(one) for its in one.members]
    told = []
    for op, members in (("all", which), ("any", but)):
        text = teller.united(op, members) if members else ""
        told.append(_placed(teller, text, members) if members else None)
    return LinesTold(*told)


def _tongue(language: str) -> Language:
    return "zh" if language.lower().startswith("zh") else "en"


def _is_none(bound: Bound) -> bool:
    return isinstance(bound, Group) and bound.op == "none"


def _placed(teller: Teller, text: str, whole: Iterable[Bound]) -> Told:
    parts = []
    at = 0
    for leaf in (leaf for bound in whole for leaf in _leaves(bound)):
        # Joining never changes a leaf's own words and keeps their order.
        said_ = teller.leaf(leaf)
        start = text.index(said_, at)
        at = start + len(said_)
        parts.append((start, at, leaf.place))
    return Told(text, tuple(parts))


def _leaves(bound: Bound) -> Iterator[Comparison | Lines]:
    """What stands in a clause of its own, in the order it is read."""
    if not isinstance(bound, Group):
        yield bound
        return
    for member in bound.members:
        yield from _leaves(member)


def _depth(bound: Bound) -> int:
    if not isinstance(bound, Group):
        return 0
    return 1 + max(_depth(member) for member in bound.members)


class Teller:
    """Says bound conditions in one language."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self.catalogue = catalogue
        self.language: Language = language
        self.zh = language == "zh"

    def inline(self, bound: Bound, *, inner: bool = False) -> str:
        """In one line; `inner` groups stand inside another one."""
        if not isinstance(bound, Group):
            return self.leaf(bound)
        if bound.op == "all":
            return self.conjunction(bound, inner=inner)
        joint, colon = ("；", "：") if self.zh else ("; ", ": ")
        members = joint.join(self.inline(member, inner=True) for member in bound.members)
        return f"{GROUPS[bound.op].of(self.language)}{colon}{members}"

    def conjunction(self, group: Group, *, inner: bool) -> str:
        """A 且 B; a group that others follow is set in brackets, so that its end is seen."""
        last = len(group.members) - 1
        parts: list[str] = []
        for index, member in enumerate(group.members):
            one = self.inline(member, inner=True)
            if isinstance(member, Group) and member.op != "all" and index < last:
                one = f"（{one}）" if self.zh else f"({one})"
            parts.append(one)
        if self.zh:
            joint = "且" if inner else "，且"
            whole = parts[0]
            for part in parts[1:]:
                whole = glue(whole, joint, part)
            return whole
        # A comma keeps the parts apart where one of them says "and" itself.
        plain = all(" and " not in part and not part.startswith("(") for part in parts[:-1])
        return (" and " if plain else ", and ").join(parts)

    def listed(self, bound: Bound, indent: str = "") -> str:
        """As an indented list, one condition a line."""
        if not isinstance(bound, Group):
            return self.leaf(bound)
        colon = "：" if self.zh else ":"
        lines = [f"{GROUPS[bound.op].of(self.language)}{colon}"]
        lines += [f"{indent}- {self.listed(member, indent + '  ')}" for member in bound.members]
        return "\n".join(lines)

    def leaf(self, bound: Comparison | Lines) -> str:
        """A comparison, or a statement about lines."""
        if isinstance(bound, Comparison):
            op = bound.operator.op
            return said(bound.attribute, op, bound.value, self.catalogue, self.language)
        if bound.operator is None:
            return self.some_or_every(bound)
        return self.measured(bound)

    def some_or_every(self, lines: Lines) -> str:
        """There is a line whose …; every line's …"""
        assert lines.where is not None
        where = self.where(lines.where)
        if self.zh:
            return glue("至少有一行" if lines.kind == "any" else "每一行都", where)
        if lines.kind == "any":
            return f"there is a line whose {where}"
        return f"for every line, {where}"

    def measured(self, lines: Lines) -> str:
        """The lines' sum or count against a value."""
        assert lines.operator is not None
        assert lines.measure is not None
        op, subject = lines.operator.op, self.measure(lines)
        paid = lines.of is not None and lines.of.name == PAID
        if not self.zh and paid and op in _TOTALS:
            where = f"whose {self.where(lines.where)} " if lines.where is not None else ""
            subject = f"lines {where}total"
        clause = said(lines.measure, op, lines.value, self.catalogue, self.language, subject)
        return clause.replace(" total is ", " total ", 1) if subject.endswith(" total") else clause

    def measure(self, lines: Lines) -> str:
        """What is summed or counted, as a noun."""
        where = "" if lines.where is None else self.where(lines.where)
        if lines.of is None:
            if self.zh:
                return glue(where, "的行数") if where else "行数"
            return f"the number of lines whose {where}" if where else "the number of lines"
        title = lines.of.title.of(self.language)
        if self.zh:
            title = "金额" if lines.of.name == PAID else title
            return glue(where, "的各行", title, "合计") if where else glue("各行", title, "合计")
        return f"the total {title} of {f'lines whose {where}' if where else 'all lines'}"

    def where(self, bound: Bound, *, inner: bool = False) -> str:
        """A condition on one line, short enough to stand inside a clause."""
        if not isinstance(bound, Group):
            return self.leaf(bound)
        if bound.op != "none":
            joined = self.united(bound.op, bound.members)
            either = bound.op == "any" and len(bound.members) > 1
            return self.bracketed(joined) if inner and either else joined
        joined = self.united("any", bound.members)
        if len(bound.members) > 1 or isinstance(bound.members[0], Group):
            joined = self.bracketed(joined)
        return glue("并非", joined) if self.zh else f"not {joined}"

    def united(self, op: str, members: Sequence[Bound]) -> str:
        """Several conditions on one line joined by "and" or "or"; brackets show what binds."""
        if len(members) == 1:
            return self.where(members[0])
        parts = []
        for member in members:
            part = self.where(member, inner=True)
            group = member if isinstance(member, Group) else None
            if op == "any" and group and group.op == "all" and len(group.members) > 1:
                part = self.bracketed(part)
            parts.append(part)
        if not self.zh:
            return (" and " if op == "all" else " or ").join(parts)
        whole = parts[0]
        for part in parts[1:]:
            whole = glue(whole, "且" if op == "all" else "或", part)
        return whole

    def bracketed(self, said_: str) -> str:
        """In brackets of the language."""
        return f"（{said_}）" if self.zh else f"({said_})"
