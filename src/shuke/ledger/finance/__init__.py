"""The accountant's side of the ledger: days, lots and sales kept as the feed brings them.

Everything here is read out of these books, not out of millions of entries, and `shuke verify` holds
them equal to the entries. Nothing here is part of a fold: a member's writes never wait for it.
"""

from shuke.ledger.finance.daily import READER, behind, count
from shuke.ledger.finance.law import book_differences
from shuke.ledger.finance.roll import Rolled, rolled

__all__ = ["READER", "Rolled", "behind", "book_differences", "count", "rolled"]
