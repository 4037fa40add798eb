"""The roll-forward as a file: a line per day (or month), brand and funder, which each closes."""

from datetime import date
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from shuke.api.ask import Ask
from shuke.api.csv_file import lines, safe
from shuke.api.finance import BookKey, brand_title, currency_of
from shuke.api.journal import written
from shuke.api.operation import Answer, route
from shuke.kernel import Text
from shuke.ledger import finance

_DEBTS: Final = Text(en="(debts)", zh="（欠分）")
_FIGURES: Final = {
    "opening": Text(en="Opening", zh="期初"),
    "opened": Text(en="Brought in", zh="期初导入"),
    "issued": Text(en="Issued", zh="发放"),
    "reversed": Text(en="Reversed", zh="冲回"),
    "spent": Text(en="Spent", zh="花用"),
    "returned": Text(en="Returned", zh="退回"),
    "expired": Text(en="Expired", zh="到期"),
    "adjusted": Text(en="Adjusted", zh="调整"),
    "settled": Text(en="Debts settled", zh="抵欠"),
    "transferred": Text(en="Between members", zh="会员间转移"),
    "closing": Text(en="Closing", zh="期末"),
}
_HEADINGS: Final = (
    Text(en="Day", zh="日期"),
    Text(en="Currency", zh="币种"),
    Text(en="Brand", zh="品牌"),
    Text(en="Funder", zh="承担方"),
    *_FIGURES.values(),
)


class RollFileQuery(msgspec.Struct, kw_only=True, rename={"first": "from", "last": "to"}):
    """Which currency, which business days (both included), in which steps."""

    currency: BookKey
    first: Annotated[date, Meta(description="First business day.")]
    last: Annotated[date, Meta(description="Last business day, included.")]
    step: Literal["day", "month"] = "day"


@route(
    "GET",
    "/v1/finance/rollforward/file",
    needs="exports:write",
    media_type="text/csv",
    answers=str,
)
async def roll_file(ask: Ask[RollFileQuery, None]) -> Answer:
    """The roll-forward by day, brand and funder as CSV (UTF-8). Needs `ledger:read` as well.

    The first day of each brand and funder is always there, later ones where something moved; so
    each line opens where the one before it closed, and a day's lines sum up to the whole. Asked
    again later (409 `books_behind`) while the worker has too much to count.
    """
    ask.actor.need("ledger:read")
    query = ask.query
    found = await finance.rolled_by_source(
        ask.shuke.pool, query.currency, query.first, query.last, step=query.step
    )
    stored = ":" in query.currency
    digits = ask.release.programme.money.minor_digits if stored else 0
    document = currency_of(ask, query.currency)
    title = query.currency if document is None else ask.say(document.name)
    rows: list[list[Any]] = [[ask.say(heading) for heading in _HEADINGS]]
    for source in found:
        names = (
            safe(title),
            safe(brand_title(ask, source.brand)) if source.brand else "",
            safe(source.funder) if source.funder else ask.say(_DEBTS),
        )
        for roll in source.items:
            figures = (written(getattr(roll, name), digits) for name in _FIGURES)
            rows.append([roll.day, *names, *figures])
    name = f"rollforward-{query.currency.replace(':', '-')}-{query.first}-{query.last}.csv"
    return Answer(
        lines(rows, "utf-8-sig"),
        headers={"content-disposition": f'attachment; filename="{name}"'},
        media_type="text/csv; charset=utf-8",
    )
