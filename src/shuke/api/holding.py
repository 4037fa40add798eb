"""What a member holds: statement, lots, what expires, the balance of any moment."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke import ledger
from shuke.api.ask import Ask
from shuke.api.entry import EntryShown, rule_titles
from shuke.api.operation import route
from shuke.api.page import Cursor, Limit, Page, cut, read_cursor
from shuke.api.person import held
from shuke.api.problem import RequestInvalid
from shuke.kernel import Text

Key = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
_LARGEST = 2**63 - 1


class StatementQuery(msgspec.Struct, kw_only=True):
    """Which currency; without one, all of them."""

    currency: Key | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class CurrencyQuery(msgspec.Struct, kw_only=True):
    """Which currency; without one, all of them."""

    currency: Key | None = None


class BalanceQuery(msgspec.Struct, kw_only=True):
    """Which currency, and the moment (default: now)."""

    currency: Key
    as_of: Annotated[datetime, Meta(tz=True)] | None = None


class LotItem(ledger.LotShown, kw_only=True):
    """A lot of a currency."""

    currency: str


class ExpiryItem(ledger.Expiring):
    """What expires after a day unless it is spent; `on` is the last day."""

    currency: str


class BalanceAt(msgspec.Struct):
    """A balance at a moment; `debt` is what is owed."""

    currency: str
    as_of: datetime
    usable: int
    pending: int
    debt: int


@route("GET", "/v1/members/{member}/statement", needs="members:read")
async def member_statement(ask: Ask[StatementQuery, None]) -> Page[EntryShown]:
    """Every movement of a member's points, latest first, each with the balance after it."""
    query = ask.query
    found = await held(ask, ask.path["member"])
    page = await read_statement(ask, found.subject, query.currency, query.limit, query.cursor)
    titles = rule_titles(ask)
    return Page([_shown(line, titles) for line in page.items], page.next, page.prev)


async def read_statement(
    ask: Ask[Any, Any], subject: str, currency: str | None, limit: int, cursor: str | None
) -> Page[ledger.StatementLine]:
    """A page of a member's statement. Errors: `request_invalid` for a foreign cursor."""
    of = f"statement:{currency or ''}"
    place = read_cursor(cursor, of, tuple[int, int])
    if place is not None and not all(
        0 <= part <= most for part, most in zip(place.at, (_LARGEST, 2**31 - 1), strict=True)
    ):
        raise RequestInvalid(place="/cursor")
    lines = await ledger.statement(
        ask.shuke.pool,
        subject,
        currency,
        older_than=place.at if place is not None and not place.back else None,
        newer_than=place.at if place is not None and place.back else None,
        limit=limit + 1,
    )
    return cut(lines, limit, of, lambda line: line.position, place)


@route("GET", "/v1/members/{member}/lots", needs="members:read")
async def member_lots(ask: Ask[CurrencyQuery, None]) -> Page[LotItem]:
    """A member's lots: a debt first, what is usable by expiry, what is pending by its day."""
    found = await held(ask, ask.path["member"])
    items = [
        LotItem(currency=key, **msgspec.structs.asdict(lot))
        for key in _currencies(ask, found.state)
        for lot in ledger.lots(found.state.ledger, key, found.today)
    ]
    return Page(items, total=len(items))


@route("GET", "/v1/members/{member}/expiry", needs="members:read")
async def member_expiry(ask: Ask[CurrencyQuery, None]) -> Page[ExpiryItem]:
    """What expires when, soonest first, if nothing is spent."""
    found = await held(ask, ask.path["member"])
    items = [
        ExpiryItem(one.on, one.amount, one.pending, key)
        for key in _currencies(ask, found.state)
        for one in ledger.expiry_schedule(found.state.ledger, key, found.today)
    ]
    return Page(items, total=len(items))


@route("GET", "/v1/members/{member}/balance", needs="members:read")
async def member_balance(ask: Ask[BalanceQuery, None]) -> BalanceAt:
    """The balance of a currency now, or as it stood at a moment."""
    found = await held(ask, ask.path["member"])
    moment = ask.query.as_of
    if moment is None:
        usable, pending, debt = ledger.balance(found.state.ledger, ask.query.currency, found.today)
        return BalanceAt(ask.query.currency, ask.now, usable, pending, debt)
    if not 1970 <= moment.year <= 9000:
        raise RequestInvalid(
            Text(en="The year must lie between 1970 and 9000.", zh="年份须在 1970 到 9000 之间。"),
            place="/as_of",
        )
    usable, pending = await ledger.balance_as_of(
        ask.shuke.pool, found.subject, ask.query.currency, moment
    )
    return BalanceAt(ask.query.currency, moment, max(usable, 0), pending, max(-usable, 0))


def _currencies(ask: Ask[CurrencyQuery, None], state: Any) -> list[str]:
    wanted = ask.query.currency
    return (
        [wanted]
        if wanted is not None
        else sorted(key for key in state.ledger.pots if ledger.value.value_of(key) is None)
    )


def _shown(line: ledger.StatementLine, titles: dict[str, str]) -> EntryShown:
    return EntryShown(
        entry=f"{line.seq}-{line.n}",
        at=line.at,
        time=line.time,
        kind=line.kind,
        currency=line.currency,
        amount=line.amount,
        balance_after=line.balance_after,
        pending_after=line.pending_after,
        rule=line.rule,
        rule_title=titles.get(line.rule, line.rule) if line.rule else None,
        version=line.rule_version,
        key=line.key,
        note=line.note,
        expires_on=line.expires_on,
    )
