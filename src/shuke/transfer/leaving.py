"""A member is erased: nothing of theirs stays on its way, and what still comes ends with them."""

from __future__ import annotations

from shuke.engine import Turn
from shuke.ledger import write_off
from shuke.transfer.fact import note_transfer
from shuke.transfer.send import give_up, schedule
from shuke.transfer.state import TransferSlice


def erase(turn: Turn) -> None:
    """Before the ledger ends: open transfers come back, what was to come is declined."""
    own: TransferSlice = turn.state.transfer
    for one in list(own.out):
        give_up(turn, one, "taken_back")
    for coming in own.coming:
        _giver, transfer_id = coming.number.split(":", 1)
        note_transfer(turn, coming.number, "in", coming.giver, coming.currency, coming.amount,
                      "withdrawn", reason="erased")  # fmt: skip
        turn.send(
            coming.giver,
            "transfer.answer",
            {
                "transfer_id": transfer_id,
                "by": turn.subject,
                "accepted": False,
                "reason": "erased",
            },
        )
    if own.mine is not None:
        turn.send(own.mine.family, "family.quit", {"member": turn.subject, "erased": True})
    schedule(turn)


def write_off_late(turn: Turn) -> None:
    """What reaches a member who was erased meanwhile expires at once; nothing is left of it."""
    if turn.state.member.erased:
        write_off(turn)
