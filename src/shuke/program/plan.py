"""A release's programme, compiled: which rules listen to which event, and how each is judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from shuke.engine import Compiling
from shuke.kernel import PERIOD
from shuke.program.case import See, of_past, seeing
from shuke.program.document import (
    EarningCap,
    EarningRule,
    Fixed,
    Multiply,
    PerAmount,
    fraction,
)
from shuke.program.giving import Give, giving
from shuke.program.ladder import Orders, Spend, TierSet
from shuke.program.paid_plan import PaidPlans, paid_plans
from shuke.program.rounding import ROUNDING, Round
from shuke.program.standing_plan import SetPlan, plan_set
from shuke.program.step import steps_of
from shuke.rule import (
    Catalogue,
    Condition,
    Judge,
    compile_condition,
    compile_line_amounts,
    compile_line_places,
    compile_line_total,
    state_attributes,
)

ALWAYS: Final = date.max.toordinal()


class CapPlan:
    """A cap of a rule or over several rules: `key` names its counter in the member's state."""

    __slots__ = ("every", "key", "limit", "number", "period", "uses")

    def __init__(self, number: int, key: str, every: Any, limit: int, *, uses: bool) -> None:
        self.number = number
        """Its place among the caps of the release, which orders keep."""
        self.key = key
        self.every = every
        self.period = PERIOD[every]
        self.limit = limit
        self.uses = uses


class RulePlan:
    """One earning rule, ready to judge."""

    __slots__ = (
        "amounts",
        "at_line",
        "bounded",
        "budget",
        "budget_stock",
        "caps",
        "condition",
        "currency",
        "denominator",
        "document",
        "first",
        "fixed",
        "give",
        "key",
        "last",
        "multiplies",
        "needs_shares",
        "numerator",
        "on",
        "per",
        "place",
        "places",
        "read",
        "round",
        "shared",
        "slot",
        "total",
        "version",
        "whole",
    )

    def __init__(self, place: int, document: EarningRule, version: int) -> None:
        self.place = place
        """Its place among the rules of the release, which orders keep."""
        self.document = document
        self.key = document.key
        self.version = version
        self.currency: str = document.give.currency
        first, last = document.valid.first, document.valid.last
        self.first = first.toordinal() if first else 0
        self.last = last.toordinal() if last else ALWAYS
        self.round: Round = ROUNDING[document.round.mode]
        self.at_line = document.round.at == "line"
        self.budget = document.budget_points
        self.budget_stock = f"earning_rule:{document.key}"
        self.condition: Judge | None = None
        self.places: Callable[[Any], list[int]] | None = None
        """The places of the lines that match; None: all lines do."""
        self.total: Callable[[Any], int] | None = None
        self.read: Callable[[Any], int] | None = None
        self.amounts: Callable[[Any], list[int]] | None = None
        """What each line counts for it; 0 where the line does not match."""
        self.give: Give
        self.caps: list[CapPlan] = []
        self.shared: list[CapPlan] = []
        self.on: list[RulePlan] = []
        self.bounded = False
        """Whether a cap or a budget bounds it."""
        self.needs_shares = False
        self.fixed = self.whole = self.multiplies = False
        self.slot = 0
        """Its place among the rules that listen to its event."""
        self.numerator = self.denominator = self.per = 1
        match document.give:
            case Fixed(points=points):
                self.fixed = True
                self.numerator = points
            case PerAmount() as give:
                times = fraction(give.times)
                self.whole = give.whole
                per = give.per_cents or give.per_count or 1
                self.numerator = give.points * times.numerator
                self.denominator = times.denominator * (1 if give.whole else per)
                self.per = per
            case Multiply() as give:
                more = fraction(give.times) - 1
                self.multiplies = True
                self.numerator, self.denominator = more.numerator, more.denominator

    def compile(self, catalogue: Catalogue) -> None:
        """Compile the conditions, by a catalogue that reads the member from what was seen."""
        give = self.document.give
        if self.document.condition is not None:
            self.condition = compile_condition(self.document.condition, catalogue)
        if isinstance(give, Multiply) and give.lines is not None:
            self.places = compile_line_places(give.lines, catalogue)
        if isinstance(give, PerAmount):
            attribute = catalogue.attributes[give.of]
            if attribute.of_line:
                self.amounts = compile_line_amounts(give.lines, give.of, catalogue)
                self.total = compile_line_total(give.lines, give.of, catalogue)
            else:
                self.read = _amount(attribute.expr, attribute.uses)
        self.give = giving(self)

    def reads(self, catalogue: Catalogue) -> set[str]:
        """The member's attributes that its conditions read."""
        give = self.document.give
        found = _reads(self.document.condition, catalogue, on_line=False)
        if not isinstance(give, Fixed):
            found |= _reads(give.lines, catalogue, on_line=True)
        if isinstance(give, PerAmount) and catalogue.attributes[give.of].room is not None:
            found.add(give.of)
        return found


