"""What time does to a pot: waiting lots become usable, lots expire, inactivity ends all of it."""

from __future__ import annotations

from shuke.engine import Turn
from shuke.ledger.date import IDLE, NEVER
from shuke.ledger.entry import EXPIRED, NO_CAUSE, PENDING, USABLE, post
from shuke.ledger.move import receive
from shuke.ledger.pot_name import value_of
from shuke.ledger.state import LAPSED_DAYS, LedgerSlice, Pot, put


def schedule(turn: Turn, ledger: LedgerSlice) -> None:
    """Note when the slice changes next; what is due by today is done at once.

    Something can be due at once: a late ticket whose points have become usable or have expired.
    """
    today = turn.today
    day = NEVER
    for currency, pot in ledger.pots.items():
        own = pot.next_day()
        if own <= today:
            settle(turn, currency, pot, today)
            own = pot.next_day()
        day = min(day, own)
    if day != ledger.next_day:
        _plan(turn, ledger, day)


def tick(turn: Turn) -> None:
    """The room's timer: do what is due at `turn.now` and move on, in the zone now in force."""
    ledger: LedgerSlice = turn.state.ledger
    schedule(turn, ledger)
    # Also when the day stays: the programme's zone may have changed since it was reckoned.
    _plan(turn, ledger, ledger.next_day)


def _plan(turn: Turn, ledger: LedgerSlice, day: int) -> None:
    ledger.next_day = day
    due = 0 if day >= NEVER else int(turn.current.midnight(day).timestamp())
    ledger.due_seconds = due


def settle(turn: Turn, currency: str, pot: Pot, today: int) -> None:
    """Do what falls due up to the beginning of `today`, day by day."""
    usable = expired = 0
    while (day := pot.next_day()) <= today:
        expired += _expire(turn, currency, pot, day)
        gained, lost = _mature(turn, currency, pot, day)
        usable += gained
        expired += lost
    if usable:
        turn.effect("points.usable", currency=currency, amount=usable)
    if expired:
        stored = value_of(currency)
        if stored is None:
            turn.effect("points.expired", currency=currency, amount=expired)
        else:
            turn.effect("value.expired", value=stored[0], bonus_cents=expired)
        _forget(pot, today)


def _expire(turn: Turn, currency: str, pot: Pot, day: int) -> int:
    """Expire the usable lots whose last day lies before `day`; answer how much."""
    lots = pot.lots
    total = gone = 0
    while gone < len(lots) and lots[gone][0] < day:
        until, month, funder, amount = lots[gone]
        gone += 1
        total += amount
        post(turn, pot, currency, "expire", USABLE, EXPIRED, amount, until, month, funder, NO_CAUSE)
        put(pot.lapsed, until, month, funder, amount)
    del lots[:gone]
    if pot.idle_day and pot.idle_day < day:
        total += _expire_idle(turn, currency, pot)
    return total


def _expire_idle(turn: Turn, currency: str, pot: Pot) -> int:
    """Nothing was earned or spent for too long: everything bound to activity goes."""
    total, kept = 0, []
    for lot in pot.lots:
        until, month, funder, amount = lot
        if until != IDLE:
            kept.append(lot)
            continue
        total += amount
        post(turn, pot, currency, "expire", USABLE, EXPIRED, amount, until, month, funder, NO_CAUSE)
        put(pot.lapsed, pot.idle_day, month, funder, amount)
    pot.lots = kept
    pot.idle_day = 0
    return total


def _mature(turn: Turn, currency: str, pot: Pot, day: int) -> tuple[int, int]:
    """Turn waiting lots usable whose day has come; answer (usable, expired) amounts."""
    waits = pot.waits
    usable = expired = done = 0
    while done < len(waits) and waits[done][0] <= day:
        _start, until, month, funder, amount = waits[done]
        done += 1
        if until < day:
            # A fixed date passed while it waited; it never became usable.
            expired += amount
            post(
                turn, pot, currency, "expire", PENDING, EXPIRED,
                amount, until, month, funder, NO_CAUSE,
            )  # fmt: skip
            put(pot.lapsed, until, month, funder, amount)
        else:
            usable += amount
            lot = (until, month, funder, amount)
            receive(turn, pot, currency, "usable", PENDING, lot, NO_CAUSE)
    del waits[:done]
    return usable, expired


def _forget(pot: Pot, today: int) -> None:
    """Forget lapsed lots that no refund is expected for any more."""
    oldest = today - LAPSED_DAYS
    pot.lapsed = [lot for lot in pot.lapsed if lot[0] >= oldest]
