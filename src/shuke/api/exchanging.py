"""Points of members exchanged with partners: one more, one undone, and what was exchanged."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from shuke.api.act import Done, act
from shuke.api.ask import Ask
from shuke.api.holding import Key
from shuke.api.operation import route
from shuke.api.page import Page
from shuke.api.person import held
from shuke.engine import bucket_of

Reference = Annotated[str, Meta(min_length=1, max_length=96)]
Reason = Annotated[str, Meta(min_length=2, max_length=512)]
Way = Literal["out", "in"]
_MOST: Final = 200


class ExchangeShown(msgspec.Struct, kw_only=True):
    """An exchange of a member: our points and theirs, and what the partner owes for it."""

    at: datetime
    seq: int
    partner: str
    title: str
    way: str
    currency: str
    reference: str
    points: int
    theirs: int
    cents: int
    reversed_at: datetime | None


class Exchanging(msgspec.Struct, forbid_unknown_fields=True):
    """Points for points: `amount` is what is given, ours for `out`, theirs for `in`."""

    partner: Key
    way: Way
    amount: Annotated[int, Meta(ge=1, le=10**12)]
    reference: Reference


class Reversing(msgspec.Struct, forbid_unknown_fields=True):
    """Which exchange, and why."""

    partner: Key
    reference: Reference
    reason: Reason | None = None


@route(
    "POST",
    "/v1/members/{member}/exchanges",
    needs="events:write",
    status=201,
    example={"partner": "airline", "way": "out", "amount": 300, "reference": "FF-20260105-1"},
)
async def exchange_points(ask: Ask[None, Exchanging]) -> Done:
    """Exchange points with a partner. Its reference is the act's own number: sent again, it is the
    same exchange; sent with another amount or member, it is refused."""
    found = await held(ask, ask.path["member"])
    body = ask.body
    return await act(
        ask, "partner.exchange", f"member:{found.subject}", msgspec.to_builtins(body),
        under=(f"partner:{body.partner}", body.reference),
    )  # fmt: skip


@route(
    "POST",
    "/v1/members/{member}/exchanges/reverse",
    needs="events:write",
    act=True,
    example={"partner": "airline", "reference": "FF-20260105-1", "reason": "Booked twice"},
)
async def reverse_exchange(ask: Ask[None, Reversing]) -> Done:
    """Undo an exchange, whole. Asked again, nothing happens."""
    found = await held(ask, ask.path["member"])
    data = {name: its for name, its in msgspec.to_builtins(ask.body).items() if its is not None}
    return await act(
        ask, "partner.reverse", f"member:{found.subject}", data, reason=ask.body.reason,
        audited={"partner": ask.body.partner, "reference": ask.body.reference},
    )  # fmt: skip


_EXCHANGES: Final = """
with mine as (
    select * from partner_entry where bucket = $1 and subject = $2 and kind in ('out', 'in')
)
select its.at, its.seq, its.partner, its.kind as way, its.key as currency, its.ref as reference,
       its.count as points, its.amount as theirs, its.cents, undone.at as reversed_at
from mine as its
left join mine as undone on undone.partner = its.partner and undone.ref = its.ref and undone.back
where not its.back order by its.seq desc, its.n desc limit $3
"""


@route("GET", "/v1/members/{member}/exchanges", needs="members:read")
async def member_exchanges(ask: Ask[None, None]) -> Page[ExchangeShown]:
    """What a member exchanged with partners, the latest first (200)."""
    found = await held(ask, ask.path["member"])
    async with ask.connection() as connection:
        rows = await connection.fetch(_EXCHANGES, bucket_of(found.subject), found.subject, _MOST)
    return Page(
        [ExchangeShown(title=ask.title("partner", row["partner"]), **dict(row)) for row in rows]
    )


_PARTNERS: Final = """
select distinct seq, partner from partner_entry
where bucket = $1 and subject = $2 and seq = any($3::bigint[]) and kind in ('out', 'in')
"""


async def partners_of(ask: Ask[Any, Any], subject: str, seqs: list[int]) -> dict[int, str]:
    """With whom a member's events exchanged points: the partner's name by `seq`."""
    if not ask.release.documents.get("partner") or not seqs:
        return {}
    async with ask.connection() as connection:
        rows = await connection.fetch(_PARTNERS, bucket_of(subject), subject, seqs)
    return {row["seq"]: ask.title("partner", row["partner"]) for row in rows}
