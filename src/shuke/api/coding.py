"""The member code: the phone gets the day's key, a till finds out whose code it has read."""

from base64 import b64encode
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke import ledger, member, visit
from shuke.api.ask import Ask
from shuke.api.operation import MEMBER, route
from shuke.api.person import held
from shuke.api.standing import tier_names
from shuke.org import count_attempt, counters, forget_attempts


class CodeKeyShown(msgspec.Struct):
    """With what a phone makes the day's codes: `handle` and eight digits of
    HMAC-SHA-256(key, minute), as docs/how/member-page.md says. Never store it beyond `ends_at`."""

    handle: str
    key: str
    code: str
    """The code of this moment, for phones that cannot make their own."""
    seconds: int
    now: datetime
    ends_at: datetime


class CodeRead(msgspec.Struct, forbid_unknown_fields=True):
    """The twenty digits that were scanned or typed."""

    code: Annotated[str, Meta(min_length=1, max_length=40)]


class CodeOf(msgspec.Struct):
    """Whose code it was; `subject` is what events are sent with."""

    subject: str
    member: str
    name: str | None
    tier: str | None
    tier_name: str | None
    points: int


@route("GET", "/v1/me/code", needs=MEMBER)
async def my_code(ask: Ask[None, None]) -> CodeKeyShown:
    """The key of today's member codes; it works without a network until the business day ends."""
    found = await held(ask, ask.actor.id)
    tomorrow = date.fromordinal(found.today + 1)
    ends_at = datetime.combine(tomorrow, time(), found.release.zone)
    if ends_at - ask.now < timedelta(minutes=2):
        # Who opens the page at the last minute is not to stand at the till without a code.
        ends_at += timedelta(days=1)
    async with ask.connection() as connection:
        key = await visit.code_key(
            connection, ask.shuke.settings.session_key, found.subject, ends_at, ask.now
        )
    return CodeKeyShown(
        key.handle,
        b64encode(key.key).decode(),
        visit.member_code(key, ask.now),
        visit.CODE_SECONDS,
        ask.now,
        key.ends_at,
    )


@route(
    "POST",
    "/v1/member-codes/resolve",
    needs="codes:read",
    once=True,
    example={"code": "38120467195504418273"},
)
async def resolve_code(ask: Ask[None, CodeRead]) -> CodeOf:
    """Whose code a till has read: the present one or the one before, each of them once.

    Codes that nobody shows are counted; after some of them the key has to wait.
    """
    code = ask.body.code.replace(" ", "")
    keys = counters(f"code:{code[:12]}", f"code:{ask.actor.source}")
    # Counted apart: the act is undone when it refuses, the count is not.
    async with ask.shuke.pool.acquire() as counting:
        await count_attempt(counting, keys, ask.now)
    async with ask.connection() as connection:
        try:
            subject = await visit.read_code(
                connection, ask.shuke.settings.session_key, code, ask.now
            )
        except (visit.CodeExpired, visit.CodeUsed):
            await _forget(ask, keys)
            raise
    if subject is None:
        raise visit.CodeUnknown
    await _forget(ask, keys)
    found = await held(ask, subject)
    return await _owner(ask, found)


async def _owner(ask: Ask[None, Any], found: Any) -> CodeOf:
    main = found.release.plans["app"]
    cards = await member.cards(ask.shuke.pool, ask.shuke.keyring, [found.subject])
    usable = ledger.balance(found.state.ledger, main.currency, found.today)[0]
    return CodeOf(
        f"member:{found.subject}",
        found.subject,
        cards[found.subject].name,
        found.row.tier,
        tier_names(ask, found.release).get((main.tier_set, found.row.tier)),
        usable if main.currency else 0,
    )


async def _forget(ask: Ask[None, Any], keys: dict[bytes, int]) -> None:
    async with ask.shuke.pool.acquire() as counting:
        await forget_attempts(counting, keys, ask.now)
