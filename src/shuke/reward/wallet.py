"""How coupons come into a wallet and leave it: issue, claim, give, receive, void."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shuke.engine import Turn
from shuke.kernel import ShukeError, Text
from shuke.ledger import iso
from shuke.reward.document import Coupon as Template
from shuke.reward.document import FixedDays
from shuke.reward.error import (
    GONE,
    ClaimConditionUnmet,
    CodeUsed,
    CouponLimitReached,
    CouponLocked,
    CouponNotGiftable,
    CouponNumberTaken,
    CouponOutOfStock,
    CouponUnknown,
    NotClaimable,
    TemplateOver,
    TemplateUnknown,
    WalletFull,
)
from shuke.reward.life import add, effect_fields, end, note, schedule, template_of
from shuke.reward.limit import forget
from shuke.reward.state import COUPON_BYTES, FREE, MAX_COUPONS, Held, RewardSlice, roomy
from shuke.reward.supposed import Supposed
from shuke.rule import COUPON_MARK, COUPON_RECEIVE

if TYPE_CHECKING:
    from shuke.engine import Release

CODE_FACT = "code"
"""Under this name the fold is told which template a code belongs to."""


def stock_of(template: str) -> str:
    """The counter of a template's coupons."""
    return f"coupon:{template}"


def days_of(template: Template, today: int) -> tuple[int, int]:
    """The first and the last business day (ordinals) of a coupon issued on a day."""
    valid = template.valid
    if isinstance(valid, FixedDays):
        return valid.first.toordinal(), valid.last.toordinal()
    first = today + valid.after
    return first, first + valid.days - 1


def known_template(turn: Turn, key: str) -> Template:
    """The template in the release now in force. Raises TemplateUnknown."""
    template: Template | None = turn.current.plans["reward"].coupons.get(key)
    if template is None:
        raise TemplateUnknown(
            Text(
                en=f"There is no coupon template called {key!r}.",
                zh=f"没有名为 {key!r} 的券模板。",
            ),
            place="/data/coupon",
        )
    return template


def why_not(turn: Turn | Supposed, template: Template, count: int = 1) -> ShukeError | None:
    """What keeps a member from getting coupons of a template, stock aside."""
    reward: RewardSlice = turn.state.reward
    if days_of(template, turn.today)[1] < turn.today:
        return TemplateOver(place="/data/coupon")
    if len(reward.coupons) + count > MAX_COUPONS or not roomy(reward, count * COUPON_BYTES):
        return WalletFull(
            Text(
                en=f"A member holds at most {MAX_COUPONS} live coupons.",
                zh=f"每位会员最多持有 {MAX_COUPONS} 张有效券。",
            ),
            place="/data/coupon",
        )
    if template.per_member is not None:
        got = reward.got.get(template.key, [0])[0]
        if got + count > template.per_member:
            return CouponLimitReached(
                Text(
                    en=f"A member gets at most {template.per_member}, this one had {got}.",
                    zh=f"每位会员最多 {template.per_member} 张，已领 {got} 张。",
                ),
                place="/data/coupon",
            )
    return None


def give_out(
    turn: Turn,
    release: Release,
    template: Template,
    cause: str,
    nth: int,
    order_id: str | None,
    number: str | None = None,
) -> Held:
    """Put one new coupon into the wallet; the caller has asked `why_not` and taken the stock.

    `number` is its id where somebody has given it one.
    """
    reward: RewardSlice = turn.state.reward
    first, last = days_of(template, turn.today)
    if number is None:
        # One event may bring coupons of a template by several rules: each has a number of its own.
        number = _number(turn, template.key, nth)
        while reward.find(number) >= 0:
            nth += 1
            number = _number(turn, template.key, nth)
    held = Held(number, template.key, release.id, first, last)
    if template.per_member is not None:
        reward.got.setdefault(template.key, [0])[0] += 1
        forget(turn)
    add(turn, held)
    note(turn, held, "issued", cause, order_id=order_id)
    turn.effect(
        "coupon.issued",
        coupon=held.id,
        template=held.template,
        cause=cause,
        valid_from=iso(first),
        valid_to=iso(last),
    )
    return held


def _number(turn: Turn, template: str, nth: int) -> str:
    return COUPON_MARK + turn.derive(f"coupon:{template}:{nth}")[:20]


def take(turn: Turn, template: Template, count: int) -> bool:
    """Take coupons from a template's stock; without one there is always enough."""
    if template.stock is None:
        return True
    return turn.take(stock_of(template.key), count, template.stock)


