"""Partners: points exchanged at a rate, coupons that others help to pay, benefits that are shared.

An exchange is one event, once for each of the partner's own references. Whatever is to be settled
is written down as it happens; a statement is the sum of a month and stays when it is closed.
Document: `partner`; see docs/algorithms/settlement.md.
"""

from shuke.partner.document import Exchange, Partner, PartnerPlan
from shuke.partner.error import PartnerUnknown, StatementNotOver
from shuke.partner.exchange import counter_of, month_of
from shuke.partner.room import COMMANDS, ROOM, SETTLE
from shuke.partner.settlement import (
    Entry,
    Line,
    Place,
    Statement,
    broken_statements,
    close,
    entries,
    statement,
    statements,
)

__all__ = [
    "COMMANDS", "ROOM", "SETTLE", "Entry", "Exchange", "Line", "Partner", "PartnerPlan",
    "PartnerUnknown", "Place", "Statement", "StatementNotOver", "broken_statements", "close",
    "counter_of", "entries", "month_of", "statement", "statements",
]  # fmt: skip
