"""A member's coupons and gifts on their own page: what there is, claiming, redeeming."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from shuke import ledger
from shuke.api.act import act
from shuke.api.ask import Ask
from shuke.api.gift_codes import codes_left, gives_codes, least_left
from shuke.api.my_donations import MyProject, MyResult, my_projects, my_results
from shuke.api.operation import MEMBER, route
from shuke.api.person import Held, held
from shuke.api.problem import RequestInvalid
from shuke.api.terms_said import terms_said
from shuke.api.wallet import know_releases
from shuke.engine import bucket_of
from shuke.kernel import Text
from shuke.reward import (
    Coupon,
    GiftClosed,
    GiftConditionUnmet,
    GiftLimitReached,
    Pack,
    Supposed,
    gift_refusal,
    why_no_coupon,
    why_no_pack,
)
from shuke.reward import Held as HeldCoupon
from shuke.rule import GiftRedeem

Key = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
_FREE: Final = 0
_REFUSED: Final = {
    GiftClosed: "not_yet",
    GiftLimitReached: "had",
    GiftConditionUnmet: "not_for_me",
}
"""What a member reads of a refusal that is known beforehand; gifts that are over are not listed."""
_PAST: Final = """
select * from (
    select distinct on (coupon) coupon, template, release, change, at
    from reward_coupon where bucket = $1 and subject = $2
    order by coupon, seq desc, n desc
) as latest where change in ('redeemed', 'expired', 'void', 'given')
order by at desc, coupon limit 50
"""
_REDEMPTIONS: Final = """
select * from (
    select distinct on (redemption) redemption, gift, release, step, at, pieces
    from reward_gift where bucket = $1 and subject = $2
    order by redemption, seq desc, n desc
) as latest order by at desc, redemption limit 50
"""
_CODES_SEEN: Final = "select redemption from reward_gift_code where subject = $1"
_STOCK: Final = 'select id, size - "left" as taken from engine_stock where id = any($1::text[])'


class MyCoupon(msgspec.Struct):
    """A live coupon; both days are days of use. `later` begins after today."""

    coupon: str
    title: str
    says: str
    state: Literal["usable", "locked", "later"]
    valid_from: date
    valid_to: date


class PastCoupon(msgspec.Struct):
    """A coupon that has ended, and when."""

    coupon: str
    title: str
    change: str
    at: datetime


class Claimable(msgspec.Struct):
    """A coupon or a pack that may be taken, by its key; stock is judged when it is claimed."""

    kind: Literal["coupon", "pack"]
    key: str
    title: str
    says: str


class MyCoupons(msgspec.Struct):
    """The wallet: live coupons, the soonest to end first; what ended; what may be taken."""

    coupons: list[MyCoupon]
    past: list[PastCoupon]
    claimable: list[Claimable]


class TakingCoupon(msgspec.Struct, forbid_unknown_fields=True):
    """Of which template; or which pack."""

    template: Key | None = None
    pack: Key | None = None


class MyGift(msgspec.Struct):
    """A gift: what it costs, how many are left (null: always one more), and what is in the way.

    Money is paid at the brand's till, so such gifts cannot be redeemed here. `surprise` is true for
    a hidden gift that the member has opened.
    """

    gift: str
    title: str
    currency: str | None
    points: int
    money_cents: int
    left: int | None
    opens_at: datetime | None
    closes_at: datetime | None
    state: Literal[
        "open", "not_yet", "sold_out", "too_few_points", "at_the_till", "had", "not_for_me"
    ]
    surprise: bool
    project: MyProject | None
    """Of a donation; what it costs is then the price of a piece."""


class Pieces(msgspec.Struct):
    """How many pieces of a donation; anything else is redeemed one at a time."""

    count: Annotated[int, Meta(ge=1, le=100)] = 1


class MyRedemption(msgspec.Struct):
    """A gift that was redeemed; the number is what the desk reads. `code` says whether a code waits
    to be looked at, or was."""

    redemption_id: str
    title: str
    step: str
    at: datetime
    code: Literal["hidden", "seen"] | None
    pieces: int | None
    """Of a donation: it waits for its result, and not to be handed over."""


class MyGifts(msgspec.Struct):
    """What can be redeemed, and what was, the latest first; results of the member's donations."""

    gifts: list[MyGift]
    redemptions: list[MyRedemption]
    results: list[MyResult]


