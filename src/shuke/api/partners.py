"""Partners: what is exchanged and shared with them, and their statements."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from shuke import partner
from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.csv_file import lines, safe
from shuke.api.finance import month_of
from shuke.api.operation import Answer, route
from shuke.api.page import Cursor, Limit, Page, cut, read_cursor
from shuke.api.problem import RequestInvalid
from shuke.kernel import Text
from shuke.ledger import finance

Key = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Reason = Annotated[str, Meta(min_length=2, max_length=512)]
Way = Literal["out", "in"]
Status = Literal["closed", "open", "running"]
_KINDS: Final = {
    "out": Text(en="Points to the partner", zh="积分兑出"),
    "in": Text(en="Points from the partner", zh="积分兑入"),
    "coupon": Text(en="Joint coupon", zh="联名券"),
    "benefit": Text(en="Shared benefit", zh="共享权益"),
}
_WAYS: Final[tuple[Way, ...]] = ("out", "in")
_LARGEST: Final = 2**63 - 1
_STOCK: Final = 'select id, size, size - "left" as taken from engine_stock where id = any($1)'


class WayShown(msgspec.Struct):
    """An exchange in one direction. `taken` of our points of this month; `month` null: no cap."""

    way: Way
    currency: str
    points: int
    theirs: int
    cents: int
    member_day: int | None
    month: int | None
    taken: int


class JointShown(msgspec.Struct):
    """A joint coupon and what the partner bears of it, of 10,000."""

    coupon: str
    title: str
    share_bp: int


class SharedShown(msgspec.Struct):
    """A shared benefit: its price, who pays, and what is left of the pool (null: no stock)."""

    benefit: str
    title: str
    price_cents: int
    payer: str
    left: int | None


class PartnerShown(msgspec.Struct, kw_only=True):
    """A partner in force, with the running month."""

    partner: str
    title: str
    ways: list[WayShown]
    coupons: list[JointShown]
    benefits: list[SharedShown]
    month: str
    month_cents: int
    """Of the running month so far; above zero the partner owes the brand."""
    open_months: int
    """Months that have ended and are not closed."""


class StatementLine(msgspec.Struct, kw_only=True):
    """A line: of exchanges `count` is our points and `amount` theirs; of coupons how many and what
    they took off in cents; of benefits uses. `cents` above zero the partner owes the brand."""

    kind: Literal["out", "in", "coupon", "benefit"]
    kind_title: str
    key: str
    title: str
    events: int
    undone: int
    count: int
    amount: int
    cents: int


class StatementShown(msgspec.Struct, kw_only=True):
    """A partner's month. A closed one has its hash and never changes."""

    partner: str
    title: str
    month: str
    status: Status
    may_close: bool
    """It has ended, and no earlier one is open."""
    lines: list[StatementLine]
    total_cents: int
    money: str
    minor_digits: int
    closed_at: datetime | None
    closed_by: str | None
    reason: str | None
    hash: str | None


class EntriesQuery(msgspec.Struct, kw_only=True):
    """Which lines; without one, the whole month."""

    kind: Literal["out", "in", "coupon", "benefit"] | None = None
    key: Key | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class EntryOfPartner(msgspec.Struct, kw_only=True):
    """An event of a line: `member` and `seq` find it in the log; `ref` is the partner's reference,
    the coupon or the use. `back`: it came back."""

    at: datetime
    day: date
    member: str
    seq: int
    kind: str
    key: str
    ref: str
    back: bool
    count: int
    amount: int
    cents: int


class Closing(msgspec.Struct, forbid_unknown_fields=True):
    """Why: it is written into the statement."""

    reason: Reason


@route("GET", "/v1/partners", needs="definitions:read")
async def partners(ask: Ask[None, None]) -> Page[PartnerShown]:
    """Every partner in force, with what was taken of the month's caps and what is owed so far."""
    items = [await _partner(ask, key) for key in _plan(ask).partners]
    return Page(items, total=len(items))


@route("GET", "/v1/partners/{partner}/statements", needs="ledger:read")
async def partner_statements(ask: Ask[None, None]) -> Page[StatementShown]:
    """Every month of a partner from the first with an entry, the latest first."""
    key = ask.path["partner"]
    async with ask.connection() as connection:
        found = await partner.statements(connection, key, _today(ask))
    _known(ask, key, any_month=bool(found))
    first = min((one.month for one in found if one.closed_at is None), default=None)
    items = [_statement(ask, one, first) for one in found]
    return Page(items, total=len(items))


@route("GET", "/v1/partners/{partner}/statements/{month}", needs="ledger:read")
async def partner_statement(ask: Ask[None, None]) -> StatementShown:
    """One month of a partner: as it was closed, or as it stands."""
    return await _one(ask, month_of(ask))


