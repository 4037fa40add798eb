"""Figures of the programme: by currency, by tier, by rule, and the roll-forward."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke import ledger, program
from shuke.api.ask import Ask
from shuke.api.holding import Key
from shuke.api.operation import route
from shuke.api.page import Page
from shuke.engine import IS_MEMBER

_DAYS = 30
_STATES_MOST = 20_000
"""Members whose states are read for a figure; above, what needs a state is left out."""
_NEAR = 10


class CurrencyFigure(msgspec.Struct, kw_only=True):
    """A currency: what moved in 30 days, and what members hold (usable less debt, and pending)."""

    currency: str
    title: str
    issued_30d: int
    reversed_30d: int
    spent_30d: int
    returned_30d: int
    expired_30d: int
    adjusted_30d: int
    outstanding: int
    pending: int | None
    members: int | None


class TierFigure(msgspec.Struct):
    """A tier: its members, and how many of them lack at most a tenth of the next one's need."""

    set: str
    tier: str
    title: str
    members: int
    near_next: int | None


class RuleFigure(msgspec.Struct):
    """What an earning rule gave in 30 days."""

    rule: str
    title: str
    currency: str | None
    points_30d: int
    fired_30d: int
    members_30d: int
    last_fired_at: datetime | None


class RollForwardQuery(msgspec.Struct, kw_only=True, rename={"first": "from", "last": "to"}):
    """Which currency and which business days, both included."""

    currency: Key
    first: Annotated[date, Meta(description="First business day.")]
    last: Annotated[date, Meta(description="Last business day, included.")]


class RolledForward(msgspec.Struct):
    """The roll-forward by day, and the whole range as one. `difference` is always 0."""

    currency: str
    items: list[ledger.RollForward]
    total: ledger.RollForward
    difference: int


_MOVED = """
select currency, kind,
       sum(case when credit in ('pending', 'usable') then amount else -amount end)::bigint as amount
from ledger_entry
where day > $1 and kind not in ('usable', 'settle', 'open', 'hold', 'release') group by 1, 2
"""

# By member first, so that one distinct count is small and the other is a row count.
_FIRED = """
select rule, currency, sum(points)::bigint as points, sum(fired)::bigint as fired,
       count(*) as members, max(last) as last
from (
    select rule, currency, subject, sum(amount) as points, count(distinct seq) as fired,
           max(at) as last
    from ledger_entry where day > $1 and kind = 'issue' and rule is not null group by 1, 2, 3
) as its
group by 1, 2
"""


@route("GET", "/v1/currencies/figures", needs="figures:read")
async def currency_figures(ask: Ask[None, None]) -> Page[CurrencyFigure]:
    """Every currency: what moved in the last 30 business days, and what is outstanding."""
    moved: dict[str, dict[str, int]] = {}
    for row in await ask.shuke.pool.fetch(_MOVED, _since(ask)):
        moved.setdefault(row["currency"], {})[row["kind"]] = row["amount"]
    held = await _held(ask)
    outstanding = await _outstanding(ask)
    items = []
    for key, document in sorted(ask.release.documents.get("currency", {}).items()):
        its = moved.get(key, {})
        usable, pending, members = held.get(key, (0, 0, 0)) if held is not None else (None,) * 3
        items.append(
            CurrencyFigure(
                currency=key,
                title=ask.say(document.name),
                issued_30d=its.get("issue", 0),
                reversed_30d=-its.get("reverse", 0),
                spent_30d=-its.get("spend", 0) - its.get("confirm", 0),
                returned_30d=its.get("return", 0),
                expired_30d=-its.get("expire", 0),
                adjusted_30d=its.get("adjust", 0),
                outstanding=outstanding.get(key, 0) if usable is None else usable,
                pending=pending,
                members=members,
            )
        )
    return Page(items, total=len(items))


