"""The answer of a back-test: every figure as it was, by the draft, and the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from shuke.backtest.approximation import Approximation, approximations_of
from shuke.backtest.figure import Figure, pair
from shuke.backtest.rewarded import (
    CostCompared,
    RewardCompared,
    cost_of,
    rewards_of,
    worth,
)
from shuke.engine import Documents, ReleaseBook
from shuke.engine.backtest import (
    BOUNDS,
    Candidate,
    CandidateChange,
    Compared,
    Gains,
    Row,
    Told,
)
from shuke.kernel import Text
from shuke.ledger import FIELDS, value

OWN: Final = frozenset({"pending", "usable"})


class Range(msgspec.Struct):
    """Business days, both inclusive, and the moments that they cover (the last one exclusive)."""

    first: date
    last: date
    zone: str
    since: datetime
    until: datetime


class PointFlows(msgspec.Struct):
    """What happened to points; every figure is zero or above but `adjusted` and `net`."""

    issued: Figure = pair()
    reversed: Figure = pair()
    net: Figure = pair()
    """Issued less reversed: what the programme cost, in points."""
    spent: Figure = pair()
    returned: Figure = pair()
    expired: Figure = pair()
    opened: Figure = pair()
    adjusted: Figure = pair()

    def add(self, row: Row, kind: str, credit: str) -> None:
        """Add a sum of entries of a kind."""
        name = _NAMES.get(kind)
        if name is None:
            return
        sign = -1 if kind == "adjust" and credit not in OWN else 1
        getattr(self, name).add(sign * row.was, sign * row.draft)
        if kind in ("issue", "reverse"):
            sign = 1 if kind == "issue" else -1
            self.net.add(sign * row.was, sign * row.draft)


_NAMES: Final = {
    kind: name for kind, (name, _sign) in FIELDS.items() if name in PointFlows.__struct_fields__
}
"""The figure of a kind of entry, as in every roll-forward."""


class FlowWeek(msgspec.Struct):
    """A week, by its Monday."""

    week: date
    flows: PointFlows = msgspec.field(default_factory=PointFlows)


class FlowPart(msgspec.Struct):
    """What a rule gave, or what somebody paid for."""

    key: str
    flows: PointFlows = msgspec.field(default_factory=PointFlows)


class GainBar(msgspec.Struct):
    """Gainers whose difference lies from `low` to `high`, both inclusive (None: no bound)."""

    low: int | None
    high: int | None
    members: int


class GainOf(msgspec.Struct):
    """A member whose gain differs; `tiers` are [was, draft] by tier set."""

    member: str
    gain: Figure
    tiers: dict[str, list[str]]


class Gainers(msgspec.Struct):
    """Who gains and who loses: by what was issued to a member less what was taken back."""

    winners: int
    losers: int
    same: int
    histogram: list[GainBar]
    top: list[GainOf]
    bottom: list[GainOf]


class CurrencyCompared(msgspec.Struct):
    """One currency. `outstanding` is the liability in points at the end: usable and pending, less
    what members owe; `opening` the same at the beginning of the range."""

    currency: str
    name: Text
    spendable: bool
    opening: int
    flows: PointFlows
    usable: Figure
    pending: Figure
    debt: Figure
    outstanding: Figure
    liability_cents: Figure | None
    """`outstanding` at the worth of the valuation, as if all of it were used; None without one.
    Principal of stored value is owed as it is; its bonus is a discount, and never owed."""
    rules: list[FlowPart]
    funders: list[FlowPart]
    weeks: list[FlowWeek]
    members: Gainers


class TierMove(msgspec.Struct):
    """Gainers who ended in one tier and would have ended in another (or the same)."""

    was: str | None
    draft: str | None
    members: int


class TiersCompared(msgspec.Struct):
    """A tier set: its tiers from the lowest, the whole matrix, and who stands higher or lower."""

    tier_set: str
    name: Text
    tiers_was: list[str]
    tiers_draft: list[str]
    moves: list[TierMove]
    higher: int
    lower: int
    same: int


class DraftRefusal(msgspec.Struct):
    """Events that the draft refuses."""

    code: str
    events: int


class EventsCompared(msgspec.Struct):
    """Events of a type: those recorded, and those that the draft accepts."""

    type: str
    events: Figure
    refused: list[DraftRefusal]
    left_out: int
    """Of a type that the draft does not know."""


class BudgetWeek(msgspec.Struct):
    """What a week took from a budget."""

    week: date
    taken: Figure


class BudgetCompared(msgspec.Struct):
    """Something scarce: how much there is, what was taken of it in the range, and how often it
    was refused."""

    stock: str
    size: Figure
    taken: Figure
    refused: Figure
    weeks: list[BudgetWeek]


class BacktestRelease(msgspec.Struct):
    """What was tried: the drafts, a release by its number, or files; and what it changes."""

    what: str
    number: int | None
    live: int
    changes: list[CandidateChange]


class BacktestResult(msgspec.Struct, rename={"first": "from", "last": "to"}):
    """A back-test: what was beside what would have been."""

    release: BacktestRelease
    first: date
    last: date
    zone: str
    members: int
    events: int
    same: bool
    """Nothing differs at all."""
    currencies: list[CurrencyCompared]
    rewards: list[RewardCompared]
    cost: CostCompared
    redemptions: Figure
    """Times that points were spent."""
    tiers: list[TiersCompared]
    events_by_type: list[EventsCompared]
    budgets: list[BudgetCompared]
    approximations: list[Approximation]
    rounds: int
    processes: int
    seconds: float


def result_of(
    book: ReleaseBook,
    candidate: Candidate,
    ranged: Range,
    told: Told,
    top: int,
    *,
    processes: int,
    seconds: float,
) -> BacktestResult:
    """Make the answer of the sums."""
    compared = told.compared
    live = book.documents(book.versions(candidate.base))
    draft = {
        kind: {key: book.app.decode_document(kind, value) for key, value in its.items()}
        for kind, its in candidate.documents.items()
    }
    currencies = _currencies(compared, live, draft, top)
    tiers = _tiers(compared, live, draft)
    events = _events(compared)
    budgets = _budgets(told, ranged)
    rewards = rewards_of(compared.sums, live, draft)
    net = {its.currency: its.flows.net for its in currencies if its.spendable}
    cost = cost_of(compared.sums, net, live, draft)
    redemptions = next((its.events for its in events if its.type == "points.spend"), Figure())
    return BacktestResult(
        BacktestRelease(candidate.what, candidate.number, candidate.base, candidate.changes),
        ranged.first,
        ranged.last,
        ranged.zone,
        compared.members,
        compared.events,
        _same(compared, told),
        currencies,
        rewards,
        cost,
        redemptions,
        tiers,
        events,
        budgets,
        approximations_of(told),
        told.rounds,
        processes,
        seconds,
    )


def _same(compared: Compared, told: Told) -> bool:
    return (
        all((row.was, row.rows_was) == (row.draft, row.rows_draft) for row in compared.sums)
        and all(was == draft for its in compared.holds.values() for was, draft in its.values())
        and all(
            was == draft
            for rows in compared.moves.values()
            for was, cells in rows.items()
            for draft in cells
        )
        and all(not its.winners and not its.losers for its in compared.gains.values())
        and compared.heard == compared.folded
        and told.was == told.draft
    )


def _currencies(
    compared: Compared, live: Documents, draft: Documents, top: int
) -> list[CurrencyCompared]:
    found: dict[str, list[Row]] = {}
    for row in compared.sums:
        if row.table == "ledger_entry":
            found.setdefault(str(row.by[0]), []).append(row)
    keys = found.keys() | compared.holds.keys()
    keys |= _named(live).keys() | _named(draft).keys()
    return [_currency(key, found.get(key, []), compared, live, draft, top) for key in sorted(keys)]


def _named(documents: Documents) -> dict[str, Any]:
    """Currencies, and the pots of stored value, whose unit is the cent."""
    return {**documents.get("currency", {}), **value.pot_currencies(documents)}


def _currency(
    key: str,
    rows: Sequence[Row],
    compared: Compared,
    live: Documents,
    draft: Documents,
    top: int,
) -> CurrencyCompared:
    document: Any = next((its[key] for its in (_named(draft), _named(live)) if key in its), None)
    holds = compared.holds.get(key, {})
    usable, pending, debt = (
        _difference(*holds.get(part, (0, 0))) for part in ("usable", "pending", "debt")
    )
    outstanding = _difference(
        usable.was + pending.was - debt.was, usable.draft + pending.draft - debt.draft
    )
    whole = PointFlows()
    for row in rows:
        whole.add(row, str(row.by[1]), str(row.by[3]))
    moved = whole.opened.was + whole.net.was - whole.spent.was + whole.returned.was
    moved += whole.adjusted.was - whole.expired.was
    return CurrencyCompared(
        key,
        Text(en=key, zh=key) if document is None else document.name,
        document is None or document.spendable,
        outstanding.was - moved,
        whole,
        usable,
        pending,
        debt,
        outstanding,
        _liability(key, outstanding, live, draft),
        [FlowPart(str(name), flows) for name, flows in _parts(rows, lambda row: row.by[5])],
        [FlowPart(str(name), flows) for name, flows in _parts(rows, lambda row: row.by[4])],
        [FlowWeek(week, flows) for week, flows in _parts(rows, lambda row: row.week)],
        _members(compared.gains.get(key, Gains()), top),
    )


def _liability(
    currency: str, outstanding: Figure, live: Documents, draft: Documents
) -> Figure | None:
    pot = value.value_of(currency)
    if pot is not None and pot[1] == value.PRINCIPAL:
        return _difference(outstanding.was, outstanding.draft)
    was = worth(outstanding.was, currency, live)
    now = worth(outstanding.draft, currency, draft)
    return None if was is None and now is None else _difference(was or 0, now or 0)


def _parts(rows: Iterable[Row], name_of: Callable[[Row], Any]) -> list[tuple[Any, PointFlows]]:
    """Sums by a name, in its order; what has none is left out."""
    found: dict[Any, PointFlows] = {}
    for row in rows:
        name = name_of(row)
        if name is not None:
            found.setdefault(name, PointFlows()).add(row, str(row.by[1]), str(row.by[3]))
    return sorted(found.items())


def _difference(was: int, draft: int) -> Figure:
    return Figure(was, draft, draft - was)


def _members(gains: Gains, top: int) -> Gainers:
    def shown(members: Iterable[Any]) -> list[GainOf]:
        return [
            GainOf(
                one.subject,
                _difference(one.was, one.draft),
                {
                    ladder: [one.ranks_was.get(ladder, ""), one.ranks_draft.get(ladder, "")]
                    for ladder in sorted(one.ranks_was.keys() | one.ranks_draft.keys())
                },
            )
            for one in members
        ]

    return Gainers(
        gains.winners,
        gains.losers,
        gains.same,
        [_bar(bar, members) for bar, members in sorted(gains.bars.items())],
        shown(gains.top[:top]),
        shown(gains.bottom[:top]),
    )


def _bar(bar: int, members: int) -> GainBar:
    if not bar:
        return GainBar(0, 0, members)
    near = BOUNDS[abs(bar) - 1]
    far = BOUNDS[abs(bar)] - 1 if abs(bar) < len(BOUNDS) else None
    if bar > 0:
        return GainBar(near, far, members)
    return GainBar(None if far is None else -far, -near, members)


def _tiers(compared: Compared, live: Documents, draft: Documents) -> list[TiersCompared]:
    found = []
    for key, rows in sorted(compared.moves.items()):
        before: Any = live.get("tier_set", {}).get(key)
        after: Any = draft.get("tier_set", {}).get(key)
        tiers_was = [] if before is None else [tier.key for tier in before.tiers]
        tiers_draft = [] if after is None else [tier.key for tier in after.tiers]
        order = {tier: place for place, tier in enumerate(tiers_draft or tiers_was)}
        named = after or before
        its = TiersCompared(
            key,
            Text(en=key, zh=key) if named is None else named.name,
            tiers_was,
            tiers_draft,
            [],
            0,
            0,
            0,
        )
        for was, cells in sorted(rows.items()):
            for now, members in sorted(cells.items()):
                its.moves.append(TierMove(was or None, now or None, members))
                if was == now:
                    its.same += members
                elif was in order and now in order:
                    if order[now] > order[was]:
                        its.higher += members
                    else:
                        its.lower += members
        found.append(its)
    return found


def _events(compared: Compared) -> list[EventsCompared]:
    types = compared.heard.keys() | compared.folded.keys()
    return [
        EventsCompared(
            kind,
            _difference(compared.heard.get(kind, 0), compared.folded.get(kind, 0)),
            [
                DraftRefusal(code, number)
                for code, number in sorted(compared.refused.get(kind, {}).items())
            ],
            compared.left_out.get(kind, 0),
        )
        for kind in sorted(types)
        if kind != "tick"
    ]


def _budgets(told: Told, ranged: Range) -> list[BudgetCompared]:
    zone = ZoneInfo(ranged.zone)
    found: dict[str, BudgetCompared] = {}
    weeks: dict[str, dict[date, Figure]] = {}
    for side, asks in enumerate((told.was, told.draft)):
        for ask in asks:
            if not ranged.since <= ask.at < ranged.until:
                continue
            its = found.setdefault(
                ask.stock, BudgetCompared(ask.stock, Figure(), Figure(), Figure(), [])
            )
            day = ask.at.astimezone(zone).date()
            week = weeks.setdefault(ask.stock, {}).setdefault(
                day - timedelta(days=day.weekday()), Figure()
            )
            taken = (0 if ask.refused else ask.amount) - ask.back
            for figure in (its.taken, week):
                figure.add(*_at(side, taken))
            its.refused.add(*_at(side, int(ask.refused)))
            size = its.size.draft if side else its.size.was
            its.size.add(*_at(side, ask.size - size))
    for stock, its in found.items():
        its.weeks = [BudgetWeek(week, figure) for week, figure in sorted(weeks[stock].items())]
    return [found[stock] for stock in sorted(found)]


def _at(side: int, number: int) -> tuple[int, int]:
    return (0, number) if side else (number, 0)
