"""Acts on a member: each is one event, so a repeated request is the same act."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Raw

from shuke.api.ask import Ask
from shuke.api.log_row import effects_of
from shuke.engine import Incoming, Outcome
from shuke.kernel import ShukeError
from shuke.org import KeyReused, record


class Done(msgspec.Struct):
    """What an act did: `duplicate` when this Idempotency-Key had done it already."""

    status: str
    source: str
    id: str
    member: str | None
    seq: int
    effects: Raw


async def act(
    ask: Ask[Any, Any],
    kind: str,
    subject: str,
    data: Mapping[str, Any],
    *,
    audited: Mapping[str, Any] | None = None,
    reason: str | None = None,
    imported: bool = False,
    under: tuple[str, str] | None = None,
) -> Done:
    """Send one event from this actor; raise what the engine refuses it for.

    `under` is another's source and its own number for the act: whoever sends it, it is the same.
    `audited` (no personal data) is written to the audit once the act is accepted. The event itself
    names the actor as its source, so nothing is lost should the process die in between.
    """
    source, number = under or (ask.actor.source, ask.act_key)
    incoming = Incoming(source, number, kind, subject, msgspec.json.encode(data))
    [outcome] = await ask.shuke.intake.submit([incoming], imported=imported)
    if outcome.problem is not None:
        raise _placed(outcome.problem)
    if audited is not None and outcome.status == "accepted":
        await note(ask, kind, ("member", outcome.subject or ""), after=audited, reason=reason)
    return done(outcome)


_BEFORE = """
select l.subject, l.seq, l.type, l.data, l.effects, l.batch, l.source, l.id, l.at
from engine_key k
join engine_log l on l.bucket = k.bucket and l.subject = k.subject and l.seq = k.seq and l.at = k.at
where k.source = $1 and k.id = $2
"""


async def done_before(
    ask: Ask[Any, Any], kind: str, subject: str, data: Mapping[str, Any]
) -> Done | None:
    """What this very act did when it was asked for before, by its `Idempotency-Key`.

    For acts that cannot be worded again once they are done: what they name is gone. `data` is what
    must agree of the event. Errors: `idempotency_key_reused`.
    """
    key = ask.given_key
    if key is None:
        return None
    row = await ask.shuke.pool.fetchrow(_BEFORE, ask.actor.source, key)
    if row is None:
        return None
    told = msgspec.json.decode(row["data"])
    same = all(told.get(name) == value for name, value in data.items())
    if (row["type"], row["subject"]) != (kind, subject) or not same:
        raise KeyReused
    return Done("duplicate", row["source"], row["id"], subject, row["seq"], effects_of(row))


async def note(
    ask: Ask[Any, Any],
    what: str,
    target: tuple[str, str],
    *,
    before: Any = None,
    after: Any = None,
    reason: str | None = None,
    apart: bool = False,
) -> None:
    """A row of the audit, in the act's transaction where it has one.

    `apart`: in a transaction of its own, for what happened although the act was refused.
    """
    held = ask.shuke.pool.acquire() if apart else ask.connection()
    async with held as connection, connection.transaction():
        await record(
            connection,
            ask.actor,
            what,
            target,
            at=ask.now,
            before=before,
            after=after,
            reason=reason,
            trace=ask.trace,
        )


def done(outcome: Outcome) -> Done:
    """An outcome as an answer."""
    return Done(
        outcome.status,
        outcome.source,
        outcome.id,
        outcome.subject,
        outcome.seq,
        Raw(outcome.effects),
    )


def _placed(error: ShukeError) -> ShukeError:
    """The event's data is the caller's body."""
    if error.place is not None and error.place.startswith("/data/"):
        error.place = error.place.removeprefix("/data")
    return error
