"""What the demo did: counted in the database and in the year, drawn things apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from shuke.cli.demo.stream import CURRENCY, SOURCE
from shuke.cli.demo.wallet import WALLET
from shuke.ledger import value

if TYPE_CHECKING:
    import asyncpg

# Counted from what was folded, not from what was sent.
FOLDED = """
select count(*) filter (where type = 'order.paid') as orders,
       count(*) filter (where type = 'order.refunded') as refunds,
       count(*) filter (where type in ('points.spend', 'gift.redeem')) as spends,
       count(*) filter (where type = 'gift.redeem') as donations,
       count(*) filter (where type = 'member.registered') as members,
       count(*) filter (where type = 'coupon.issue') as coupons,
       count(*) filter (where type = 'value.top_up') as top_ups,
       count(*) as events
from engine_log where source = $1
"""

REDEEMED = "select count(*) from reward_coupon where change = 'redeemed'"

POINTS = """
select coalesce(sum(amount) filter (where kind = 'issue'), 0)::bigint as issued,
       coalesce(sum(amount) filter (where kind = 'expire'), 0)::bigint as expired,
       coalesce(sum(amount) filter (where kind in ('spend', 'confirm')), 0)::bigint as spent,
       coalesce(sum(amount) filter (where kind = 'reverse'), 0)::bigint as reversed
from ledger_entry where currency = $1
"""

# Held apart from points: the two pots of the wallet, in cents.
STORED = """
select coalesce(sum(amount) filter (where kind = 'issue' and currency = $1), 0)::bigint as paid_in,
       coalesce(sum(amount) filter (where kind = 'issue' and currency = $2), 0)::bigint as bonus,
       coalesce(sum(amount) filter (where kind = 'spend'), 0)::bigint as spent,
       count(distinct key) filter (where kind = 'spend') as orders
from ledger_entry where currency in ($1, $2)
"""


class Drawn(msgspec.Struct):
    """What the data does not have and the demo added by a fixed seed."""

    refunds: int
    partial_refunds: int
    refunds_of_late_tickets: int
    late_tickets: int
    spends: int
    """Donations included."""
    donations: int
    points_spent: int
    points_reversed: int
    top_ups: int
    topped_up_cents: int
    bonus_cents: int
    orders_with_stored_value: int
    stored_value_cents: int
    """Of those orders, what stored value paid."""


class Report(msgspec.Struct):
    """The demo's answer. Cents are US cents; `seconds` is folding, all runs of it together."""

    members: int
    orders: int
    lines: int
    paid_cents: int
    points_issued: int
    points_expired: int
    coupon_templates: int
    coupons_issued: int
    coupons_redeemed: int
    seconds: float
    events_per_second: float
    events: int
    refused: int
    drawn: Drawn


async def reported(
    pool: asyncpg.Pool[Any], counts: dict[str, int], seconds: float, refused: int
) -> Report:
    """Put the report together; `counts` are the stream's."""
    folded = await pool.fetchrow(FOLDED, SOURCE)
    points = await pool.fetchrow(POINTS, CURRENCY)
    stored = await pool.fetchrow(STORED, *value.pot_names(WALLET))
    assert folded is not None
    assert points is not None
    assert stored is not None
    return Report(
        members=folded["members"],
        orders=folded["orders"],
        lines=counts["lines"],
        paid_cents=counts["paid_cents"],
        points_issued=points["issued"],
        points_expired=points["expired"],
        coupon_templates=counts["coupon_templates"],
        coupons_issued=folded["coupons"],
        coupons_redeemed=await pool.fetchval(REDEEMED),
        seconds=round(seconds, 2),
        events_per_second=round(folded["events"] / seconds, 1) if seconds else 0.0,
        events=folded["events"],
        refused=refused,
        drawn=Drawn(
            refunds=folded["refunds"],
            partial_refunds=counts["partial_refunds"],
            refunds_of_late_tickets=counts["refunds_of_late_tickets"],
            late_tickets=counts["late_tickets"],
            spends=folded["spends"],
            donations=folded["donations"],
            points_spent=points["spent"],
            points_reversed=points["reversed"],
            top_ups=folded["top_ups"],
            topped_up_cents=stored["paid_in"],
            bonus_cents=stored["bonus"],
            orders_with_stored_value=stored["orders"],
            stored_value_cents=stored["spent"],
        ),
    )
