"""Why, why not, how far: what each listening rule said of an event, made only when asked for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.program.case import Case
from shuke.program.document import Multiply, PerAmount, fraction
from shuke.program.giving import ByLine, multiplied_lines
from shuke.program.judge import Rooms, judge, refusal
from shuke.program.plan import Listening, RulePlan
from shuke.program.wording import CAPS, ROUNDED, amount_of, number
from shuke.rule import Node, day, explain, how_far

if TYPE_CHECKING:
    from shuke.program.order import Order
    from shuke.program.refund import Purchase

State = Literal["applied", "not_applied", "capped", "excluded"]


class Step(msgspec.Struct, frozen=True):
    """One step of a formula: what was done, and the number after it."""

    label: Text
    value: str


class RuleTold(msgspec.Struct, frozen=True):
    """What one rule said of an event; `amount` is what it gave."""

    rule: str
    title: Text
    version: int
    state: State
    amount: int
    currency: str
    formula: tuple[Step, ...] = ()
    tree: Node | None = None
    how_far: Text | None = None
    reason: Text | None = None
    """Why it gave nothing or less, where that is not in the tree."""

    def document(self, language: str) -> dict[str, Any]:
        """For an answer, in one language."""
        return {
            "rule": self.rule,
            "title": self.title.of(language),
            "version": self.version,
            "state": self.state,
            "amount": self.amount,
            "currency": self.currency,
            "formula": [
                {"label": step.label.of(language), "value": step.value} for step in self.formula
            ],
            "tree": self.tree.document(language) if self.tree is not None else None,
            "how_far": self.how_far.of(language) if self.how_far is not None else None,
            "reason": self.reason.of(language) if self.reason is not None else None,
        }


class RefundTold(msgspec.Struct, frozen=True):
    """A refund: what was kept of the order, and what each rule had given, gives now, lost."""

    order_id: str
    bought_seq: int
    judged_by: int
    """The release of the purchase: it says what the kept part earns."""
    consequences_by: int
    """The release now in force: it says what becomes of spent points and of tiers."""
    paid_cents: int
    kept_cents: int
    lines: tuple[tuple[str, Text, int, int, int], ...]
    """(rule, name, stood before, judged for what is kept, taken back) of each that had given."""


class Told(msgspec.Struct, frozen=True):
    """An explanation of an event by the programme."""

    release: int
    rules: tuple[RuleTold, ...]
    refund: RefundTold | None = None

    def document(self, language: str) -> dict[str, Any]:
        """For an answer, in one language."""
        found: dict[str, Any] = {
            "release": self.release,
            "rules": [rule.document(language) for rule in self.rules],
        }
        if self.refund is not None:
            refund = msgspec.structs.asdict(self.refund)
            refund["lines"] = [
                {
                    "rule": rule,
                    "title": name.of(language),
                    "before": before,
                    "kept": kept,
                    "taken_back": taken_back,
                }
                for rule, name, before, kept, taken_back in self.refund.lines
            ]
            found["refund"] = refund
        return found


def explain_earning(
    listening: Listening, case: Case, points: list[int], given: list[int], rooms: Rooms
) -> Told:
    """What every listening rule said, the ones that gave most first, then the nearest misses."""
    raw: dict[int, int] = {}
    judge(listening, case, raw)
    told = [_told(listening, rule, case, points, given, rooms, raw) for rule in listening.rules]
    ranks = {"applied": 0, "capped": 1, "excluded": 2, "not_applied": 3}
    told.sort(
        key=lambda one: (
            ranks[one.state],
            -one.amount,
            -one.tree.closeness if one.tree is not None else 0.0,
        )
    )
    return Told(case.release.id, tuple(told))


def explain_refund(
    turn: Turn,
    before: Order,
    record: Order,
    purchase: Purchase,
    case: Case | None,
    points: list[int],
    given: list[int],
) -> Told:
    """A refund by both releases: the purchase's judges what is kept, the current the rest."""
    stood = {one.rule: one.points for one in before.credits}
    left = {one.rule: one.points for one in record.credits}
    rules: tuple[RuleTold, ...] = ()
    if case is not None:
        rooms = dict(zip(record.rooms[::2], record.rooms[1::2], strict=True))
        rules = explain_earning(purchase.listening, case, points, given, rooms).rules
    lines = tuple(
        (
            rule.key,
            rule.document.name,
            stood[rule.place],
            given[rule.slot],
            stood[rule.place] - left.get(rule.place, 0),
        )
        for rule in purchase.listening.rules
        if rule.place in stood
    )
    refund = RefundTold(
        purchase.event.data.order_id,
        record.seq,
        purchase.release.id,
        turn.current.id,
        purchase.event.data.total_cents,
        case.data.total_cents if case is not None else 0,
        lines,
    )
    return Told(purchase.release.id, rules, refund)


