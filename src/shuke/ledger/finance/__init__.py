"""The accountant's side of the ledger: days, lots and sales kept as the feed brings them.

Everything here is read out of these books, not out of millions of entries, and `shuke verify` holds
them equal to the entries. Nothing here is part of a fold: a member's writes never wait for it.
"""

from shuke.ledger.finance.ageing import (
    AgeBand,
    Ageing,
    BrandHeld,
    ExpiryStep,
    ageing,
    ends_with_inactivity,
)
from shuke.ledger.finance.daily import BATCHES, READER, behind, count
from shuke.ledger.finance.journal import ACCOUNTS, Line, journal
from shuke.ledger.finance.law import book_differences
from shuke.ledger.finance.liability import Movement, Pool
from shuke.ledger.finance.period import (
    Period,
    PeriodClosed,
    PeriodNotOver,
    PeriodOutOfTurn,
    PeriodUnfinished,
    PeriodUnknown,
    close,
    next_month,
    periods,
)
from shuke.ledger.finance.reckon import BrandMonth, CurrencyMonth, Estimate, Valued
from shuke.ledger.finance.roll import BooksBehind, Rolled, SourceRoll, rolled, rolled_by_source
from shuke.ledger.finance.triangle import Row, Triangle, triangle

__all__ = [
    "ACCOUNTS",
    "BATCHES",
    "READER",
    "AgeBand",
    "Ageing",
    "BooksBehind",
    "BrandHeld",
    "BrandMonth",
    "CurrencyMonth",
    "Estimate",
    "ExpiryStep",
    "Line",
    "Movement",
    "Period",
    "PeriodClosed",
    "PeriodNotOver",
    "PeriodOutOfTurn",
    "PeriodUnfinished",
    "PeriodUnknown",
    "Pool",
    "Rolled",
    "Row",
    "SourceRoll",
    "Triangle",
    "Valued",
    "ageing",
    "behind",
    "book_differences",
    "close",
    "count",
    "ends_with_inactivity",
    "journal",
    "next_month",
    "periods",
    "rolled",
    "rolled_by_source",
    "triangle",
]
