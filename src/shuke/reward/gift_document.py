"""The document `gift`: what members redeem, for points, money or both.

A flash sale of 1,000 mugs for 500 points, one each, from ten o'clock::

    kind: gift
    key: mug
    name: {en: Mug, zh: 马克杯}
    gives: {what: goods, sku: mug-01}
    points: {currency: points, amount: 500}
    stock: 1000
    per_member: 1
    opens_at: 2026-11-11T10:00:00+08:00

A donation, of which 10,000 pieces are the goal: a member gives as many as he likes at a time::

    gives: {what: donation, piece: {en: a school lunch, zh: 一份午餐}}
    points: {currency: points, amount: 100}
    stock: 10000

A gift that an order of exactly 521.00 opens, in no list before::

    opened_by:
      when: order.paid
      if: {attribute: order.total_cents, op: is, value: 52100}
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec import field as msgspec_field

from shuke.engine import Checking, Document, Key
from shuke.kernel import Text
from shuke.reward.document import Count, Funder, Limit, PerPeriod
from shuke.reward.terms import Cents, Sku
from shuke.rule import Condition, Problem, check, nearest

Moment = Annotated[datetime, Meta(tz=True)]


class Goods(Struct, tag_field="what", tag="goods", frozen=True, forbid_unknown_fields=True):
    """Something to hand over or to ship."""

    sku: Sku | None = None


class VirtualCode(Struct, tag_field="what", tag="code", frozen=True, forbid_unknown_fields=True):
    """A code of somebody else's: sent by the desk, or one of those that were imported."""

    source: Literal["desk", "imported"] = msgspec_field(default="desk", name="from")
    low_at: Annotated[int, Meta(ge=0, le=10**6)] = 20
    """With so many codes left or fewer, the console says that they run low."""


class Service(Struct, tag_field="what", tag="service", frozen=True, forbid_unknown_fields=True):
    """Something done for the member, checked off where it is done."""


class CouponGift(Struct, tag_field="what", tag="coupon", frozen=True, forbid_unknown_fields=True):
    """Coupons of a template: fulfilled at once."""

    coupon: Key
    count: Annotated[int, Meta(ge=1, le=10)] = 1


class PackGift(Struct, tag_field="what", tag="pack", frozen=True, forbid_unknown_fields=True):
    """A pack of coupons: fulfilled at once."""

    pack: Key


class Donation(Struct, tag_field="what", tag="donation", frozen=True, forbid_unknown_fields=True):
    """Points given to a cause: its price is what a piece costs, its stock the goal in pieces.

    It is fulfilled when its result is told; until then it can be taken back.
    """

    piece: Text
    """What the price pays for, in the singular: a school lunch, 一份午餐."""
    receiver: Text | None = None
    """Who carries the project out."""
    story: Text | None = None
    """What members read before they give."""


class PointsPrice(Struct, frozen=True, forbid_unknown_fields=True):
    """So many points of a currency."""

    currency: Key
    amount: Limit


class OpenedBy(Struct, frozen=True, forbid_unknown_fields=True, rename={"condition": "if"}):
    """The event of a member that opens a hidden gift to him."""

    when: str
    condition: Condition | None = None


class Gift(Document, tag="gift", rename={"condition": "if"}):
    """What a member redeems, what it costs, how many there are and who may."""

    gives: Goods | VirtualCode | Service | CouponGift | PackGift | Donation
    points: PointsPrice | None = None
    money_cents: Cents | None = None
    """What is paid besides, at the shop's own till."""
    stock: Limit | None = None
    per_member: Count | None = None
    per_period: PerPeriod | None = None
    condition: Condition | None = None
    """Who may: asked about the member and the calendar."""
    opens_at: Moment | None = None
    closes_at: Moment | None = None
    """Until then, not at it."""
    funder: Funder | None = None
    opened_by: OpenedBy | None = None
    """Hidden until then: in no list, and not to be redeemed."""


def check_gift(document: Gift, checking: Checking) -> list[Problem]:
    """Everything wrong with a gift among the other documents."""
    found: list[Problem] = []
    wanted = []
    if document.points is not None:
        wanted.append(("currency", document.points.currency, "/points/currency"))
    if isinstance(document.gives, CouponGift):
        wanted.append(("coupon", document.gives.coupon, "/gives/coupon"))
    if isinstance(document.gives, PackGift):
        wanted.append(("pack", document.gives.pack, "/gives/pack"))
    for kind, key, place in wanted:
        missing = checking.missing(kind, key, place)
        if missing is not None:
            found.append(missing)
    if document.condition is not None:
        found += check(document.condition, checking.catalogue, "/if", events=("tick",))
    if isinstance(document.gives, Donation):
        found += _donation(document, document.gives)
    if document.opened_by is not None:
        found += _opener(document.opened_by, checking)
    opens, closes = document.opens_at, document.closes_at
    if opens is not None and closes is not None and closes <= opens:
        found.append(
            Problem(
                "range_impossible",
                "/closes_at",
                Text(en="It closes before it opens.", zh="结束时间早于开始时间。"),
            )
        )
    return found


def _donation(document: Gift, gives: Donation) -> list[Problem]:
    found = []
    if document.points is None:
        found.append(
            Problem(
                "donation_without_points",
                "/points",
                Text(en="Say how many points a piece costs.", zh="请写明每份需要多少积分。"),
            )
        )
    if document.money_cents:
        found.append(
            Problem(
                "donation_with_money",
                "/money_cents",
                Text(en="Only points are donated here.", zh="此处只接受积分捐赠。"),
            )
        )
    for name in ("piece", "receiver", "story"):
        text: Text | None = getattr(gives, name)
        if text is not None and not (text.en.strip() and text.zh.strip()):
            found.append(
                Problem(
                    "text_blank",
                    f"/gives/{name}",
                    Text(en="Members would read a blank.", zh="会员会看到空白。"),
                )
            )
    return found


def _opener(opener: OpenedBy, checking: Checking) -> list[Problem]:
    types = checking.catalogue.event_types
    if opener.when not in types or types[opener.when].internal:
        known = [name for name, one in types.items() if not one.internal]
        return [
            Problem(
                "event_type_unknown",
                "/opened_by/when",
                Text(
                    en=f"There is no event type {opener.when!r}.",
                    zh=f"没有事件类型 {opener.when!r}。",
                ),
                nearest(opener.when, known),
            )
        ]
    if opener.condition is None:
        return []
    return check(opener.condition, checking.catalogue, "/opened_by/if", events=(opener.when,))