@route("GET", "/v1/partners/{partner}/statements/{month}/entries", needs="ledger:read")
async def statement_entries(ask: Ask[EntriesQuery, None]) -> Page[EntryOfPartner]:
    """The events that make a statement's lines, the earliest first."""
    query, key, month = ask.query, ask.path["partner"], month_of(ask)
    of = f"partner:{key}:{month}:{query.kind or ''}:{query.key or ''}"
    place = read_cursor(query.cursor, of, tuple[datetime, str, int, int])
    if place is not None and (
        place.back
        or place.at[0].tzinfo is None
        or not all(0 <= part <= _LARGEST for part in place.at[2:])
    ):
        raise RequestInvalid(place="/cursor")
    async with ask.connection() as connection:
        found = await partner.entries(
            connection, key, month, kind=query.kind, key=query.key,
            after=None if place is None else place.at, limit=query.limit + 1,
        )  # fmt: skip
    page = cut(found, query.limit, of, lambda one: (one.at, one.subject, one.seq, one.n), place)
    items = [
        EntryOfPartner(
            at=one.at, day=one.day, member=one.subject, seq=one.seq, kind=one.kind, key=one.key,
            ref=one.ref, back=one.back, count=one.count, amount=one.amount, cents=one.cents,
        )
        for one in page.items
    ]  # fmt: skip
    return Page(items, page.next)


@route(
    "POST", "/v1/partners/{partner}/statements/{month}/close", needs="finance:close", once=True,
    example={"reason": "Month end"},
)  # fmt: skip
async def close_statement(ask: Ask[None, Closing]) -> StatementShown:
    """Close a partner's month for good: what reaches the log later is in the next open month."""
    key, month = ask.path["partner"], month_of(ask)
    if month > _today(ask):
        raise partner.StatementNotOver
    after = finance.next_month(month)
    async with ask.connection() as connection:
        made = await partner.close(
            connection, key, month, by=ask.actor.name or ask.actor.id, at=ask.now,
            today=_today(ask), reason=ask.body.reason,
            ends_at=datetime(after.year, after.month, 1, tzinfo=ask.release.zone),
        )  # fmt: skip
    told = _statement(ask, made, None)
    target = ("partner", f"{key} {told.month}")
    await note(ask, "statement.closed", target, after={"hash": told.hash}, reason=ask.body.reason)
    return told


_HEADINGS: Final = (
    Text(en="Partner", zh="合作方"),
    Text(en="Month", zh="月份"),
    Text(en="Status", zh="状态"),
    Text(en="Line", zh="项目"),
    Text(en="Key", zh="编号"),
    Text(en="Name", zh="名称"),
    Text(en="Events", zh="笔数"),
    Text(en="Undone", zh="撤销笔数"),
    Text(en="Our points or count", zh="我方积分或次数"),
    Text(en="Their points", zh="对方积分"),
    Text(en="Taken off", zh="优惠金额"),
    Text(en="Partner owes", zh="合作方应付"),
    Text(en="Paid by", zh="付款方"),
    Text(en="Currency", zh="币种"),
)
_STATUS: Final = {
    "closed": Text(en="closed", zh="已关账"),
    "open": Text(en="open", zh="未关账"),
    "running": Text(en="running", zh="进行中"),
}


@route(
    "GET", "/v1/partners/{partner}/statements/{month}/file", needs="exports:write",
    media_type="text/csv", answers=str,
)  # fmt: skip
async def statement_file(ask: Ask[None, None]) -> Answer:
    """A statement as CSV (UTF-8), with its total in the last line. Needs `ledger:read` as well."""
    ask.actor.need("ledger:read")
    shown = await _one(ask, month_of(ask))
    status = ask.say(_STATUS[shown.status])
    head = [safe(shown.title), shown.month, status]

    def money(cents: int) -> str:
        return f"{Decimal(cents).scaleb(-shown.minor_digits):f}"

    rows: list[list[Any]] = [[ask.say(heading) for heading in _HEADINGS]]
    for one in shown.lines:
        exchange = one.kind in ("out", "in")
        rows.append(
            [
                *head, one.kind_title, one.key, safe(one.title), one.events, one.undone, one.count,
                one.amount if exchange else "",
                money(one.amount) if one.kind == "coupon" else "",
                money(one.cents), _payer(ask, shown, one.cents), shown.money,
            ]
        )  # fmt: skip
    total = ask.say(Text(en="Total", zh="合计"))
    rows.append([*head, total, *[""] * 7, money(shown.total_cents)])
    rows[-1] += [_payer(ask, shown, shown.total_cents), shown.money]
    name = f"settlement-{shown.partner}-{shown.month}.csv"
    return Answer(
        lines(rows, "utf-8-sig"),
        headers={"content-disposition": f'attachment; filename="{name}"'},
        media_type="text/csv; charset=utf-8",
    )


