"""What became of coupons: those of a member, change by change, and each template in figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from shuke.api.ask import Ask
from shuke.api.budgets import taken
from shuke.api.operation import route
from shuke.api.page import Page, Paged, cut, read_cursor
from shuke.api.person import held
from shuke.engine import bucket_of
from shuke.reward import coupon_budget, coupon_stock

_DAYS = 30
_MOST = 500


class CouponChange(msgspec.Struct, kw_only=True):
    """One change of a coupon. `cause` is the rule, claim or reason; `amount_cents` is what a
    redeemed one took off; `seq` is the event to explain."""

    coupon: str
    template: str
    title: str
    change: str
    at: datetime
    seq: int
    cause: str | None
    order_id: str | None
    amount_cents: int | None


class CouponFigure(msgspec.Struct, kw_only=True):
    """A template: what became of its coupons in 30 business days, and how many are left."""

    coupon: str
    issued_30d: int
    redeemed_30d: int
    expired_30d: int
    off_cents_30d: int
    left: int | None
    """Null where there is always one more."""
    budget_left_cents: int | None


class FiguresQuery(Paged, kw_only=True):
    """Of which templates: their keys with commas between them, or all by key."""

    coupons: Annotated[str, Meta(max_length=13_000, pattern="^[a-z0-9_,-]*$")] | None = None


_FIGURE_LIST = "coupon-figures"
_CHANGES = """
select coupon, template, change, at, seq, cause, order_id, amount_cents
from reward_coupon where bucket = $1 and subject = $2 order by seq desc, n desc limit $3
"""
_FIGURES = """
select template, count(*) filter (where change = 'issued') as issued,
       count(*) filter (where change = 'redeemed') as redeemed,
       count(*) filter (where change = 'expired') as expired,
       coalesce(sum(amount_cents) filter (where change = 'redeemed'), 0)::bigint as off
from reward_coupon where day >= $1 and template = any($2::text[]) group by template
"""


@route("GET", "/v1/members/{member}/coupons/changes", needs="members:read")
async def member_coupon_changes(ask: Ask[None, None]) -> Page[CouponChange]:
    """What happened to a member's coupons, latest first: at most 500 changes."""
    found = await held(ask, ask.path["member"])
    async with ask.connection() as connection:
        rows = await connection.fetch(_CHANGES, bucket_of(found.subject), found.subject, _MOST)
    items = [
        CouponChange(
            **row,
            title=ask.title("coupon", row["template"]),
        )
        for row in rows
    ]
    return Page(items, total=len(items) if len(items) < _MOST else None)


@route("GET", "/v1/coupons/figures", needs="figures:read")
async def coupon_figures(ask: Ask[FiguresQuery, None]) -> Page[CouponFigure]:
    """Live templates: issued, redeemed and expired in 30 business days, and what is left."""
    query = ask.query
    place = read_cursor(query.cursor, _FIGURE_LIST, str)
    documents = ask.release.documents.get("coupon", {})
    keys = sorted(documents)
    if query.coupons is not None:
        asked = set(query.coupons.split(","))
        keys = [key for key in keys if key in asked]
    total = len(keys)
    if place is not None:
        keys = [key for key in (reversed(keys) if place.back else keys)
                if (key < place.at if place.back else key > place.at)]  # fmt: skip
    page = cut(keys[: query.limit + 1], query.limit, _FIGURE_LIST, str, place)
    async with ask.connection() as connection:
        rows = await connection.fetch(_FIGURES, _since(ask), page.items)
    told = {row["template"]: row for row in rows}
    gone = await taken(ask, _counters(page.items))
    items = []
    for key in page.items:
        document, row = documents[key], told.get(key)
        items.append(
            CouponFigure(
                coupon=key,
                issued_30d=row["issued"] if row else 0,
                redeemed_30d=row["redeemed"] if row else 0,
                expired_30d=row["expired"] if row else 0,
                off_cents_30d=row["off"] if row else 0,
                left=_left(document.stock, gone.get(coupon_stock(key))),
                budget_left_cents=_left(document.budget_cents, gone.get(coupon_budget(key))),
            )
        )
    return Page(items, page.next, page.prev, total)


def _counters(keys: Iterable[str]) -> list[str]:
    return [name for key in keys for name in (coupon_stock(key), coupon_budget(key))]


def _left(size: int | None, gone: int | None) -> int | None:
    return None if size is None else max(size - (gone or 0), 0)


def _since(ask: Ask[FiguresQuery, None]) -> date:
    return ask.now.astimezone(ask.release.zone).date() - timedelta(days=_DAYS)
