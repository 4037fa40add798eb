"""Signing in and out, and the first run."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke.api.ask import Ask
from shuke.api.operation import ANYBODY, SOMEBODY, Answer, route
from shuke.api.problem import NotFound
from shuke.kernel import Text
from shuke.org import (
    COOKIE,
    ROLES,
    Actor,
    SignedIn,
    change_password,
    csrf_token,
    set_up,
    setup_token,
    sign_in,
    sign_out,
)

_Line = Annotated[str, Meta(min_length=1, max_length=254)]
_Secret = Annotated[str, Meta(min_length=1, max_length=256)]


class Credentials(msgspec.Struct, forbid_unknown_fields=True):
    """What a person signs in with."""

    email: _Line
    password: _Secret


class NewPassword(msgspec.Struct, forbid_unknown_fields=True):
    """The password in use, and the one to use from now on."""

    current: _Secret
    password: _Secret


class User(msgspec.Struct):
    """The person who is signed in."""

    id: str
    email: str | None
    name: str
    role: str | None
    role_title: str | None
    language: str | None
    permissions: list[str]
    adjust_limit: int | None


class Session(msgspec.Struct):
    """A session: who, and the token to send back as `X-CSRF-Token` with every change."""

    user: User
    csrf: str


class SetupState(msgspec.Struct):
    """Whether the first administrator is still to be made."""

    needed: bool


class Setup(msgspec.Struct, forbid_unknown_fields=True):
    """The first administrator; `token` is what the server printed."""

    email: _Line
    name: Annotated[str, Meta(min_length=1, max_length=100)]
    password: _Secret
    token: Annotated[str, Meta(max_length=100)]


@route(
    "POST",
    "/v1/session",
    needs=ANYBODY,
    example={"email": "li@example.com", "password": "a long enough phrase"},
)
async def sign_in_person(ask: Ask[None, Credentials]) -> Session:
    """Sign in: sets the cookie `shuke_session` (HttpOnly, SameSite=Lax, Secure over https)."""
    async with ask.shuke.pool.acquire() as connection:
        signed_in = await sign_in(
            connection,
            ask.body.email,
            ask.body.password,
            at=ask.now,
            network=ask.network,
            agent=ask.request.headers.get("user-agent", ""),
            former=ask.request.cookies.get(COOKIE),
        )
    return _with_cookie(ask, signed_in)


@route("GET", "/v1/session", needs=SOMEBODY)
async def session(ask: Ask[None, None]) -> Session:
    """Who I am."""
    return _session(ask, ask.actor)


@route("DELETE", "/v1/session", needs=SOMEBODY, status=204)
async def sign_out_person(ask: Ask[None, None]) -> None:
    """Sign out: the session ends and the cookie goes."""
    if ask.actor.session is None:
        raise NotFound(Text(en="A key has no session.", zh="密钥没有会话。"))
    async with ask.shuke.pool.acquire() as connection:
        await sign_out(connection, ask.actor, at=ask.now)
    return Answer(None, headers={"set-cookie": _cookie(ask, "", 0)})  # type: ignore[return-value]


@route("PUT", "/v1/session/password", needs=SOMEBODY)
async def change_own_password(ask: Ask[None, NewPassword]) -> Session:
    """Choose another password: every session of this person ends, a new one begins here."""
    body = ask.body
    async with ask.shuke.pool.acquire() as connection:
        await change_password(
            connection,
            ask.actor,
            body.current,
            body.password,
            at=ask.now,
            network=ask.network,
        )
        signed_in = await sign_in(
            connection, ask.actor.email or "", body.password, at=ask.now, network=ask.network
        )
    return _with_cookie(ask, signed_in)


@route("GET", "/v1/setup", needs=ANYBODY)
async def setup_state(ask: Ask[None, None]) -> SetupState:
    """Whether this installation still needs its first administrator."""
    async with ask.shuke.pool.acquire() as connection:
        token = await setup_token(connection, ask.shuke.settings.session_key)
    return SetupState(needed=token is not None)


@route("POST", "/v1/setup", needs=ANYBODY, status=201)
async def setup(ask: Ask[None, Setup]) -> Session:
    """Make the first administrator with the token that the server printed, and sign in."""
    body = ask.body
    async with ask.shuke.pool.acquire() as connection:
        await set_up(
            connection,
            ask.shuke.settings.session_key,
            token=body.token,
            email=body.email,
            name=body.name,
            password=body.password,
            at=ask.now,
            language="zh-CN" if ask.language == "zh" else "en",
            network=ask.network,
        )
        signed_in = await sign_in(
            connection, body.email, body.password, at=ask.now, network=ask.network
        )
    return _with_cookie(ask, signed_in)


def _with_cookie(ask: Ask[None, Any], signed_in: SignedIn) -> Session:
    lasts = int((signed_in.ends_at - ask.now).total_seconds())
    return Answer(  # type: ignore[return-value]
        _session(ask, signed_in.actor),
        headers={"set-cookie": _cookie(ask, signed_in.token, lasts)},
    )


def _cookie(ask: Ask[None, Any], token: str, lasts_seconds: int) -> str:
    secure = "; Secure" if ask.request.scope["scheme"] == "https" else ""
    return f"{COOKIE}={token}; Path=/; Max-Age={lasts_seconds}; HttpOnly; SameSite=Lax{secure}"


def _session(ask: Ask[None, Any], actor: Actor) -> Session:
    role = ROLES.get(actor.role or "")
    secret = ask.shuke.settings.session_key
    return Session(
        user=User(
            id=actor.id,
            email=actor.email,
            name=actor.name,
            role=actor.role,
            role_title=None if role is None else ask.say(role.title),
            language=actor.language,
            permissions=sorted(actor.permissions),
            adjust_limit=None if role is None else role.adjust_limit,
        ),
        csrf="" if actor.session is None else csrf_token(secret, actor.session),
    )
