"""Taking credits back: exactly the points that were given, wherever they are by now."""

from __future__ import annotations

from dataclasses import dataclass

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger.credit import Part, checked_amount
from shuke.ledger.date import IDLE
from shuke.ledger.document import Currency, WithinBalance
from shuke.ledger.entry import DEBT, ISSUED, NO_LOT, PENDING, USABLE, Cause, post
from shuke.ledger.error import currency_unknown
from shuke.ledger.expiry import schedule
from shuke.ledger.move import draw
from shuke.ledger.plan import Rules
from shuke.ledger.state import LAPSED_DAYS, LedgerSlice, Pot, pot_of, take, take_wait


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What became of a reversal: `taken + lapsed + shortfall` is what was asked for."""

    taken: int
    """Left the member's balance (it may have gone below zero)."""
    lapsed: int
    """Had expired already: it is gone, and is not charged a second time."""
    shortfall: int
    """Spent, and let go by the currency's policy."""
    left: list[Part]
    """The parts after the reversal: what can still be taken back."""


_RETIRED = Rules(
    Currency(
        key="retired",
        name=Text(en="Retired currency", zh="停用币种"),
        unit=Text(en="points", zh="分"),
        refund=WithinBalance(),
    )
)
"""How a currency is treated that no release in force has any more, but the member still holds:
a refund of an old order must go through, and nobody gets a debt in it."""


def current_rules(turn: Turn, currency: str) -> Rules:
    """The currency by the current release, which decides consequences; else by the judging one.

    Raises CurrencyUnknown for one that the member never held.
    """
    for release in (turn.current, turn.release):
        plan = release.plans["ledger"]
        rules: Rules | None = plan.rules.get(currency) or plan.pots.get(currency)
        if rules is not None:
            return rules
    if currency in turn.state.ledger.pots:
        return _RETIRED
    raise currency_unknown(currency, list(turn.current.plans["ledger"].rules))


def take_back(turn: Turn, currency: str, amount: int, parts: list[Part], cause: Cause) -> TakeBack:
    """Take back `amount` (> 0, at most the sum of `parts`) of what was credited as `parts`.

    Waiting parts go first, then the last credited. What was spent meanwhile follows the refund
    policy of the currency in the current release; what expired meanwhile is not asked for again.
    Raises CurrencyUnknown, AmountInvalid.
    """
    back = recover(turn, currency, amount, parts, cause)
    turn.effect(
        "points.reversed",
        currency=currency,
        amount=back.taken,
        rule=cause.rule,
        version=cause.version,
        lapsed=back.lapsed,
        shortfall=back.shortfall,
    )
    schedule(turn, turn.state.ledger)
    return back


def recover(turn: Turn, currency: str, amount: int, parts: list[Part], cause: Cause) -> TakeBack:
    """The same without a word: the caller says what it means, and plans what is due next."""
    checked_amount(amount)
    rules = current_rules(turn, currency)
    ledger: LedgerSlice = turn.state.ledger
    pot = pot_of(ledger, currency)
    left, chosen = _choose(parts, amount, turn.today)
    taken = lapsed = owed = 0
    for part in chosen:
        got, gone = _reclaim(turn, pot, currency, part, cause, only_pending=rules.only_pending)
        taken += got
        lapsed += gone
        owed += part.amount - got - gone
    if owed and not rules.only_pending:
        got = _recover(turn, pot, currency, owed, rules, cause)
        taken += got
        owed -= got
    return TakeBack(taken, lapsed, owed, left)


def _choose(parts: list[Part], amount: int, today: int) -> tuple[list[Part], list[Part]]:
    """Split off `amount`: answer (the parts that stay, the parts to take)."""
    left: list[Part | None] = list(parts)
    chosen: list[Part] = []
    order = sorted(range(len(parts)), key=lambda i: (parts[i].usable_day <= today, -i))
    for i in order:
        part = parts[i]
        share = min(part.amount, amount)
        if not share:
            continue
        amount -= share
        chosen.append(_of(part, share))
        left[i] = _of(part, part.amount - share) if part.amount > share else None
    assert not amount, "more is taken back than the parts hold"
    return [part for part in left if part is not None], chosen


def _of(part: Part, amount: int) -> Part:
    return Part(part.usable_day, part.expires_day, part.month, amount, part.funder, part.held)


def _reclaim(
    turn: Turn, pot: Pot, currency: str, part: Part, cause: Cause, *, only_pending: bool
) -> tuple[int, int]:
    """Take one part from the lot it lies in; answer (taken, expired meanwhile)."""
    until, month, place = part.expires_day, part.month, part.funder
    waiting = (part.usable_day, until, month, place, part.amount)
    if part.usable_day > turn.today:
        got = take_wait(pot.waits, waiting)
        if got:
            post(turn, pot, currency, "reverse", PENDING, ISSUED, got, until, month, place, cause)
        return got, 0
    lapsed = _lapsed(pot, part, turn.today)
    if only_pending or lapsed == part.amount:
        return 0, lapsed
    got = take(pot.lots, until, month, place, part.amount - lapsed)
    if got:
        post(turn, pot, currency, "reverse", USABLE, ISSUED, got, until, month, place, cause)
    return got, lapsed


def _lapsed(pot: Pot, part: Part, today: int) -> int:
    """How much of a part expired unspent, and note that a refund has now asked for it.

    A refund after the expiry thus takes exactly what the same refund before it would have cost:
    the points left in the lot, which are gone already, come first.
    """
    until = part.expires_day
    if until < IDLE:
        if until >= today:
            return 0
        if until < today - LAPSED_DAYS:
            return part.amount
        return take(pot.lapsed, until, part.month, part.funder, part.amount)
    total = 0
    for day, month, place, _amount in list(pot.lapsed):
        if month == 0 and place == part.funder and day >= part.usable_day and until == IDLE:
            total += take(pot.lapsed, day, 0, place, part.amount - total)
    return total


def _recover(turn: Turn, pot: Pot, currency: str, owed: int, rules: Rules, cause: Cause) -> int:
    """Take what was spent from the member's other points, then as a debt; answer how much."""
    got = min(owed, max(pot.usable, 0))
    if got:
        draw(turn, pot, currency, "reverse", ISSUED, got, cause)
    rest = owed - got
    if rules.to_zero or not rest:
        return got
    # Here the balance is zero or below: the floor says how far it may fall.
    room = rest if rules.floor is None else max(min(rest, rules.floor + pot.usable), 0)
    if room:
        post(turn, pot, currency, "reverse", DEBT, ISSUED, room, IDLE, 0, NO_LOT, cause)
    return got + room
