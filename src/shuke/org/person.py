"""People who sign in: made, changed, switched off; never without an administrator."""

import re
from datetime import datetime
from typing import Any, Final

import msgspec
from asyncpg import UniqueViolationError

from shuke.kernel import Text, new_id
from shuke.org.actor import Actor
from shuke.org.audit import record
from shuke.org.error import (
    EmailInvalid,
    EmailTaken,
    LastAdministrator,
    PersonUnknown,
    RoleUnknown,
)
from shuke.org.password import check_password, hashed
from shuke.org.role import ROLES
from shuke.org.sql import Connection

# Deliberately loose: the address is proven by its owner, not by a pattern.
_EMAIL: Final = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]{1,189}\.[^@\s\x00-\x1f.]{1,63}")
_COLUMNS: Final = "id, email, name, role, language, active, created_at, signed_in_at"
# People are few: one lock keeps "the last administrator" true under parallel changes.
_LOCK: Final = 0x5348_5045_4F50


class Person(msgspec.Struct, frozen=True):
    """Somebody who may sign in."""

    id: str
    email: str
    name: str
    role: str
    language: str
    active: bool
    created_at: datetime
    signed_in_at: datetime | None


async def create_person(
    connection: Connection,
    *,
    email: str,
    name: str,
    password: str,
    role: str,
    by: Actor,
    at: datetime,
    language: str = "zh-CN",
) -> Person:
    """Add somebody, audited. Ends the first-run set-up.

    Errors: `email_invalid`, `email_taken`, `password_weak`, `role_unknown`; `not_allowed` when the
    role may do what `by` may not.
    """
    email = checked_email(email)
    _check_role(role)
    _need_all_of(role, by)
    check_password(password, email.partition("@")[0], name)
    kept = await hashed(password)
    async with connection.transaction():
        await connection.execute("select pg_advisory_xact_lock($1)", _LOCK)
        try:
            row = await connection.fetchrow(
                "insert into org_person (id, email, name, password_hash, role, language,"
                f" created_at) values ($1, $2, $3, $4, $5, $6, $7) returning {_COLUMNS}",
                new_id(),
                email,
                name,
                kept,
                role,
                language,
                at,
            )
        except UniqueViolationError as error:
            raise EmailTaken from error
        await connection.execute("delete from org_setup")
        made = Person(**dict(_present(row)))
        await record(
            connection, by, "person.created", ("person", made.id), at=at, after=_shown(made)
        )
    return made


async def change_person(
    connection: Connection,
    person_id: str,
    *,
    by: Actor,
    at: datetime,
    name: str | None = None,
    role: str | None = None,
    language: str | None = None,
    active: bool | None = None,
    password: str | None = None,
) -> Person:
    """Change what is given, audited. A new role, password or switch-off ends their sessions.

    Errors: `person_unknown`, `role_unknown`, `password_weak`, `last_administrator`; `not_allowed`
    for somebody whose role, before or after, may do what `by` may not (but one's own password).
    """
    if role is not None:
        _check_role(role)
        _need_all_of(role, by)
    if by.id != person_id:
        _need_all_of((await person(connection, person_id)).role, by)
    kept = None
    if password is not None:
        old = await person(connection, person_id)
        check_password(password, old.email.partition("@")[0], name or old.name)
        kept = await hashed(password)
    async with connection.transaction():
        await connection.execute("select pg_advisory_xact_lock($1)", _LOCK)
        before = await person(connection, person_id)
        row = await connection.fetchrow(
            "update org_person set name = coalesce($2, name), role = coalesce($3, role),"
            " language = coalesce($4, language), active = coalesce($5, active),"
            f" password_hash = coalesce($6, password_hash) where id = $1 returning {_COLUMNS}",
            person_id,
            name,
            role,
            language,
            active,
            kept,
        )
        after = Person(**dict(_present(row)))
        await _keep_an_administrator(connection)
        if (after.role, after.active) != (before.role, before.active) or kept is not None:
            await connection.execute("delete from org_session where person = $1", person_id)
        await record(
            connection,
            by,
            "person.changed",
            ("person", person_id),
            at=at,
            before=_shown(before),
            after={**_shown(after), "new_password": kept is not None},
        )
    return after


async def person(connection: Connection, person_id: str) -> Person:
    """One person; `person_unknown` when there is none."""
    row = await connection.fetchrow(f"select {_COLUMNS} from org_person where id = $1", person_id)
    return Person(**dict(_present(row)))


async def people(connection: Connection) -> list[Person]:
    """Everybody, by name."""
    rows = await connection.fetch(f"select {_COLUMNS} from org_person order by name, id")
    return [Person(**dict(row)) for row in rows]


def checked_email(email: str) -> str:
    """The address without surrounding spaces, in lower case; `email_invalid` otherwise."""
    email = email.strip().lower()
    if len(email) > 254 or _EMAIL.fullmatch(email) is None:
        raise EmailInvalid
    return email


def _check_role(role: str) -> None:
    if role not in ROLES:
        known = ", ".join(ROLES)
        raise RoleUnknown(
            Text(en=f"The roles are: {known}.", zh=f"可用的角色：{known}。"), place="/role"
        )


def _need_all_of(role: str, by: Actor) -> None:
    """Nobody makes, or takes over, somebody who may do more than they may themselves."""
    for permission in sorted(ROLES[role].permissions - by.permissions):
        by.need(permission)


async def _keep_an_administrator(connection: Connection) -> None:
    if not await connection.fetchval(
        "select exists (select 1 from org_person where role = 'administrator' and active)"
    ):
        raise LastAdministrator


def _present(row: Any) -> Any:
    if row is None:
        raise PersonUnknown
    return row


def _shown(who: Person) -> dict[str, Any]:
    return {"name": who.name, "role": who.role, "language": who.language, "active": who.active}
