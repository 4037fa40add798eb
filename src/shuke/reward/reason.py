"""Why an offer or a coupon was not used: a stable code and a sentence in both languages."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec import Struct

from shuke.engine import Release
from shuke.kernel import Text
from shuke.reward.budget import Counter
from shuke.rule import Node, money


class Reason(Struct, frozen=True, omit_defaults=True):
    """Why not. `missing_cents` is how much more the lines must come to, `less_cents` how much less
    it would save, `other` what is in its way, `failed` the first part of its condition that failed.
    """

    code: str
    text: Text
    missing_cents: int | None = None
    less_cents: int | None = None
    other: str | None = None
    failed: Node | None = None


STATUS: Final = {
    "locked": Text(en="It is locked to another order.", zh="已锁定给另一笔订单。"),
    "redeemed": Text(en="It was used already.", zh="已经用过。"),
    "void": Text(en="It is void.", zh="已作废。"),
    "given": Text(en="It was given away.", zh="已转赠。"),
}

NO_LINE: Final = Reason(
    "no_line", Text(en="No line of the cart counts for it.", zh="购物车里没有适用的商品。")
)
STORE: Final = Reason("store", Text(en="It is not for this store.", zh="不适用于本门店。"))
NOTHING_OFF: Final = Reason(
    "nothing_off",
    Text(en="There is nothing that it could take off.", zh="没有可以优惠的金额。"),
)
NOT_CHOSEN: Final = Reason("not_chosen", Text(en="It was not chosen.", zh="没有选用。"))
UNKNOWN: Final = Reason(
    "template_unknown", Text(en="Its template is not published.", zh="券模板未发布。")
)
NOT_HELD: Final = Reason(
    "not_held", Text(en="The member does not hold this coupon.", zh="会员没有这张券。")
)
LIMIT: Final = Reason(
    "limit", Text(en="The member has used it as often as it allows.", zh="会员已达使用次数上限。")
)
OFFER_UNKNOWN: Final = Reason("offer_unknown", Text(en="It is not published.", zh="该优惠未发布。"))
SAME_TEMPLATE: Final = Reason(
    "same_template",
    Text(
        en="One coupon of a template is used per order, the one that ends first.",
        zh="同一券模板每单限用一张，先用先到期的。",
    ),
)


def condition(failed: Node | None) -> Reason:
    """Its condition is not met."""
    if failed is None:
        text = Text(en="Its condition is not met.", zh="条件不满足。")
    else:
        wanted, seen = failed.required, failed.seen
        text = Text(
            en=f"Not met: {failed.title.en}"
            + (f" {wanted.en}" if wanted else "")
            + (f", seen {seen.en}." if seen else "."),
            zh=f"不满足：{failed.title.zh}"
            + (wanted.zh if wanted else "")
            + (f"，实际 {seen.zh}。" if seen else "。"),
        )
    return Reason("condition", text, failed=failed)


def status(word: str) -> Reason:
    """The coupon is not in the member's hands any more."""
    other = Text(en="It cannot be used any more.", zh="已不能使用。")
    return Reason(word if word in STATUS else "not_usable", STATUS.get(word, other))


def not_yet(first: int) -> Reason:
    """It begins later."""
    day = date.fromordinal(first).isoformat()
    return Reason("not_yet_valid", Text(en=f"It is valid from {day} on.", zh=f"{day} 起可用。"))


def expired(last: int) -> Reason:
    """It has ended."""
    day = date.fromordinal(last).isoformat()
    return Reason("expired", Text(en=f"It ended on {day}.", zh=f"已于 {day} 到期。"))


def threshold(missing: int, release: Release) -> Reason:
    """The lines do not come to enough."""
    much = shown(missing, release)
    return Reason(
        "threshold", Text(en=f"{much} short.", zh=f"还差 {much}。"), missing_cents=missing
    )


def budget(counter: Counter, asked: int, left: int, release: Release) -> Reason:
    """Its budget has less left than the cart would take."""
    if not counter.money:
        text = Text(
            en=f"Of {counter.size} uses in all, {left} are left.",
            zh=f"合计 {counter.size} 次，仅剩 {left} 次。",
        )
        return Reason("budget", text)
    has, wants = shown(left, release), shown(asked, release)
    text = Text(
        en=f"Its budget has {has} left, {wants} would be needed.",
        zh=f"预算仅剩 {has}，需要 {wants}。",
    )
    return Reason("budget", text, missing_cents=asked - left)


def not_in_cart(sku: str) -> Reason:
    """Its product is not in the cart."""
    return Reason(
        "not_in_cart",
        Text(en=f"Put {sku} into the cart to have it.", zh=f"把 {sku} 放入购物车即可享受。"),
        other=sku,
    )


def excluded(other: str, name: Text) -> Reason:
    """Another one of its group is used."""
    return Reason(
        "excluded",
        Text(en=f"Not together with “{name.en}”.", zh=f"与「{name.zh}」互斥。"),
        other=other,
    )


def alone(other: str, name: Text) -> Reason:
    """One of the two applies with nothing else."""
    return Reason(
        "alone",
        Text(
            en=f"“{name.en}” is used, and one of the two applies with nothing else.",
            zh=f"已使用「{name.zh}」，二者之一不与其他优惠同享。",
        ),
        other=other,
    )


def worse(less: int, release: Release) -> Reason:
    """With it the cart would cost more, or the same."""
    much = shown(less, release)
    text = (
        Text(en=f"With it the total would be {much} higher.", zh=f"使用它，合计会多 {much}。")
        if less
        else Text(en="With it the total would be the same.", zh="使用它，合计不变。")
    )
    return Reason("worse", text, less_cents=less)


def shown(cents: int, release: Release) -> str:
    """An amount in the programme's money."""
    its = release.programme.money
    return money(cents, its.currency, its.minor_digits)
