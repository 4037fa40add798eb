"""A coupon's life: each change is a fact, the record beside the state says where it stands.

issued | received → locked → redeemed → returned …
                    locked → released …
                  → redeemed | expired | void | given
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from shuke.engine import FactTable, RecordKind, Turn
from shuke.ledger import date_of, iso
from shuke.reward.state import FOREVER, FREE, Held, RewardSlice

if TYPE_CHECKING:
    from shuke.reward.document import Coupon as Template

Change = Literal[
    "issued", "received", "locked", "released", "redeemed", "returned", "expired", "void", "given"
]

COUPON_FACTS: Final = FactTable(
    "reward_coupon",
    (
        "at",
        "day",
        "coupon",
        "template",
        "version",
        "release",
        "change",
        "cause",
        "order_id",
        "amount_cents",
        "funder",
    ),
)
"""One row a change. `release` and `version` are those the coupon was issued under; `amount_cents`
is what a redeemed one took off, null when nobody said; `day` is the business day of the change."""


class Coupon(msgspec.Struct, array_like=True, gc=False):
    """The record of one coupon: how it stands. Its story is in the facts."""

    template: str
    release: int
    first: int
    last: int
    change: str
    seq: int
    """The log place of the last change."""
    order_id: str | None = None


COUPON = RecordKind("coupon", Coupon)


def template_of(turn: Turn, held: Held) -> Template:
    """The template as it was when the coupon was issued: its promise does not change."""
    template: Template = turn.release_of(held.release).plans["reward"].coupons[held.template]
    return template


def note(
    turn: Turn,
    held: Held,
    change: Change,
    cause: str | None,
    *,
    order_id: str | None = None,
    cents: int | None = None,
) -> None:
    """Write a change down: a fact, and the record."""
    turn.fact(
        "reward_coupon",
        turn.now,
        date_of(turn.today),
        held.id,
        held.template,
        turn.release_of(held.release).versions.get(("coupon", held.template), 0),
        held.release,
        change,
        cause,
        order_id,
        cents,
        template_of(turn, held).funder,
    )
    record = Coupon(
        held.template, held.release, held.first, held.last, change, turn.event.seq, order_id
    )
    turn.records.put("coupon", held.id, record)


def add(turn: Turn, held: Held) -> None:
    """Put a coupon into the wallet."""
    reward: RewardSlice = turn.state.reward
    reward.coupons.append(held)


def replace(turn: Turn, place: int, status: int) -> Held:
    """Give the coupon at a place another status."""
    reward: RewardSlice = turn.state.reward
    held = reward.coupons[place]._replace(status=status)
    reward.coupons[place] = held
    return held


def end(turn: Turn, held: Held, change: Change, cause: str | None, **more: Any) -> None:
    """Take a coupon out of the wallet for good."""
    reward: RewardSlice = turn.state.reward
    del reward.coupons[reward.find(held.id)]
    note(turn, held, change, cause, **more)


def expire(turn: Turn, held: Held) -> None:
    """Its last day has passed."""
    end(turn, held, "expired", None)
    turn.effect("coupon.expired", coupon=held.id, template=held.template, valid_to=iso(held.last))


def schedule(turn: Turn) -> None:
    """Expire what has had its last day, and note when the slice changes next."""
    reward: RewardSlice = turn.state.reward
    today = turn.today
    for held in [one for one in reward.coupons if one.status == FREE and one.last < today]:
        expire(turn, held)
    due = min((hold.until_seconds for hold in reward.holds), default=0)
    last = min((one.last for one in reward.coupons if one.status == FREE), default=FOREVER)
    if last < FOREVER:
        over = int(turn.current.midnight(last + 1).timestamp())
        due = min(due, over) if due else over
    reward.due_seconds = due


def effect_fields(held: Held) -> dict[str, Any]:
    """What effects say of a coupon."""
    return {"coupon": held.id, "template": held.template}
