"""Gifts: what there is, redeeming one, and the desk that hands it over."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke import reward
from shuke.api.act import Done, act
from shuke.api.ask import Ask
from shuke.api.gift_codes import codes_left, gives_codes, least_left, run_low
from shuke.api.holding import Key
from shuke.api.operation import route
from shuke.api.person import held
from shuke.api.wallet import Because, HoldId
from shuke.engine import bucket_of


class PriceShown(msgspec.Struct):
    """So many points of a currency."""

    currency: str
    amount: int


class GiftShown(msgspec.Struct):
    """A gift as it can be redeemed now; `left` is null where there is always one more.

    `codes_left` is null where no imported codes are given; `codes_low` says that they run low;
    `opened` is how many members have opened a hidden one, null for others.
    """

    gift: str
    title: str
    what: str
    points: PriceShown | None
    money_cents: int | None
    left: int | None
    per_member: int | None
    opens_at: datetime | None
    closes_at: datetime | None
    codes_left: int | None
    codes_low: bool
    opened: int | None


class GiftsShown(msgspec.Struct):
    """Every gift that is published and not over."""

    gifts: list[GiftShown]


class Redeeming(msgspec.Struct, forbid_unknown_fields=True):
    """Which gift; `paid_cents` is what was paid besides points."""

    gift: Key
    redemption_id: HoldId | None = None
    paid_cents: Annotated[int, Meta(ge=0, le=2**53)] | None = None
    count: Annotated[int, Meta(ge=1, le=100)] = 1
    """Pieces of a donation; anything else is redeemed one at a time."""


class GiftGiving(msgspec.Struct, forbid_unknown_fields=True):
    """A gift for nothing, and why."""

    gift: Key
    reason: Annotated[str, Meta(min_length=1, max_length=200)]
    redemption_id: HoldId | None = None


class GiftRedeemed(Done):
    """A gift was redeemed or given, under this number."""

    redemption_id: str


class Fulfilling(msgspec.Struct, forbid_unknown_fields=True):
    """A parcel's number or the like, which is sealed."""

    reference: Annotated[str, Meta(min_length=1, max_length=128)] | None = None


class RedemptionShown(msgspec.Struct):
    """A redemption and where it stands: claimed, fulfilled or reversed, since when. One that cost
    neither points nor money was given; `pieces` are a donation's; `seq` is the step's event."""

    redemption_id: str
    gift: str
    title: str
    what: str | None
    step: str
    at: datetime
    currency: str | None
    points: int
    amount_cents: int
    pieces: int | None
    seq: int


class RedemptionsShown(msgspec.Struct):
    """What a member has redeemed, latest first."""

    redemptions: list[RedemptionShown]


_LEFT = 'select id, size, "left" from engine_stock where id = any($1::text[])'
_REDEMPTIONS = """
select * from (
    select distinct on (redemption) redemption, gift, step, at, currency, points, amount_cents,
        pieces, seq
    from reward_gift where bucket = $1 and subject = $2
    order by redemption, seq desc, n desc
) as latest order by at desc, redemption limit 200
"""


@route("GET", "/v1/gifts", needs="definitions:read")
async def list_gifts(ask: Ask[None, None]) -> GiftsShown:
    """Every gift that is published and not over: price, limits, moments, and how many are left."""
    gifts: dict[str, reward.Gift] = ask.release.plans["reward"].wallet.gifts
    stocks = [name(key) for key in gifts for name in (reward.gift_stock, reward.opened_of)]
    async with ask.connection() as connection:
        rows = await connection.fetch(_LEFT, stocks)
        codes = await codes_left(connection, list(gifts))
    taken = {row["id"]: row["size"] - row["left"] for row in rows}
    return GiftsShown(
        [
            GiftShown(
                key,
                ask.say(gift.name),
                kind_of(gift),
                None
                if gift.points is None
                else PriceShown(gift.points.currency, gift.points.amount),
                gift.money_cents,
                least_left(gift, taken.get(reward.gift_stock(key), 0), codes),
                gift.per_member,
                gift.opens_at,
                gift.closes_at,
                codes.get(key, 0) if gives_codes(gift) else None,
                run_low(gift, codes.get(key, 0)),
                None if gift.opened_by is None else taken.get(reward.opened_of(key), 0),
            )
            for key, gift in gifts.items()
            if gift.closes_at is None or gift.closes_at > ask.now
        ]
    )


