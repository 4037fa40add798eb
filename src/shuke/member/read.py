"""Reads of who a member is: by identity, with identifying values masked or revealed.

A value is unsealed only to be masked or because the caller may see it; who may, and the record of
every reveal, is the caller's affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from shuke.engine import DataKey, Keyring, Release, bucket_of
from shuke.kernel import Text
from shuke.member.identity import (
    IDENTITY_KINDS,
    IdentityInvalid,
    mask,
    mask_name,
    normalise,
)
from shuke.member.listing import Reader
from shuke.member.profile import fields_of
from shuke.member.state import MemberSlice

NAME_FIELD = "name"
"""The identifying profile field by which lists call a member."""

_ULID_LENGTH = 26
_MERGES_MAX = 16


class IdentityEntry(msgspec.Struct, kw_only=True):
    """One identity of a member. `ref` names it in addresses without saying what it is."""

    kind: str
    title: Text
    ref: str
    masked: str
    linked_at: datetime
    value: str | None = None
    """In clear, only when it was asked for."""


class ProfileEntry(msgspec.Struct, kw_only=True):
    """One profile field of a member; `value` is masked text when `masked`."""

    field: str
    title: Text
    field_class: Literal["identifying", "describing"] = msgspec.field(name="class")
    value: Any
    masked: bool


class Card(msgspec.Struct, kw_only=True):
    """What a list shows of who a member is."""

    name: str | None
    """Masked."""
    identities: list[IdentityEntry]


async def find(reader: Reader, keyring: Keyring, reference: str, region: str | None) -> str | None:
    """The member of a reference `kind:value` (also `member:…`, `order:…`), or None.

    A merged member is answered by the one it was merged into. Raises IdentityInvalid or
    IdentityKindUnknown (place `identity`).
    """
    kind, _, value = reference.partition(":")
    if kind == "member":
        return await _surviving(reader, value)
    if kind == "order":
        found = await reader.fetchval(
            "select subject from engine_record where key = $1 and kind = 'order' limit 1", value
        )
    else:
        normal = normalise(kind, value, region, "identity")
        found = await reader.fetchval(
            "select subject from engine_identity where kind = $1 and hash = $2",
            kind,
            keyring.index(kind, normal),
        )
    return await _surviving(reader, found) if found is not None else None


async def owners(
    reader: Reader, references: Sequence[tuple[str, bytes]]
) -> dict[tuple[str, bytes], str]:
    """Whose these identities (kind, keyed hash) are; who has none of them is missing."""
    rows = await reader.fetch(
        """
        select i.kind, i.hash, i.subject
        from unnest($1::text[], $2::bytea[]) as sent (kind, hash)
        join engine_identity as i using (kind, hash)
        """,
        [kind for kind, _hash in references],
        [hash_ for _kind, hash_ in references],
    )
    return {(row["kind"], row["hash"]): row["subject"] for row in rows}


async def known(reader: Reader, subjects: Sequence[str]) -> set[str]:
    """Which of these ids are members'."""
    rows = await reader.fetch(
        """
        select s.subject
        from unnest($1::int[], $2::text[]) as sent (bucket, subject)
        join engine_state as s using (bucket, subject)
        """,
        [bucket_of(subject) for subject in subjects],
        list(subjects),
    )
    return {row["subject"] for row in rows}


async def search(reader: Reader, keyring: Keyring, typed: str, region: str | None) -> list[str]:
    """The members whose id, order number or any identity is exactly what was typed.

    Names are not searchable: they are sealed, and nothing but equality survives a keyed hash.
    """
    typed = typed.strip()
    if not typed or len(typed) > 256:
        return []
    named = []
    for kind in IDENTITY_KINDS:
        try:
            named.append((kind, keyring.index(kind, normalise(kind, typed, region))))
        except IdentityInvalid:
            continue  # not of this kind
    rows = await reader.fetch(
        """
        select i.subject from unnest($1::text[], $2::bytea[]) as named (kind, hash)
        join engine_identity as i using (kind, hash)
        union
        select subject from engine_record where key = $3 and kind = 'order'
        """,
        [kind for kind, _hash in named],
        [hash_ for _kind, hash_ in named],
        typed,
    )
    subjects = [row["subject"] for row in rows]
    if len(typed) == _ULID_LENGTH:
        subjects.append(typed.upper())
    surviving = [await _surviving(reader, subject) for subject in subjects]
    return sorted({subject for subject in surviving if subject is not None})


async def identities(
    reader: Reader, keyring: Keyring, subject: str, *, unmask: bool = False
) -> list[IdentityEntry]:
    """A member's identities, oldest first."""
    rows = await reader.fetch(
        """
        select kind, hash, sealed, hint, linked_at from engine_identity
        where subject = $1 order by linked_at, kind, hash
        """,
        subject,
    )
    key = (await data_keys(reader, keyring, [subject])).get(subject)
    return [_entry(row, key if unmask else None) for row in rows]


async def identity_value(
    reader: Reader, keyring: Keyring, subject: str, kind: str, ref: str
) -> str | None:
    """The clear value of one identity, e.g. to send `identity.unlinked`; None when it is gone."""
    for entry in await identities(reader, keyring, subject, unmask=True):
        if entry.kind == kind and entry.ref == ref:
            return entry.value
    return None


