"""Tier sets read aloud."""

from __future__ import annotations

from shuke.ledger import Writer
from shuke.program.ladder import (
    CalendarYear,
    Earned,
    Ever,
    MemberYear,
    Orders,
    Reading,
    Rolling,
    SincePromotion,
    Spend,
    Tier,
    TierSet,
)
from shuke.program.wording import number, order_lines
from shuke.rule import glue, money, sentence


def tell_set(w: Writer, document: TierSet) -> None:
    """The ladder, what it measures and how tiers are lost, in one sentence."""
    window, what = window_words(w, document), measure_words(w, document)
    if w.zh:
        w.say("按")
        w.say(window, "/window")
        w.say(glue("的", what) if window else what, "/measure")
        w.say("分级：")
    else:
        w.say("By ")
        w.say(what, "/measure")
        w.say(f" {window}" if window else "", "/window")
        w.say(": ")
    for index, tier in enumerate(document.tiers):
        if index:
            w.say(w.either(", ", "、"))
        w.say(_tier(w, document, tier), f"/tiers/{index}")
    w.say(w.either("; up at once", "；达到即升级"))
    _downgrade(w, document)
    if document.start == "history":
        w.say(w.either("; what was before counts", "；此前的也计入"), "/start")
    w.stop()


def window_words(w: Writer, document: TierSet) -> str:
    """When what is measured counts; empty for ever."""
    match document.window:
        case CalendarYear():
            return w.either("in the calendar year", "自然年")
        case MemberYear():
            return w.either("in the member year", "会员年")
        case SincePromotion(days=days):
            return w.either(
                f"since the last change of tier, judged every {number(days)} days",
                f"上次等级变动以来（每 {number(days)} 天评定）",
            )
        case Rolling(days=days):
            return w.either(f"in the last {number(days)} days", f"最近 {number(days)} 天")
        case _:
            return ""


def measure_words(w: Writer, document: TierSet) -> str:
    """What is measured."""
    catalogue = w.checking.catalogue
    match document.measure:
        case Earned(currency=currency):
            return w.either(f"{w.currency(currency)} earned", f"所得{w.currency(currency)}")
        case Spend(lines=None):
            return w.either("amount spent", "消费金额")
        case Spend(lines=lines):
            assert lines is not None
            told = order_lines(w, lines).text
            return w.either(f"amount spent on {told}", f"{told}的消费金额")
        case Orders(condition=None):
            return w.either("number of orders", "订单数")
        case Orders(condition=condition):
            assert condition is not None
            told = sentence(condition, catalogue, w.language)
            return w.either(f"number of orders for which {told}", glue(told, "的订单数"))
        case Reading(attribute=name):
            title = catalogue.attributes[name].title
            return title.of(w.language)


def _tier(w: Writer, document: TierSet, tier: Tier) -> str:
    name = w.quoted(tier.name)
    if not tier.at:
        return name
    at = amount_words(w, document, tier.at)
    said = w.either(f"{name} from {at}", glue(name, at, "起"))
    if tier.keep is not None and tier.keep != tier.at:
        keep = amount_words(w, document, tier.keep)
        said += w.either(f" (kept with {keep})", f"（保级 {keep}）")
    return said


def amount_words(w: Writer, document: TierSet, amount: int) -> str:
    """So much of what is measured."""
    if isinstance(document.measure, Spend):
        catalogue = w.checking.catalogue
        return money(amount, catalogue.currency, catalogue.minor_digits)
    return number(amount)


def _downgrade(w: Writer, document: TierSet) -> None:
    if isinstance(document.window, Ever):
        w.say(w.either(", never lost", "，不会降级"), "/window")
        return
    grace = document.downgrade.grace_days
    one = document.downgrade.mode == "one_step"
    w.say(w.either(", down one tier", "，未保级降一级") if one else _recomputed(w), "/downgrade")
    if grace:
        days = "day" if grace == 1 else "days"
        w.say(
            w.either(f" after {grace} {days} of grace", f"，宽限 {grace} 天"),
            "/downgrade/grace_days",
        )
    if document.announce_days:
        days = "day" if document.announce_days == 1 else "days"
        w.say(
            w.either(
                f", announced {document.announce_days} {days} ahead",
                f"，提前 {document.announce_days} 天预告",
            ),
            "/announce_days",
        )


def _recomputed(w: Writer) -> str:
    return w.either(", down to the tier that is met", "，未保级降到所达到的等级")
