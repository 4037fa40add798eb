"""An explanation as it is shown: rules with their trees, entries, where the points lie, tiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from shuke.api.entry import EntryShown, entries_of, rule_titles, shown_entry
from shuke.api.log_row import event_title, shown_data
from shuke.api.standing import tier_names
from shuke.engine import Event, Explanation, Release, bucket_of

if TYPE_CHECKING:
    from shuke.api.ask import Ask


class EventTold(msgspec.Struct):
    """The event that is explained, without values that name a person."""

    type: str
    title: str
    source: str
    id: str
    time: datetime
    at: datetime
    subject: str
    member: str
    seq: int
    data: Any


class LotTold(msgspec.Struct):
    """Where a credit of this event came to lie."""

    currency: str
    amount: int
    earned_month: int | None
    usable_on: date | None
    expires_on: date | None
    state: Literal["pending", "usable"]


class TierTold(msgspec.Struct):
    """The main tier before and after the event."""

    before: str | None
    after: str | None


class EventKey(msgspec.Struct):
    """Which event."""

    source: str
    id: str
    seq: int


class Explained(msgspec.Struct, kw_only=True):
    """Why an event did what it did. `verified`: folding it again said the same as is stored."""

    event: EventTold
    release: int
    engine: int | None
    verified: bool | None
    rules: list[dict[str, Any]]
    tiers: list[dict[str, Any]]
    """Why each tier set moved, kept or announced something, or why the tier stays: what was
    measured, each threshold, what was seen, and what is missing. What timers did comes first."""
    refund: dict[str, Any] | None = None
    pricing: dict[str, Any] | None = None
    """Of a paid order that was priced: every line and discount, and the till beside the engine."""
    entries: list[EntryShown]
    lots: list[LotTold]
    effects: list[dict[str, Any]]
    tier: TierTold | None
    reversed_by: EventKey | None = None
    opening: bool = False
    problem: dict[str, Any] | None = None
    """Set when a tried event would be refused."""


_REVERSED = """
select l.source, l.id, l.seq from ledger_entry e
join engine_log l on l.bucket = e.bucket and l.subject = e.subject and l.seq = e.seq
where e.bucket = $1 and e.subject = $2 and e.seq > $3 and e.kind = 'reverse' and e.key = $4
order by e.seq limit 1
"""


async def explained(ask: Ask[Any, Any], told: Explanation) -> Explained:
    """An explanation from replay, with what stands in the books beside it."""
    event = told.turn.event
    place = (bucket_of(event.subject), event.subject, event.seq)
    rows = (await entries_of(ask, [place])).get(place[1:], [])
    titles = rule_titles(ask)
    shown = described(
        ask, event, told.turn.release, told.reasons, told.turn.effects, told.before, told.turn.state
    )
    shown.release, shown.engine, shown.verified = told.release, told.engine, told.verified
    shown.entries = [shown_entry(row, titles) for row in rows]
    order = getattr(event.data, "order_id", None)
    if event.type == "order.paid" and order is not None:
        later = await ask.shuke.pool.fetchrow(_REVERSED, *place, order)
        if later is not None:
            shown.reversed_by = EventKey(later["source"], later["id"], later["seq"])
    return shown


def described(
    ask: Ask[Any, Any],
    event: Event,
    release: Release,
    reasons: Iterable[tuple[str, Any]],
    effects: list[dict[str, Any]],
    before: Any,
    after: Any,
) -> Explained:
    """What rooms said of an event, in the caller's language."""
    documents = [
        reason.document(ask.language) for _room, reason in reasons if hasattr(reason, "document")
    ]
    rules = [rule for document in documents for rule in document.get("rules", ())]
    refunds = [document["refund"] for document in documents if "refund" in document]
    pricings = [document["pricing"] for document in documents if "pricing" in document]
    earned, today = (moment.astimezone(release.zone).date() for moment in (event.time, event.at))
    return Explained(
        event=EventTold(
            event.type,
            event_title(ask, event.type),
            event.source,
            event.id,
            event.time,
            event.at,
            f"member:{event.subject}",
            event.subject,
            event.seq,
            shown_data(msgspec.json.encode(event.data)),
        ),
        release=release.id,
        engine=None,
        verified=None,
        rules=rules,
        tiers=_tiers(documents),
        refund=refunds[0] if refunds else None,
        pricing=pricings[0] if pricings else None,
        entries=[],
        lots=[
            _lot(effect, earned, today) for effect in effects if effect["type"] == "points.credited"
        ],
        effects=effects,
        tier=_tier(ask, release, before, after),
        opening=event.type == "points.open",
    )


def _tiers(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What tier sets said; that a tier stays only where its set says nothing else."""
    told = [tier for document in documents for tier in document.get("tiers", ())]
    moved = {tier["set"] for tier in told if tier["what"] != "stays"}
    last = {tier["set"]: place for place, tier in enumerate(told)}
    return [
        tier
        for place, tier in enumerate(told)
        if tier["what"] != "stays" or (tier["set"] not in moved and last[tier["set"]] == place)
    ]


def _lot(effect: Mapping[str, Any], earned: date, today: date) -> LotTold:
    """A credit's lot, as it lay when the event came in `today`.

    It was `earned` on the day that its source claims: of a late order the wait may be over.
    """
    usable_on, expires_on = effect.get("usable_on"), effect.get("expires_on")
    begins = date.fromisoformat(usable_on) if usable_on else None
    return LotTold(
        effect["currency"],
        effect["amount"],
        earned.year * 100 + earned.month,
        begins,
        date.fromisoformat(expires_on) if expires_on else None,
        "pending" if begins is not None and begins > today else "usable",
    )


def _tier(ask: Ask[Any, Any], release: Release, before: Any, after: Any) -> TierTold | None:
    main = release.plans["app"]
    if main.tier_set is None or after is None:
        return None
    names = tier_names(ask, release)

    def title(state: Any) -> str:
        tier: str = state.program.tier(main.tier_set, main.lowest)
        return names.get((main.tier_set, tier), tier)

    return TierTold(title(before), title(after))
