"""Stored value: what members have of it, its statement and top-ups, and what is done by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from shuke import ledger
from shuke.api.act import Done, act
from shuke.api.ask import Ask
from shuke.api.holding import Key
from shuke.api.operation import route
from shuke.api.page import Cursor, Limit, Page, cut, read_cursor
from shuke.api.person import Expiring, Held, held
from shuke.api.personal import branded
from shuke.api.problem import NotFound, RequestInvalid
from shuke.kernel import Text
from shuke.ledger import finance, value

if TYPE_CHECKING:
    from collections.abc import Iterator

Reason = Annotated[str, Meta(min_length=2, max_length=512)]
Number = Annotated[str, Meta(min_length=1, max_length=128)]
Cents = Annotated[int, Meta(ge=1, le=10**12)]
Change = Annotated[int, Meta(ge=-(10**12), le=10**12)]
_LARGEST = 2**63 - 1


class StepShown(msgspec.Struct):
    """Whoever pays in so much at once gets so much more."""

    from_cents: int
    bonus_cents: int


class LimitsShown(msgspec.Struct):
    """What one top-up, a day and a balance may be; None: no limit. `left_cents` may be paid in
    today."""

    least_cents: int
    most_cents: int
    day_cents: int | None
    balance_cents: int | None
    left_cents: int


class StoredValueShown(msgspec.Struct, kw_only=True):
    """What a member has of a stored value, in minor units. Without `limits` it is offered no more:
    what is left can be spent and paid out."""

    value: str
    title: str
    principal_cents: int
    bonus_cents: int
    held_principal_cents: int
    held_bonus_cents: int
    frozen: bool
    next_expiry: Expiring | None
    limits: LimitsShown | None
    steps: list[StepShown]


class ValueLineShown(msgspec.Struct, kw_only=True):
    """A line of the statement: what principal and bonus gained or lost, and what was left."""

    entry: str
    seq: int
    at: datetime
    time: datetime
    kind: str
    principal_cents: int
    bonus_cents: int
    principal_after_cents: int
    bonus_after_cents: int
    key: str | None
    note: str | None
    bonus_expires_on: date | None


class TopUpShown(msgspec.Struct, kw_only=True):
    """A top-up, what was paid out of it so far, and what still can be."""

    top_up_id: str
    at: datetime
    principal_cents: int
    bonus_cents: int
    bonus_expires_on: date | None
    refunded_cents: int
    withdrawn_cents: int
    refundable_cents: int
    payment: str | None
    tender: str | None
    store: str | None


class PageQuery(msgspec.Struct, kw_only=True):
    """Which page."""

    limit: Limit = 50
    cursor: Cursor | None = None


class ToppingUp(msgspec.Struct, forbid_unknown_fields=True):
    """Money that was paid in; `payment` is its number where it was paid."""

    amount_cents: Cents
    top_up_id: Number | None = None
    payment: Number | None = None
    tender: Number | None = None
    store: Number | None = None
    reason: Reason | None = None


class PayingOut(msgspec.Struct, forbid_unknown_fields=True):
    """Principal to pay out: of a top-up or of the balance; without an amount all that can be."""

    reason: Reason
    top_up_id: Number | None = None
    amount_cents: Cents | None = None
    refund_id: Number | None = None


class Correcting(msgspec.Struct, forbid_unknown_fields=True):
    """What to add (or, below zero, to take off), and why."""

    reason: Reason
    principal_cents: Change = 0
    bonus_cents: Change = 0
    brand: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    """Whose the added value is; without it, the main brand's."""


class Freezing(msgspec.Struct, forbid_unknown_fields=True):
    """Whether it is to be frozen, and why."""

    frozen: bool
    reason: Reason


class StoredValueFigure(msgspec.Struct, kw_only=True):
    """A stored value: what members have of it, and what moved in the last 30 business days."""

    value: str
    title: str
    principal_cents: int
    """Owed to members, what is held included."""
    bonus_cents: int
    topped_up_30d_cents: int
    top_ups_30d: int
    members_30d: int
    """Who topped up."""
    bonus_given_30d_cents: int
    spent_30d_cents: int
    """Principal and bonus, less what came back."""
    paid_out_30d_cents: int
    bonus_expired_30d_cents: int


_TOP_UPS = """
select currency, count(*) as top_ups, count(distinct subject) as members
from ledger_entry where day > $1 and kind = 'issue' and currency like '%:principal' group by 1
"""


