"""Explaining: the tree of a condition, each part true or false, with what was required and seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.bound import Bound, Comparison, Group, Lines
from shuke.rule.catalogue import Catalogue
from shuke.rule.check import bound_of
from shuke.rule.compile import reader
from shuke.rule.condition import Condition
from shuke.rule.distance import closeness_of, distance
from shuke.rule.meeting import meets
from shuke.rule.phrase import required
from shuke.rule.sentence import GROUPS, Teller
from shuke.rule.wording import Language, count, money, value

_LINES: Final = Text(en="lines", zh="行")
_DAYS: Final = Text(en="days", zh="天")


class Node(msgspec.Struct, frozen=True, omit_defaults=True):
    """One part of a condition, judged.

    `missing` is how much more is needed (negative: how much too much there is), in the attribute's
    own unit; `how_far` says it. `line` is the order line (from 1) that `children` speak of.
    """

    op: str
    title: Text
    passed: bool
    place: str
    required: Text | None = None
    seen: Text | None = None
    children: tuple[Node, ...] = ()
    attribute: str | None = None
    missing: float | None = None
    how_far: Text | None = None
    closeness: float = 0.0
    line: int | None = None

    def document(self, language: str) -> dict[str, Any]:
        """The node for an answer, in one language."""
        found: dict[str, Any] = {
            "op": self.op,
            "title": self.title.of(language),
            "required": self.required.of(language) if self.required else None,
            "seen": self.seen.of(language) if self.seen else None,
            "passed": self.passed,
            "place": self.place,
            "children": [child.document(language) for child in self.children],
        }
        if self.attribute is not None:
            found["attribute"] = self.attribute
        if self.how_far is not None:
            found["missing"] = self.missing
            found["how_far"] = self.how_far.of(language)
        if self.line is not None:
            found["line"] = self.line
        return found


def explain(
    condition: Condition,
    turn: Any,
    catalogue: Catalogue | None = None,
    *,
    line: Any = None,
    place: str = "",
) -> Node:
    """Judge a condition part by part on a turn (and a line, for conditions on one line).

    Without `catalogue` that of the turn's release is used. `place` is the JSON pointer of the
    condition in its document. Raises ConditionInvalid.
    """
    known: Catalogue = turn.release.catalogue if catalogue is None else catalogue
    bound = bound_of(condition, known, on_line=line is not None)
    return _Explainer(known, turn, place).node(bound, line)


def first_failed(node: Node) -> Node | None:
    """The first leaf that made the condition fail; None when it holds."""
    if node.passed:
        return None
    wanted = node.op == "none"
    for child in node.children:
        if child.passed is wanted:
            return child if wanted else first_failed(child)
    return node


def how_far(node: Node) -> Text | None:
    """What is missing until the condition holds, when one number says it."""
    if node.passed:
        return None
    if node.op == "all":
        failed = [child for child in node.children if not child.passed]
        return how_far(failed[0]) if len(failed) == 1 else None
    if node.op == "any":
        return how_far(max(node.children, key=lambda child: child.closeness))
    return node.how_far


class _Explainer:
    def __init__(self, catalogue: Catalogue, turn: Any, place: str) -> None:
        self.catalogue = catalogue
        self.turn = turn
        self.place = place

    def node(self, bound: Bound, line: Any) -> Node:
        if isinstance(bound, Group):
            return self.group(bound, line)
        if isinstance(bound, Comparison):
            seen = self.read(bound.attribute, line)
            return self.compared(bound.attribute, bound.operator.op, bound.value, seen, bound.place)
        if bound.operator is None:
            return self.matching(bound)
        return self.measured(bound)

    def group(self, group: Group, line: Any) -> Node:
        children = tuple(self.node(member, line) for member in group.members)
        held = [child.passed for child in children]
        passed = {"all": all(held), "any": any(held), "none": not any(held)}[group.op]
        near = [child.closeness for child in children]
        if group.op == "none":
            closeness = 1.0 - sum(held) / len(held)
        else:
            closeness = max(near) if group.op == "any" else sum(near) / len(near)
        return Node(
            group.op,
            GROUPS[group.op],
            passed,
            self.place + group.place,
            children=children,
            closeness=1.0 if passed else min(closeness, 0.999),
        )

    def compared(
        self,
        attribute: Attribute,
        op: str,
        constant: Any,
        seen: Any,
        place: str,
        title: Text | None = None,
    ) -> Node:
        passed = meets(attribute, op, constant, seen, self.turn)
        missing = None if passed else distance(attribute, op, constant, seen, self.turn)
        return Node(
            op,
            title or attribute.title,
            passed,
            self.place + place,
            required=self.both(
                lambda tongue: required(attribute, op, constant, self.catalogue, tongue)
            ),
            seen=self.both(lambda tongue: value(attribute, seen, self.catalogue, tongue)),
            attribute=attribute.name,
            missing=missing,
            how_far=None if missing is None else self.far(attribute, op, missing),
            closeness=1.0 if passed else closeness_of(constant, missing),
        )

    def measured(self, lines: Lines) -> Node:
        assert lines.measure is not None
        assert lines.operator is not None
        total = 0
        for line in self.turn.data.lines:
            if lines.where is None or self.holds(lines.where, line):
                total += 1 if lines.of is None else (self.read(lines.of, line) or 0)
        title = self.both(lambda tongue: Teller(self.catalogue, tongue).measure(lines))
        node = self.compared(
            lines.measure, lines.operator.op, lines.value, total, lines.place, title
        )
        return msgspec.structs.replace(node, op=f"lines.{lines.kind}")

    def matching(self, lines: Lines) -> Node:
        assert lines.where is not None
        basket = self.turn.data.lines
        held = [self.holds(lines.where, line) for line in basket]
        matched, every = sum(held), len(held)
        some = lines.kind == "any"
        passed = matched > 0 if some else matched == every
        telling = self.telling(lines.where, held, some=some)
        shown = None if telling is None else self.node(lines.where, basket[telling])
        teller = {tongue: Teller(self.catalogue, tongue) for tongue in _TONGUES}
        closeness = shown.closeness if some and shown is not None else matched / max(every, 1)
        return Node(
            f"lines.{lines.kind}",
            self.both(lambda tongue: teller[tongue].some_or_every(lines)),
            passed,
            self.place + lines.place,
            required=_AT_LEAST_ONE if some else _ALL_LINES,
            seen=Text(
                en=f"{matched} of {count(every, _LINES, 'en')}", zh=f"{matched} / {every} 行"
            ),
            children=() if shown is None else (shown,),
            closeness=1.0 if passed else min(closeness, 0.999),
            line=None if telling is None else telling + 1,
        )

    def telling(self, where: Bound, held: list[bool], *, some: bool) -> int | None:
        """The line that tells most: the first that decides, else the one that matches best."""
        if not held:
            return None
        if some in held:
            return held.index(some)
        if not some:
            return 0
        near = [self.node(where, line).closeness for line in self.turn.data.lines[:_COMPARED]]
        return near.index(max(near))

    def holds(self, bound: Bound, line: Any) -> bool:
        """The same judgement as `node`, without its words."""
        if isinstance(bound, Group):
            if bound.op == "all":
                return all(self.holds(member, line) for member in bound.members)
            return any(self.holds(member, line) for member in bound.members) is (bound.op == "any")
        assert isinstance(bound, Comparison)
        seen = self.read(bound.attribute, line)
        return meets(bound.attribute, bound.operator.op, bound.value, seen, self.turn)

    def read(self, attribute: Attribute, line: Any) -> Any:
        readers = self.catalogue.readers
        found = readers.get(attribute.name)
        if found is None:
            found = readers[attribute.name] = reader(attribute)
        return found(self.turn, line)

    def far(self, attribute: Attribute, op: str, missing: float) -> Text:
        def amount(tongue: Language) -> str:
            much = abs(missing)
            if attribute.type == "cents":
                return money(int(much), self.catalogue.currency, self.catalogue.minor_digits)
            unit = _DAYS if attribute.type == "date" else attribute.unit
            return count(much, unit, tongue)

        if attribute.type == "date":
            return Text(en=f"{amount('en')} away", zh=f"相差 {amount('zh')}")
        if missing < 0:
            return Text(en=f"{amount('en')} too much", zh=f"超出 {amount('zh')}")
        return Text(en=f"{amount('en')} short", zh=f"还差 {amount('zh')}")

    def both(self, say: Any) -> Text:
        return Text(en=say("en"), zh=say("zh"))


_TONGUES: Final[tuple[Language, ...]] = ("en", "zh")
_COMPARED: Final = 50
"""So many lines are weighed to find the one that matches best."""
_AT_LEAST_ONE: Final = Text(en="at least 1 line", zh="至少 1 行")
_ALL_LINES: Final = Text(en="every line", zh="每一行")


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in order."""
    yield node
    for child in node.children:
        yield from walk(child)
