"""Benefits at the desk: every use of a member, one more, one taken back; and uses by month."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke.api.act import Done, act
from shuke.api.ask import Ask
from shuke.api.holding import Key
from shuke.api.operation import route
from shuke.api.page import Page, Paged, cut, read_cursor
from shuke.api.person import held
from shuke.api.problem import NotFound, RequestInvalid
from shuke.engine import bucket_of
from shuke.kernel import Text
from shuke.rule import use_of

Reason = Annotated[str, Meta(min_length=2, max_length=512)]
Number = Annotated[str, Meta(min_length=1, max_length=128)]
Label = Annotated[str, Meta(min_length=1, max_length=64)]
MONTHS = 12
_LARGEST = 2**63 - 1


class UseShown(msgspec.Struct, kw_only=True):
    """One use. `held`: it belongs to an open hold, which alone can take it back."""

    use_id: str
    seq: int
    at: datetime
    benefit: str
    title: str
    count: int
    channel: str | None
    store: str | None
    order_id: str | None
    returned_at: datetime | None
    held: bool


class Using(msgspec.Struct, forbid_unknown_fields=True):
    """How many uses, where, and for what."""

    count: Annotated[int, Meta(ge=1, le=1000)] = 1
    use_id: Number | None = None
    channel: Label | None = None
    store: Label | None = None
    order_id: Number | None = None
    reason: Reason | None = None


class TakingBack(msgspec.Struct, forbid_unknown_fields=True):
    """Which use, and why it is taken back."""

    use_id: Number
    reason: Reason


class MonthOfUse(msgspec.Struct):
    """A month: uses and uses taken back, of how many members, and what both come to."""

    month: date
    used: int
    returned: int
    members: int
    worth_cents: int
    cost_cents: int


class SharedWith(msgspec.Struct):
    """A partner of the pool: what a use costs, and who pays it (brand, partner)."""

    partner: str
    title: str
    price_cents: int
    payer: str


class BenefitUsed(msgspec.Struct):
    """A benefit's pool (`size` and `left` null: no limit), whom it is shared with, its months."""

    benefit: str
    size: int | None
    left: int | None
    shared: list[SharedWith]
    months: list[MonthOfUse]


_USES = """
with mine as (select * from reward_benefit where bucket = $1 and subject = $2)
select used.seq, used.n, used.at, used.benefit, used.count, used.use_id, used.channel, used.store,
       used.order_id, back.at as returned_at
from mine as used left join mine as back on back.use_id = used.use_id and back.act = 'returned'
where used.act = 'used'
"""
_OLDER = f"{_USES} and (used.seq, used.n) < ($3, $4) order by used.seq desc, used.n desc limit $5"
_NEWER = f"{_USES} and (used.seq, used.n) > ($3, $4) order by used.seq, used.n limit $5"
_MONTHS = """
select date_trunc('month', day)::date as month,
       coalesce(sum(count) filter (where act = 'used'), 0)::bigint as used,
       coalesce(sum(count) filter (where act = 'returned'), 0)::bigint as returned,
       count(distinct subject) filter (where act = 'used') as members,
       coalesce(sum(worth_cents * signed), 0)::bigint as worth_cents,
       coalesce(sum(cost_cents * signed), 0)::bigint as cost_cents
from reward_benefit
cross join lateral (select case act when 'used' then count else -count end as signed) as counted
where benefit = $1 and day >= $2 group by 1
"""
_TAKEN = 'select size - "left" from engine_stock where id = $1'


