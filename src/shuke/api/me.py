"""What a member reads of themselves: nobody else's, and nothing in clear.

No route takes a member's id. Who is asking is who is read, so there is nothing to try.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar.response import Stream
from msgspec import Meta

from shuke import ledger, member
from shuke.api import copies
from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.entry import rule_titles
from shuke.api.exchanging import partners_of
from shuke.api.exports import FILES, file_of
from shuke.api.holding import read_statement
from shuke.api.operation import MEMBER, route
from shuke.api.page import Cursor, Page
from shuke.api.person import BalanceShown, Held, balances, held
from shuke.api.problem import NotFound
from shuke.api.standing import TierShown, tiers
from shuke.api.stored_value import (
    PageQuery,
    StoredValueShown,
    ValueLineShown,
    read_lines,
    stored_values,
    value_key,
)
from shuke.engine import bucket_of
from shuke.kernel import Text, jobs
from shuke.ledger import value
from shuke.org import csrf_token

Key = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Feature = Literal["coupons", "gifts", "plans", "stored_values", "transfers", "family"]
"""A part of the page that is there when the programme has something for it."""


class Rung(msgspec.Struct):
    """A tier of a set: what reaches it, and whether the member has it."""

    tier: str
    title: str
    at: int
    mine: bool


class MyTier(TierShown):
    """Where the member stands, and the whole ladder."""

    ladder: list[Rung]


class Me(msgspec.Struct):
    """What the page opens with."""

    csrf: str
    name: str | None
    brand: str
    zone: str
    today: date
    now: datetime
    currency: str | None
    money: str
    money_digits: int
    balances: list[BalanceShown]
    tiers: list[MyTier]
    features: list[Feature]


class StatementQuery(msgspec.Struct, kw_only=True):
    """Which currency; without one, all of them."""

    currency: Key | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 30
    cursor: Cursor | None = None


class MyLine(msgspec.Struct):
    """A line of the statement; `title` is the rule that gave, or the partner of an exchange. What
    operators write down for one another is not in it."""

    entry: str
    time: datetime
    kind: str
    currency: str
    amount: int
    balance_after: int
    title: str | None
    key: str | None
    expires_on: date | None


class LotsQuery(msgspec.Struct, kw_only=True):
    """Which currency."""

    currency: Key


class MyLot(msgspec.Struct):
    """Points with the same first and last day of use; without a last day they stay."""

    state: Literal["pending", "usable", "debt"]
    amount: int
    usable_on: date | None
    expires_on: date | None


class Kept(msgspec.Struct):
    """Something that is kept of the member, masked."""

    title: str
    value: str


class MyPrivacy(msgspec.Struct):
    """What is kept of the member; values that name a person are masked here too."""

    identities: list[Kept]
    profile: list[Kept]
    events: int
    entries: int
    since: datetime | None


class MyCopy(msgspec.Struct):
    """A copy of everything that is kept, on its way or ready."""

    status: Literal["none", "waiting", "ready", "failed"]
    asked_at: datetime | None = None
    until: datetime | None = None


_COUNTED: Final = """
select (select count(*) from engine_log where bucket = $1 and subject = $2 and type <> 'tick'),
       (select count(*) from ledger_entry where bucket = $1 and subject = $2),
       (select min(at) from engine_log where bucket = $1 and subject = $2)
