"""What a coupon takes off, in one short line for its holder."""

from collections.abc import Callable
from typing import Any

from shuke import rule
from shuke.api.ask import Ask
from shuke.kernel import Text
from shuke.reward import Coupon

Money = Callable[[int], str]


def terms_said(ask: Ask[Any, Any], template: Coupon) -> str:
    """The line in the caller's language: `满 ¥30.00 减 ¥5.00`."""
    unit = ask.release.programme.money

    def money(cents: int) -> str:
        return rule.money(cents, unit.currency, unit.minor_digits)

    said = _discount(template.terms.discount, money)
    floor = template.terms.from_cents
    if floor is None:
        return ask.say(said)
    return ask.say(
        Text(en=f"{said.en} from {money(floor)}", zh=f"满 {money(floor)} {said.zh}"),
    )


def _discount(discount: Any, money: Money) -> Text:
    how = type(discount).__struct_config__.tag
    match how:
        case "amount_off":
            return _amount(discount, money)
        case "percent_off":
            return Text(en=f"{discount.percent}% off", zh=_fold(discount.percent))
        case "steps":
            best = discount.steps[-1]
            return Text(
                en=f"up to {money(best.off_cents)} off from {money(best.from_cents)}",
                zh=f"满 {money(best.from_cents)} 最高减 {money(best.off_cents)}",
            )
        case "nth_item":
            nth = discount.nth
            return Text(
                en=f"{discount.percent}% off the cheapest of {nth}",
                zh=f"每 {nth} 件，最低价一件 {_fold(discount.percent)}",
            )
        case "bundle":
            count, price = discount.count, money(discount.price_cents)
            return Text(en=f"any {count} for {price}", zh=f"任选 {count} 件 {price}")
        case "free_shipping":
            return Text(en="free delivery", zh="包邮")
        case "exchange":
            price = money(discount.price_cents)
            return Text(en=f"{discount.sku} for {price}", zh=f"{price} 换购 {discount.sku}")
        case _:
            return Text(en=f"{discount.sku} for nothing", zh=f"赠 {discount.sku}")


def _amount(discount: Any, money: Money) -> Text:
    off = money(discount.off_cents)
    if discount.per_cents is None:
        return Text(en=f"{off} off", zh=f"减 {off}")
    every = money(discount.per_cents)
    return Text(en=f"{off} off for each {every}", zh=f"每满 {every} 减 {off}")


def _fold(percent: int) -> str:
    """15 per cent off are 8.5 折, all of it is for nothing."""
    left = 100 - percent
    if not left:
        return "免费"
    return f"{left / 10:g} 折"