def _price(gift: reward.Gift) -> PriceShown | None:
    price = gift.points
    return None if price is None else PriceShown(price.currency, price.amount)


@route("GET", "/v1/members/{member}/redemptions", needs="members:read")
async def member_redemptions(ask: Ask[None, None]) -> RedemptionsShown:
    """The latest 200 redemptions of a member, and where each of them stands."""
    found = await held(ask, ask.path["member"])
    async with ask.connection() as connection:
        rows = await connection.fetch(_REDEMPTIONS, bucket_of(found.subject), found.subject)
    return RedemptionsShown(
        [
            RedemptionShown(number, gift, *called(ask, gift), *rest)
            for number, gift, *rest in (row.values() for row in rows)
        ]
    )


def called(ask: Ask[Any, Any], key: str) -> tuple[str, str | None]:
    """A gift's name, its key when it is not published any more, and what kind of thing it is."""
    gift = ask.release.documents.get("gift", {}).get(key)
    return (key, None) if gift is None else (ask.say(gift.name), kind_of(gift))


def kind_of(gift: reward.Gift) -> str:
    """goods, service, code, coupon, pack or donation."""
    said: str = msgspec.to_builtins(gift.gives)["what"]
    return said


@route(
    "POST",
    "/v1/members/{member}/redemptions",
    needs="events:write",
    status=201,
    act=True,
    example={"gift": "mug"},
)
async def redeem_gift(ask: Ask[None, Redeeming]) -> GiftRedeemed:
    """Redeem a gift: points, stock and limits at once, or nothing."""
    body = ask.body
    found = await held(ask, ask.path["member"])
    number = ask.number(body.redemption_id)
    data: dict[str, object] = {"gift": body.gift, "redemption_id": number}
    if body.paid_cents is not None:
        data["paid_cents"] = body.paid_cents
    if body.count > 1:
        data["count"] = body.count
    done = await act(ask, "gift.redeem", f"member:{found.subject}", data)
    return GiftRedeemed(**msgspec.structs.asdict(done), redemption_id=number)


@route(
    "POST",
    "/v1/members/{member}/gifts",
    needs="coupons:issue",
    status=201,
    act=True,
    example={"gift": "mug", "reason": "The parcel was late"},
)
async def give_gift(ask: Ask[None, GiftGiving]) -> GiftRedeemed:
    """Give a member a gift for nothing. Its stock is asked; price and limits are not."""
    body = ask.body
    found = await held(ask, ask.path["member"])
    number = ask.number(body.redemption_id)
    data = {"gift": body.gift, "redemption_id": number, "reason": body.reason,
            "operator": ask.actor.id}  # fmt: skip
    audited = {"gift": body.gift, "redemption": number}
    done = await act(ask, "gift.grant", f"member:{found.subject}", data, audited=audited,
                     reason=body.reason)  # fmt: skip
    return GiftRedeemed(**msgspec.structs.asdict(done), redemption_id=number)


@route(
    "POST",
    "/v1/members/{member}/redemptions/{redemption}/fulfil",
    needs="gifts:fulfil",
    act=True,
    example={"reference": "SF1234567890"},
)
async def fulfil_gift(ask: Ask[None, Fulfilling]) -> Done:
    """It was handed over, shipped or done. Asked again, nothing happens."""
    found = await held(ask, ask.path["member"])
    data = {"redemption_id": ask.path["redemption"], "operator": ask.actor.id}
    if ask.body.reference is not None:
        data["reference"] = ask.body.reference
    audited = {"redemption": ask.path["redemption"]}
    return await act(ask, "gift.fulfil", f"member:{found.subject}", data, audited=audited)


@route(
    "POST",
    "/v1/members/{member}/redemptions/{redemption}/reverse",
    needs="gifts:fulfil",
    act=True,
    example={"reason": "Out of stock in the store"},
)
async def reverse_gift(ask: Ask[None, Because]) -> Done:
    """Take back a redemption that was not fulfilled: points and stock go back."""
    found = await held(ask, ask.path["member"])
    number, reason = ask.path["redemption"], ask.body.reason
    return await act(
        ask,
        "gift.reverse",
        f"member:{found.subject}",
        {"redemption_id": number, "reason": reason, "operator": ask.actor.id},
        audited={"redemption": number},
        reason=reason,
    )
