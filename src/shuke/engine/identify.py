"""Whose event is it: references become subjects, identifying values are sealed at the door.

The engine knows identities only as (kind, keyed hash); what a kind is and how its values are
written in one form is the member room's knowledge, handed in as `IdentityRules`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

import msgspec

from shuke.engine import batch_sql as sql
from shuke.engine.arrival import Arrival, Incoming, bucket_of, read, split_subject
from shuke.engine.connection import Connection
from shuke.engine.limits import SubjectUnknown
from shuke.engine.release import Release
from shuke.engine.seal import DataKey, Keyring, canonical, seal_fields
from shuke.kernel import Text, new_id
from shuke.rule import STANDARD_EVENTS, Tick

NOT_CREATING = ("points.", "identity.", "member.updated", "member.erased")
"""Events that only make sense for a member who is there."""

_json = msgspec.json.Encoder()
UNLINKED = "identity.unlinked"
TICK = next(event_type for event_type in STANDARD_EVENTS if event_type.name == "tick")


Reference = tuple[str, bytes]
"""An identity as events name it: its kind and keyed hash."""


def names_of(
    arrivals: Sequence[Arrival],
) -> tuple[dict[Reference, list[Arrival]], list[Reference]]:
    """The arrivals by the identity they name, and those identities; both in sorted order."""
    named: dict[Reference, list[Arrival]] = {}
    for arrival in arrivals:
        if arrival.reference is not None:
            named.setdefault(arrival.reference, []).append(arrival)
    references = sorted(named)
    return {reference: named[reference] for reference in references}, references


@dataclass(frozen=True, slots=True)
class IdentityRules:
    """What the member room knows about identities and identifying values.

    `normalise(kind, value, release)` gives the one form of a value or raises; `hint(kind, value)`
    is what may be shown of it; `claims(data, release)` lists the identities an event brings along
    as (kind, value) in their one form; `check(data, release)` raises for a profile that its fields
    do not allow; `profile_fields(release)` are the identifying ones.
    """

    normalise: Callable[[str, str, Release], str]
    hint: Callable[[str, str], str]
    claims: Callable[[Any, Release], list[tuple[str, str]]]
    check: Callable[[Any, Release], None]
    profile_fields: Callable[[Release], frozenset[str]]


class Identifier:
    """Turns what was sent into arrivals with a subject; one per process."""

    def __init__(self, keyring: Keyring, rules: IdentityRules) -> None:
        self.keyring = keyring
        self.rules = rules
        # Only for choosing a lane: a stale entry costs waiting for a lock, never a wrong member.
        self._seen: dict[Reference, str] = {}

    # -- at the door, before any batch ---------------------------------------------------------

    def receive(self, incoming: Incoming, release: Release, now: datetime) -> Arrival:
        """Check one event and give it a lane. Raises ShukeError."""
        skew = timedelta(seconds=release.programme.future_skew_seconds)
        arrival = read(incoming, release.catalogue, now, skew)
        kind, value = split_subject(incoming.subject)
        if kind == "member":
            arrival.subject = value
            arrival.lane_key = bucket_of(value)
        else:
            value = self.rules.normalise(kind, value, release)
            arrival.value = value
            reference = arrival.reference = (kind, self.keyring.index(kind, value))
            seen = self._seen.get(reference)
            arrival.lane_key = bucket_of(seen) if seen is not None else crc32(reference[1]) % 1024
        if arrival.event_type.identifying:
            arrival.claims = self.rules.claims(arrival.data, release)
            self.rules.check(arrival.data, release)
        # The log keeps the order that the fold saw; the hash must not depend on it.
        arrival.encoded = content = _json.encode(arrival.data)
        if arrival.event_type.identifying:
            content = canonical(arrival.data)
        # The subject is compared by member, not by which of the member's identities was named.
        if incoming.known_hash is not None:
            arrival.hash = incoming.known_hash
        else:
            arrival.hash = self.keyring.content(arrival.event_type.name, "", incoming.time, content)
            if arrival.reference is not None:
                # The identity may be another member's when the same event is sent again.
                arrival.hash += self.keyring.naming(arrival.hash, arrival.reference[1])
        arrival.keep_original()
        return arrival

    def tick(self, subject: str, seq: int, at: datetime) -> Arrival:
        """The event that a timer makes."""
        arrival = Arrival(
            Incoming("shuke:timer", f"{subject}:{seq + 1}", "tick", f"member:{subject}", b"{}", at),
            TICK,
            Tick(),
        )
        arrival.subject = subject
        arrival.tick = True
        arrival.imported = True
        arrival.encoded = b"{}"
        arrival.hash = b"tick"
        return arrival

    # -- in the batch --------------------------------------------------------------------------

    async def resolve(
        self,
        connection: Connection,
        named: dict[Reference, list[Arrival]],
        found: dict[Reference, str],
        now: datetime,
    ) -> dict[str, Any]:
        """Give every arrival its subject; members are made for identities that nobody has.

        `named` are the arrivals by reference, in sorted order, `found` the references that somebody
        has. Answer the subjects that were made.
        """
        if not named:
            return {}
        missing = [reference for reference in named if reference not in found]
        made: dict[str, Any] = {}
        if missing:
            await self._adopt(connection, missing, named, found)
            missing = [reference for reference in missing if reference not in found]
            made = await self._make(connection, missing, named, found, now)
        for reference, its in named.items():
            subject = found.get(reference)
            for arrival in its:
                if subject is not None:
                    arrival.subject = subject
                elif arrival.outcome is None:
                    arrival.refuse(_unknown(reference[0]))
        if len(self._seen) > 200_000:
            self._seen.clear()
        self._seen.update(found)
        return made

    async def _look_up(
        self,
        connection: Connection,
        references: Sequence[Reference],
        query: str = sql.RESOLVE,
    ) -> dict[Reference, str]:
        rows = await connection.fetch(
            query, [kind for kind, _hash in references], [h for _kind, h in references]
        )
        return {(row["kind"], row["hash"]): row["subject"] for row in rows}

    async def _adopt(
        self,
        connection: Connection,
        missing: Sequence[Reference],
        named: dict[Reference, list[Arrival]],
        found: dict[Reference, str],
    ) -> None:
        """An unknown identity that comes together with one member's identities is that member's.

        So whoever shopped by card and now registers by phone, naming the card, stays one member.
        """
        claims = {
            reference: [
                (kind, self.keyring.index(kind, value))
                for arrival in named[reference]
                for kind, value in arrival.claims or ()
            ]
            for reference in missing
        }
        every = sorted({name for its in claims.values() for name in its})
        if not every:
            return
        owners = await self._look_up(connection, every)
        for reference, its in claims.items():
            mine = {owners[name] for name in its if name in owners}
            if len(mine) == 1:
                found[reference] = mine.pop()
                for arrival in named[reference]:
                    if arrival.claims:
                        arrival.claims = [*arrival.claims, (reference[0], arrival.value or "")]

    async def _make(
        self,
        connection: Connection,
        missing: Sequence[Reference],
        named: dict[Reference, list[Arrival]],
        found: dict[Reference, str],
        now: datetime,
    ) -> dict[str, Any]:
        wanted: list[Reference] = []
        for reference in missing:
            for arrival in named[reference]:
                if not arrival.kind.startswith(NOT_CREATING):
                    wanted.append(reference)
                    break
                # Nobody was there yet when this one came.
                arrival.refuse(_unknown(reference[0]))
        if not wanted:
            return {}
        subjects = {reference: new_id() for reference in wanted}
        keys = {subject: self.keyring.new_data_key(subject) for subject in subjects.values()}
        won = await connection.fetch(
            sql.WIN_IDENTITIES,
            *self._identity_columns(
                [
                    (kind, hash_, subjects[kind, hash_], named[kind, hash_][0].value or "")
                    for kind, hash_ in wanted
                ],
                {subject: new.key for subject, new in keys.items()},
                now,
            ),
        )
        winners = {(row["kind"], row["hash"]) for row in won}
        lost = [r for r in wanted if r not in winners]
        if lost:
            found.update(await self._look_up(connection, lost))
        mine = sorted(subjects[r] for r in winners)
        await connection.execute(sql.MAKE_STATES, [bucket_of(s) for s in mine], mine)
        await connection.execute(
            sql.MAKE_SEAL_KEYS,
            mine,
            [keys[s].wrapped for s in mine],
            [keys[s].version for s in mine],
        )
        for reference in winners:
            found[reference] = subjects[reference]
        return {subject: keys[subject].key for subject in mine}

    def _identity_columns(
        self,
        rows: Sequence[tuple[str, bytes, str, str]],
        keys: dict[str, DataKey],
        now: datetime,
    ) -> list[list[Any]]:
        return [
            [kind for kind, _hash, _subject, _value in rows],
            [hash_ for _kind, hash_, _subject, _value in rows],
            [subject for _kind, _hash, subject, _value in rows],
            [
                keys[subject].seal_bytes(value.encode(), f"identity:{kind}")
                for kind, _hash, subject, value in rows
            ],
            [self.rules.hint(kind, value) for kind, _hash, _subject, value in rows],
            [now] * len(rows),
        ]

    async def claim(
        self,
        connection: Connection,
        arrivals: Sequence[Arrival],
        release: Release,
        now: datetime,
    ) -> None:
        """Seal identifying values and link the identities that events bring along.

        An identity that another member has is told to the fold (`given.facts["taken"]`), which
        refuses the event; what a refused event had linked is unlinked when the batch is written.
        """
        bearing = [
            a for a in arrivals if a.event_type.identifying and a.outcome is None and a.subject
        ]
        if not bearing:
            return
        keys = await self._data_keys(connection, sorted({a.subject or "" for a in bearing}))
        rows: dict[Reference, tuple[str, bytes, str, str]] = {}
        unlinking: set[Reference] = set()
        for arrival in bearing:
            subject = arrival.subject or ""
            if subject not in keys:
                arrival.refuse(_unknown("member"))
                continue
            for kind, value in arrival.claims:
                hash_ = self.keyring.index(kind, value)
                rows.setdefault((kind, hash_), (kind, hash_, subject, value))
                if arrival.kind == UNLINKED:
                    unlinking.add((kind, hash_))
            self._seal(arrival, keys[subject], release)
        if rows:
            await self._link(connection, bearing, rows, unlinking, keys, now)

    async def _data_keys(
        self, connection: Connection, subjects: Sequence[str]
    ) -> dict[str, DataKey]:
        rows = await connection.fetch(sql.SEAL_KEYS, subjects)
        return {
            row["subject"]: self.keyring.unwrap(
                row["subject"], row["wrapped"], row["master_version"]
            )
            for row in rows
        }

    def _seal(self, arrival: Arrival, key: DataKey, release: Release) -> None:
        """Replace identifying values by tokens; the profile's also become rows of their own."""
        fields = self.rules.profile_fields(release)
        plain = arrival.data
        arrival.data = seal_fields(arrival.event_type.identifying, plain, key, fields)
        arrival.encoded = _json.encode(arrival.data)
        profile = getattr(arrival.data, "profile", None)
        if profile:
            arrival.sealed_rows = [(name, profile[name]) for name in profile if name in fields]

    async def _link(
        self,
        connection: Connection,
        bearing: Sequence[Arrival],
        rows: dict[Reference, tuple[str, bytes, str, str]],
        unlinking: set[Reference],
        keys: dict[str, DataKey],
        now: datetime,
    ) -> None:
        ordered = [rows[name] for name in sorted(rows) if name not in unlinking]
        linked: set[Reference] = set()
        if ordered:
            won = await connection.fetch(
                sql.WIN_IDENTITIES, *self._identity_columns(ordered, keys, now)
            )
            linked = {(row["kind"], row["hash"]) for row in won}
        # An identity that is being unlinked stays whose it is until this batch has committed.
        query = sql.RESOLVE_LOCKED if unlinking else sql.RESOLVE
        owners = await self._look_up(connection, sorted(rows), query)
        for arrival in bearing:
            if arrival.outcome is not None:
                continue
            named = [(kind, self.keyring.index(kind, value)) for kind, value in arrival.claims]
            mine = [name for name in named if owners.get(name) == arrival.subject]
            if arrival.kind == UNLINKED:
                arrival.told = {"held": len(mine) == len(named)}
                arrival.claims = [(*name, arrival.subject) for name in mine]
                continue
            arrival.claims = [(*name, arrival.subject) for name in named if name in linked]
            taken = [kind for kind, hash_ in named if owners.get((kind, hash_)) != arrival.subject]
            if taken:
                arrival.told = {"taken": taken}
            elif arrival.claims:
                arrival.told = {"linked": [kind for kind, _hash, _subject in arrival.claims]}
            # Another event of this batch must not count the same identity as newly linked.
            linked -= set(named)


def _unknown(kind: str) -> SubjectUnknown:
    return SubjectUnknown(
        Text(en=f"No member has this {kind}.", zh=f"没有会员有这个 {kind}。"),
        hint=Text(
            en="Register the member first, or send an order under this identity.",
            zh="请先注册会员，或先以此身份送来订单。",
        ),
        place="/subject",
    )
