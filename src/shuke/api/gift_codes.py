"""Codes of somebody else's for gifts: brought by file, and shown to their member alone."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke import reward
from shuke.api.act import act, note
from shuke.api.ask import Ask
from shuke.api.operation import MEMBER, route
from shuke.api.person import held
from shuke.api.problem import NotFound, RequestInvalid
from shuke.kernel import Text

_LARGEST_BYTES = 16 * 1024 * 1024
GiftCode = Annotated[str, Meta(min_length=1, max_length=128)]


class BringingCodes(msgspec.Struct, forbid_unknown_fields=True):
    """Codes as their maker writes them, each good for one redemption."""

    codes: Annotated[list[GiftCode], Meta(min_length=1, max_length=reward.MOST_AT_ONCE)]


class CodesBrought(msgspec.Struct):
    """How many codes were new, how many known or there twice, and how many are left now."""

    added: int
    known: int
    left: int


class CodeShown(msgspec.Struct):
    """The code. Who has seen it cannot give the gift back."""

    code: str


@route(
    "POST",
    "/v1/gifts/{gift}/codes",
    needs="coupons:issue",
    status=201,
    once=True,
    largest=_LARGEST_BYTES,
    example={"codes": ["TV-2026-AAAA-0001", "TV-2026-AAAA-0002"]},
)
async def bring_codes(ask: Ask[None, BringingCodes]) -> CodesBrought:
    """Bring up to 100,000 codes of a gift at once; they are sealed, nobody reads them here."""
    key = ask.path["gift"]
    gift: reward.Gift | None = ask.release.plans["reward"].wallet.gifts.get(key)
    if gift is None:
        raise NotFound
    if not gives_codes(gift):
        raise RequestInvalid(
            Text(en="This gift gives no imported codes.", zh="该礼品不发导入的兑换码。"),
            hint=Text(
                en="Let it give {what: code, from: imported} and publish it.",
                zh="请将它设为发导入的兑换码并发布。",
            ),
        )
    codes = [code.strip() for code in ask.body.codes]
    for place, code in enumerate(codes):
        if not code or not code.isprintable():
            raise RequestInvalid(
                Text(en="A code is one printable line.", zh="兑换码须为一行可见字符。"),
                place=f"/codes/{place}",
            )
    async with ask.connection() as connection:
        added = await reward.add_gift_codes(connection, ask.shuke.keyring, key, codes)
        left = await codes_left(connection, [key])
    after = {"added": added, "known": len(codes) - added}
    await note(ask, "gift.codes_added", ("gift", key), after=after)
    return CodesBrought(added, len(codes) - added, left.get(key, 0))


@route("POST", "/v1/me/redemptions/{redemption}/code", needs=MEMBER, act=True)
async def my_code_of(ask: Ask[None, None]) -> CodeShown:
    """Show me the code of a gift that I redeemed: the same one whenever I ask."""
    found = await held(ask, ask.actor.id)
    number, keyring = ask.path["redemption"], ask.shuke.keyring
    async with ask.connection() as connection:
        code = await reward.seen_code(connection, keyring, found.subject, number)
    if code is None:
        done = await act(ask, "gift.reveal", f"member:{found.subject}", {"redemption_id": number})
        gift = next(one["gift"] for one in msgspec.json.decode(done.effects) if "gift" in one)
        async with ask.connection() as connection, connection.transaction():
            await reward.assign_code(connection, gift, found.subject, number, ask.now)
            code = await reward.seen_code(connection, keyring, found.subject, number)
    if code is None:
        raise NotFound
    return CodeShown(code)


_TAKEN = 'select id, size - "left" as taken from engine_stock where id = any($1::text[])'


async def codes_left(connection: Any, gifts: list[str]) -> dict[str, int]:
    """How many codes are left, by gift; a gift without a pool is missing."""
    pools = await reward.pool_sizes(connection, gifts)
    if not pools:
        return {}
    rows = await connection.fetch(_TAKEN, [reward.pool_of(gift) for gift in pools])
    taken = {row["id"]: row["taken"] for row in rows}
    return {gift: max(size - taken.get(reward.pool_of(gift), 0), 0) for gift, size in pools.items()}


def gives_codes(gift: reward.Gift) -> bool:
    """Whether it is fulfilled from imported codes."""
    return isinstance(gift.gives, reward.VirtualCode) and gift.gives.source == "imported"


def run_low(gift: reward.Gift, left: int) -> bool:
    """Whether so few codes are left that somebody should bring more."""
    gives = gift.gives
    return (
        isinstance(gives, reward.VirtualCode)
        and gives.source == "imported"
        and left <= gives.low_at
    )


def least_left(gift: reward.Gift, taken: int, codes: dict[str, int]) -> int | None:
    """How many of a gift are left by its stock and its codes; null where there is always one."""
    left = [] if gift.stock is None else [max(gift.stock - taken, 0)]
    if gives_codes(gift):
        left.append(codes.get(gift.key, 0))
    return min(left, default=None)
