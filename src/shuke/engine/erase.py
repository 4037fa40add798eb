"""Erasing a member: everything the engine keeps of them, in the transaction of `member.erased`.

The log's rows stay, sealed under a key that is destroyed, and so do the entries, which name nobody:
chains, keys and sums stay whole. What people wrote in their own words goes from both. The rooms
above throw away what they keep afterwards (`engine_erasure.done_at` says when that was done).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

from shuke.engine.application import Application
from shuke.engine.connection import Connection
from shuke.rule import STANDARD_EVENTS

if TYPE_CHECKING:
    from shuke.engine.seat import Seat

ERASED: Final = "member.erased"
SURVIVING: Final = [one.name for one in STANDARD_EVENTS if one.survives]
"""Events on their way that are folded all the same: they bring what was somebody else's."""
WORDS: Final = "reason"
"""The member of an event's data, and of its effects, in which people write freely."""
FORGOTTEN: Final = "(erased)"

_OF_SUBJECT: Final = (
    "delete from engine_identity where subject = $1",
    "delete from member_sealed where subject = $1",
    "delete from visit_session where subject = $1",
    "delete from visit_code where subject = $1",
    "delete from visit_passcode where subject = $1",
    "update reward_gift_code set sealed = ''::bytea where subject = $1",
    "delete from engine_record where bucket = $2 and subject = $1",
    "delete from engine_record_past where bucket = $2 and subject = $1",
    "delete from engine_checkpoint where bucket = $2 and subject = $1",
    "delete from engine_inbox where subject = $1",
    "update engine_state set kind = 'erased' where bucket = $2 and subject = $1",
)
_WITHDRAW: Final = """
delete from engine_queue where target in ($1, 'member:' || $1) and type <> all($2)
"""
# The row stays as the record of when; what it wrapped opens nowhere any more, in no copy.
_DESTROY: Final = """
update engine_seal_key set wrapped = ''::bytea, destroyed_at = $2
where subject = $1 and destroyed_at is null
"""
_NOTE: Final = """
insert into engine_erasure (subject, at) values ($1, $2)
on conflict (subject) do update set at = excluded.at, done_at = null
"""
_WORDED: Final = """
select seq, at, data, effects from engine_log
where bucket = $1 and subject = $2 and (position($3::bytea in data) > 0
                                        or position($3::bytea in effects) > 0)
"""
_REWORD: Final = """
update engine_log as l set data = w.data, effects = w.effects
from unnest($3::bigint[], $4::timestamptz[], $5::bytea[], $6::bytea[]) as w (seq, at, data, effects)
where l.bucket = $1 and l.subject = $2 and l.seq = w.seq and l.at = w.at
"""
_json = msgspec.json.Encoder()


async def write(
    connection: Connection, app: Application, seats: Sequence[Seat], at: datetime
) -> None:
    """Erase the members of these seats, after all that the batch wrote."""
    for seat in seats:
        await _erase(connection, app, seat.bucket, seat.subject, at)


async def _erase(
    connection: Connection, app: Application, bucket: int, subject: str, at: datetime
) -> None:
    for statement in _OF_SUBJECT:
        values = (subject, bucket) if "$2" in statement else (subject,)
        await connection.execute(statement, *values)
    await connection.execute(_WITHDRAW, subject, SURVIVING)
    await _forget_words(connection, bucket, subject)
    for table in app.fact_tables.values():
        for column in table.words:
            await connection.execute(
                f"update {table.name} set {column} = null"
                f" where bucket = $1 and subject = $2 and {column} is not null",
                bucket,
                subject,
            )
    await connection.execute(_DESTROY, subject, at)
    await connection.execute(_NOTE, subject, at)


async def _forget_words(connection: Connection, bucket: int, subject: str) -> None:
    rows = await connection.fetch(_WORDED, bucket, subject, f'"{WORDS}"'.encode())
    changed = []
    for row in rows:
        data = msgspec.json.decode(row["data"])
        effects = msgspec.json.decode(row["effects"])
        for part in (data, *effects):
            if isinstance(part, dict) and isinstance(part.get(WORDS), str):
                part[WORDS] = FORGOTTEN
        changed.append((row["seq"], row["at"], _json.encode(data), _json.encode(effects)))
    if changed:
        await connection.execute(_REWORD, bucket, subject, *map(list, zip(*changed, strict=True)))


async def unfinished(connection: Any, limit: int = 100) -> list[str]:
    """Members that were erased here, but not yet in the rooms above."""
    rows = await connection.fetch(
        "select subject from engine_erasure where done_at is null order by at limit $1", limit
    )
    return [row["subject"] for row in rows]


async def finished(connection: Any, subject: str, at: datetime) -> None:
    """The rooms above have thrown away what they kept."""
    await connection.execute(
        "update engine_erasure set done_at = $2 where subject = $1", subject, at
    )


async def erasures(connection: Any) -> list[tuple[str, datetime]]:
    """Everybody who was erased, and when: what a restored backup must be told again."""
    rows = await connection.fetch("select subject, at from engine_erasure order by at, subject")
    return [(row["subject"], row["at"]) for row in rows]


async def left_over(connection: Any) -> list[tuple[str, str]]:
    """What `verify` must not find: an erased member whose key, name or record is still there."""
    rows = await connection.fetch(
        """
        select subject, 'its key is not destroyed' as what from engine_erasure e
        join engine_seal_key using (subject) where destroyed_at is null
        union all select subject, 'an identity leads to it' from engine_erasure e
        join engine_identity using (subject)
        union all select subject, 'a sealed value is kept' from engine_erasure e
        join member_sealed using (subject)
        union all select subject, 'its state is not empty' from engine_erasure e
        join engine_state s using (subject) where s.kind <> 'erased'
        order by 1, 2 limit 20
        """
    )
    return [(row["subject"], f"erased, but {row['what']}") for row in rows]
