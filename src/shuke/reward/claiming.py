"""Claiming by code: the code says of which template or pack it is."""

from __future__ import annotations

from shuke.engine import Turn
from shuke.reward import pack, wallet
from shuke.reward.error import CodeUnknown
from shuke.reward.pack import PACK_CODE


def claim_code(turn: Turn) -> None:
    """The reducer of coupon.claim_code: the door looked up whose code it is and told the fold."""
    key: str | None = turn.given.facts.get(wallet.CODE_FACT)
    if key is None:
        raise CodeUnknown(place="/data/code_hash")
    if key.startswith(PACK_CODE):
        whole = pack.known_pack(turn, key.removeprefix(PACK_CODE), "/data/code_hash")
        pack.check_claim(turn, whole)
        wallet.use_code(turn)
        pack.give_or_refuse(turn, whole, "code")
        return
    template = wallet.known_template(turn, key)
    wallet.check_claim(turn, template)
    wallet.use_code(turn)
    wallet.issue_coupons(turn, template, "code", 1)
