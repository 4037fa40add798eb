"""The ledger: what members hold of any number of currencies, and why.

Every movement is one double entry, every point lies in a lot with its dates, and three sums agree
at all times: the balance, its lots, its entries. The soonest-expiring is spent first, a refund
takes back exactly what was given, what is returned comes back alive. Nothing here reads a clock:
points become usable and expire at the midnights of the programme's zone, by the room's timer.
"""

from shuke.ledger.adjust import adjust, open_lot
from shuke.ledger.command import COMMANDS
from shuke.ledger.credit import MAX_AMOUNT, Part, credit, release_held
from shuke.ledger.date import add_months, month_end, year_end
from shuke.ledger.document import Currency
from shuke.ledger.entry import Cause
from shuke.ledger.error import (
    AmountInvalid,
    CurrencyNotSpendable,
    CurrencyUnknown,
    InsufficientPoints,
    LotExpired,
    LotsTooMany,
    ReturnTooLarge,
    SpendRepeated,
    SpendUnknown,
)
from shuke.ledger.expiry import tick
from shuke.ledger.reversal import TakeBack, take_back
from shuke.ledger.room import ROOM
from shuke.ledger.spend import Spend, give_back, spend
from shuke.ledger.state import Balance, LedgerSlice, Pot, balance, next_due

__all__ = [
    "COMMANDS",
    "MAX_AMOUNT",
    "ROOM",
    "AmountInvalid",
    "Balance",
    "Cause",
    "Currency",
    "CurrencyNotSpendable",
    "CurrencyUnknown",
    "InsufficientPoints",
    "LedgerSlice",
    "LotExpired",
    "LotsTooMany",
    "Part",
    "Pot",
    "ReturnTooLarge",
    "Spend",
    "SpendRepeated",
    "SpendUnknown",
    "TakeBack",
    "add_months",
    "adjust",
    "balance",
    "credit",
    "give_back",
    "month_end",
    "next_due",
    "open_lot",
    "release_held",
    "spend",
    "take_back",
    "tick",
    "year_end",
]
