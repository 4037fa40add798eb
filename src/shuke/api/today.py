"""Today: five figures against the same weekday a week before, tier flow, work, and what happens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from typing import Annotated, Any, Final

import msgspec
from litestar.response import Stream
from msgspec import Meta, Raw

from shuke import member
from shuke.api.ask import Ask
from shuke.api.entry import EntrySum, entries_of, rule_titles, summed
from shuke.api.log_row import effects_of, event_title, summary
from shuke.api.operation import route
from shuke.api.problem import RequestInvalid
from shuke.engine import IS_MEMBER
from shuke.kernel import Text

_REMEMBERED_SECONDS: Final = 2.0
_POLL_SECONDS: Final = 1.5
_STREAM_SECONDS: Final = 900
_SHOWN: Final = 20
_FLOW_DAYS: Final = 30


class Figure(msgspec.Struct):
    """A figure and what it was in the window before."""

    value: int
    previous: int | None


class Figures(msgspec.Struct):
    """The five figures of the day."""

    orders: Figure
    active_members: Figure
    points_issued: Figure
    points_spent: Figure
    points_outstanding: Figure


class Window(msgspec.Struct, rename={"first": "from", "last": "to"}):
    """The business day up to `to` (included), and the same stretch a week before."""

    day: date
    first: datetime
    last: datetime
    previous_from: datetime
    previous_to: datetime
    is_today: bool


class Flow(msgspec.Struct, rename={"before": "from", "after": "to"}):
    """How many members moved between two tiers of the main set in 30 days."""

    before: str | None
    after: str | None
    members: int


class Decision(msgspec.Struct):
    """An event that moved something."""

    member: str
    name: str | None
    seq: int
    at: datetime
    time: datetime
    type: str
    title: str
    summary: dict[str, Any]
    entries: list[EntrySum]
    effects: Raw


class Today(msgspec.Struct):
    """The page of the day. `currency` is the one that points are counted in."""

    at: datetime
    window: Window
    currency: str | None
    figures: Figures
    tier_flow: list[Flow]
    failed_events: int
    drafts: int
    members: int
    stream: list[Decision]


class TodayQuery(msgspec.Struct):
    """Which business day; by default today or, when nothing came today, the last with events."""

    day: Annotated[date, Meta(description="A business day.")] | None = None


_EVENTS = """
select count(*) filter (where type = 'order.paid') as orders,
       count(distinct subject) filter (where type <> 'tick') as members
from engine_log where at >= $1 and at <= $2
"""

_POINTS = """
select coalesce(sum(amount) filter (where kind = 'issue'), 0)::bigint as issued,
       coalesce(sum(amount) filter (where kind in ('spend', 'confirm')), 0)::bigint as spent
from ledger_entry
where currency = $1 and day = $2 and at <= $3
"""

# What changed the usable balance since a moment: the balance then is the one now less this.
_SINCE = """
select coalesce(sum(case when credit in ('usable', 'debt') then amount else 0 end
                  - case when debit in ('usable', 'debt') then amount else 0 end), 0)::bigint
from ledger_entry where currency = $1 and day >= $2 and at > $3
"""

_FLOW = """
select effect ->> 'from' as "before", effect ->> 'to' as "after", count(distinct subject) as members
from engine_log, jsonb_array_elements(convert_from(effects, 'UTF8')::jsonb) as effect
where at >= $1 and position('"tier.'::bytea in effects) > 0
  and effect ->> 'type' in ('tier.upgraded', 'tier.downgraded', 'tier.moved')
  and effect ->> 'set' = $2
group by 1, 2 order by 3 desc
"""

_DECISIONS = """
select bucket, subject, seq, at, time, type, data, effects, batch from engine_log
where batch > $1 and type <> 'tick' and effects <> '[]'::bytea
order by batch desc, subject desc, seq desc limit $2
"""

_WORK = f"""
select (select count(*) from engine_inbox where status = 'open') as failed,
       (select count(*) from engine_draft) as drafts,
       (select count(*) from engine_state where {IS_MEMBER}) as members,
       (select at from engine_log where type <> 'tick' and at <= $1 order by batch desc limit 1)
           as latest
