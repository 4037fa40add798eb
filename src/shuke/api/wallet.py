"""A member's wallet and holds: what is in it, and every act on it as one event."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke import reward
from shuke.api.act import Done, act, note
from shuke.api.ask import Ask
from shuke.api.holding import Key
from shuke.api.operation import route
from shuke.api.person import Held, held
from shuke.api.problem import RequestInvalid
from shuke.kernel import ShukeError, Text
from shuke.ledger import value
from shuke.org import count_attempt, forget_attempts, guesses

Reason = Annotated[str, Meta(min_length=2, max_length=512)]
Name = Annotated[str, Meta(min_length=1, max_length=128)]
HoldId = Annotated[str, Meta(min_length=1, max_length=64)]
Reference = Annotated[str, Meta(min_length=3, max_length=256, pattern=":")]
_SOON = 2**53


class CouponShown(msgspec.Struct):
    """A live coupon. `usable` says whether it may be used today; days are both included."""

    coupon: str
    template: str
    title: str
    locked: bool
    usable: bool
    valid_from: date
    valid_to: date
    giftable: bool


class HeldPoints(msgspec.Struct):
    """So much of a currency."""

    currency: Key
    amount: Annotated[int, Meta(ge=1, le=10**15)]


class HeldUse(msgspec.Struct, forbid_unknown_fields=True):
    """So many uses of a benefit."""

    benefit: Key
    count: Annotated[int, Meta(ge=1, le=1000)] = 1


class HeldValue(msgspec.Struct, forbid_unknown_fields=True):
    """So much of a stored value, principal and bonus together."""

    value: Key
    amount_cents: Annotated[int, Meta(ge=1, le=10**15)]


class HeldOffer(msgspec.Struct, forbid_unknown_fields=True):
    """An offer, and what it takes off, as the quote said."""

    offer: Key
    discount_cents: Annotated[int, Meta(ge=0, le=_SOON)]


class HoldShown(msgspec.Struct):
    """An open hold, and when it runs out by itself."""

    hold_id: str
    until: datetime
    order_id: str | None
    points: list[HeldPoints]
    coupons: list[str]
    benefits: list[HeldUse]
    stored_value: HeldValue | None
    offers: list[HeldOffer]


class WalletShown(msgspec.Struct):
    """What a member can use now."""

    coupons: list[CouponShown]
    holds: list[HoldShown]


class Issuing(msgspec.Struct, forbid_unknown_fields=True):
    """Coupons to give by hand, and why."""

    coupon: Key
    reason: Reason
    count: Annotated[int, Meta(ge=1, le=20)] = 1


class Claiming(msgspec.Struct, forbid_unknown_fields=True):
    """The template to take a coupon of."""

    coupon: Key


class ClaimingCode(msgspec.Struct, forbid_unknown_fields=True):
    """The code as it was typed or scanned."""

    code: Annotated[str, Meta(min_length=1, max_length=128)]


class Giving(msgspec.Struct, forbid_unknown_fields=True):
    """The member who gets it."""

    to: Annotated[str, Meta(min_length=1, max_length=64)]


class Because(msgspec.Struct, forbid_unknown_fields=True):
    """Why."""

    reason: Reason


class HeldCoupon(msgspec.Struct, forbid_unknown_fields=True):
    """A coupon, and what it takes off."""

    coupon: Name
    discount_cents: Annotated[int, Meta(ge=0, le=_SOON)] | None = None


class Holding(msgspec.Struct, forbid_unknown_fields=True):
    """What to hold for whom, for how long: 15 minutes unless it says otherwise."""

    member: Reference
    points: Annotated[list[HeldPoints], Meta(max_length=5)] = []
    coupons: Annotated[list[HeldCoupon], Meta(max_length=20)] = []
    order_id: Name | None = None
    hold_id: HoldId | None = None
    lasts_seconds: Annotated[int, Meta(ge=1, le=604_800)] = 900
    benefits: Annotated[list[HeldUse], Meta(max_length=5)] = []
    channel: Name | None = None
    store: Name | None = None
    stored_value: HeldValue | None = None
    offers: Annotated[list[HeldOffer], Meta(max_length=20)] = []


class HoldMade(Done):
    """A hold was made, under this number."""

    hold_id: str


class Confirming(msgspec.Struct, forbid_unknown_fields=True):
    """The order that was paid; `member` where two members have holds of one number."""

    order_id: Name | None = None
    member: Reference | None = None


class Releasing(msgspec.Struct, forbid_unknown_fields=True):
    """Why, if anybody asks; `member` where two members have holds of one number."""

    reason: Reason | None = None
    member: Reference | None = None


@route("GET", "/v1/members/{member}/coupons", needs="members:read")
async def member_coupons(ask: Ask[None, None]) -> WalletShown:
    """The live coupons of a member, the soonest to end first, and the open holds."""
    found = await held(ask, ask.path["member"])
    wallet: reward.RewardSlice = found.state.reward
    now = int(ask.now.timestamp())
    await know_releases(ask, wallet)
    # What has ended but was not folded yet is gone already.
    shown = [
        _shown(ask, found, one)
        for one in sorted(wallet.coupons, key=lambda one: (one.last, one.id))
        if one.last >= found.today or one.status != reward.FREE
    ]
    holds = [_hold(one) for one in wallet.holds if one.until_seconds > now]
    return WalletShown(shown, holds)


async def know_releases(ask: Ask[Any, Any], wallet: reward.RewardSlice) -> None:
    """Make sure that this process knows the releases that the coupons were issued under: another
    may have published since it last looked."""
    if any(one.release > ask.shuke.book.newest for one in wallet.coupons):
        async with ask.connection() as connection:
            await ask.shuke.book.refresh(connection)


def _shown(ask: Ask[Any, Any], found: Held, one: reward.Held) -> CouponShown:
    documents: Any = ask.shuke.book.compiled(one.release).documents
    template: reward.Coupon = documents["coupon"][one.template]
    free = one.status == reward.FREE
    return CouponShown(
        one.id,
        one.template,
        ask.say(template.name),
        not free,
        free and one.first <= found.today <= one.last,
        date.fromordinal(one.first),
        date.fromordinal(one.last),
        template.giftable,
    )


def _hold(one: reward.Hold) -> HoldShown:
    amounts = {its.currency: sum(lot[3] for lot in its.draws) for its in one.points}
    pots = {name: cents for name, cents in amounts.items() if value.value_of(name)}
    points = {name: amount for name, amount in amounts.items() if name not in pots}
    stored = value.value_of(next(iter(pots))) if pots else None
    return HoldShown(
        one.id,
        datetime.fromtimestamp(one.until_seconds, UTC),
        one.order_id or None,
        [HeldPoints(currency, cents) for currency, cents in points.items()],
        [its.coupon for its in one.coupons],
        [HeldUse(its.benefit, its.times) for its in one.uses],
        HeldValue(stored[0], sum(pots.values())) if stored is not None else None,
        [HeldOffer(its.offer, its.cents) for its in one.offers],
    )


@route(
    "POST",
    "/v1/members/{member}/coupons",
    needs="coupons:issue",
    act=True,
    example={"coupon": "dairy-5-off-30", "reason": "Goodwill for a late delivery"},
)
async def issue_coupons(ask: Ask[None, Issuing]) -> Done:
    """Give coupons by hand; the reason stands in the audit."""
    body = ask.body
    found = await held(ask, ask.path["member"])
    return await act(
        ask,
        "coupon.issue",
        f"member:{found.subject}",
        {
            "coupon": body.coupon,
            "count": body.count,
            "reason": body.reason,
            "operator": ask.actor.id,
        },
        audited={"coupon": body.coupon, "count": body.count},
        reason=body.reason,
    )


@route(
    "POST",
    "/v1/members/{member}/coupons/claim",
    needs="events:write",
    act=True,
    example={"coupon": "dairy-5-off-30"},
)
async def claim_coupon(ask: Ask[None, Claiming]) -> Done:
    """The member takes a coupon: stock, limit and condition are asked in the fold."""
    found = await held(ask, ask.path["member"])
    return await act(ask, "coupon.claim", f"member:{found.subject}", {"coupon": ask.body.coupon})


@route(
    "POST",
    "/v1/members/{member}/coupons/claim-code",
    needs="events:write",
    act=True,
    example={"code": "7Q8R-5T2W-4Y6A-8C0E"},
)
async def claim_by_code(ask: Ask[None, ClaimingCode]) -> Done:
    """The member claims a coupon by its code, once for all members.

    Guesses are counted before they are looked at: after ten wrong ones of a member within fifteen
    minutes each further one waits longer, and every wrong one is in the audit, without the code.
    """
    found = await held(ask, ask.path["member"])
    counters = guesses(found.subject, ask.actor.id)
    async with ask.connection() as connection:
        await count_attempt(connection, counters, ask.now)
    try:
        code = reward.normal(ask.body.code)
        hash_ = ask.shuke.keyring.index(reward.CODE_KIND, code).hex()
        done = await act(ask, "coupon.claim_code", f"member:{found.subject}", {"code_hash": hash_})
    except ShukeError as error:
        if error.place == "/code_hash":
            error.place = "/code"
        who = ("member", found.subject)
        await note(ask, "coupon.code_refused", who, after={"code": error.code}, apart=True)
        raise
    async with ask.connection() as connection:
        await forget_attempts(connection, counters, ask.now)
    return done


@route(
    "POST",
    "/v1/members/{member}/coupons/{coupon}/give",
    needs="events:write",
    act=True,
    example={"to": "01JD8Z0000000000000000000A"},
)
async def give_coupon(ask: Ask[None, Giving]) -> Done:
    """The coupon leaves this wallet and arrives in the other member's, exactly once."""
    found = await held(ask, ask.path["member"])
    other = await held(ask, ask.body.to)
    data = {"coupon": ask.path["coupon"], "to": other.subject}
    return await act(ask, "coupon.give", f"member:{found.subject}", data)


