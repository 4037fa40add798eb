"""A month's journal as a file: double entries for the accounting system outside."""

from decimal import Decimal
from typing import Any, Final

from shuke.api.ask import Ask
from shuke.api.csv_file import lines, safe
from shuke.api.finance import brand_title, currency_of, found_period, month_of
from shuke.api.operation import Answer, route
from shuke.kernel import Text
from shuke.ledger import finance

_HEADINGS: Final = (
    Text(en="Period", zh="期间"),
    Text(en="Status", zh="状态"),
    Text(en="Entry", zh="分录号"),
    Text(en="Account code", zh="科目代码"),
    Text(en="Account", zh="科目"),
    Text(en="Debit", zh="借方"),
    Text(en="Credit", zh="贷方"),
    Text(en="Unit", zh="单位"),
    Text(en="Currency", zh="币种"),
    Text(en="Funder", zh="承担方"),
    Text(en="Movement", zh="变动"),
    Text(en="Brand", zh="品牌"),
)
_MOVEMENTS: Final = {
    "allocated": Text(en="Share of sales", zh="交易价格分摊"),
    "provided": Text(en="Given without a sale", zh="无交易发放"),
    "reversed": Text(en="Reversed", zh="冲回"),
    "redeemed": Text(en="Redeemed", zh="兑换"),
    "breakage": Text(en="Breakage", zh="预计不兑换"),
    "catch_up": Text(en="Catch-up of estimate", zh="估计变更"),
    "issued": Text(en="Issued", zh="发放"),
    "opened": Text(en="Brought in", zh="期初导入"),
    "spent": Text(en="Spent", zh="花用"),
    "returned": Text(en="Returned", zh="退回"),
    "expired": Text(en="Expired", zh="到期"),
    "adjusted": Text(en="Adjusted", zh="调整"),
    "settled": Text(en="Debt settled", zh="抵欠"),
    "transferred": Text(en="Between members", zh="会员间转移"),
    "topped_up": Text(en="Topped up", zh="充值"),
    "paid_out": Text(en="Paid out", zh="退还本金"),
}
_STATUS: Final = {True: Text(en="closed", zh="已结账"), False: Text(en="open", zh="未结账")}
_DEBTS: Final = Text(en="(debts)", zh="（欠分）")


@route(
    "GET",
    "/v1/finance/periods/{month}/journal",
    needs="exports:write",
    media_type="text/csv",
    answers=str,
)
async def period_journal(ask: Ask[None, None]) -> Answer:
    """A month's journal as CSV (UTF-8): two lines for each movement, balanced in money and points.

    A month has at most some hundred lines, so it is answered at once. Needs `ledger:read` as well.
    """
    ask.actor.need("ledger:read")
    month = month_of(ask)
    period = await found_period(ask, month)
    money = ask.release.programme.money
    rows: list[list[Any]] = [[ask.say(heading) for heading in _HEADINGS]]
    for line in finance.journal(period):
        digits = money.minor_digits if line.unit == "money" else 0
        rows.append(
            [
                line.month,
                ask.say(_STATUS[period.closed_at is not None]),
                line.entry,
                line.account,
                ask.say(finance.ACCOUNTS[line.account]),
                written(line.debit, digits),
                written(line.credit, digits),
                money.currency if line.unit == "money" else ask.say(_unit(ask, line.currency)),
                line.currency,
                safe(line.funder) if line.funder else ask.say(_DEBTS),
                ask.say(_MOVEMENTS[line.memo]),
                safe(brand_title(ask, line.brand)) if line.brand else "",
            ]
        )
    return Answer(
        lines(rows, "utf-8-sig"),
        headers={"content-disposition": f'attachment; filename="journal-{month:%Y-%m}.csv"'},
        media_type="text/csv; charset=utf-8",
    )


def written(amount: int, digits: int) -> str:
    """An amount with its decimals for a file; nothing for zero."""
    return f"{Decimal(amount).scaleb(-digits):f}" if amount else ""


def _unit(ask: Ask[Any, Any], currency: str) -> Text:
    document = currency_of(ask, currency)
    return Text(en=currency, zh=currency) if document is None else document.unit
