"""How a member comes to their page: by a signed link, or in the demo by a one-time code."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from shuke import member, visit
from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.operation import ANYBODY, MEMBER, Answer, route
from shuke.api.person import held
from shuke.api.problem import NotFound
from shuke.kernel import Text
from shuke.org import Connection, count_attempt, counters, csrf_token, forget_attempts

TellPasscode = Callable[[str, str], None]
"""Told (whom, the code); the demo writes it on its terminal."""
COOKIE_PATH: Final = "/v1/me"
_SHORTEST_SECONDS: Final = 30
_LONGEST_SECONDS: Final = int(visit.LONGEST_LINK.total_seconds())
_Identity = Annotated[str, Meta(min_length=3, max_length=200, pattern="^[a-z_]+:")]


class Linking(msgspec.Struct, forbid_unknown_fields=True):
    """How long the link may be opened."""

    lasts_seconds: Annotated[int, Meta(ge=_SHORTEST_SECONDS, le=_LONGEST_SECONDS)] = int(
        visit.LINK_LASTS.total_seconds()
    )


class LinkMade(msgspec.Struct):
    """A link that lets this member in once. `path` belongs behind the address of this server."""

    path: str
    token: str
    ends_at: datetime


class Entering(msgspec.Struct, forbid_unknown_fields=True):
    """The token of a link."""

    token: Annotated[str, Meta(min_length=1, max_length=visit.LONGEST_TOKEN)]


class PasscodeFor(msgspec.Struct, forbid_unknown_fields=True):
    """Whom the code is for: `phone:…`, `card:…`."""

    identity: _Identity


class EnteringByCode(msgspec.Struct, forbid_unknown_fields=True):
    """An identity, and the code that was sent to it."""

    identity: _Identity
    code: Annotated[str, Meta(pattern=r"^[0-9]{6}$")]


class PasscodeSent(msgspec.Struct):
    """The same for everybody: whether somebody has the identity is not told."""

    lasts_seconds: int


class Doors(msgspec.Struct):
    """Which ways lead in here."""

    link: bool
    one_time_code: bool


class Entered(msgspec.Struct):
    """The session's CSRF token: to be sent as `X-CSRF-Token` with every change."""

    csrf: str


@route(
    "POST",
    "/v1/members/{member}/link",
    needs="members:link",
    status=201,
    once=timedelta(seconds=_SHORTEST_SECONDS),
    example={"lasts_seconds": 300},
)
async def link_member(ask: Ask[None, Linking]) -> LinkMade:
    """Make a link that signs a member in to their page, once. Audited."""
    found = await held(ask, ask.path["member"])
    lasts = timedelta(seconds=ask.body.lasts_seconds)
    link = visit.make_link(_secret(ask), found.subject, ask.now, lasts)
    await note(ask, "member.linked", ("member", found.subject))
    return LinkMade(f"/m/enter?token={link.token}", link.token, link.ends_at)


@route("GET", "/v1/me/doors", needs=ANYBODY)
async def doors(ask: Ask[None, None]) -> Doors:
    """Which ways of signing in this installation has."""
    return Doors(link=True, one_time_code=_teller(ask) is not None)


@route("POST", "/v1/me/session", needs=ANYBODY, example={"token": "01J….1767000000.…"})
async def enter_by_link(ask: Ask[None, Entering]) -> Entered:
    """Sign in by a link, once: sets `shuke_member` (HttpOnly, SameSite=Strict, only for /v1/me)."""
    link = visit.open_link(_secret(ask), ask.body.token, ask.now)
    found = await held(ask, link.subject)
    async with ask.connection() as connection, connection.transaction():
        await visit.use_link(connection, link, ask.now)
        begun = await _begun(ask, connection, found.subject)
    return _entered(ask, begun)