@route("GET", "/v1/stored-values/figures", needs="figures:read")
async def stored_value_figures(ask: Ask[None, None]) -> Page[StoredValueFigure]:
    """Every stored value that is offered: what is owed, and what moved in 30 business days."""
    today = ask.now.astimezone(ask.release.zone).date()
    since = today - timedelta(days=29)
    pool = ask.shuke.pool
    counted = {
        row["currency"]: row for row in await pool.fetch(_TOP_UPS, since - timedelta(days=1))
    }
    items = []
    for key, document in sorted(ask.release.documents.get("stored_value", {}).items()):
        own, extra = value.pot_names(key)
        principal = (await finance.rolled(pool, own, since, today)).total
        bonus = (await finance.rolled(pool, extra, since, today)).total
        row = counted.get(own)
        items.append(
            StoredValueFigure(
                value=key,
                title=ask.say(document.name),
                principal_cents=principal.closing,
                bonus_cents=bonus.closing,
                topped_up_30d_cents=principal.issued,
                top_ups_30d=0 if row is None else row["top_ups"],
                members_30d=0 if row is None else row["members"],
                bonus_given_30d_cents=bonus.issued,
                spent_30d_cents=principal.spent - principal.returned + bonus.spent - bonus.returned,
                paid_out_30d_cents=principal.reversed,
                bonus_expired_30d_cents=bonus.expired,
            )
        )
    return Page(items, total=len(items))


@route("GET", "/v1/members/{member}/stored-values", needs="members:read")
async def member_stored_values(ask: Ask[None, None]) -> Page[StoredValueShown]:
    """What a member has of every stored value that is offered, or was."""
    items = stored_values(ask, await held(ask, ask.path["member"]))
    return Page(items, total=len(items))


@route("GET", "/v1/members/{member}/stored-values/{value}/statement", needs="members:read")
async def member_value_statement(ask: Ask[PageQuery, None]) -> Page[ValueLineShown]:
    """Every movement of a stored value, latest first, principal and bonus side by side."""
    found = await held(ask, ask.path["member"])
    return await read_lines(ask, found, value_key(ask))


@route("GET", "/v1/members/{member}/stored-values/{value}/top-ups", needs="members:read")
async def member_top_ups(ask: Ask[None, None]) -> Page[TopUpShown]:
    """Every top-up of a stored value, latest first, and what of it can still be paid out."""
    found = await held(ask, ask.path["member"])
    items = await read_top_ups(ask, found, value_key(ask))
    return Page(items, total=len(items))


@route(
    "POST",
    "/v1/members/{member}/stored-values/{value}/top-ups",
    needs="value:write",
    status=201,
    act=True,
    example={"amount_cents": 50_000, "payment": "POS-20261121-0042", "reason": "Paid at the desk"},
)
async def top_up_value(ask: Ask[None, ToppingUp]) -> Done:
    """Top up by hand; a till sends the event `value.top_up` itself. The bonus follows the steps."""
    body = msgspec.to_builtins(ask.body)
    data = {name: its for name, its in body.items() if its is not None}
    data.setdefault("top_up_id", ask.number())
    audited = {"amount_cents": ask.body.amount_cents, "top_up_id": data["top_up_id"]}
    return await _by_hand(ask, "value.top_up", data, audited, ask.body.reason)


@route(
    "POST",
    "/v1/members/{member}/stored-values/{value}/refunds",
    needs="value:write",
    status=201,
    act=True,
    example={"top_up_id": "T-1", "amount_cents": 20_000, "reason": "The member asked for it"},
)
async def refund_value(ask: Ask[None, PayingOut]) -> Done:
    """Pay principal out, its bonus withdrawn; `paid_out_cents` of the effect is what to pay."""
    body = msgspec.to_builtins(ask.body)
    data = {name: its for name, its in body.items() if its is not None}
    data.setdefault("refund_id", ask.number())
    audited = {name: its for name, its in data.items() if name != "reason"}
    return await _by_hand(ask, "value.refund", data, audited, ask.body.reason)


@route(
    "POST",
    "/v1/members/{member}/stored-values/{value}/adjust",
    needs="value:write",
    act=True,
    example={"bonus_cents": 1_000, "reason": "Goodwill for a late delivery"},
)
async def adjust_value(ask: Ask[None, Correcting]) -> Done:
    """Correct principal or bonus by hand; the reason stands in the statement and in the audit."""
    body = ask.body
    audited = {
        "principal_cents": body.principal_cents,
        "bonus_cents": body.bonus_cents,
        **branded(body.brand),
    }
    return await _by_hand(
        ask, "value.adjust", {**audited, "reason": body.reason}, audited, body.reason
    )


@route(
    "POST",
    "/v1/members/{member}/stored-values/{value}/freeze",
    needs="value:write",
    act=True,
    example={"frozen": True, "reason": "The phone was lost"},
)
async def freeze_value(ask: Ask[None, Freezing]) -> Done:
    """Freeze or unfreeze: frozen value is neither paid in nor spent nor paid out."""
    body = ask.body
    data = {"frozen": body.frozen, "reason": body.reason}
    return await _by_hand(ask, "value.freeze", data, {"frozen": body.frozen}, body.reason)


async def _by_hand(
    ask: Ask[Any, Any],
    kind: str,
    data: dict[str, Any],
    audited: dict[str, Any],
    reason: str | None,
) -> Done:
    found = await held(ask, ask.path["member"])
    key = value_key(ask)
    data = {"value": key, **data, "operator": ask.actor.id}
    audited = {"value": key, **audited}
    return await act(ask, kind, f"member:{found.subject}", data, audited=audited, reason=reason)