"""


@route("GET", "/v1/me", needs=MEMBER)
async def me(ask: Ask[None, None]) -> Me:
    """Who I am, what I hold and where I stand."""
    found = await _mine(ask)
    cards = await member.cards(ask.shuke.pool, ask.shuke.keyring, [found.subject])
    programme = found.release.programme
    assert ask.actor.session is not None, "a member comes with a session"
    return Me(
        csrf=csrf_token(ask.shuke.settings.session_key, ask.actor.session),
        name=cards[found.subject].name,
        brand=ask.say(programme.name),
        zone=programme.zone,
        today=date.fromordinal(found.today),
        now=ask.now,
        currency=found.release.plans["app"].currency,
        money=programme.money.currency,
        money_digits=programme.money.minor_digits,
        balances=balances(ask, found),
        tiers=[_with_ladder(ask, found, one) for one in tiers(ask, found)],
        features=_features(found),
    )


@route("GET", "/v1/me/statement", needs=MEMBER)
async def my_statement(ask: Ask[StatementQuery, None]) -> Page[MyLine]:
    """My points, movement by movement, latest first."""
    found = await _mine(ask)
    query = ask.query
    page = await read_statement(ask, found.subject, query.currency, query.limit, query.cursor)
    titles = rule_titles(ask)
    partners = await partners_of(ask, found.subject, [line.seq for line in page.items])
    items = [_line(line, titles, partners.get(line.seq)) for line in page.items]
    return Page(items, page.next, page.prev)


@route("GET", "/v1/me/lots", needs=MEMBER)
async def my_lots(ask: Ask[LotsQuery, None]) -> Page[MyLot]:
    """My points by the day they end: a debt first, what is usable, what is pending."""
    found = await _mine(ask)
    shown: dict[tuple[Any, ...], MyLot] = {}
    for lot in ledger.lots(found.state.ledger, ask.query.currency, found.today):
        # Who funds a lot and when it was earned is the programme's affair.
        starts = lot.usable_on if lot.state == "pending" else None
        key = (lot.state, starts, lot.expires_on)
        shown.setdefault(key, MyLot(lot.state, 0, starts, lot.expires_on)).amount += lot.amount
    return Page(list(shown.values()), total=len(shown))


@route("GET", "/v1/me/stored-values", needs=MEMBER)
async def my_stored_values(ask: Ask[None, None]) -> Page[StoredValueShown]:
    """What I have paid in, principal and bonus, and what paying in more would bring."""
    items = stored_values(ask, await _mine(ask))
    return Page(items, total=len(items))


@route("GET", "/v1/me/stored-values/{value}/statement", needs=MEMBER)
async def my_value_statement(ask: Ask[PageQuery, None]) -> Page[ValueLineShown]:
    """What I paid in and what was paid with it, latest first."""
    page = await read_lines(ask, await _mine(ask), value_key(ask))
    for line in page.items:
        line.note = None  # What operators write down for one another.
    return page


@route("GET", "/v1/me/privacy", needs=MEMBER)
async def my_privacy(ask: Ask[None, None]) -> MyPrivacy:
    """What is kept of me, masked, and how much of it."""
    found = await _mine(ask)
    pool, keyring = ask.shuke.pool, ask.shuke.keyring
    names = await member.identities(pool, keyring, found.subject)
    profile = await member.profile(pool, keyring, found.release, found.subject, found.state.member)
    counted = await pool.fetchrow(_COUNTED, bucket_of(found.subject), found.subject)
    assert counted is not None, "a select without a table has a row"
    return MyPrivacy(
        [Kept(ask.say(one.title), one.masked) for one in names],
        [Kept(ask.say(one.title), str(one.value)) for one in profile if one.value is not None],
        *counted,
    )


@route("POST", "/v1/me/copy", needs=MEMBER, status=202, once=True)
async def ask_copy(ask: Ask[None, None]) -> MyCopy:
    """Ask for a copy of everything that is kept of me; one at a time."""
    found = await _mine(ask)
    known = await _copy(ask)
    if known is None or known.status in ("failed", "none"):
        async with ask.connection() as connection:
            await jobs.enqueue(
                connection,
                copies.kind_of(ask.shuke),
                copies.CopyOf(found.subject),
                now=ask.now,
                asked_by=ask.actor.id,
            )
        await note(ask, "member.copied", ("member", found.subject))
        known = MyCopy("waiting", ask.now)
    return known


@route("GET", "/v1/me/copy", needs=MEMBER)
async def my_copy(ask: Ask[None, None]) -> MyCopy:
    """How far my copy is."""
    return await _copy(ask) or MyCopy("none")


@route("GET", "/v1/me/copy/file", needs=MEMBER, answers=dict[str, Any])
async def my_copy_file(ask: Ask[None, None]) -> Stream:
    """My copy, as a JSON file in clear."""
    job = await _job(ask)
    if job is None or job.status != "done":
        raise NotFound(Text(en="There is no copy yet.", zh="还没有副本。"))
    return await file_of(ask, job, _MINE)


async def _unseal(ask: Ask[Any, Any], job_id: str) -> jobs.Sealing:
    """Whoever asks is the member, who needs no permission to see it in clear."""
    return await copies.unsealing(ask.shuke, job_id)


_MINE: Final = replace(FILES[copies.NAME], unseal=_unseal)


def _features(found: Held) -> list[Feature]:
    documents = found.release.documents
    features: list[Feature] = []
    if documents.get("coupon") or found.state.reward.coupons:
        features.append("coupons")
    if documents.get("gift"):
        features.append("gifts")
    if documents.get("paid_plan"):
        features.append("plans")
    if documents.get("stored_value") or any(map(value.value_of, found.state.ledger.pots)):
        features.append("stored_values")
    if documents.get("transfer_terms") or found.state.transfer.coming:
        features.append("transfers")
    own = found.state.transfer
    if documents.get("family_terms") or own.mine is not None:
        features.append("family")
    return features


async def _mine(ask: Ask[Any, Any]) -> Held:
    """The member who is asking, as they stand."""
    return await held(ask, ask.actor.id)


async def _job(ask: Ask[Any, Any]) -> jobs.JobRow | None:
    async with ask.connection() as connection:
        found = await jobs.jobs(connection, name=copies.NAME, asked_by=ask.actor.id, limit=1)
    return found[0] if found else None


async def _copy(ask: Ask[Any, Any]) -> MyCopy | None:
    job = await _job(ask)
    if job is None:
        return None
    if job.status == "done" and job.ended_at is not None:
        until = job.ended_at + jobs.KEPT_FOR
        return MyCopy("ready", job.asked_at, until) if until > ask.now else MyCopy("none")
    return MyCopy("waiting" if job.status in ("queued", "running") else "failed", job.asked_at)


def _with_ladder(ask: Ask[Any, Any], found: Held, shown: TierShown) -> MyTier:
    document = found.release.documents["tier_set"][shown.set]
    ladder = [
        Rung(one.key, ask.say(one.name), one.at, one.key == shown.tier) for one in document.tiers
    ]
    return MyTier(**msgspec.structs.asdict(shown), ladder=ladder)


def _line(line: ledger.StatementLine, titles: dict[str, str], partner: str | None) -> MyLine:
    return MyLine(
        f"{line.seq}-{line.n}",
        line.time,
        line.kind,
        line.currency,
        line.amount,
        line.balance_after,
        titles.get(line.rule) if line.rule else partner,
        line.key,
        line.expires_on,
    )
