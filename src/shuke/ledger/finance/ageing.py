"""What members hold by age, and what will expire when, if nobody spends: out of the kept lots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any, Final, Literal

import msgspec

from shuke.engine import BUCKETS, IS_MEMBER, position_of
from shuke.ledger.brand import MAIN
from shuke.ledger.date import IDLE
from shuke.ledger.document import Currency, Inactivity
from shuke.ledger.finance.daily import NOT_COUNTED, OF, READER, Connection, Pool, behind, lying
from shuke.ledger.finance.reckon import age_at
from shuke.ledger.finance.roll import MOST_WAITING
from shuke.ledger.state import LedgerSlice, Pot, split

LOTS: Final = """
select brand, funder, earn_month, expires_on, pending, usable from ledger_lot where currency = $1
"""
WAITING: Final = lying(OF.format(rows=NOT_COUNTED))
MEMBERS: Final = f"select count(*) from engine_state where {IS_MEMBER}"
STATES: Final = "select state from engine_state where bucket >= $1 and bucket < $2"
STEP: Final = BUCKETS // 32
MOST_MEMBERS: Final = 20_000
"""Members whose states are read to date what expires with inactivity; above, it stays undated."""

LASTING: Final = date.max


class AgeBand(msgspec.Struct):
    """What is held of one month of earning. `earn_month` 0: lots without a month, of no age."""

    earn_month: int
    age_months: int | None
    pending: int
    usable: int


class BrandHeld(msgspec.Struct):
    """What is held of one brand's points. Debts belong to no brand."""

    pending: int = 0
    usable: int = 0


class ExpiryStep(msgspec.Struct, kw_only=True):
    """What ends with a day, or within a month: `on` is the last day, or the month's first.

    An upper bound: points that settle a debt, or are spent, do not expire.
    """

    on: date
    amount: int = 0
    pending: int = 0
    """Of it, not usable yet."""
    funders: dict[str, int] = {}
    brands: dict[str, int] = {}


class Ageing(msgspec.Struct, kw_only=True):
    """What members hold of a currency: usable + pending − debts = outstanding."""

    usable: int
    pending: int
    debts: int
    outstanding: int
    bands: list[AgeBand]
    forecast: list[ExpiryStep]
    overdue: int
    """Had to expire before today and has not yet: the worker is behind."""
    undated: int
    """Expires by no date: for ever, or with inactivity where members are too many to look at."""
    brands: dict[str, BrandHeld]
    """Of all brands, also when one was asked for."""
    by_activity: int
    """Of the forecast, what expires then only if its member stays inactive."""
    behind: int


def ends_with_inactivity(document: Currency | None) -> bool:
    """Whether a currency's points end when their member has been inactive."""
    return document is not None and isinstance(document.expiry, Inactivity)


async def ageing(
    pool: Pool,
    decode: Callable[[bytes], Any],
    currency: str,
    today: date,
    *,
    step: Literal["day", "month"] = "month",
    inactivity: bool = False,
    brand: str | None = None,
) -> Ageing:
    """What is held on a business day, of all brands or one. `inactivity`: the currency ends with
    its members' activity.

    Consistent with the timers: what `on` a day is shown expires at the midnight that ends it.
    """
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        lots, left = await _lots(connection, currency)
        idle = await _idle(connection, decode, currency) if inactivity else {}
    bands: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    steps: dict[date, ExpiryStep] = {}
    debts = overdue = undated = 0
    for (own, funder, earn_month, until), (pending, usable) in sorted(lots.items()):
        if brand not in (None, own):
            continue
        if not funder:
            debts -= usable
            continue
        bands[earn_month][0] += pending
        bands[earn_month][1] += usable
        if until == LASTING:
            undated += pending + usable
        elif until < today:
            overdue += pending + usable
        else:
            _add(steps, _place(until, step), own, funder, pending + usable, pending)
    by_activity = 0
    for (own, funder, until), (pending, usable) in sorted(idle.items()):
        if brand not in (None, own):
            continue
        held = pending + usable
        undated -= held
        if until < today:
            overdue += held
            continue
        by_activity += held
        _add(steps, _place(until, step), own, funder, held, pending)
    usable, pending = (sum(band[n] for band in bands.values()) for n in (1, 0))
    return Ageing(
        usable=usable,
        pending=pending,
        debts=debts,
        outstanding=usable + pending - debts,
        bands=[
            AgeBand(month, age_at(month, today) if month else None, *bands[month])
            for month in sorted(bands)
            if any(bands[month])
        ],
        # A lot that came and went since the last count adds up to nothing.
        forecast=[steps[on] for on in sorted(steps) if steps[on].amount],
        overdue=overdue,
        undated=undated,
        brands=_by_brand(lots),
        by_activity=by_activity,
        behind=left,
    )


Lots = dict[tuple[str, str, int, date], list[int]]
"""(brand, funder, month of earning, last day) → [pending, usable]."""


def _by_brand(lots: Lots) -> dict[str, BrandHeld]:
    found: dict[str, BrandHeld] = {}
    for (brand, _funder, _month, _until), (pending, usable) in sorted(lots.items()):
        if brand and (pending or usable):
            own = found.setdefault(brand, BrandHeld())
            own.pending += pending
            own.usable += usable
    return found


async def _lots(connection: Connection, currency: str) -> tuple[Lots, int]:
    found: Lots = defaultdict(lambda: [0, 0])
    rows = list(await connection.fetch(LOTS, currency))
    left = await behind(connection)
    if 0 < left <= MOST_WAITING:
        waiting = await connection.fetch(WAITING, await position_of(connection, READER))
        rows += [row for row in waiting if row["currency"] == currency]
        left = 0
    for row in rows:
        own = found[row["brand"], row["funder"], row["earn_month"], row["expires_on"]]
        own[0] += row["pending"]
        own[1] += row["usable"]
    return found, left


async def _idle(
    connection: Connection, decode: Callable[[bytes], Any], currency: str
) -> dict[tuple[str, str, date], list[int]]:
    """Lots that live by activity, by the day on which each member's would end."""
    found: dict[tuple[str, str, date], list[int]] = defaultdict(lambda: [0, 0])
    if await connection.fetchval(MEMBERS) > MOST_MEMBERS:
        return found
    for low in range(0, BUCKETS, STEP):
        for row in await connection.fetch(STATES, low, low + STEP):
            ledger: LedgerSlice = decode(row["state"]).ledger
            pot = ledger.pots.get(currency)
            if pot is None or not pot.idle_day:
                continue
            until = date.fromordinal(pot.idle_day)
            for last, _month, place, amount in pot.lots:
                if last == IDLE:
                    found[*_named(pot, place), until][1] += amount
            for _start, last, _month, place, amount in pot.waits:
                if last == IDLE:
                    found[*_named(pot, place), until][0] += amount
    return found


def _named(pot: Pot, place: int) -> tuple[str, str]:
    funder, brand = split(pot.funders[place])
    return brand or MAIN, funder


def _place(until: date, step: str) -> date:
    return until.replace(day=1) if step == "month" else until


def _add(
    steps: dict[date, ExpiryStep], on: date, brand: str, funder: str, amount: int, pending: int
) -> None:
    own = steps.setdefault(on, ExpiryStep(on=on))
    own.amount += amount
    own.pending += pending
    own.funders[funder] = own.funders.get(funder, 0) + amount
    own.brands[brand] = own.brands.get(brand, 0) + amount
