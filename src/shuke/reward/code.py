"""Codes that coupons are claimed with: made or imported by the hundred thousand, kept as hashes.

A code is made at the door, never in the fold. What is kept is a keyed hash, so whoever reads the
table can claim nothing; the fold hears which template a hash belongs to, and a scarce counter of
one decides who claimed it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from shuke.reward.error import CodeInvalid
from shuke.reward.wallet import CODE_FACT

MOST_AT_ONCE: Final = 100_000
CODE_BYTES: Final = 10
"""80 bits: nobody guesses one of a million codes in a lifetime."""

_SLICE: Final = 1_000
"""Codes made or hashed in one go: about three milliseconds."""

CODE_KIND: Final = "coupon_code"
"""Under this kind the installation's index key hashes a code."""

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS: Final = tuple(a + b for a in _ALPHABET for b in _ALPHABET)
_SHIFTS: Final = range(70, -1, -10)
_LONGEST: Final = 64
_SHORTEST: Final = 6

_STAGE: Final = "create temp table staged_code (hash bytea, template text) on commit drop"
# A code that is known already stays what it is, whichever template it belongs to.
_ADD: Final = """
insert into reward_code (hash, template, batch, added_at)
select distinct on (hash) hash, template, $1, $2 from staged_code order by hash
on conflict (hash) do nothing
"""
_FIND: Final = "select hash, template from reward_code where hash = any($1::bytea[])"

Hash = Callable[[str], bytes]
"""The keyed hash of a code, 16 bytes."""
Chance = Callable[[int], bytes]
"""So many random bytes."""


async def make_codes(count: int, chance: Chance) -> list[str]:
    """So many new codes, a slice at a time: others have the thread in between."""
    codes: list[str] = []
    while len(codes) < count:
        codes += codes_of(chance(CODE_BYTES * min(_SLICE, count - len(codes))))
        await asyncio.sleep(0)
    return codes


async def normal_codes(codes: Sequence[str]) -> list[str]:
    """Codes as they are compared. Raises CodeInvalid with the place."""
    found: list[str] = []
    for place, code in enumerate(codes):
        if place % _SLICE == 0:
            await asyncio.sleep(0)
        try:
            found.append(normal(code))
        except CodeInvalid as error:
            error.place = f"/codes/{place}"
            raise
    return found


def codes_of(raw: bytes) -> list[str]:
    """A code of 16 characters for every ten random bytes, without letters that look like digits."""
    codes = []
    for start in range(0, len(raw), CODE_BYTES):
        number = int.from_bytes(raw[start : start + CODE_BYTES])
        codes.append("".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS]))
    return codes


def normal(code: str) -> str:
    """A code as it is compared: without blanks and hyphens, in capitals. Raises CodeInvalid."""
    found = code.replace(" ", "").replace("-", "").upper()
    if not _SHORTEST <= len(found) <= _LONGEST or not found.isascii() or not found.isprintable():
        raise CodeInvalid
    return found


async def add_codes(
    connection: Any, template: str, batch: str, codes: Iterable[str], hash_: Hash, at: datetime
) -> int:
    """Keep codes of a template, in the caller's transaction; answer how many were new."""
    await connection.execute(_STAGE)
    await connection.copy_records_to_table("staged_code", records=_rows(codes, template, hash_))
    done: str = await connection.execute(_ADD, batch, at)
    return int(done.rpartition(" ")[2])


async def _rows(
    codes: Iterable[str], template: str, hash_: Hash
) -> AsyncIterator[tuple[bytes, str]]:
    for place, code in enumerate(codes):
        if place % _SLICE == 0:
            await asyncio.sleep(0)
        yield hash_(code), template


async def look_up(connection: Any, asked: Sequence[Any]) -> list[dict[str, Any] | None]:
    """What the fold of coupon.claim_code is told: whose code it is; nothing for an unknown one."""
    hashes = [bytes.fromhex(data.code_hash) for data in asked]
    found = {row["hash"]: row["template"] for row in await connection.fetch(_FIND, hashes)}
    return [{CODE_FACT: found[hash_]} if hash_ in found else None for hash_ in hashes]
