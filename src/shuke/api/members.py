"""Members: list, look up, one member, register."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from shuke import member
from shuke.api.act import Done, act
from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.api.page import Cursor, Limit, Page
from shuke.api.person import MemberDetail, MemberItem, detail, items, one
from shuke.api.problem import RequestInvalid
from shuke.kernel import ShukeError, Text
from shuke.member import MemberFilter

Reference = Annotated[
    str, Meta(min_length=3, max_length=300, description="`phone:…`, `card:…`, `order:…`, …")
]
Moment = Annotated[datetime, Meta(tz=True)]
Amount = Annotated[int, Meta(ge=-(2**62), le=2**62)]
Several = Annotated[str, Meta(max_length=500, description="One or several, with commas between.")]
Sort = Literal[
    "-last_order_at",
    "last_order_at",
    "-registered_at",
    "registered_at",
    "-balance",
    "balance",
    "-orders",
    "orders",
]


class MemberQuery(msgspec.Struct, kw_only=True):
    """Which members. Every given part must hold; ranges are inclusive."""

    q: Annotated[str, Meta(max_length=256)] | None = None
    tier: Several | None = None
    stage: Several | None = None
    channel: Several | None = None
    provisional: bool | None = None
    registered_from: Moment | None = None
    registered_to: Moment | None = None
    last_order_from: Moment | None = None
    last_order_to: Moment | None = None
    balance_min: Amount | None = None
    balance_max: Amount | None = None
    orders_min: Amount | None = None
    orders_max: Amount | None = None
    sort: Sort = "-last_order_at"
    limit: Limit = 50
    cursor: Cursor | None = None


class LookupQuery(msgspec.Struct):
    """An identity, an order number or a member id."""

    identity: Reference


class Found(msgspec.Struct):
    """The member behind a reference."""

    member: MemberItem


class Identity(msgspec.Struct, forbid_unknown_fields=True):
    """One name under which a member is known."""

    kind: Annotated[str, Meta(min_length=1, max_length=32)]
    value: Annotated[str, Meta(min_length=1, max_length=256)]


class NewMember(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody to register; the first identity says who it is."""

    identities: Annotated[list[Identity], Meta(min_length=1, max_length=20)]
    channel: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    code: Annotated[str, Meta(min_length=1, max_length=128)] | None = None
    profile: dict[str, Any] | None = None


@route("GET", "/v1/members", needs="members:read")
async def list_members(ask: Ask[MemberQuery, None]) -> Page[MemberItem]:
    """Members by filter, page by page, with an exact total.

    `q` finds by a whole id, order number, phone, card, e-mail or account: names are sealed.
    """
    query = ask.query
    where = filter_of(query)
    if query.q and query.q.strip():
        region = member.region_of(ask.release.programme)
        where.subjects = await member.search(ask.shuke.pool, ask.shuke.keyring, query.q, region)
    page = await member.list_members(
        ask.shuke.pool,
        where,
        sort=_column(query.sort),
        descending=query.sort.startswith("-"),
        limit=query.limit,
        cursor=query.cursor or None,
    )
    return Page(await items(ask, page.items), page.next, page.previous, page.total)


@route("GET", "/v1/members/lookup", needs="members:read")
async def look_up_member(ask: Ask[LookupQuery, None]) -> Found:
    """The member of an identity, an order or an id; 404 when there is none."""
    subject = await member.find(
        ask.shuke.pool,
        ask.shuke.keyring,
        ask.query.identity,
        member.region_of(ask.release.programme),
    )
    row = await one(ask, subject or "")
    return Found((await items(ask, [row]))[0])


@route("GET", "/v1/members/{member}", needs="members:read")
async def get_member(ask: Ask[None, None]) -> MemberDetail:
    """One member: who, what they hold, their tiers, what they have bought."""
    return await detail(ask, ask.path["member"])


@route(
    "POST",
    "/v1/members",
    needs="members:write",
    status=201,
    act=True,
    example={
        "identities": [{"kind": "phone", "value": "13800000000"}],
        "channel": "store",
        "profile": {"name": "张三"},
    },
)
async def register_member(ask: Ask[None, NewMember]) -> Done:
    """Register a member, or complete a provisional one. Registering again changes the profile."""
    body = ask.body
    first, *others = body.identities
    data: dict[str, Any] = {}
    if body.channel is not None:
        data["channel"] = body.channel
    if body.code is not None:
        data["code"] = body.code
    if others:
        data["identities"] = others
    if body.profile is not None:
        data["profile"] = body.profile
    if first.kind not in member.IDENTITY_KINDS:
        # Checked here because `member:…` would be a subject, and is no identity.
        member.normalise(first.kind, first.value, None, "/identities/0/kind")
    try:
        return await act(ask, "member.registered", f"{first.kind}:{first.value}", data)
    except ShukeError as error:
        error.place = _in_body(error.place)
        raise


_OTHER = re.compile(r"/identities/(\d+)(.*)")


def _in_body(place: str | None) -> str | None:
    """Where in the body it is: the first identity became the subject, the others the data."""
    if place == "/subject":
        return "/identities/0/value"
    other = _OTHER.fullmatch(place or "")
    return place if other is None else f"/identities/{int(other[1]) + 1}{other[2]}"


def filter_of(query: MemberQuery) -> MemberFilter:
    """The room's filter of a query. Errors: `request_invalid`."""
    return MemberFilter(
        tier=_split(query.tier),
        stage=_split(query.stage),
        channel=_split(query.channel),
        provisional=query.provisional,
        registered_from=_moment(query.registered_from, "registered_from"),
        registered_to=_moment(query.registered_to, "registered_to"),
        last_order_from=_moment(query.last_order_from, "last_order_from"),
        last_order_to=_moment(query.last_order_to, "last_order_to"),
        balance_min=query.balance_min,
        balance_max=query.balance_max,
        orders_min=_small(query.orders_min),
        orders_max=_small(query.orders_max),
    )


def _split(several: str | None) -> list[str]:
    return [part for part in (several or "").split(",") if part]


def _column(sort: str) -> Any:
    return sort.removeprefix("-")


def _moment(value: datetime | None, name: str) -> datetime | None:
    """Years that a programme can have; others do not survive a change of zone."""
    if value is not None and not 1970 <= value.year <= 9000:
        raise RequestInvalid(
            Text(en="The year must lie between 1970 and 9000.", zh="年份须在 1970 到 9000 之间。"),
            place=f"/{name}",
        )
    return value


def _small(value: int | None) -> int | None:
    """Order counts are four bytes wide; a bound beyond them bounds nothing more."""
    return None if value is None else max(min(value, 2**31 - 1), -(2**31))