class Listening:
    """What listens to one event type: rules in the order in which they are judged, and counts."""

    __slots__ = ("caps", "catalogue", "counts", "rules", "see", "steps", "tallies")

    def __init__(
        self, rules: list[RulePlan], steps: list[tuple[RulePlan, ...]], catalogue: Catalogue
    ) -> None:
        self.catalogue = catalogue
        """Reads the member from what a case has seen."""
        self.rules = rules
        """In the order of judging: what is multiplied comes before its multiplier."""
        self.steps = steps
        """The same, with the rules of a `best` group together: of those one is chosen."""
        self.see: See | None = None
        self.tallies: list[Tally] = []
        self.counts: frozenset[str] = frozenset()
        """The tier sets that the tallies are of."""
        caps = {cap.number: cap for rule in rules for cap in (*rule.caps, *rule.shared)}
        self.caps = [caps[number] for number in sorted(caps)]
        for slot, rule in enumerate(rules):
            rule.slot = slot


class Tally:
    """How an order counts in a tier set that measures orders or spend."""

    __slots__ = ("condition", "key", "total")

    def __init__(self, document: TierSet, catalogue: Catalogue) -> None:
        self.key = document.key
        self.condition: Judge | None = None
        self.total: Callable[[Any], int] | None = None
        measure = document.measure
        if isinstance(measure, Orders) and measure.condition is not None:
            self.condition = compile_condition(measure.condition, catalogue)
        elif isinstance(measure, Spend):
            self.total = compile_line_total(measure.lines, "line.paid_cents", catalogue)

    def of(self, case: Any) -> int:
        """What the case adds to the set."""
        if self.total is not None:
            return self.total(case)
        return 1 if self.condition is None or self.condition(case) else 0


class OwnCount:
    """How a tier set counts an order whose release did not: it reads the member for itself."""

    __slots__ = ("_see", "_tally")

    def __init__(self, document: TierSet, catalogue: Catalogue) -> None:
        self._see, blind = seeing(catalogue, _tier_reads(document, catalogue))
        self._tally = Tally(document, blind)

    def seen(self, turn: Any) -> list[Any]:
        """The member's attributes that the measure reads."""
        return self._see(turn) if self._see is not None else []

    def of(self, event: Any, data: Any, release: Any, seen: list[Any]) -> int:
        """What the order adds."""
        return self._tally.of(of_past(event, data, release, seen))


class Plan:
    """The programme of a release."""

    __slots__ = ("beside", "cap_keys", "caps", "listening", "paid", "rules", "sets")

    def __init__(self) -> None:
        self.rules: list[RulePlan] = []
        """All rules in the order of their keys."""
        self.caps: list[CapPlan] = []
        self.cap_keys: set[str] = set()
        self.listening: dict[str, Listening] = {}
        self.sets: dict[str, SetPlan] = {}
        self.paid: PaidPlans
        self.beside: list[SetPlan] = []
        """Sets with a history that count orders: also those whose release did not count them."""


