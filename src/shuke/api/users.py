"""People who sign in, their roles, and the audit of what everybody did."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from shuke.api.ask import Ask
from shuke.api.operation import SOMEBODY, route
from shuke.api.page import Page, Paged, read_cursor, write_cursor
from shuke.org import (
    PERMISSIONS,
    ROLES,
    Entry,
    Person,
    audit,
    broken_link,
    change_person,
    create_person,
    people,
)

_Name = Annotated[str, Meta(min_length=1, max_length=100)]
_Password = Annotated[str, Meta(min_length=1, max_length=256)]
_Role = Annotated[str, Meta(max_length=50, description=f"One of: {', '.join(ROLES)}.")]
_Language = Literal["zh-CN", "en"]


class NewUser(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody to let in."""

    email: Annotated[str, Meta(min_length=3, max_length=254)]
    name: _Name
    password: _Password
    role: _Role
    language: _Language = "zh-CN"


class ChangedUser(msgspec.Struct, forbid_unknown_fields=True):
    """What is to change; what is left out stays."""

    name: _Name | None = None
    role: _Role | None = None
    language: _Language | None = None
    active: bool | None = None
    password: _Password | None = None


class Titled(msgspec.Struct):
    """A permission with its name for people."""

    name: str
    title: str


class RoleView(msgspec.Struct):
    """A role: what it may do, and how many points it may adjust at once."""

    name: str
    title: str
    permissions: list[Titled]
    adjust_limit: int | None


class AuditQuery(Paged):
    """Which rows of the audit."""

    target_kind: str | None = None
    target: str | None = None
    actor: str | None = None


class AuditState(msgspec.Struct):
    """Whether the chain of the audit is whole; `broken_at` is the first row that does not fit."""

    whole: bool
    broken_at: int | None


@route("GET", "/v1/users", needs="people:manage")
async def list_users(ask: Ask[None, None]) -> Page[Person]:
    """Everybody who may sign in."""
    async with ask.connection() as connection:
        found = await people(connection)
    return Page(found, total=len(found))


@route(
    "POST",
    "/v1/users",
    needs="people:manage",
    status=201,
    once=True,
    example={
        "email": "han@example.com",
        "name": "韩梅梅",
        "password": "a long enough phrase",
        "role": "operator",
    },
)
async def add_user(ask: Ask[None, NewUser]) -> Person:
    """Let somebody in."""
    async with ask.connection() as connection:
        return await create_person(
            connection,
            email=ask.body.email,
            name=ask.body.name,
            password=ask.body.password,
            role=ask.body.role,
            language=ask.body.language,
            by=ask.actor,
            at=ask.now,
        )


@route("PATCH", "/v1/users/{user}", needs="people:manage", once=True, example={"role": "auditor"})
async def change_user(ask: Ask[None, ChangedUser]) -> Person:
    """Change somebody; a new role or password ends their sessions."""
    async with ask.connection() as connection:
        return await change_person(
            connection,
            ask.path["user"],
            by=ask.actor,
            at=ask.now,
            name=ask.body.name,
            role=ask.body.role,
            language=ask.body.language,
            active=ask.body.active,
            password=ask.body.password,
        )


@route("DELETE", "/v1/users/{user}", needs="people:manage", once=True)
async def end_user(ask: Ask[None, None]) -> Person:
    """Switch somebody off: they stay in the audit, their sessions end."""
    async with ask.connection() as connection:
        return await change_person(
            connection, ask.path["user"], by=ask.actor, at=ask.now, active=False
        )


@route("GET", "/v1/roles", needs=SOMEBODY)
async def list_roles(ask: Ask[None, None]) -> Page[RoleView]:
    """The roles and what each may do."""
    return Page(
        [
            RoleView(
                role.name,
                ask.say(role.title),
                [
                    Titled(p.name, ask.say(p.title))
                    for p in PERMISSIONS
                    if p.name in role.permissions
                ],
                role.adjust_limit,
            )
            for role in ROLES.values()
        ],
        total=len(ROLES),
    )


@route("GET", "/v1/audit", needs="audit:read")
async def list_audit(ask: Ask[AuditQuery, None]) -> Page[Entry]:
    """Who did what, latest first."""
    query = ask.query
    place = read_cursor(query.cursor, "audit", int)
    async with ask.connection() as connection:
        rows = await audit(
            connection,
            before=None if place is None else place.at,
            target=(query.target_kind, query.target),
            actor=query.actor,
            limit=query.limit + 1,
        )
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    return Page(rows, next=write_cursor("audit", rows[-1].n) if more else None)


@route("GET", "/v1/audit/state", needs="audit:read")
async def audit_state(ask: Ask[None, None]) -> AuditState:
    """Check the chain of the audit from its first row."""
    async with ask.connection() as connection:
        broken = await broken_link(connection)
    return AuditState(whole=broken is None, broken_at=broken)