"""


@route("GET", "/v1/today", needs="figures:read")
async def today(ask: Ask[TodayQuery, None]) -> Today:
    """Figures of the business day, tier flow of 30 days, what waits, and the latest decisions."""
    kept: dict[Any, tuple[float, Today]] = ask.request.app.state.today
    key = (ask.query.day, ask.language)
    found = kept.get(key)
    if found is None or monotonic() > found[0]:
        if len(kept) > 100:
            kept.clear()
        found = kept[key] = (monotonic() + _REMEMBERED_SECONDS, await _today(ask))
    return found[1]


@route("GET", "/v1/today/stream", needs="figures:read", media_type="text/event-stream", answers=str)
async def today_stream(ask: Ask[None, None]) -> Stream:
    """Decisions as they fall, as server-sent events `decision`; ends after a quarter of an hour.

    A browser's EventSource connects again by itself, and is then authenticated again.
    """
    return Stream(
        _flow_of_decisions(ask),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )


async def _flow_of_decisions(ask: Ask[None, None]) -> AsyncIterator[bytes]:
    ending: asyncio.Event = ask.request.app.state.ending
    last = await ask.shuke.pool.fetchval("select coalesce(max(id), 0) from engine_batch")
    until = monotonic() + _STREAM_SECONDS
    yield b"retry: 3000\n\n"
    while monotonic() < until and not ending.is_set():
        rows = await ask.shuke.pool.fetch(_DECISIONS, last, _SHOWN)
        if rows:
            last = max(row["batch"] for row in rows)
            for decision in reversed(await _decisions(ask, rows)):
                encoded = msgspec.json.encode(decision)
                yield b"event: decision\ndata: " + encoded + b"\n\n"
        else:
            yield b": still here\n\n"
        with suppress(TimeoutError):
            await asyncio.wait_for(ending.wait(), _POLL_SECONDS)


async def _today(ask: Ask[TodayQuery, None]) -> Today:
    pool, now = ask.shuke.pool, ask.now
    work = await pool.fetchrow(_WORK, now)
    assert work is not None
    window = _window(ask, work["latest"])
    main = ask.release.plans["app"]
    latest = await pool.fetch(_DECISIONS, -1, _SHOWN)
    return Today(
        now,
        window,
        main.currency,
        await _figures(ask, window, main.currency),
        await _tier_flow(ask, main.tier_set, window.last),
        work["failed"],
        work["drafts"],
        work["members"],
        await _decisions(ask, latest),
    )


def _window(ask: Ask[TodayQuery, None], latest: datetime | None) -> Window:
    zone = ask.release.zone
    local = ask.now.astimezone(zone)
    day = ask.query.day
    if day is None:
        day = min(local.date(), (latest or ask.now).astimezone(zone).date())
    if not 1970 <= day.year <= 9000:
        raise RequestInvalid(
            Text(en="The year must lie between 1970 and 9000.", zh="年份须在 1970 到 9000 之间。"),
            place="/day",
        )
    start = datetime.combine(day, time(), zone)
    end = datetime.combine(day, time.max, zone)
    if day == local.date():
        end = local
    before = datetime.combine(day - timedelta(days=7), time(), zone)
    # By the clock on the wall, so that a change of summer time does not shift the comparison.
    until = (end.replace(tzinfo=None) - timedelta(days=7)).replace(tzinfo=zone)
    return Window(
        day,
        start.astimezone(UTC),
        end.astimezone(UTC),
        before.astimezone(UTC),
        until.astimezone(UTC),
        day == local.date(),
    )


async def _figures(ask: Ask[TodayQuery, None], window: Window, currency: str | None) -> Figures:
    pool = ask.shuke.pool
    now = await pool.fetchrow(_EVENTS, window.first, window.last)
    then = await pool.fetchrow(_EVENTS, window.previous_from, window.previous_to)
    assert now is not None
    assert then is not None
    earlier = window.day - timedelta(days=7)
    points = await pool.fetchrow(_POINTS, currency, window.day, window.last)
    before = await pool.fetchrow(_POINTS, currency, earlier, window.previous_to)
    assert points is not None
    assert before is not None
    held = await pool.fetchval(
        "select coalesce(sum(balance), 0)::bigint from engine_state where kind = 'member'"
    )
    at_end = held - await pool.fetchval(_SINCE, currency, window.day, window.last)
    a_week_ago = held - await pool.fetchval(_SINCE, currency, earlier, window.previous_to)
    return Figures(
        Figure(now["orders"], then["orders"]),
        Figure(now["members"], then["members"]),
        Figure(points["issued"], before["issued"]),
        Figure(points["spent"], before["spent"]),
        Figure(at_end, a_week_ago),
    )


async def _tier_flow(ask: Ask[Any, Any], tier_set: str | None, until: datetime) -> list[Flow]:
    if tier_set is None:
        return []
    document = ask.release.documents["tier_set"][tier_set]
    names = {tier.key: ask.say(tier.name) for tier in document.tiers}
    since = until - timedelta(days=_FLOW_DAYS)
    rows = await ask.shuke.pool.fetch(_FLOW, since, tier_set)
    return [
        Flow(
            names.get(row["before"], row["before"]),
            names.get(row["after"], row["after"]),
            row["members"],
        )
        for row in rows
    ]


async def _decisions(ask: Ask[Any, Any], rows: list[Any]) -> list[Decision]:
    entries = await entries_of(ask, [(r["bucket"], r["subject"], r["seq"]) for r in rows])
    subjects = sorted({row["subject"] for row in rows})
    cards = await member.cards(ask.shuke.pool, ask.shuke.keyring, subjects)
    titles = rule_titles(ask)
    return [
        Decision(
            row["subject"],
            cards[row["subject"]].name,
            row["seq"],
            row["at"],
            row["time"],
            row["type"],
            event_title(ask, row["type"]),
            summary(row["data"]),
            summed(entries.get((row["subject"], row["seq"]), []), titles),
            effects_of(row),
        )
        for row in rows
    ]