@route("GET", "/v1/members/{member}/benefits/uses", needs="members:read")
async def member_benefit_uses(ask: Ask[Paged, None]) -> Page[UseShown]:
    """Every use of the member's benefits in whatever channel, the latest first."""
    found = await held(ask, ask.path["member"])
    query, of = ask.query, f"uses:{found.subject}"
    place = read_cursor(query.cursor, of, tuple[int, int])
    at = (_LARGEST, 0) if place is None else place.at
    if not (0 <= at[0] <= _LARGEST and 0 <= at[1] < 2**31):
        raise RequestInvalid(place="/cursor")
    statement = _NEWER if place is not None and place.back else _OLDER
    async with ask.connection() as connection:
        rows = await connection.fetch(
            statement, bucket_of(found.subject), found.subject, *at, query.limit + 1
        )
    page = cut(rows, query.limit, of, lambda row: (row["seq"], row["n"]), place)
    open_uses = {
        use_of(hold.id, one.benefit) for hold in found.state.reward.holds for one in hold.uses
    }
    items = [
        UseShown(
            use_id=row["use_id"],
            seq=row["seq"],
            at=row["at"],
            benefit=row["benefit"],
            title=ask.title("benefit", row["benefit"]),
            count=row["count"],
            channel=row["channel"],
            store=row["store"],
            order_id=row["order_id"],
            returned_at=row["returned_at"],
            held=row["use_id"] in open_uses,
        )
        for row in page.items
    ]
    return Page(items, page.next, page.prev)


@route(
    "POST",
    "/v1/members/{member}/benefits/{benefit}/uses",
    needs="benefits:use",
    status=201,
    act=True,
    example={"channel": "store", "store": "Main street", "reason": "Shown at the desk"},
)
async def use_benefit(ask: Ask[None, Using]) -> Done:
    """Use a benefit for a member at the desk; a till sends the event `benefit.use` itself."""
    found = await held(ask, ask.path["member"])
    body = msgspec.to_builtins(ask.body)
    data = {"benefit": _key(ask)} | {name: its for name, its in body.items() if its is not None}
    reason = data.pop("reason", None)
    data.setdefault("use_id", ask.number())
    return await act(
        ask, "benefit.use", f"member:{found.subject}", data, audited=data, reason=reason
    )


@route(
    "POST",
    "/v1/members/{member}/benefits/returns",
    needs="benefits:use",
    act=True,
    example={"use_id": "U-20260105-1", "reason": "The visit was cancelled"},
)
async def return_benefit(ask: Ask[None, TakingBack]) -> Done:
    """Take a use back: the quota of its period and the stock for all have it again."""
    found = await held(ask, ask.path["member"])
    data = {"use_id": ask.body.use_id, "reason": ask.body.reason}
    return await act(
        ask, "benefit.return", f"member:{found.subject}", data,
        audited={"use_id": ask.body.use_id}, reason=ask.body.reason,
    )  # fmt: skip


@route("GET", "/v1/benefits/{benefit}/months", needs="figures:read")
async def benefit_months(ask: Ask[None, None]) -> BenefitUsed:
    """A benefit's uses by month, the last twelve, and what is left of its common pool.

    What is taken back counts in the month in which it was.
    """
    key = _key(ask)
    document = ask.release.documents.get("benefit", {}).get(key)
    if document is None:
        raise _unknown()
    today = ask.now.astimezone(ask.release.zone).date()
    months = [_before(today, ago) for ago in reversed(range(MONTHS))]
    async with ask.connection() as connection:
        rows = await connection.fetch(_MONTHS, key, months[0])
        taken = await connection.fetchval(_TAKEN, f"benefit:{key}")
    told = {row["month"]: MonthOfUse(*row) for row in rows}
    size = document.stock
    return BenefitUsed(
        key,
        size,
        None if size is None else max(size - (taken or 0), 0),
        _shared(ask, key),
        [told.get(month) or MonthOfUse(month, 0, 0, 0, 0, 0) for month in months],
    )


def _shared(ask: Ask[Any, Any], benefit: str) -> list[SharedWith]:
    """The partners of the release who have to do with a benefit."""
    return [
        SharedWith(key, ask.say(document.name), one.price_cents, one.payer)
        for key, document in sorted(ask.release.documents.get("partner", {}).items())
        for one in document.benefits
        if one.benefit == benefit
    ]


def _before(today: date, ago: int) -> date:
    """The first day of the month so many months ago."""
    whole = today.year * 12 + today.month - 1 - ago
    return date(whole // 12, whole % 12 + 1, 1)


def _key(ask: Ask[Any, Any]) -> str:
    try:
        return msgspec.convert(ask.path["benefit"], Key)
    except msgspec.ValidationError as error:
        raise _unknown() from error


def _unknown() -> NotFound:
    return NotFound(Text(en="There is no such benefit.", zh="没有这个权益。"))