def plan(compiling: Compiling) -> Plan:
    """Compile the rules, caps and tier sets of a release."""
    made = Plan()
    made.paid = paid_plans(compiling)
    documents: dict[str, EarningRule] = dict(compiling.documents.get("earning_rule", {}))
    for key in sorted(documents):
        version = compiling.version("earning_rule", key)
        made.rules.append(RulePlan(len(made.rules), documents[key], version))
    _add_caps(made, compiling)
    sets: dict[str, TierSet] = dict(compiling.documents.get("tier_set", {}))
    for key in sorted(sets):
        made.sets[key] = one = plan_set(sets[key], compiling.catalogue)
        if isinstance(sets[key].measure, Spend | Orders):
            one.own = OwnCount(sets[key], compiling.catalogue)
            if one.history:
                made.beside.append(one)
    counting = [sets[key] for key in sorted(sets) if isinstance(sets[key].measure, Spend | Orders)]
    types = sorted({rule.document.when for rule in made.rules} | {"order.paid"})
    for event_type in types:
        rules = [rule for rule in made.rules if rule.document.when == event_type]
        tallied = counting if event_type == "order.paid" else []
        made.listening[event_type] = _listen(rules, tallied, compiling.catalogue)
    return made


def _add_caps(made: Plan, compiling: Compiling) -> None:
    for rule in made.rules:
        for cap in rule.document.caps:
            letter = cap.every[0] if cap.uses is None else cap.every[0].upper()
            limit = cap.points if cap.uses is None else cap.uses
            assert limit is not None
            rule.caps.append(
                CapPlan(
                    len(made.caps),
                    f"{rule.key}:{letter}",
                    cap.every,
                    limit,
                    uses=cap.uses is not None,
                )
            )
            made.caps.append(rule.caps[-1])
    shared: dict[str, EarningCap] = dict(compiling.documents.get("earning_cap", {}))
    for key in sorted(shared):
        document = shared[key]
        cap_plan = CapPlan(len(made.caps), f"{key}:+", document.every, document.points, uses=False)
        made.caps.append(cap_plan)
        for rule in made.rules:
            if rule.currency == document.currency and (
                document.rules is None or rule.key in document.rules
            ):
                rule.shared.append(cap_plan)
    made.cap_keys = {cap.key for cap in made.caps}
    for rule in made.rules:
        rule.bounded = bool(rule.caps or rule.shared or rule.budget is not None)


def _listen(rules: list[RulePlan], counting: list[TierSet], catalogue: Catalogue) -> Listening:
    steps = steps_of(rules)
    names: set[str] = set()
    for rule in rules:
        names |= rule.reads(catalogue)
    for document in counting:
        names |= _tier_reads(document, catalogue)
    see, blind = seeing(catalogue, names)
    listening = Listening([rule for step in steps for rule in step], steps, blind)
    listening.see = see
    for rule in rules:
        rule.compile(blind)
    listening.tallies = [Tally(document, blind) for document in counting]
    listening.counts = frozenset(tally.key for tally in listening.tallies)
    return listening


def _reads(condition: Condition | None, catalogue: Catalogue, *, on_line: bool) -> set[str]:
    if condition is None:
        return set()
    return state_attributes(condition, catalogue, on_line=on_line)


def _tier_reads(document: TierSet, catalogue: Catalogue) -> set[str]:
    measure = document.measure
    if isinstance(measure, Orders):
        return _reads(measure.condition, catalogue, on_line=False)
    if isinstance(measure, Spend):
        return _reads(measure.lines, catalogue, on_line=True)
    return set()


def _amount(expr: str, uses: Any) -> Callable[[Any], int]:
    """A reader of one amount of the event; a missing one is 0."""
    space: dict[str, Any] = dict(uses)
    source = f"def read(t):\n    return ({expr}) or 0\n"
    # The expression is an attribute's, written in this code base.
    exec(compile(source, "<amount>", "exec"), space)  # noqa: S102
    read: Callable[[Any], int] = space["read"]
    return read
