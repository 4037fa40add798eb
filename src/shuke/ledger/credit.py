"""Issuing points, and ending their wait when the order is completed."""

from __future__ import annotations

from typing import Final

import msgspec

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger.date import IDLE, iso
from shuke.ledger.entry import ISSUED, PENDING, Cause, post
from shuke.ledger.error import AmountInvalid, currency_unknown
from shuke.ledger.expiry import schedule
from shuke.ledger.move import receive, roomy
from shuke.ledger.plan import Plan, Rules
from shuke.ledger.state import (
    MONTHLY_FROM,
    LedgerSlice,
    Source,
    funder_of,
    pot_of,
    put_wait,
    take_wait,
)

MAX_AMOUNT: Final = 10**15
"""No single movement is larger: thousands of them still fit a bigint, and JSON keeps them exact."""


class Part(msgspec.Struct, array_like=True, frozen=True, gc=False, omit_defaults=True):
    """Where a credit lies, kept in the order's record so that a refund finds the same points.

    Days are ordinals; `expires_day` is the last usable day. `held` waits for an event.
    """

    usable_day: int
    expires_day: int
    month: int
    amount: int
    funder: int = 0
    held: bool = False


def rules_of(turn: Turn, currency: str) -> Rules:
    """The currency as the release that judges the event has it. Raises CurrencyUnknown."""
    known: dict[str, Rules] = turn.release.plans["ledger"].rules
    rules = known.get(currency)
    if rules is None:
        raise currency_unknown(currency, list(known))
    return rules


def checked_amount(amount: int) -> int:
    """The amount, when it moves something and fits. Raises AmountInvalid."""
    if 0 < amount <= MAX_AMOUNT:
        return amount
    raise AmountInvalid(
        Text(
            en=f"An amount lies between 1 and {MAX_AMOUNT}, not {amount}.",
            zh=f"数量须在 1 与 {MAX_AMOUNT} 之间，不能是 {amount}。",
        ),
        place="/data/amount",
    )


def credit(
    turn: Turn,
    currency: str,
    amount: int,
    cause: Cause,
    *,
    held: str | None = None,
    funder: str | None = None,
) -> list[Part]:
    """Issue `amount` (> 0) and answer where it lies.

    They are of the brand whose store or channel the event names. Lot dates follow the business
    day of the event's `time` and the release then in force. In a
    currency whose points wait for an event, they wait when the event is an order or `held` names
    what they wait for; otherwise nothing could ever release them, and they are usable at once.
    Raises CurrencyUnknown, AmountInvalid.
    """
    plan: Plan = turn.release.plans["ledger"]
    rules = plan.rules.get(currency) or rules_of(turn, currency)
    if not 0 < amount <= MAX_AMOUNT:
        checked_amount(amount)
    day = turn.day
    waits = rules.waits_for is not None and (held is not None or turn.event.type == "order.paid")
    usable, until, month = rules.held_dates(day) if waits else rules.dates(day)
    ledger: LedgerSlice = turn.state.ledger
    pot = ledger.pots.get(currency)
    if pot is None:
        pot = pot_of(ledger, currency)
    payer: str = funder or rules.funder
    source: Source = payer if plan.brands is None else plan.brands.source(turn.data, payer)
    place = funder_of(pot, source)
    if until < usable:
        usable = until + 1  # A fixed date will pass while it waits: that is when something happens.
    if until == IDLE:
        pot.idle_day = max(pot.idle_day, rules.idle_until(day))
    elif len(pot.lots) + len(pot.waits) >= MONTHLY_FROM:
        until, month = roomy(pot, until, month)
    if usable > turn.today:
        changes = usable
        put_wait(pot.waits, (usable, until, month, place, amount))
        post(turn, pot, currency, "issue", ISSUED, PENDING, amount, until, month, place, cause)
    else:
        changes = until + 1
        receive(turn, pot, currency, "issue", ISSUED, (until, month, place, amount), cause)
    turn.effects.append(
        {
            "currency": currency,
            "amount": amount,
            "rule": cause.rule,
            "version": cause.version,
            "usable_on": iso(usable),
            "expires_on": iso(until),
            "type": "points.credited",
        }
    )
    # Adding a lot can only bring the next moment nearer: mostly there is nothing to reckon.
    if changes < ledger.next_day or pot.idle_day or ledger.next_day <= turn.today:
        schedule(turn, ledger)
    return [Part(usable, until, month, amount, place, waits)]


def release_held(turn: Turn, currency: str, parts: list[Part], cause: Cause) -> list[Part]:
    """The event that held points waited for has come: they are usable from today.

    Answers the parts as they lie now; parts that wait for days, or wait no more, are unchanged.
    """
    ledger: LedgerSlice = turn.state.ledger
    pot = pot_of(ledger, currency)
    today, total = turn.today, 0
    now: list[Part] = []
    for part in parts:
        start, until, month, place = part.usable_day, part.expires_day, part.month, part.funder
        if not part.held or start <= today:
            now.append(part)
            continue
        found = take_wait(pot.waits, (start, until, month, place, part.amount))
        if found:
            total += found
            lot = (until, month, place, found)
            receive(turn, pot, currency, "usable", PENDING, lot, cause)
        now.append(Part(today, until, month, part.amount, place))
    if total:
        turn.effect("points.usable", currency=currency, amount=total)
        schedule(turn, ledger)
    return now
