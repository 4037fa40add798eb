"""Gifts, packs and benefits read aloud, by a grammar per language.

500 积分兑换实物「mug-01」，共 1,000 份，每人最多 1 份。
Goods “mug-01” for 500 points, 1,000 in all, at most 1 per member.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from shuke.engine import Checking
from shuke.kernel import Text
from shuke.ledger import Writer
from shuke.reward.benefit_document import Benefit
from shuke.reward.gift_document import (
    CouponGift,
    Donation,
    Gift,
    Goods,
    OpenedBy,
    PackGift,
    VirtualCode,
)
from shuke.reward.pack_document import Pack
from shuke.reward.sentence import CODES
from shuke.rule import Sentence, moment

EACH: Final = {
    "day": Text(en="per member per day", zh="每人每日"),
    "week": Text(en="per member per week", zh="每人每周"),
    "month": Text(en="per member per month", zh="每人每月"),
    "year": Text(en="per member per year", zh="每人每年"),
    "ever": Text(en="per member", zh="每人总共"),
}
SORTS: Final = {
    "discount": Text(en="Discount", zh="折扣"),
    "member_price": Text(en="Member price", zh="会员价"),
    "free_delivery": Text(en="Free delivery", zh="免费配送"),
    "birthday_gift": Text(en="Birthday gift", zh="生日礼"),
    "limited_product": Text(en="Limited product", zh="限定商品"),
    "seat": Text(en="Seat", zh="席位"),
    "priority": Text(en="Priority", zh="优先服务"),
    "adviser": Text(en="Adviser", zh="专属顾问"),
    "service": Text(en="Service", zh="服务"),
}


def gift_sentence(document: Gift, language: str, checking: Checking) -> Sentence:
    """A gift in words."""
    w = Writer(language, checking)
    price = _price(w, document)
    if w.zh:
        w.say(price, "/points" if document.points is not None else "/money_cents")
        verb = "捐赠" if isinstance(document.gives, Donation) else "兑换"
        w.say(f" {verb}" if price[-1].isascii() else verb)
        w.say(_gives(w, document), "/gives")
    else:
        w.say(_gives(w, document), "/gives")
        w.say(" for ")
        w.say(price, "/points" if document.points is not None else "/money_cents")
    if document.condition is not None:
        w.condition(document.condition, "/if", "only if", "仅当", "时可兑换")
    if document.opened_by is not None:
        _hidden(w, document.opened_by)
    _limits(w, document.stock, document.per_member, "份")
    if document.per_period is not None:
        each, most = EACH[document.per_period.every], w.number(document.per_period.count)
        w.more(f"at most {most} {each.en}", f"{each.zh}最多 {most} 份", "/per_period")
    _moments(w, document.opens_at, document.closes_at)
    w.funder(document.funder)
    w.stop()
    return w.told()


def _hidden(w: Writer, opener: OpenedBy) -> None:
    phrase = w.checking.catalogue.event_types[opener.when].phrase.of(w.language)
    w.more(f"hidden until {phrase}", f"{phrase}后才可见", "/opened_by/when")
    if opener.condition is not None:
        w.condition(opener.condition, "/opened_by/if", "and", "且须", "")


def _price(w: Writer, document: Gift) -> str:
    parts = []
    if document.points is not None:
        parts.append(w.points(document.points.amount, document.points.currency))
    if document.money_cents:
        parts.append(w.money(document.money_cents))
    if not parts:
        return w.either("nothing", "免费")
    return w.either(" and ", "加 ").join(parts) if len(parts) > 1 else parts[0]


def _gives(w: Writer, document: Gift) -> str:
    match document.gives:
        case Goods(sku=None):
            return w.either("Goods", "实物")
        case Goods(sku=sku):
            return w.either(f"Goods “{sku}”", f"实物「{sku}」")
        case VirtualCode():
            return w.either("A code", "兑换码")
        case CouponGift(coupon=key, count=count):
            name = w.named("coupon", key)
            return w.either(f"{w.number(count)} of {name}", f"{name}{w.number(count)} 张")
        case PackGift(pack=key):
            name = w.named("pack", key)
            return w.either(f"The pack {name}", f"礼包{name}")
        case Donation(piece=piece):
            return w.either(f"A donation ({piece.en})", f"「{piece.zh}」")
    return w.either("A service", "服务")


def _limits(w: Writer, stock: int | None, each: int | None, unit: str) -> None:
    if stock is not None:
        w.more(f"{w.number(stock)} in all", f"共 {w.number(stock)} {unit}", "/stock")
    if each is not None:
        most = w.number(each)
        w.more(f"at most {most} per member", f"每人最多 {most} {unit}", "/per_member")


def _moments(w: Writer, opens: datetime | None, closes: datetime | None) -> None:
    if opens is not None:
        at = moment(opens, w.language)
        w.more(f"from {at}", f"{at} 开始", "/opens_at")
    if closes is not None:
        at = moment(closes, w.language)
        w.more(f"until {at}", f"{at} 结束", "/closes_at")


def pack_sentence(document: Pack, language: str, checking: Checking) -> Sentence:
    """A pack in words."""
    w = Writer(language, checking)
    if w.zh:
        w.say("含")
    for place, item in enumerate(document.items):
        if place:
            last = place == len(document.items) - 1
            w.say(w.either(" and " if last else ", ", "、"))
        name, count = w.named("coupon", item.coupon), w.number(item.count)
        w.say(w.either(f"{count} of {name}", f"{name}{count} 张"), f"/items/{place}")
    if document.claimable:
        w.more("members may claim it", "会员可自己领取", "/claimable")
        if document.claim_if is not None:
            w.condition(document.claim_if, "/claim_if", "claimed only if", "仅当", "时可领取")
    _limits(w, document.stock, document.per_member, "个")
    if document.codes != "none":
        w.more(*CODES[document.codes], "/codes")
    w.stop()
    return w.told()


def benefit_sentence(document: Benefit, language: str, checking: Checking) -> Sentence:
    """A benefit in words."""
    w = Writer(language, checking)
    w.say(SORTS[document.sort].of(w.language), "/type")
    if document.condition is not None:
        w.condition(document.condition, "/if", "only if", "仅当", "时可享")
    else:
        w.more("for every member", "全部会员可享", "/if")
    quota = document.quota
    if quota is not None:
        each, uses = EACH[quota.every], w.number(quota.uses)
        times = "once" if quota.uses == 1 else f"{uses} times"
        w.more(f"{times} {each.en}", f"{each.zh} {uses} 次", "/quota")
    if document.stock is not None:
        stock = w.number(document.stock)
        w.more(f"{stock} uses in all", f"共 {stock} 次", "/stock")
    if document.worth_cents is not None:
        worth = w.money(document.worth_cents)
        w.more(f"a use is worth {worth}", f"每次价值 {worth}", "/worth_cents")
    if document.cost_cents is not None:
        cost = w.money(document.cost_cents)
        w.more(f"it costs {cost}", f"每次成本 {cost}", "/cost_cents")
    w.funder(document.funder)
    w.stop()
    return w.told()