def value_key(ask: Ask[Any, Any]) -> str:
    """The stored value of the path. Errors: `not_found` for what can be no key."""
    try:
        return msgspec.convert(ask.path["value"], Key)
    except msgspec.ValidationError as error:
        raise NotFound(Text(en="There is no such stored value.", zh="没有这种储值。")) from error


def stored_values(ask: Ask[Any, Any], found: Held) -> list[StoredValueShown]:
    """What a member has of every stored value that is offered or was held."""
    documents: dict[str, value.StoredValue] = dict(found.release.documents.get("stored_value", {}))
    return [
        _shown(ask, found, key, documents.get(key)) for key in sorted({*documents, *_had(found)})
    ]


def _had(found: Held) -> Iterator[str]:
    for pot in found.state.ledger.pots:
        its = value.value_of(pot)
        if its is not None:
            yield its[0]


def _shown(
    ask: Ask[Any, Any], found: Held, key: str, document: value.StoredValue | None
) -> StoredValueShown:
    slice_ = found.state.ledger
    has = value.value_balance(slice_, key, found.today)
    ahead = ledger.expiry_schedule(slice_, value.pot_names(key)[1], found.today)
    return StoredValueShown(
        value=key,
        title=key if document is None else ask.say(document.name),
        principal_cents=has.principal,
        bonus_cents=has.bonus,
        held_principal_cents=has.held_principal,
        held_bonus_cents=has.held_bonus,
        frozen=has.frozen,
        next_expiry=Expiring(ahead[0].on, ahead[0].amount) if ahead else None,
        limits=None if document is None else _limits(found, document, has),
        steps=[]
        if document is None
        else [StepShown(one.from_cents, one.bonus_cents) for one in document.steps],
    )


def _limits(found: Held, document: value.StoredValue, has: value.ValueBalance) -> LimitsShown:
    standing = found.state.ledger.values.get(document.key)
    today = standing.day_cents if standing is not None and standing.day == found.today else 0
    left = [document.most_cents]
    if document.day_cents is not None:
        left.append(document.day_cents - today)
    if document.balance_cents is not None:
        left.append(document.balance_cents - has.principal - has.held_principal)
    return LimitsShown(
        document.least_cents,
        document.most_cents,
        document.day_cents,
        document.balance_cents,
        max(min(left), 0),
    )


async def read_lines(
    ask: Ask[Any, Any], found: Held, key: str, limit: int | None = None
) -> Page[ValueLineShown]:
    """A page of a stored value's statement. Errors: `request_invalid` for a foreign cursor."""
    of, limit = f"value:{key}", limit or ask.query.limit
    place = read_cursor(ask.query.cursor, of, tuple[int, int])
    if place is not None and not all(
        0 <= part <= most for part, most in zip(place.at, (_LARGEST, 2**31 - 1), strict=True)
    ):
        raise RequestInvalid(place="/cursor")
    lines = await value.value_statement(
        ask.shuke.pool,
        found.subject,
        key,
        older_than=place.at if place is not None and not place.back else None,
        newer_than=place.at if place is not None and place.back else None,
        limit=limit + 1,
    )
    page = cut(lines, limit, of, lambda line: line.position, place)
    return Page([_line(line) for line in page.items], page.next, page.prev)


def _line(line: value.ValueLine) -> ValueLineShown:
    return ValueLineShown(
        entry=f"{line.seq}-{line.n}",
        seq=line.seq,
        at=line.at,
        time=line.time,
        kind=line.kind,
        principal_cents=line.principal,
        bonus_cents=line.bonus,
        principal_after_cents=line.principal_after,
        bonus_after_cents=line.bonus_after,
        key=line.key,
        note=line.note,
        bonus_expires_on=line.bonus_expires_on,
    )


async def read_top_ups(ask: Ask[Any, Any], found: Held, key: str) -> list[TopUpShown]:
    """Every top-up of a member in a stored value, latest first."""
    decode = ask.shuke.app.decode_record
    principal = value.value_balance(found.state.ledger, key, found.today).principal
    items = []
    for number, data in await value.top_up_rows(ask.shuke.pool, found.subject):
        record: value.TopUp = decode("top_up", data)
        if record.value == key:
            items.append(_top_up(number, record, principal))
    return sorted(items, key=lambda one: (one.at, one.top_up_id), reverse=True)


def _top_up(number: str, record: value.TopUp, principal: int) -> TopUpShown:
    last = None if record.part is None else record.part.expires_day
    return TopUpShown(
        top_up_id=number,
        at=datetime.fromtimestamp(record.at_seconds, UTC),
        principal_cents=record.principal,
        bonus_cents=record.bonus,
        bonus_expires_on=None
        if last is None or last >= date.max.toordinal()
        else date.fromordinal(last),
        refunded_cents=record.refunded,
        withdrawn_cents=record.withdrawn,
        refundable_cents=min(record.principal - record.refunded, principal),
        payment=record.payment or None,
        tender=record.tender or None,
        store=record.store or None,
    )
