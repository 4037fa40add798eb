"""What people and imports do to a balance: adjustments with a reason, opening balances."""

from __future__ import annotations

from datetime import date

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger.brand import by_hand
from shuke.ledger.credit import checked_amount, rules_of
from shuke.ledger.date import IDLE, NEVER, iso, month_of
from shuke.ledger.entry import ADJUSTED, OPENING, PENDING, Account, Cause, EntryKind, post
from shuke.ledger.error import LotExpired, LotsTooMany, brand_not_for_taking, insufficient
from shuke.ledger.expiry import schedule
from shuke.ledger.move import draw, receive, roomy
from shuke.ledger.plan import Rules, lasting
from shuke.ledger.state import MAX_WAITS, LedgerSlice, Pot, Source, funder_of, pot_of, put_wait


def adjust(turn: Turn, currency: str, amount: int, cause: Cause, brand: str | None = None) -> None:
    """Give (amount > 0) or take (< 0) by hand; `cause.note` is the reason.

    Given points are usable at once and live by the currency's rule from today; taken are the
    soonest-expiring, never more than is usable. `brand` is whose the given ones are; None is the
    main one. Raises InsufficientPoints, CurrencyUnknown, AmountInvalid, BrandUnknown,
    BrandNotForTaking.
    """
    rules = rules_of(turn, currency)
    checked_amount(abs(amount))
    ledger: LedgerSlice = turn.state.ledger
    if amount < 0:
        if brand is not None:
            raise brand_not_for_taking()
        usable = ledger.usable(currency)
        if usable < -amount:
            raise insufficient(currency, -amount, usable)
        draw(turn, pot_of(ledger, currency), currency, "adjust", ADJUSTED, -amount, cause)
    else:
        pot = pot_of(ledger, currency)
        dates = rules.dates_from(turn.today, turn.today)
        source = by_hand(turn, rules.funder, brand)
        _bring(turn, pot, rules, source, "adjust", ADJUSTED, amount, dates, cause)
    turn.effect("points.adjusted", currency=currency, amount=amount, reason=cause.note)
    schedule(turn, ledger)


def open_lot(
    turn: Turn,
    currency: str,
    amount: int,
    usable_on: date | None,
    expires_on: date | None,
    cause: Cause,
    brand: str | None = None,
) -> None:
    """Bring one lot of an opening balance, with the dates it had elsewhere.

    Without `usable_on` it is usable at once, without `expires_on` the currency's rule decides, from
    the event's business day, or the day it becomes usable when it would end before. Raises
    LotExpired, CurrencyUnknown, AmountInvalid, BrandUnknown.
    """
    rules = rules_of(turn, currency)
    checked_amount(amount)
    day = turn.day
    usable = day if usable_on is None else usable_on.toordinal()
    _, until, month = rules.dates_from(day, usable)
    if expires_on is not None:
        until = lasting(expires_on)
        month = 0 if until == NEVER else month_of(day)
    if until < usable or (expires_on is not None and until < turn.today):
        raise LotExpired(
            Text(
                en=f"A lot that expires on {iso(until)} would not be usable for a day.",
                zh=f"{iso(until)} 到期的批次一天也用不上。",
            ),
            place="/data/lots",
        )
    ledger: LedgerSlice = turn.state.ledger
    pot = pot_of(ledger, currency)
    if usable > turn.today and len(pot.waits) >= MAX_WAITS:
        raise LotsTooMany(
            Text(
                en=f"A member holds at most {MAX_WAITS} lots of a currency that are pending.",
                zh=f"每位会员每个币种最多有 {MAX_WAITS} 个待生效批次。",
            ),
            place="/data/lots",
        )
    source = by_hand(turn, rules.funder, brand)
    _bring(turn, pot, rules, source, "open", OPENING, amount, (usable, until, month), cause)
    turn.effect(
        "points.credited",
        currency=currency,
        amount=amount,
        rule=None,
        version=None,
        usable_on=iso(usable),
        expires_on=iso(until),
    )
    schedule(turn, ledger)


def _bring(
    turn: Turn,
    pot: Pot,
    rules: Rules,
    source: Source,
    kind: EntryKind,
    account: Account,
    amount: int,
    dates: tuple[int, int, int],
    cause: Cause,
) -> None:
    """Put an amount that comes from outside into its lot, waiting or usable."""
    usable, until, month = dates
    currency = rules.currency
    place = funder_of(pot, source)
    if until == IDLE:
        pot.idle_day = max(pot.idle_day, rules.idle_until(max(usable, turn.today)))
    else:
        until, month = roomy(pot, until, month)
    if usable > turn.today:
        put_wait(pot.waits, (usable, until, month, place, amount))
        post(turn, pot, currency, kind, account, PENDING, amount, until, month, place, cause)
    else:
        receive(turn, pot, currency, kind, account, (until, month, place, amount), cause)
