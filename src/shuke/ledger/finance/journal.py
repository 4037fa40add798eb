"""The journal of a month: what it moved as double entries, for the books outside.

Every movement names the account it leaves and the one it enters, so debits equal credits in each
unit. Money is in cents of the programme's currency; points stand in accounts of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

from shuke.kernel import Text
from shuke.ledger.finance.liability import Movement
from shuke.ledger.finance.period import Period
from shuke.ledger.finance.reckon import CurrencyMonth
from shuke.ledger.pot_name import BONUS, PRINCIPAL, value_of
from shuke.ledger.rollforward import RollForward

ACCOUNTS: Final = {
    "sales": Text(en="Sales revenue", zh="主营业务收入"),
    "contract_liability": Text(en="Contract liability: points", zh="合同负债：积分"),
    "promotion": Text(en="Promotion cost", zh="销售费用：促销"),
    "redeemed": Text(en="Revenue from points redeemed", zh="积分兑换收入"),
    "breakage": Text(en="Revenue from breakage", zh="预计不兑换收入"),
    "estimate": Text(en="Revenue from changed estimates", zh="估计变更收入"),
    "stored_value": Text(en="Contract liability: stored value", zh="合同负债：储值"),
    "cash": Text(en="Cash and payment providers", zh="货币资金与支付渠道"),
    "discount": Text(en="Discounts: bonus spent", zh="销售折扣：储值赠送"),
    "adjustment": Text(en="Adjustments by hand", zh="人工调整"),
    "outstanding": Text(en="Points outstanding", zh="积分：未兑付"),
    "issued": Text(en="Points issued", zh="积分：发放"),
    "spent": Text(en="Points spent", zh="积分：花用"),
    "expired": Text(en="Points expired", zh="积分：到期"),
    "adjusted": Text(en="Points adjusted", zh="积分：调整"),
    "opened": Text(en="Points brought in", zh="积分：期初导入"),
    "settled": Text(en="Debts settled", zh="积分：抵欠"),
    "transferred": Text(en="Points on their way", zh="积分：转赠在途"),
}
"""The accounts and their names; a brand's own chart of accounts maps the codes."""

Unit = Literal["money", "points"]
Moves = tuple[str, str, str, str]

MONEY: Final[tuple[Moves, ...]] = (
    ("allocated", "allocated", "sales", "contract_liability"),
    ("provided", "provided", "promotion", "contract_liability"),
    ("reversed", "reversed", "contract_liability", "sales"),
    ("redeemed", "redeemed", "contract_liability", "redeemed"),
    ("breakage", "breakage", "contract_liability", "breakage"),
    ("catch_up", "catch_up", "contract_liability", "estimate"),
)
"""(movement, figure, debit, credit); below zero it is the other way round."""

POINTS: Final[tuple[Moves, ...]] = (
    ("issued", "issued", "issued", "outstanding"),
    ("opened", "opened", "opened", "outstanding"),
    ("reversed", "reversed", "outstanding", "issued"),
    ("spent", "spent", "outstanding", "spent"),
    ("returned", "returned", "spent", "outstanding"),
    ("expired", "expired", "outstanding", "expired"),
    ("adjusted", "adjusted", "adjusted", "outstanding"),
    ("settled", "settled", "settled", "outstanding"),
    ("transferred", "transferred", "transferred", "outstanding"),
)


STORED: Final[dict[str, tuple[Moves, ...]]] = {
    PRINCIPAL: (
        ("topped_up", "issued", "cash", "stored_value"),
        ("paid_out", "reversed", "stored_value", "cash"),
        ("spent", "spent", "stored_value", "sales"),
        ("returned", "returned", "sales", "stored_value"),
        ("adjusted", "adjusted", "adjustment", "stored_value"),
    ),
    BONUS: (
        ("spent", "spent", "discount", "sales"),
        ("returned", "returned", "sales", "discount"),
    ),
}
"""The same of the pots of stored value: principal is money owed, bonus a
discount once it is spent; what is given, expires or is withdrawn of it is no money."""


class Line(msgspec.Struct, frozen=True):
    """One side of a double entry. One of `debit` and `credit` is zero; `unit` says of what."""

    month: str
    entry: int
    unit: Unit
    currency: str
    funder: str
    brand: str
    """Empty for debts, which belong to none."""
    account: str
    debit: int
    credit: int
    memo: str
    """The movement that it tells of."""


def journal(period: Period) -> list[Line]:
    """All lines of a month, two for each movement that is not zero, in the order of currencies."""
    found: list[Line] = []
    month = f"{period.month:%Y-%m}"
    for its in period.currencies:
        for unit, brand, funder, moved, table in _parts(its):
            for memo, figure, debit, credit in table:
                amount: int = getattr(moved, figure)
                if amount < 0:
                    debit, credit, amount = credit, debit, -amount
                entry = len(found) // 2 + 1
                if amount:
                    found += [
                        Line(month, entry, unit, its.currency, funder, brand, account, *sides, memo)
                        for account, sides in ((debit, (amount, 0)), (credit, (0, amount)))
                    ]
    return found


def _parts(
    its: CurrencyMonth,
) -> Iterator[tuple[Unit, str, str, Movement | RollForward, Sequence[Moves]]]:
    """(unit, brand, funder, what moved, which accounts that means), money before points."""
    brands = its.by_brand().items()
    stored = value_of(its.currency)
    if stored is None:
        for brand, own in brands:
            for funder, movement in own.by_funder.items():
                yield "money", brand, funder, movement, MONEY
    for brand, own in brands:
        for funder, rolled in own.funders.items():
            named = brand if funder else ""
            if stored is None:
                yield "points", named, funder, rolled, POINTS
            else:
                yield "money", named, funder, rolled, STORED[stored[1]]