@route("POST", "/v1/me/passcode", needs=ANYBODY, status=202, example={"identity": "card:VIP10086"})
async def send_passcode(ask: Ask[None, PasscodeFor]) -> PasscodeSent:
    """Ask for a one-time code. Only where this installation can deliver one: in the demo."""
    tell = _teller(ask)
    if tell is None:
        raise _closed()
    async with ask.connection() as connection:
        await count_attempt(connection, _counters(ask, "send"), ask.now)
        subject = await _subject(ask)
        if subject is not None:
            code = await visit.make_passcode(connection, _secret(ask), subject, ask.now)
            tell(ask.body.identity, code)
    return PasscodeSent(int(visit.PASSCODE_LASTS.total_seconds()))


@route(
    "POST",
    "/v1/me/session/passcode",
    needs=ANYBODY,
    example={"identity": "card:VIP10086", "code": "042318"},
)
async def enter_by_passcode(ask: Ask[None, EnteringByCode]) -> Entered:
    """Sign in by a one-time code. Guesses are counted before they are looked at."""
    if _teller(ask) is None:
        raise _closed()
    keys = _counters(ask, "enter")
    async with ask.connection() as connection:
        await count_attempt(connection, keys, ask.now)
        subject = await _subject(ask)
        if subject is None or not await visit.try_passcode(
            connection, _secret(ask), subject, ask.body.code, ask.now
        ):
            raise visit.PasscodeRefused
        await forget_attempts(connection, keys, ask.now)
        found = await held(ask, subject)
        begun = await _begun(ask, connection, found.subject)
    return _entered(ask, begun)


@route("DELETE", "/v1/me/session", needs=MEMBER, status=204)
async def leave(ask: Ask[None, None]) -> None:
    """Sign out: the session ends and the cookie goes."""
    assert ask.actor.session is not None, "a member comes with a session"
    async with ask.connection() as connection:
        await visit.end_visit(connection, ask.actor.session)
    return Answer(None, headers={"set-cookie": _cookie(ask, "", 0)})  # type: ignore[return-value]


async def _begun(ask: Ask[None, Any], connection: Connection, subject: str) -> visit.Visit:
    former = ask.request.cookies.get(visit.MEMBER_COOKIE)
    return await visit.begin_visit(connection, subject, ask.now, former)


async def _subject(ask: Ask[None, Any]) -> str | None:
    """Whose identity it is. An identity that cannot be one is nobody's."""
    region = member.region_of(ask.release.programme)
    kind = ask.body.identity.partition(":")[0]
    if kind not in member.IDENTITY_KINDS:
        return None
    try:
        return await member.find(ask.shuke.pool, ask.shuke.keyring, ask.body.identity, region)
    except member.IdentityInvalid:
        return None


def _counters(ask: Ask[None, Any], what: str) -> dict[bytes, int]:
    return counters(f"member:{what}:{ask.body.identity}", f"member:{what}:{ask.network}")


def _entered(ask: Ask[None, Any], begun: visit.Visit) -> Entered:
    lasts = int((begun.ends_at - ask.now).total_seconds())
    return Answer(  # type: ignore[return-value]
        Entered(csrf_token(_secret(ask), begun.hash)),
        headers={"set-cookie": _cookie(ask, begun.token, lasts)},
    )


def _cookie(ask: Ask[None, Any], token: str, lasts_seconds: int) -> str:
    secure = "; Secure" if ask.request.scope["scheme"] == "https" else ""
    return (
        f"{visit.MEMBER_COOKIE}={token}; Path={COOKIE_PATH}; Max-Age={lasts_seconds}; HttpOnly;"
        f" SameSite=Strict{secure}"
    )


def _secret(ask: Ask[None, Any]) -> bytes:
    return ask.shuke.settings.session_key


def _teller(ask: Ask[None, Any]) -> TellPasscode | None:
    tell: TellPasscode | None = ask.request.app.state.tell_passcode
    return tell


def _closed() -> NotFound:
    return NotFound(
        Text(en="One-time codes are not sent here.", zh="这里不发送验证码。"),
        hint=Text(en="Sign in by a link from the brand's app.", zh="请从品牌的应用打开会员页。"),
    )