class Redeemed(msgspec.Struct):
    """The number of the redemption: shown at the desk that hands the gift over."""

    redemption_id: str
    balance_after: int | None


@route("GET", "/v1/me/coupons", needs=MEMBER)
async def my_coupons(ask: Ask[None, None]) -> MyCoupons:
    """My coupons."""
    return await _wallet(ask, await held(ask, ask.actor.id))


@route("POST", "/v1/me/coupons", needs=MEMBER, act=True, example={"template": "dairy-5-off-30"})
async def take_coupon(ask: Ask[None, TakingCoupon]) -> MyCoupons:
    """Take a coupon or a pack. Stock, limit and condition are judged as it is folded; then the
    wallet."""
    found = await held(ask, ask.actor.id)
    body = ask.body
    if (body.template is None) == (body.pack is None):
        raise RequestInvalid(
            Text(en="Name either a template or a pack.", zh="请写明券模板或礼包，二者选一。")
        )
    if body.pack is not None:
        await act(ask, "pack.claim", f"member:{found.subject}", {"pack": body.pack})
    else:
        await act(ask, "coupon.claim", f"member:{found.subject}", {"coupon": body.template})
    return await _wallet(ask, await held(ask, ask.actor.id))


@route("GET", "/v1/me/gifts", needs=MEMBER)
async def my_gifts(ask: Ask[None, None]) -> MyGifts:
    """What I can redeem, and what I have redeemed."""
    found = await held(ask, ask.actor.id)
    gifts = _open_gifts(ask, found)
    async with ask.connection() as connection:
        rows = await connection.fetch(_STOCK, [f"gift:{gift.key}" for gift in gifts])
        codes = await codes_left(connection, [gift.key for gift in gifts])
        seen = {row["redemption"] for row in await connection.fetch(_CODES_SEEN, found.subject)}
        done = await connection.fetch(_REDEMPTIONS, bucket_of(found.subject), found.subject)
        projects = await my_projects(ask, connection, found, gifts)
        results = await my_results(ask, connection, found)
    taken = {row["id"]: row["taken"] for row in rows}
    return MyGifts(
        [
            _gift(
                ask,
                found,
                gift,
                least_left(gift, taken.get(f"gift:{gift.key}", 0), codes),
                projects.get(gift.key),
            )
            for gift in gifts
        ],
        [
            MyRedemption(
                row["redemption"],
                _title(ask, "gift", row["gift"], row["release"]),
                row["step"],
                row["at"],
                _code(ask, row, seen),
                row["pieces"],
            )
            for row in done
        ],
        results,
    )


@route("POST", "/v1/me/gifts/{gift}/redeem", needs=MEMBER, act=True)
async def redeem_my_gift(ask: Ask[Pieces, None]) -> Redeemed:
    """Redeem a gift for points: all of it or nothing, once for an `Idempotency-Key`."""
    found = await held(ask, ask.actor.id)
    number = ask.number()
    gift = ask.path["gift"]
    data: dict[str, object] = {"gift": gift, "redemption_id": number}
    if ask.query.count > 1:
        data["count"] = ask.query.count
    await act(ask, "gift.redeem", f"member:{found.subject}", data)
    after = await held(ask, ask.actor.id)
    document = after.release.plans["reward"].wallet.gifts.get(gift)
    if document is None or document.points is None:
        return Redeemed(number, None)
    usable = ledger.balance(after.state.ledger, document.points.currency, after.today)[0]
    return Redeemed(number, usable)


async def _wallet(ask: Ask[Any, Any], found: Held) -> MyCoupons:
    async with ask.connection() as connection:
        past = await connection.fetch(_PAST, bucket_of(found.subject), found.subject)
    await know_releases(ask, found.state.reward)
    live = sorted(found.state.reward.coupons, key=lambda one: (one.last, one.id))
    return MyCoupons(
        # What has ended but was not folded yet is gone already.
        [_coupon(ask, found, one) for one in live if one.last >= found.today or one.status],
        [
            PastCoupon(
                row["coupon"],
                _title(ask, "coupon", row["template"], row["release"]),
                row["change"],
                row["at"],
            )
            for row in past
        ],
        [
            *(
                Claimable("pack", one.key, ask.say(one.name), _parts(ask, found, one))
                for one in _claimable_packs(ask, found)
            ),
            *(
                Claimable("coupon", one.key, ask.say(one.name), terms_said(ask, one))
                for one in _claimable(ask, found)
            ),
        ],
    )


