"""Paid plans read aloud."""

from __future__ import annotations

from shuke.engine import Checking
from shuke.ledger import Writer
from shuke.program.paid_plan import PaidPlan
from shuke.rule import Sentence


def paid_sentence(document: PaidPlan, language: str, checking: Checking) -> Sentence:
    """A paid plan in words."""
    w = Writer(language, checking)
    price, months = w.money(document.price_cents), document.months
    every = "a month" if months == 1 else f"for every {w.number(months)} months"
    w.say(w.either(f"{price} {every}", f"每 {w.number(months)} 个月 {price}"), "/price_cents")
    trial = document.trial_days
    if trial:
        w.more(f"a free trial of {_days(w, trial)}", f"首次免费试用 {trial} 天", "/trial_days")
    notice = document.notice_days
    if notice:
        w.more(
            f"a notice {_days(w, notice)} before the end", f"到期前 {notice} 天通知", "/notice_days"
        )
    grace = document.grace_days
    if grace:
        w.more(
            f"paid within {_days(w, grace)} after the end it is a renewal",
            f"到期后 {grace} 天内付款算续费",
            "/grace_days",
        )
    if document.refund == "pro_rata":
        w.more("refunded by the day when cancelled", "退订按天退款", "/refund")
    else:
        w.more("not refunded when cancelled", "退订不退款", "/refund")
    w.stop()
    return w.told()


def _days(w: Writer, days: int) -> str:
    return "1 day" if days == 1 else f"{w.number(days)} days"
