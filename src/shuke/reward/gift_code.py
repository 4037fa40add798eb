"""A pool of somebody else's codes: a gift is fulfilled from it by itself.

How many codes are taken is a scarce counter, so that the fold needs no code and none is promised
twice. Which code it is, is decided when the member looks: until then every redemption can be
reversed, and no list, log or operator has seen it. The pool holds a code for every one that was
taken, because the counter holds as many as were brought.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from shuke.engine import Keyring, Turn
from shuke.kernel import new_id
from shuke.reward.error import GiftCodesGone

POOL_FACT: Final = "codes"
"""Under this name the fold is told how many codes a gift's pool ever held."""
CODE_KIND: Final = "gift_code"

_STAGE: Final = """
create temp table staged_gift_code (hash bytea, sealed bytea) on commit drop
"""
# A code that is known already is not given out a second time.
_ADD: Final = """
insert into reward_gift_code (gift, hash, batch, sealed)
select distinct on (hash) $1, hash, $2, sealed from staged_gift_code order by hash
on conflict (gift, hash) do nothing
"""
_COUNT: Final = """
insert into reward_code_pool (gift, imported) values ($1, $2)
on conflict (gift) do update set imported = reward_code_pool.imported + excluded.imported
"""
_KEY: Final = """
insert into engine_seal_key (subject, wrapped, master_version) values ($1, $2, $3)
"""
_POOLS: Final = "select gift, imported from reward_code_pool where gift = any($1::text[])"
_SEEN: Final = """
select c.gift, c.sealed, c.batch, k.wrapped, k.master_version
from reward_gift_code c join engine_seal_key k on k.subject = c.batch
where c.subject = $1 and c.redemption = $2
"""
_SEEN_BY: Final = """
select c.gift, c.redemption, c.seen_at, c.sealed, c.batch, k.wrapped, k.master_version
from reward_gift_code c join engine_seal_key k on k.subject = c.batch
where c.subject = $1 order by c.seen_at, c.redemption
"""
_ASSIGN: Final = """
update reward_gift_code set subject = $2, redemption = $3, seen_at = $4
where (gift, hash) = (
    select gift, hash from reward_gift_code where gift = $1 and redemption is null
    order by id limit 1 for update skip locked)
  and not exists (select from reward_gift_code where subject = $2 and redemption = $3)
"""
# Two who ask for one redemption at once wait for each other: a statement sees what was before it.
_LOCK: Final = "select pg_advisory_xact_lock(hashtextextended($1, 0))"


def pool_of(gift: str) -> str:
    """The counter of the codes of a gift."""
    return f"gift_code:{gift}"


def take_code(turn: Turn, gift: str) -> int:
    """Take one code; answer how many there are. Raises GiftCodesGone."""
    size: int = turn.given.facts.get(POOL_FACT, 0)
    if not size or not turn.take(pool_of(gift), 1, size):
        raise GiftCodesGone(place="/data/gift")
    return size


async def look_up_pool(connection: Any, asked: Sequence[Any]) -> list[dict[str, Any] | None]:
    """What gift.redeem and gift.grant are told: how many codes the gift's pool ever held."""
    pools = await pool_sizes(connection, sorted({data.gift for data in asked}))
    return [{POOL_FACT: pools[data.gift]} if data.gift in pools else None for data in asked]


async def pool_sizes(connection: Any, gifts: Sequence[str]) -> dict[str, int]:
    """How many codes were ever brought, by gift; one without a pool is missing."""
    rows = await connection.fetch(_POOLS, list(gifts))
    return {row["gift"]: row["imported"] for row in rows}


async def add_gift_codes(connection: Any, keyring: Keyring, gift: str, codes: Sequence[str]) -> int:
    """Bring codes, in the caller's transaction; answer how many were new."""
    batch = f"codes:{new_id()}"
    made = keyring.new_data_key(batch)
    await connection.execute(_KEY, batch, made.wrapped, made.version)
    rows = [
        (keyring.index(CODE_KIND, f"{gift}\0{code}"), made.key.seal_bytes(code.encode(), gift))
        for code in codes
    ]
    await connection.execute(_STAGE)
    await connection.copy_records_to_table("staged_gift_code", records=rows)
    done: str = await connection.execute(_ADD, gift, batch)
    added = int(done.rpartition(" ")[2])
    await connection.execute(_COUNT, gift, added)
    return added


async def seen_code(connection: Any, keyring: Keyring, subject: str, redemption: str) -> str | None:
    """The code of a redemption that its member has looked at; None before, and after erasure."""
    row = await connection.fetchrow(_SEEN, subject, redemption)
    if row is None or not row["sealed"]:
        return None
    return _clear(keyring, row)


async def seen_codes(connection: Any, keyring: Keyring, subject: str) -> list[dict[str, Any]]:
    """All codes that a member has looked at, in clear: gift, redemption, seen_at, code."""
    return [
        {
            "gift": row["gift"],
            "redemption": row["redemption"],
            "seen_at": row["seen_at"],
            "code": _clear(keyring, row),
        }
        for row in await connection.fetch(_SEEN_BY, subject)
        if row["sealed"]
    ]


def _clear(keyring: Keyring, row: Any) -> str:
    key = keyring.unwrap(row["batch"], row["wrapped"], row["master_version"])
    return key.unseal_bytes(row["sealed"], row["gift"]).decode()


async def assign_code(
    connection: Any, gift: str, subject: str, redemption: str, now: datetime
) -> None:
    """Give a redemption that was looked at its code, in the caller's transaction, once."""
    await connection.execute(_LOCK, f"gift_code:{subject}:{redemption}")
    await connection.execute(_ASSIGN, gift, subject, redemption, now)