def _coupon(ask: Ask[Any, Any], found: Held, one: HeldCoupon) -> MyCoupon:
    documents: Any = ask.shuke.book.compiled(one.release).documents
    template: Coupon = documents["coupon"][one.template]
    state: Literal["usable", "locked", "later"] = "usable"
    if one.status != _FREE:
        state = "locked"
    elif one.first > found.today:
        state = "later"
    return MyCoupon(
        one.id,
        ask.say(template.name),
        terms_said(ask, template),
        state,
        date.fromordinal(one.first),
        date.fromordinal(one.last),
    )


def _claimable(ask: Ask[Any, Any], found: Held) -> Iterator[Coupon]:
    """What the fold would give out, stock aside, which is not read for a list."""
    plan = found.release.plans["reward"]
    supposed = Supposed("coupon.claim", None, found.state, found.release, ask.now)
    for key, one in plan.coupons.items():
        if not one.claimable or one.codes != "none" or why_no_coupon(supposed, one) is not None:
            continue
        judge = plan.wallet.claim_if.get(key)
        if judge is None or judge(supposed):
            yield one


def _claimable_packs(ask: Ask[Any, Any], found: Held) -> Iterator[Pack]:
    """The same of packs."""
    wallet = found.release.plans["reward"].wallet
    supposed = Supposed("pack.claim", None, found.state, found.release, ask.now)
    for key, one in wallet.packs.items():
        if not one.claimable or one.codes != "none":
            continue
        judge = wallet.pack_if.get(key)
        if judge is not None and not judge(supposed):
            continue
        if why_no_pack(supposed, found.release, one) is None:
            yield one


def _parts(ask: Ask[Any, Any], found: Held, pack: Pack) -> str:
    """What is in a pack: 乳品满30减5 ×2、包邮券."""
    coupons = found.release.plans["reward"].coupons
    parts = [
        ask.say(coupons[item.coupon].name) + (f" ×{item.count}" if item.count > 1 else "")
        for item in pack.items
    ]
    return ask.say(Text(en=", ".join(parts), zh="、".join(parts)))


def _open_gifts(ask: Ask[Any, Any], found: Held) -> list[Any]:
    gifts = found.release.plans["reward"].wallet.gifts
    return [
        gift
        for _, gift in sorted(gifts.items())
        if (gift.closes_at is None or gift.closes_at > ask.now)
        and (gift.opened_by is None or gift.key in found.state.reward.opened)
    ]


def _code(ask: Ask[Any, Any], row: Any, seen: set[str]) -> Literal["hidden", "seen"] | None:
    gift: Any = ask.shuke.book.compiled(row["release"]).documents["gift"][row["gift"]]
    if row["step"] != "fulfilled" or not gives_codes(gift):
        return None
    return "seen" if row["redemption"] in seen else "hidden"


def _gift(
    ask: Ask[Any, Any], found: Held, gift: Any, left: int | None, project: MyProject | None
) -> MyGift:
    price = gift.points
    usable = 0
    if price is not None:
        usable = ledger.balance(found.state.ledger, price.currency, found.today)[0]
    event = GiftRedeem(gift.key, "")
    supposed = Supposed("gift.redeem", event, found.state, found.release, ask.now)
    judge = found.release.plans["reward"].wallet.gift_if.get(gift.key)
    refused = gift_refusal(supposed, gift, judge)
    state: Any = "open"
    if refused is not None:
        state = _REFUSED[type(refused)]
    elif gift.money_cents:
        state = "at_the_till"
    elif left == 0:
        state = "sold_out"
    elif price is not None and usable < price.amount:
        state = "too_few_points"
    return MyGift(
        gift.key,
        ask.say(gift.name),
        None if price is None else price.currency,
        0 if price is None else price.amount,
        gift.money_cents or 0,
        left,
        gift.opens_at,
        gift.closes_at,
        state,
        gift.opened_by is not None,
        project,
    )


def _title(ask: Ask[Any, Any], kind: str, key: str, release: int) -> str:
    """What it was called in the release that it came from."""
    document = ask.shuke.book.compiled(release).documents.get(kind, {}).get(key)
    return key if document is None else ask.say(document.name)
