"""Holding points for an order that is not paid yet: out of their lots, not spent, not lost.

What is held stands in the account `held`. The caller keeps the draws, so that every point goes back
to the very lot it came from, or is spent as if it had been spent from there.
"""

from __future__ import annotations

from shuke.engine import Turn
from shuke.ledger.credit import checked_amount, rules_of
from shuke.ledger.date import IDLE
from shuke.ledger.entry import HELD, SPENT, Cause, post
from shuke.ledger.error import insufficient, not_spendable
from shuke.ledger.expiry import schedule
from shuke.ledger.move import draw, receive, roomy
from shuke.ledger.reversal import current_rules
from shuke.ledger.spend import Spend
from shuke.ledger.state import LedgerSlice, Lot, pot_of


def hold(turn: Turn, currency: str, amount: int, cause: Cause) -> list[Lot]:
    """Take `amount` out of the lots, soonest-expiring first; answer what was taken from which.

    Raises InsufficientPoints, CurrencyNotSpendable, CurrencyUnknown, AmountInvalid; then nothing
    was taken.
    """
    rules = rules_of(turn, currency)
    checked_amount(amount)
    if not rules.spendable:
        raise not_spendable(currency)
    ledger: LedgerSlice = turn.state.ledger
    usable = ledger.usable(currency)
    if usable < amount:
        raise insufficient(currency, amount, usable)
    draws = set_aside(turn, currency, amount, cause)
    schedule(turn, ledger)
    return draws


def set_aside(turn: Turn, currency: str, amount: int, cause: Cause) -> list[Lot]:
    """Move what the lots are known to hold to the account `held`; answer what was taken."""
    ledger: LedgerSlice = turn.state.ledger
    draws = draw(turn, pot_of(ledger, currency), currency, "hold", HELD, amount, cause)
    ledger.held[currency] = ledger.held.get(currency, 0) + amount
    return draws


def let_go(turn: Turn, currency: str, draws: list[Lot], cause: Cause) -> int:
    """Put what was held back into its lots; answer how much.

    A lot whose last day passed meanwhile lives on as returned points do (`returned_life_days`): its
    owner had asked for it in time. Lots that still live keep their last day.
    """
    ledger: LedgerSlice = turn.state.ledger
    pot = pot_of(ledger, currency)
    soonest = turn.today + current_rules(turn, currency).returned_life_days
    total = 0
    for until, month, place, amount in draws:
        total += amount
        if until == IDLE:
            if pot.idle_day < turn.today:
                pot.idle_day = soonest
        elif until < turn.today:
            until, month = roomy(pot, soonest, month)
        receive(turn, pot, currency, "release", HELD, (until, month, place, amount), cause)
    less(ledger, currency, total)
    schedule(turn, ledger)
    return total


def spend_held(turn: Turn, currency: str, draws: list[Lot], spend_id: str, cause: Cause) -> None:
    """What was held is spent, under a number by which it can be returned later."""
    ledger: LedgerSlice = turn.state.ledger
    pot = pot_of(ledger, currency)
    total = use_up(turn, currency, draws, cause)
    rules = current_rules(turn, currency)
    if pot.idle_day and rules.idle_months:
        pot.idle_day = max(pot.idle_day, rules.idle_until(turn.today))
    turn.records.put("spend", spend_id, Spend(currency, total, draws, cause.rule, cause.version))
    turn.effect("points.spent", currency=currency, amount=total, spend_id=spend_id)
    schedule(turn, ledger)


def use_up(turn: Turn, currency: str, draws: list[Lot], cause: Cause) -> int:
    """Move what was held to the account `spent`; answer how much."""
    ledger: LedgerSlice = turn.state.ledger
    pot = pot_of(ledger, currency)
    total = 0
    for until, month, place, amount in draws:
        total += amount
        post(turn, pot, currency, "confirm", HELD, SPENT, amount, until, month, place, cause)
    less(ledger, currency, total)
    return total


def less(ledger: LedgerSlice, currency: str, amount: int) -> None:
    """So much less is held."""
    left = ledger.held[currency] - amount
    if left:
        ledger.held[currency] = left
    else:
        del ledger.held[currency]
