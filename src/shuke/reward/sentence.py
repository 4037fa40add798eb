"""Coupons and offers read aloud: one sentence made from the document by a grammar per language.

满 ¥30.00 减 ¥5.00，限品类为「dairy」的商品，发放起 14 天有效，共 10,000 张，每人最多 2 张。
¥5.00 off from ¥30.00, on items where category is “dairy”, valid for 14 days from issue,
10,000 in all, at most 2 per member.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from shuke.engine import Checking
from shuke.ledger import Writer
from shuke.reward.budget_document import Budget
from shuke.reward.document import Coupon, FixedDays, Offer, RelativeDays
from shuke.reward.terms import (
    AmountOff,
    Bundle,
    Exchange,
    FreeShipping,
    NthItem,
    PercentOff,
    Present,
    Steps,
    Terms,
)
from shuke.rule import Condition, Sentence, glue, listed, tell_lines

OFF = "/terms/discount"


def sentence(document: Coupon | Offer, language: str, checking: Checking) -> Sentence:
    """A checked document in words, in `zh` or `en` (any tag). Raises ConditionInvalid."""
    writer = Writer(language, checking)
    _terms(writer, document.terms)
    if isinstance(document, Coupon):
        _coupon(writer, document)
    else:
        _open(writer, document.first, document.last, "/first", "/last")
        _uses(writer, document)
        _budget(writer, document)
    writer.funder(document.funder)
    writer.stop()
    return writer.told()


def _terms(w: Writer, terms: Terms) -> None:
    _off(w, terms)
    if terms.lines is not None:
        _lines(w, terms.lines)
    if terms.condition is not None:
        w.condition(terms.condition, "/terms/if", "only if", "仅当", "时可用")
    if terms.stores is not None:
        names = listed(terms.stores, w.language, "、", ", ")
        w.more(f"in {names}", glue("限门店", names), "/terms/stores")
    stacking = terms.stacking
    if stacking.group is not None:
        group = stacking.group
        w.more(f"only one of group “{group}”", f"「{group}」组内只用一个", "/terms/stacking/group")
    if stacking.alone:
        w.more("with no other discount", "不与其他优惠同享", "/terms/stacking/alone")


LINES = "/terms/lines"


def _lines(w: Writer, lines: Condition) -> None:
    """On which items, and on which not."""
    which, but = tell_lines(lines, w.checking.catalogue, w.language)
    if which is not None:
        w.more(f"on items where {which.text}", glue("限", which.text, "的商品"), LINES)
        w.within(which.text, LINES, which.parts)
    if but is not None:
        en = "other than those" if which is not None else "on items other than those"
        w.more(f"{en} where {but.text}", glue("不含", but.text, "的商品"), LINES)
        w.within(but.text, LINES, but.parts)


def _off(w: Writer, terms: Terms) -> None:
    """What is taken off, and from what amount on."""
    start = terms.from_cents
    discount = terms.discount
    floor = None if start is None else w.money(start)
    if w.zh:
        # 满 X 减 Y, and nothing between the two where a comma would only stop the reader.
        joined = isinstance(discount, PercentOff | FreeShipping | Present) or (
            isinstance(discount, AmountOff) and discount.per_cents is None
        )
        if floor is not None:
            w.say(f"满 {floor} ", "/terms/from_cents")
            if not joined:
                w.say("可用，")
        w.say(_zh(w, discount, bare=floor is None), OFF)
    else:
        w.say(_en(w, discount), OFF)
        if floor is not None:
            w.say(f" from {floor}", "/terms/from_cents")
    most = getattr(discount, "max_cents", None)
    if most is not None:
        w.more(f"at most {w.money(most)}", f"最多减 {w.money(most)}", f"{OFF}/max_cents")
    times = getattr(discount, "times", None)
    if times is not None:
        often = "once" if times == 1 else f"{w.number(times)} times"
        w.more(f"at most {often} per order", f"每单最多 {w.number(times)} 次", f"{OFF}/times")


def _zh(w: Writer, discount: Any, *, bare: bool) -> str:
    match discount:
        case AmountOff(per_cents=None):
            return f"{'立' if bare else ''}减 {w.money(discount.off_cents)}"
        case AmountOff(per_cents=int(per)):
            return f"每满 {w.money(per)} 减 {w.money(discount.off_cents)}"
        case PercentOff():
            return _zh_percent(discount.percent)
        case Steps():
            return "，".join(
                f"满 {w.money(step.from_cents)} 减 {w.money(step.off_cents)}"
                for step in discount.steps
            )
        case NthItem():
            off = {50: "半价", 100: "免费"}.get(discount.percent, _zh_percent(discount.percent))
            return f"每 {discount.nth} 件中最便宜的一件{off}"
        case Bundle():
            return f"任选 {discount.count} 件共 {w.money(discount.price_cents)}"
        case FreeShipping():
            return "免运费"
        case Exchange():
            return f"加 {w.money(discount.price_cents)} 换购「{discount.sku}」1 件"
        case Present():
            return f"送「{discount.sku}」{w.number(discount.quantity)} 件"
    raise AssertionError(discount)


def _zh_percent(percent: int) -> str:
    """15 per cent off is 8.5 折."""
    if percent == 100:
        return "全免"
    tenths, rest = divmod(100 - percent, 10)
    return f"打 {tenths}.{rest} 折" if rest else f"打 {tenths} 折"


def _en(w: Writer, discount: Any) -> str:
    match discount:
        case AmountOff(per_cents=None):
            return f"{w.money(discount.off_cents)} off"
        case AmountOff(per_cents=int(per)):
            return f"{w.money(discount.off_cents)} off per full {w.money(per)}"
        case PercentOff():
            return f"{discount.percent}% off"
        case Steps():
            return ", ".join(
                f"{w.money(step.off_cents)} off from {w.money(step.from_cents)}"
                for step in discount.steps
            )
        case NthItem():
            off = {50: "at half price", 100: "for free"}
            said = off.get(discount.percent, f"at {discount.percent}% off")
            return f"The cheapest of every {discount.nth} items {said}"
        case Bundle():
            return f"Any {discount.count} items for {w.money(discount.price_cents)}"
        case FreeShipping():
            return "Free delivery"
        case Exchange():
            return f"One “{discount.sku}” for {w.money(discount.price_cents)}"
        case Present():
            return f"{w.number(discount.quantity)} “{discount.sku}” for free"
    raise AssertionError(discount)


def _coupon(w: Writer, document: Coupon) -> None:
    match document.valid:
        case FixedDays(first=first, last=last):
            _open(w, first, last, "/valid/first", "/valid/last")
        case RelativeDays(days=days, after=after):
            long = "1 day" if days == 1 else f"{w.number(days)} days"
            if after:
                late = "1 day" if after == 1 else f"{w.number(after)} days"
                en, zh = f"{late} after issue", f"发放 {w.number(after)} 天后起"
            else:
                en, zh = "issue", "发放起"
            w.more(f"valid for {long} from {en}", f"{zh} {w.number(days)} 天有效", "/valid")
    if document.claimable:
        w.more("members may claim it", "会员可自己领取", "/claimable")
        if document.claim_if is not None:
            w.condition(document.claim_if, "/claim_if", "claimed only if", "仅当", "时可领取")
    if document.stock is not None:
        stock = w.number(document.stock)
        w.more(f"{stock} in all", f"共 {stock} 张", "/stock")
    if document.per_member is not None:
        each = w.number(document.per_member)
        w.more(f"at most {each} per member", f"每人最多 {each} 张", "/per_member")
    _budget(w, document)
    if document.giftable:
        w.more("may be given to a friend", "可转赠", "/giftable")
    if document.codes != "none":
        en, zh = CODES[document.codes]
        w.more(en, zh, "/codes")
    if document.on_refund == "keep":
        w.more("not given back on refund", "退款不退券", "/on_refund")


CODES = {
    "generated": ("issued by generated codes", "凭生成的券码领取"),
    "imported": ("issued by imported codes", "凭导入的券码领取"),
}


EVERY = {"day": ("day", "每天"), "week": ("week", "每周"), "month": ("month", "每月")}


def _uses(w: Writer, document: Offer) -> None:
    if document.per_member is not None:
        each = w.number(document.per_member)
        w.more(f"at most {each} per member", f"每人最多 {each} 次", "/per_member")
    if document.per_period is not None:
        many = w.number(document.per_period.count)
        en, zh = EVERY[document.per_period.every]
        w.more(f"at most {many} per member and {en}", f"每人{zh}最多 {many} 次", "/per_period")
    if document.budget_uses is not None:
        uses = w.number(document.budget_uses)
        w.more(f"at most {uses} times in all", f"合计最多 {uses} 次", "/budget_uses")


def _budget(w: Writer, document: Coupon | Offer) -> None:
    if document.budget_cents is not None:
        most = w.money(document.budget_cents)
        w.more(f"at most {most} off in all", f"合计最多优惠 {most}", "/budget_cents")
    if document.budget is not None:
        its = w.named("budget", document.budget)
        w.more(f"out of the budget {its}", f"从预算{its}中支出", "/budget")


def budget_sentence(document: Budget, language: str, checking: Checking) -> Sentence:
    """A shared budget in words."""
    w = Writer(language, checking)
    parts = []
    if document.cents is not None:
        most = w.money(document.cents)
        parts.append((f"{most} off in all", f"合计优惠 {most}", "/cents"))
    if document.uses is not None:
        uses = w.number(document.uses)
        parts.append((f"{uses} uses in all", f"合计 {uses} 次", "/uses"))
    for place, (en, zh, where) in enumerate(parts):
        if place:
            w.say(w.either(" and ", "、"))
        else:
            w.say(w.either("At most ", "最多"))
        w.say(w.either(en, zh), where)
    w.funder(document.funder)
    w.stop()
    return w.told()


def _open(
    w: Writer, first: date | None, last: date | None, first_place: str, last_place: str
) -> None:
    if first is not None:
        w.more(f"from {w.day(first)}", f"{w.day(first)} 起", first_place)
    if last is not None:
        said = f"until {w.day(last)}, 23:59"
        if first is not None and not w.zh:
            w.say(f" {said}", last_place)
        else:
            w.more(said, f"{w.day(last)} 23:59 截止", last_place)