@route(
    "POST",
    "/v1/members/{member}/coupons/{coupon}/void",
    needs="coupons:issue",
    act=True,
    example={"reason": "Issued by mistake"},
)
async def void_coupon(ask: Ask[None, Because]) -> Done:
    """Take a coupon away; the reason stands in the audit."""
    found = await held(ask, ask.path["member"])
    coupon, reason = ask.path["coupon"], ask.body.reason
    return await act(
        ask,
        "coupon.void",
        f"member:{found.subject}",
        {"coupon": coupon, "reason": reason, "operator": ask.actor.id},
        audited={"coupon": coupon},
        reason=reason,
    )


@route(
    "POST",
    "/v1/holds",
    needs="events:write",
    status=201,
    act=True,
    example={
        "member": "card:10086",
        "points": [{"currency": "points", "amount": 150}],
        "coupons": [{"coupon": "SC-01JD8Z0000000000000A", "discount_cents": 500}],
        "offers": [{"offer": "basket-80", "discount_cents": 500}],
        "order_id": "O-1",
    },
)
async def make_hold(ask: Ask[None, Holding]) -> HoldMade:
    """Hold points, stored value, coupons, uses of benefits and what offers take out of their
    budgets for an order: all or nothing. Prices stay those of the moment of the hold.

    It runs out by itself, after 15 minutes unless it says otherwise.
    """
    body = ask.body
    hold_id = ask.number(body.hold_id)
    data = {
        name: its
        for name, its in msgspec.to_builtins(body).items()
        if name not in ("member", "hold_id") and its not in (None, [])
    }
    done = await act(ask, "hold.make", body.member, {**data, "hold_id": hold_id})
    return HoldMade(**msgspec.structs.asdict(done), hold_id=hold_id)


