"""Packs of coupons: given by hand, claimed; all of it or nothing."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from shuke.api.act import Done, act
from shuke.api.ask import Ask
from shuke.api.holding import Key
from shuke.api.operation import route
from shuke.api.person import held

Reason = Annotated[str, Meta(min_length=2, max_length=512)]


class IssuingPack(msgspec.Struct, forbid_unknown_fields=True):
    """A pack to give by hand, and why."""

    pack: Key
    reason: Reason


class ClaimingPack(msgspec.Struct, forbid_unknown_fields=True):
    """The pack to take."""

    pack: Key


@route(
    "POST",
    "/v1/members/{member}/packs",
    needs="coupons:issue",
    act=True,
    example={"pack": "welcome", "reason": "Goodwill for a late delivery"},
)
async def issue_pack(ask: Ask[None, IssuingPack]) -> Done:
    """Give every coupon of a pack by hand, or none; the reason stands in the audit."""
    body = ask.body
    found = await held(ask, ask.path["member"])
    return await act(
        ask,
        "pack.issue",
        f"member:{found.subject}",
        {"pack": body.pack, "reason": body.reason, "operator": ask.actor.id},
        audited={"pack": body.pack},
        reason=body.reason,
    )


@route(
    "POST",
    "/v1/members/{member}/packs/claim",
    needs="events:write",
    act=True,
    example={"pack": "welcome"},
)
async def claim_pack(ask: Ask[None, ClaimingPack]) -> Done:
    """The member takes a pack: the stock, limit and condition of it and of each coupon are asked
    in the fold."""
    found = await held(ask, ask.path["member"])
    return await act(ask, "pack.claim", f"member:{found.subject}", {"pack": ask.body.pack})
