"""The ledger: what members hold of any number of currencies, and why.

Every movement is one double entry, every point lies in a lot with its dates, and three sums agree
at all times: the balance, its lots, its entries. The soonest-expiring is spent first, a refund
takes back exactly what was given, what is returned comes back alive. Nothing here reads a clock:
points become usable and expire at the midnights of the programme's zone, by the room's timer.
"""

# fmt: off
# ruff: noqa: I001 - several names a line, so that the door fits on one screen
from shuke.ledger import finance, value
from shuke.ledger.adjust import adjust, open_lot
from shuke.ledger.brand import MAIN, Brand
from shuke.ledger.carry import Carried, put_back, send_off, set_aside, take_in
from shuke.ledger.command import COMMANDS
from shuke.ledger.credit import MAX_AMOUNT, Part, credit, release_held
from shuke.ledger.date import add_months, date_of, iso, month_end, year_end
from shuke.ledger.document import Currency
from shuke.ledger.entry import Cause
from shuke.ledger.error import (
    AmountInvalid, CurrencyNotSpendable, CurrencyUnknown, InsufficientPoints, LotExpired,
    LotsTooMany, ReturnTooLarge, SpendRepeated, SpendUnknown,
)
from shuke.ledger.expiry import tick
from shuke.ledger.hold import hold, let_go, spend_held
from shuke.ledger.read import (
    Expiring, LotShown, StatementLine, balance_as_of, expiry_schedule, lots, statement,
)
from shuke.ledger.reversal import TakeBack, take_back
from shuke.ledger.rollforward import (
    FIELDS, RangeTooLong, RollForward, open_differences, roll_forward, summed,
)
from shuke.ledger.room import ROOM
from shuke.ledger.spend import Spend, give_back, spend
from shuke.ledger.state import Balance, LedgerSlice, Lot, Pot, balance
from shuke.ledger.wording import Writer, brand_sentence, valuation_sentence
from shuke.ledger.writeoff import write_off

__all__ = [
    "COMMANDS", "FIELDS", "MAIN", "MAX_AMOUNT", "ROOM", "AmountInvalid", "Balance", "Brand",
    "Carried", "Cause",
    "Currency", "CurrencyNotSpendable", "CurrencyUnknown", "Expiring", "InsufficientPoints",
    "LedgerSlice", "Lot", "LotExpired", "LotShown", "LotsTooMany", "Part", "Pot", "RangeTooLong",
    "ReturnTooLarge", "RollForward", "Spend", "SpendRepeated", "SpendUnknown", "StatementLine",
    "TakeBack", "Writer", "add_months", "adjust", "balance", "balance_as_of", "brand_sentence",
    "credit", "date_of", "expiry_schedule", "finance", "give_back", "hold", "iso", "let_go",
    "lots", "month_end",
    "open_differences", "open_lot", "put_back", "release_held", "roll_forward",
    "send_off", "set_aside", "spend", "spend_held", "statement", "summed", "take_back", "take_in",
    "tick", "valuation_sentence", "value", "write_off", "year_end",
]
# fmt: on