@route(
    "POST",
    "/v1/holds/{hold}/confirm",
    needs="events:write",
    act=True,
    example={"order_id": "O-1"},
)
async def confirm_hold(ask: Ask[None, Confirming]) -> Done:
    """Spend and redeem what is held. Asked again, the answer is the same and nothing happens."""
    data = {"hold_id": ask.path["hold"]}
    if ask.body.order_id is not None:
        data["order_id"] = ask.body.order_id
    return await act(ask, "hold.confirm", await _holder(ask, ask.body.member), data)


@route("POST", "/v1/holds/{hold}/release", needs="events:write", act=True, example={})
async def release_hold(ask: Ask[None, Releasing]) -> Done:
    """Give back what is held: points to their lots, coupons to the wallet."""
    data = {"hold_id": ask.path["hold"]}
    if ask.body.reason is not None:
        data["reason"] = ask.body.reason
    return await act(ask, "hold.release", await _holder(ask, ask.body.member), data)


_HOLDERS = "select subject from engine_record where kind = 'hold' and key = $1 limit 2"


async def _holder(ask: Ask[Any, Any], named: str | None) -> str:
    """Whose hold it is. Errors: `hold_unknown`, `request_invalid` when it may be one of two's."""
    if named is not None:
        return named
    async with ask.connection() as connection:
        rows = await connection.fetch(_HOLDERS, ask.path["hold"])
    if not rows:
        raise reward.HoldUnknown
    if len(rows) > 1:
        raise RequestInvalid(
            Text(
                en="Several members have a hold of this number: name the member.",
                zh="有多位会员使用了该预占编号，请写明会员。",
            ),
            place="/member",
        )
    return f"member:{rows[0]['subject']}"