async def profile(
    reader: Reader,
    keyring: Keyring,
    release: Release,
    subject: str,
    member: MemberSlice,
    *,
    unmask: Iterable[str] = (),
) -> list[ProfileEntry]:
    """Every profile field that has a value, in the order of the definitions' keys.

    `member` is the slice of the state; `unmask` are the identifying fields to give in clear.
    """
    shown = frozenset(unmask)
    fields = fields_of(release)
    sealed = (await _unsealed(reader, keyring, [subject])).get(subject, {})
    entries = []
    for key in sorted({*sealed, *member.profile}):
        field = fields.by_key.get(key)
        title = field.name if field is not None else Text(en=key, zh=key)
        if key in sealed:
            masked = key not in shown
            value = mask_name(str(sealed[key])) if masked else sealed[key]
            entries.append(
                ProfileEntry(
                    field=key, title=title, field_class="identifying", value=value, masked=masked
                )
            )
        else:
            value = fields.shown(key, member.profile[key])
            entries.append(
                ProfileEntry(
                    field=key, title=title, field_class="describing", value=value, masked=False
                )
            )
    return entries


async def reveal(
    reader: Reader, keyring: Keyring, subject: str, fields: Sequence[str]
) -> dict[str, Any]:
    """Clear values by name: a profile field's key, or `identity.<kind>` (a list of values).

    The caller checks the permission and records the reveal. Names without a value are left out.
    """
    found: dict[str, Any] = {}
    sealed = (await _unsealed(reader, keyring, [subject])).get(subject, {})
    kinds = [name.removeprefix("identity.") for name in fields if name.startswith("identity.")]
    if kinds:
        for entry in await identities(reader, keyring, subject, unmask=True):
            if entry.kind in kinds and entry.value is not None:
                found.setdefault(f"identity.{entry.kind}", []).append(entry.value)
    found.update({name: sealed[name] for name in fields if name in sealed})
    return found


async def cards(reader: Reader, keyring: Keyring, subjects: Sequence[str]) -> dict[str, Card]:
    """Masked name and identities of a page of members: three statements, however many."""
    rows = await reader.fetch(
        """
        select subject, kind, hash, sealed, hint, linked_at from engine_identity
        where subject = any($1::text[]) order by subject, linked_at, kind, hash
        """,
        subjects,
    )
    named = await _unsealed(reader, keyring, subjects, field=NAME_FIELD)
    found = {
        subject: Card(name=_masked(named.get(subject, {}).get(NAME_FIELD)), identities=[])
        for subject in subjects
    }
    for row in rows:
        found[row["subject"]].identities.append(_entry(row, None))
    return found


async def data_keys(
    reader: Reader, keyring: Keyring, subjects: Sequence[str]
) -> dict[str, DataKey]:
    """The data keys of members; an erased one has none."""
    rows = await reader.fetch(
        """
        select subject, wrapped, master_version from engine_seal_key
        where subject = any($1::text[]) and destroyed_at is null
        """,
        subjects,
    )
    return {row["subject"]: keyring.unwrap(*row) for row in rows}


async def _unsealed(
    reader: Reader, keyring: Keyring, subjects: Sequence[str], field: str | None = None
) -> dict[str, dict[str, Any]]:
    rows = await reader.fetch(
        """
        select subject, field, sealed from member_sealed
        where subject = any($1::text[]) and sealed is not null and ($2::text is null or field = $2)
        """,
        subjects,
        field,
    )
    if not rows:
        return {}
    keys = await data_keys(reader, keyring, sorted({row["subject"] for row in rows}))
    found: dict[str, dict[str, Any]] = {}
    for subject, name, sealed in rows:
        if subject in keys:
            value = keys[subject].unseal(sealed, f"profile:{name}")
            found.setdefault(subject, {})[name] = value
    return found


async def _surviving(reader: Reader, subject: str) -> str | None:
    """The member itself or, over any number of merges, the one that holds its place now."""
    for _step in range(_MERGES_MAX):
        row = await reader.fetchrow(
            "select merged_into from engine_state where bucket = $1 and subject = $2",
            bucket_of(subject),
            subject,
        )
        if row is None:
            return None
        if row["merged_into"] is None:
            return subject
        subject = row["merged_into"]
    return None


def _entry(row: Any, key: DataKey | None) -> IdentityEntry:
    kind = row["kind"]
    known = IDENTITY_KINDS.get(kind)
    value = None
    if key is not None and row["sealed"] is not None:
        value = key.unseal_bytes(row["sealed"], f"identity:{kind}").decode()
    return IdentityEntry(
        kind=kind,
        title=known.title if known is not None else Text(en=kind, zh=kind),
        ref=bytes(row["hash"]).hex(),
        masked=row["hint"] or (mask(kind, value) if value is not None else "****"),
        linked_at=row["linked_at"],
        value=value,
    )


def _masked(name: Any) -> str | None:
    return mask_name(str(name)) if name is not None else None