def issue(turn: Turn) -> None:
    """The reducer of coupon.issue."""
    data = turn.data
    number = None if data.number is None else COUPON_MARK + data.number
    if number is not None and (
        turn.records.get("coupon", number) is not None or turn.state.reward.find(number) >= 0
    ):
        raise CouponNumberTaken(place="/data/number", coupon=number)
    issue_coupons(turn, known_template(turn, data.coupon), "hand", data.count, number)


def claim(turn: Turn) -> None:
    """The reducer of coupon.claim."""
    template = known_template(turn, turn.data.coupon)
    if not template.claimable or template.codes != "none":
        raise NotClaimable(place="/data/coupon")
    check_claim(turn, template)
    issue_coupons(turn, template, "claim", 1)


def use_code(turn: Turn) -> None:
    """The code is claimed now. Raises CodeUsed when it was before."""
    if not turn.take(f"code:{turn.data.code_hash}", 1, 1):
        raise CodeUsed(place="/data/code_hash")


def check_claim(turn: Turn, template: Template) -> None:
    """Raise ClaimConditionUnmet for a member who may not have it."""
    judge = turn.current.plans["reward"].wallet.claim_if.get(template.key)
    if judge is not None and not judge(turn):
        raise ClaimConditionUnmet(place="/data/coupon")


def issue_coupons(
    turn: Turn, template: Template, cause: str, count: int, number: str | None = None
) -> None:
    """Give coupons of a template, or raise what is in the way."""
    problem = why_not(turn, template, count)
    if problem is not None:
        raise problem
    if not take(turn, template, count):
        raise CouponOutOfStock(place="/data/coupon")
    for nth in range(count):
        give_out(turn, turn.current, template, cause, nth, None, number)
    schedule(turn)


def held_coupon(turn: Turn, coupon: str, place: str = "/data/coupon") -> Held:
    """A coupon that the member holds and that nothing has locked, on a day of its own or before.

    Raises CouponUnknown, CouponLocked, or what `GONE` says of one that has ended.
    """
    reward: RewardSlice = turn.state.reward
    at = reward.find(coupon)
    if at >= 0:
        held: Held = reward.coupons[at]
        if held.status != FREE:
            raise CouponLocked(place=place, coupon=coupon)
        return held
    record = turn.records.get("coupon", coupon)
    if record is None or record.change not in GONE:
        raise CouponUnknown(place=place, coupon=coupon)
    raise GONE[record.change](place=place, coupon=coupon)


def give(turn: Turn) -> None:
    """The reducer of coupon.give: it leaves this wallet, and arrives in the other exactly once."""
    data = turn.data
    held = held_coupon(turn, data.coupon)
    if not template_of(turn, held).giftable:
        raise CouponNotGiftable(place="/data/coupon")
    if data.to == turn.subject:
        raise CouponNotGiftable(
            Text(en="Nobody gives to himself.", zh="不能转赠给自己。"), place="/data/to"
        )
    end(turn, held, "given", data.to)
    turn.effect("coupon.given", **effect_fields(held), member=data.to)
    _send(turn, held, data.to, back=False)
    schedule(turn)


def _send(turn: Turn, held: Held, to: str, *, back: bool) -> None:
    data: dict[str, Any] = {
        "coupon": held.id,
        "template": held.template,
        "release": held.release,
        "first": held.first,
        "last": held.last,
        "giver": turn.subject,
        "back": back,
    }
    turn.send(to, COUPON_RECEIVE, data)


def receive(turn: Turn) -> None:
    """The reducer of coupon.receive. A full wallet sends it back, and what comes back is kept.

    Only what comes back to a wallet that is full to the last byte is void.
    """
    data = turn.data
    reward: RewardSlice = turn.state.reward
    held = Held(data.coupon, data.template, data.release, data.first, data.last)
    fits = roomy(reward, COUPON_BYTES, back=data.back)
    if data.back and not fits:
        note(turn, held, "received", data.giver)
        note(turn, held, "void", "wallet_full")
        turn.effect("coupon.voided", **effect_fields(held), cause="wallet_full")
        return
    if not data.back and (len(reward.coupons) >= MAX_COUPONS or not fits):
        note(turn, held, "received", data.giver)
        note(turn, held, "given", data.giver)
        turn.effect("coupon.given", **effect_fields(held), member=data.giver)
        _send(turn, held, data.giver, back=True)
        return
    add(turn, held)
    note(turn, held, "received", data.giver)
    turn.effect(
        "coupon.received",
        coupon=held.id,
        template=held.template,
        member=data.giver,
        valid_from=iso(held.first),
        valid_to=iso(held.last),
    )
    schedule(turn)


def void(turn: Turn) -> None:
    """The reducer of coupon.void."""
    held = held_coupon(turn, turn.data.coupon)
    end(turn, held, "void", "hand")
    turn.effect("coupon.voided", **effect_fields(held), cause="hand")
    schedule(turn)
