"""The reducers of the ledger's own events: of points and of stored value."""

from __future__ import annotations

from shuke.engine import Reducer, Turn
from shuke.ledger.adjust import adjust, open_lot
from shuke.ledger.entry import Cause
from shuke.ledger.spend import give_back, spend
from shuke.ledger.value import COMMANDS as VALUE_COMMANDS


def _spend(turn: Turn) -> None:
    data = turn.data
    cause = Cause(key=data.spend_id, note=data.reason)
    spend(turn, data.currency, data.amount, data.spend_id, cause)


def _return(turn: Turn) -> None:
    data = turn.data
    give_back(turn, data.spend_id, data.amount, Cause(key=data.spend_id, note=data.reason))


def _adjust(turn: Turn) -> None:
    data = turn.data
    adjust(turn, data.currency, data.amount, Cause(note=data.reason), data.brand)


def _open(turn: Turn) -> None:
    data = turn.data
    for lot in data.lots:
        open_lot(turn, data.currency, lot.amount, lot.usable_on, lot.expires_on, Cause(), lot.brand)


COMMANDS: tuple[Reducer, ...] = (
    Reducer("ledger.spend", _spend, frozenset({"points.spend"})),
    Reducer("ledger.return", _return, frozenset({"points.return"})),
    Reducer("ledger.adjust", _adjust, frozenset({"points.adjust"})),
    Reducer("ledger.open", _open, frozenset({"points.open"})),
    *VALUE_COMMANDS,
)
"""In this order after the program has judged the event; each answers to one event type."""