def _told(
    listening: Listening,
    rule: RulePlan,
    case: Case,
    points: list[int],
    given: list[int],
    rooms: Rooms,
    raw: dict[int, int],
) -> RuleTold:
    document = rule.document
    tree = None
    if document.condition is not None:
        tree = explain(document.condition, case, listening.catalogue, place="/if")
    amount, own = given[rule.slot], raw.get(rule.slot, 0)
    state: State = "applied"
    reason: Text | None = None
    formula: tuple[Step, ...] = ()
    if rule.slot not in raw:
        state = "not_applied"
        reason = _closed(rule, case)
    elif not own:
        state, reason = "not_applied", _nothing(rule)
        formula = _formula(listening, rule, case, points)
    elif not points[rule.slot]:
        state, reason = "excluded", _excluded(listening, rule, points)
        formula = _formula(listening, rule, case, points)
    else:
        formula = _formula(listening, rule, case, points)
        if amount < own:
            state = "capped"
            formula += _capped(rule, rooms, amount)
    return RuleTold(
        rule.key,
        document.name,
        rule.version,
        state,
        amount,
        rule.currency,
        formula,
        tree,
        how_far(tree) if tree is not None and state == "not_applied" else None,
        reason,
    )


def _closed(rule: RulePlan, case: Case) -> Text | None:
    if rule.first <= case.day <= rule.last:
        return None
    if case.day < rule.first:
        return Text(
            en=f"It begins on {day(rule.first, 'en')}.", zh=f"{day(rule.first, 'zh')} 才开始。"
        )
    return Text(en=f"It ended on {day(rule.last, 'en')}.", zh=f"{day(rule.last, 'zh')} 已结束。")


def _nothing(rule: RulePlan) -> Text:
    if rule.multiplies:
        return Text(en="There are no points to multiply.", zh="没有可翻倍的积分。")
    return Text(en="The amount makes no whole point.", zh="金额不足以得到积分。")


def _excluded(listening: Listening, rule: RulePlan, points: list[int]) -> Text:
    step = next(step for step in listening.steps if rule in step)
    best = max(step, key=lambda one: points[one.slot])
    name = best.document.name
    return Text(
        en=f"“{name.en}” of the same group gives more.", zh=f"同组的「{name.zh}」给得更多。"
    )


def _formula(
    listening: Listening, rule: RulePlan, case: Case, points: list[int]
) -> tuple[Step, ...]:
    give = rule.document.give
    match give:
        case PerAmount():
            return _per_amount(listening, rule, case, give)
        case Multiply():
            return _multiplied(listening, rule, case, give, points)
        case _:
            return (Step(Text(en="fixed", zh="固定"), number(give.points)),)


def _per_amount(
    listening: Listening, rule: RulePlan, case: Case, give: PerAmount
) -> tuple[Step, ...]:
    if rule.amounts is not None:
        amount = sum(rule.amounts(case))
    else:
        assert rule.read is not None
        amount = rule.read(case)
    catalogue = listening.catalogue
    per = give.per_cents or give.per_count or 1
    said = Text(
        en=f"{amount_of(give, amount, catalogue)} ÷ {amount_of(give, per, catalogue)}",
        zh=f"{amount_of(give, amount, catalogue)} ÷ {amount_of(give, per, catalogue)}",
    )
    exact = Fraction(amount // per) if give.whole else Fraction(amount, per)
    steps = [Step(said, number(exact))]
    if give.points != 1:
        exact *= give.points
        steps.append(Step(Text(en=f"× {give.points}", zh=f"× {give.points}"), number(exact)))
    times = fraction(give.times)
    if times != 1:
        exact *= times
        steps.append(Step(Text(en=f"× {number(times)}", zh=f"× {number(times)}"), number(exact)))
    return (*steps, *_rounded(rule, exact, _own(listening, rule, case)))


def _multiplied(
    listening: Listening, rule: RulePlan, case: Case, give: Multiply, points: list[int]
) -> tuple[Step, ...]:
    base = sum(points[other.slot] for other in rule.on)
    if rule.places is not None:
        by_line: ByLine = {}
        judge(listening, case, by_line=by_line)
        base = sum(multiplied_lines(rule, case, by_line))
    times = fraction(give.times)
    more = base * (times - 1)
    steps = (
        Step(Text(en="points multiplied", zh="被翻倍的积分"), number(base)),
        Step(Text(en=f"× ({number(times)} - 1)", zh=f"× ({number(times)} - 1)"), number(more)),
    )
    return (*steps, *_rounded(rule, Fraction(more), _own(listening, rule, case)))


def _own(listening: Listening, rule: RulePlan, case: Case) -> int:
    """What a rule gives by itself."""
    raw: dict[int, int] = {}
    judge(listening, case, raw)
    return raw.get(rule.slot, 0)


def _rounded(rule: RulePlan, exact: Fraction, whole: int) -> tuple[Step, ...]:
    if exact == whole:
        return ()
    label = ROUNDED[rule.document.round.mode, rule.document.round.at]
    return (Step(label, number(whole)),)


def _capped(rule: RulePlan, rooms: Rooms, amount: int) -> tuple[Step, ...]:
    if rooms.get(refusal(rule)) == 0:
        label = Text(en="the budget holds less", zh="预算不足")
        return (Step(label, number(amount)),)
    steps = []
    for one in (*rule.caps, *rule.shared):
        room = rooms.get(one.number, one.limit)
        if (one.uses and room < 1) or (not one.uses and room <= amount):
            label = CAPS[one.every].filled(used=number(one.limit - room), limit=number(one.limit))
            steps.append(Step(label, number(amount)))
    return tuple(steps) or (Step(Text(en="cap over several rules", zh="共用上限"), number(amount)),)
