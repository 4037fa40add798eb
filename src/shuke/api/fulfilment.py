"""The fulfilment desk: redemptions that wait to be handed over or shipped, and any by number."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from shuke.api.ask import Ask
from shuke.api.gifts import called
from shuke.api.holding import Key
from shuke.api.operation import route
from shuke.api.page import Page

_DAYS = 366
_MOST = 200


class RedemptionQuery(msgspec.Struct):
    """One redemption by its number, or those of a gift that wait."""

    redemption: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    gift: Key | None = None


class RedemptionWaiting(msgspec.Struct):
    """A redemption, whose it is, and where it stands since when: claimed, fulfilled, reversed."""

    member: str
    redemption_id: str
    gift: str
    title: str
    what: str | None
    step: str
    at: datetime
    currency: str | None
    points: int
    amount_cents: int


_ONE = """
select * from (
    select distinct on (subject) subject, redemption, gift, step, at, currency, points, amount_cents
    from reward_gift where redemption = $1 order by subject, seq desc, n desc
) as latest order by at desc limit $2
"""
_WAITING = """
select subject, redemption, gift, step, at, currency, points, amount_cents from reward_gift as its
where step = 'claimed' and day >= $1 and ($2::text is null or gift = $2) and pieces is null
  and not exists (select from reward_gift as later where later.redemption = its.redemption
                  and later.subject = its.subject and later.step <> 'claimed')
order by at, redemption limit $3
"""


@route("GET", "/v1/redemptions", needs="gifts:fulfil")
async def list_redemptions(ask: Ask[RedemptionQuery, None]) -> Page[RedemptionWaiting]:
    """Redemptions that wait, the oldest first (200 of the last year); one by its number whatever
    its step. Donations wait for a result and not for the desk, so they are found by number only."""
    query = ask.query
    async with ask.connection() as connection:
        if query.redemption is not None:
            rows = await connection.fetch(_ONE, query.redemption, _MOST)
        else:
            rows = await connection.fetch(_WAITING, _since(ask), query.gift, _MOST)
    items = [
        RedemptionWaiting(row["subject"], row["redemption"], row["gift"],
                          *called(ask, row["gift"]), row["step"], row["at"], row["currency"],
                          row["points"], row["amount_cents"])
        for row in rows
    ]  # fmt: skip
    return Page(items, total=len(items) if len(items) < _MOST else None)


def _since(ask: Ask[RedemptionQuery, None]) -> date:
    return ask.now.astimezone(ask.release.zone).date() - timedelta(days=_DAYS)