@route("GET", "/v1/tiers/figures", needs="figures:read")
async def tier_figures(ask: Ask[None, None]) -> Page[TierFigure]:
    """Members per tier of every tier set, and who is near the next."""
    release = ask.release
    main = release.plans["app"]
    counted: dict[tuple[str, str], list[int]] = {}
    exact = await _member_count(ask) <= _STATES_MOST
    if exact:
        today = ask.now.astimezone(release.zone).toordinal()
        for row in await ask.shuke.pool.fetch(_ALL_STATES):
            state = ask.shuke.app.decode_state(row["state"])
            for told in program.progress(state.program, release, today):
                cell = counted.setdefault((told.set, told.tier), [0, 0])
                cell[0] += 1
                if told.need is not None and (told.need - told.have) * _NEAR <= told.need:
                    cell[1] += 1
    elif main.tier_set is not None:
        for row in await ask.shuke.pool.fetch(
            "select tier, count(*) as members from engine_state"
            f" where {IS_MEMBER} and tier is not null group by tier"
        ):
            counted[main.tier_set, row["tier"]] = [row["members"], 0]
    items = [
        TierFigure(
            key,
            tier.key,
            ask.say(tier.name),
            counted.get((key, tier.key), [0, 0])[0],
            counted.get((key, tier.key), [0, 0])[1] if exact else None,
        )
        for key, document in sorted(release.documents.get("tier_set", {}).items())
        for tier in document.tiers
    ]
    return Page(items, total=len(items))


@route("GET", "/v1/rules/figures", needs="figures:read")
async def rule_figures(ask: Ask[None, None]) -> Page[RuleFigure]:
    """Every live earning rule: what it gave in 30 business days and when it last fired."""
    fired = {row["rule"]: row for row in await ask.shuke.pool.fetch(_FIRED, _since(ask))}
    items = []
    for key, document in sorted(ask.release.documents.get("earning_rule", {}).items()):
        row = fired.get(key)
        items.append(
            RuleFigure(
                key,
                ask.say(document.name),
                document.give.currency,
                row["points"] if row else 0,
                row["fired"] if row else 0,
                row["members"] if row else 0,
                row["last"] if row else None,
            )
        )
    return Page(items, total=len(items))


@route("GET", "/v1/rollforward", needs="ledger:read")
async def roll_forward(ask: Ask[RollForwardQuery, None]) -> RolledForward:
    """Opening + issued − reversed − spent + returned − expired ± adjusted = closing, day by day."""
    query = ask.query
    days = await ledger.roll_forward(ask.shuke.pool, query.currency, query.first, query.last)
    total = ledger.summed(days)
    return RolledForward(query.currency, days, total, total.closing - days[-1].closing)


_ALL_STATES = "select state from engine_state where kind = 'member' and seq > 0"


def _since(ask: Ask[Any, Any]) -> date:
    return ask.now.astimezone(ask.release.zone).date() - timedelta(days=_DAYS)


async def _member_count(ask: Ask[Any, Any]) -> int:
    count: int = await ask.shuke.pool.fetchval(
        f"select count(*) from engine_state where {IS_MEMBER}"
    )
    return count


async def _held(ask: Ask[Any, Any]) -> dict[str, tuple[int, int, int]] | None:
    """Usable less debt, pending, and members with any, by currency; None when members are many."""
    if await _member_count(ask) > _STATES_MOST:
        return None
    found: dict[str, tuple[int, int, int]] = {}
    for row in await ask.shuke.pool.fetch(_ALL_STATES):
        for key, pot in ask.shuke.app.decode_state(row["state"]).ledger.pots.items():
            usable, pending, members = found.get(key, (0, 0, 0))
            some = bool(pot.usable or pot.pending)
            found[key] = (usable + pot.usable, pending + pot.pending, members + some)
    return found


async def _outstanding(ask: Ask[Any, Any]) -> dict[str, int]:
    """The main currency's outstanding from the states' own column."""
    main = ask.release.plans["app"].currency
    if main is None:
        return {}
    total = await ask.shuke.pool.fetchval(
        "select coalesce(sum(balance), 0)::bigint from engine_state where kind = 'member'"
    )
    return {main: total}