def _payer(ask: Ask[Any, Any], shown: StatementShown, cents: int) -> str:
    """Who pays an amount of a statement: the partner above zero, the brand below."""
    if not cents:
        return ""
    return safe(shown.title if cents > 0 else ask.say(ask.release.programme.name))


async def _one(ask: Ask[Any, Any], month: date) -> StatementShown:
    key = ask.path["partner"]
    async with ask.connection() as connection:
        found = await partner.statements(connection, key, _today(ask))
    _known(ask, key, any_month=bool(found))
    first = min((one.month for one in found if one.closed_at is None), default=None)
    for one in found:
        if one.month == month:
            return _statement(ask, one, first)
    return _statement(ask, partner.Statement(partner=key, month=month), first)


async def _partner(ask: Ask[Any, Any], key: str) -> PartnerShown:
    document: partner.Partner = _plan(ask).partners[key]
    today = _today(ask)
    month = partner.month_of(today.toordinal())
    counters = [partner.counter_of(key, way, month) for way in _WAYS]
    stocks = [f"benefit:{one.benefit}" for one in document.benefits]
    async with ask.connection() as connection:
        rows = await connection.fetch(_STOCK, [*counters, *stocks])
        found = await partner.statements(connection, key, today)
    taken = {row["id"]: row["taken"] for row in rows}
    ways: list[WayShown] = []
    for way, counter in zip(_WAYS, counters, strict=True):
        its = document.exchange(way)
        if its is not None:
            ways.append(
                WayShown(
                    way, its.currency, its.points, its.theirs, its.cents, its.member_day,
                    its.month, taken.get(counter, 0),
                )
            )  # fmt: skip
    this = today.replace(day=1)
    return PartnerShown(
        partner=key,
        title=ask.say(document.name),
        ways=ways,
        coupons=[
            JointShown(one.coupon, ask.title("coupon", one.coupon), one.share_bp)
            for one in document.coupons
        ],
        benefits=[
            SharedShown(
                one.benefit, ask.title("benefit", one.benefit), one.price_cents, one.payer,
                _left(ask, one.benefit, taken.get(f"benefit:{one.benefit}", 0)),
            )
            for one in document.benefits
        ],
        month=f"{today:%Y-%m}",
        month_cents=next((one.total_cents for one in found if one.month == this), 0),
        open_months=sum(1 for one in found if one.closed_at is None and one.month < this),
    )  # fmt: skip


def _left(ask: Ask[Any, Any], benefit: str, taken: int) -> int | None:
    document = ask.release.documents.get("benefit", {}).get(benefit)
    stock = None if document is None else document.stock
    return None if stock is None else max(stock - taken, 0)


def _statement(
    ask: Ask[Any, Any], one: partner.Statement, first_open: date | None
) -> StatementShown:
    this = _today(ask).replace(day=1)
    status: Status = "open"
    if one.closed_at is not None:
        status = "closed"
    elif one.month >= this:
        status = "running"
    money = ask.release.programme.money
    return StatementShown(
        partner=one.partner,
        title=ask.title("partner", one.partner),
        month=f"{one.month:%Y-%m}",
        status=status,
        may_close=status == "open" and one.month == first_open,
        lines=[_line(ask, its) for its in one.lines],
        total_cents=one.total_cents,
        money=money.currency,
        minor_digits=money.minor_digits,
        closed_at=one.closed_at,
        closed_by=one.closed_by,
        reason=one.reason,
        hash=one.hash,
    )


def _line(ask: Ask[Any, Any], line: partner.Line) -> StatementLine:
    kind: Any = line.kind
    named = line.kind if line.kind in ("coupon", "benefit") else "currency"
    return StatementLine(
        kind=kind,
        kind_title=ask.say(_KINDS[line.kind]),
        key=line.key,
        title=ask.title(named, line.key),
        events=line.events,
        undone=line.undone,
        count=line.count,
        amount=line.amount,
        cents=line.cents,
    )


def _plan(ask: Ask[Any, Any]) -> partner.PartnerPlan:
    plan: partner.PartnerPlan = ask.release.plans["partner"]
    return plan


def _known(ask: Ask[Any, Any], key: str, *, any_month: bool) -> None:
    """A partner that is in force, or was settled with once. Errors: `partner_unknown`."""
    if key not in _plan(ask).partners and not any_month:
        raise partner.PartnerUnknown


def _today(ask: Ask[Any, Any]) -> date:
    return ask.now.astimezone(ask.release.zone).date()
