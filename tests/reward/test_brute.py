"""The fast quote against one that prices every subset; and what holds for every quote."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.program.harness import document, release
from tests.reward import brute
from tests.reward.harness import basket, held, line

from shuke.reward import Quote, quote

CATEGORIES = ["dairy", "bread"]
Case = tuple[list[dict[str, Any]], dict[str, Any]]
SKUS = ["A", "B", "C"]


def discounts(scale: int) -> st.SearchStrategy[dict[str, Any]]:
    """Any discount, with amounts up to a scale: small ones meet and tie, large ones round."""
    cents = st.integers(1, scale)
    return st.one_of(
        st.fixed_dictionaries(
            {"how": st.just("amount_off"), "off_cents": cents},
            optional={"per_cents": cents, "max_cents": cents},
        ),
        st.fixed_dictionaries(
            {"how": st.just("percent_off"), "percent": st.integers(1, 100)},
            optional={"max_cents": cents},
        ),
        st.lists(st.tuples(cents, cents), min_size=1, max_size=3).map(
            lambda steps: {
                "how": "steps",
                "steps": [
                    {"from_cents": f, "off_cents": o}
                    for f, o in zip(
                        _rising([f for f, _o in steps]),
                        _rising([o for _f, o in steps]),
                        strict=True,
                    )
                ],
            }
        ),
        st.fixed_dictionaries(
            {"how": st.just("nth_item"), "nth": st.integers(2, 4), "percent": st.integers(1, 100)},
            optional={"times": st.integers(1, 3)},
        ),
        st.fixed_dictionaries(
            {"how": st.just("bundle"), "count": st.integers(2, 4), "price_cents": cents},
            optional={"times": st.integers(1, 3)},
        ),
        st.fixed_dictionaries({"how": st.just("free_shipping")}, optional={"max_cents": cents}),
        st.fixed_dictionaries(
            {"how": st.just("exchange"), "sku": st.sampled_from(SKUS), "price_cents": cents}
        ),
        st.fixed_dictionaries(
            {
                "how": st.just("present"),
                "sku": st.sampled_from(SKUS),
                "quantity": st.integers(1, 3),
            }
        ),
    )


def _rising(values: list[int]) -> list[int]:
    found: list[int] = []
    for value in values:
        found.append(value if not found else found[-1] + value)
    return found


@st.composite
def deals(draw: st.DrawFn, scale: int) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        deal = {
            "kind": draw(st.sampled_from(["offer", "coupon"])),
            "key": f"d{number}",
            "discount": draw(discounts(scale)),
            "category": draw(st.sampled_from([None, None, *CATEGORIES])),
            "group": draw(st.sampled_from([None, None, "g", "h"])),
            "alone": draw(st.integers(0, 9)) == 0,
            "priority": draw(st.sampled_from([100, 100, 50])),
        }
        if draw(st.booleans()):
            deal["from_cents"] = draw(st.integers(1, 2 * scale))
        if deal["discount"]["how"] in ("amount_off", "percent_off", "steps"):
            deal["level"] = draw(st.sampled_from([None, "line", "order"]))
        found.append(deal)
    return found


def carts(scale: int) -> st.SearchStrategy[dict[str, Any]]:
    """A cart of one to four lines."""
    line_ = st.fixed_dictionaries(
        {
            "sku": st.sampled_from(SKUS),
            "category": st.sampled_from(CATEGORIES),
            "quantity": st.integers(1, 4),
            "list_cents": st.integers(0, scale),
        },
        optional={"floor_cents": st.integers(0, scale)},
    )
    return st.fixed_dictionaries(
        {
            "lines": st.lists(line_, min_size=1, max_size=4),
            "shipping_cents": st.sampled_from([0, scale // 5, scale]),
        }
    )


cases = st.sampled_from([20, 200, 4000]).flatmap(
    lambda scale: st.tuples(deals(scale), carts(scale))
)


def documents(some: list[dict[str, Any]]) -> list[Any]:
    made = []
    for deal in some:
        stacking = {"alone": deal["alone"], **({"group": deal["group"]} if deal["group"] else {})}
        terms = {
            "discount": deal["discount"],
            "stacking": stacking,
            "priority": deal["priority"],
            **{name: deal[name] for name in ("from_cents", "level") if deal.get(name)},
        }
        if deal["category"]:
            terms["lines"] = {"attribute": "line.category", "op": "is", "value": deal["category"]}
        more = {"valid": {"how": "relative", "days": 14}} if deal["kind"] == "coupon" else {}
        made.append(document(deal["kind"], deal["key"], terms=terms, **more))
    return made


def quoted(some: list[dict[str, Any]], cart: dict[str, Any], **more: Any) -> Quote:
    made = release(*documents(some))
    lines = [
        line(
            its["list_cents"],
            its["sku"],
            its["quantity"],
            category=its["category"],
            floor_cents=its.get("floor_cents"),
        )
        for its in cart["lines"]
    ]
    mine = [held(deal["key"], deal["key"]) for deal in some if deal["kind"] == "coupon"]
    more.setdefault("max_work", 1_000_000)
    made_of = basket(made, *lines, shipping_cents=cart["shipping_cents"])
    return quote(made_of, more.pop("coupons", mine), **more)


def sound(found: Quote, some: list[dict[str, Any]], cart: dict[str, Any]) -> None:
    """What holds for every quote, best or not."""
    assert sum(its.payable_cents for its in found.lines) + found.shipping_cents == found.total_cents
    assert found.list_cents - found.discount_cents == found.total_cents
    for its, asked in zip(found.lines, cart["lines"], strict=True):
        floor = min(asked["list_cents"], asked.get("floor_cents", 0))
        assert floor <= its.payable_cents <= its.list_cents == asked["list_cents"]
        assert its.list_cents - sum(p.cents for p in its.discounts) == its.payable_cents
        assert all(p.cents > 0 for p in its.discounts)
    off = sum(p.cents for p in found.shipping_discounts)
    assert cart["shipping_cents"] - off == found.shipping_cents >= 0
    by_key = {deal["key"]: deal for deal in some}
    applied = [by_key[its.key] for its in found.judged if its.applied]
    assert brute.allowed(tuple(applied))
    total, took = brute.total(applied, cart)
    assert total == found.total_cents
    for its in found.judged:
        assert its.applied == (its.reason is None)
        assert its.cents == (took[its.key] if its.applied else 0)
        most = by_key[its.key]["discount"].get("max_cents")
        assert most is None or its.cents <= most
    assert [its.key for its in found.judged if its.source == "coupon"] == sorted(
        key for key, deal in by_key.items() if deal["kind"] == "coupon"
    )


@st.composite
def meeting(draw: st.DrawFn) -> Case:
    """Amounts and percentages of lines and order that meet on few lines, where bounds are tight."""
    cents = st.integers(1, 30)
    some = []
    for number in range(draw(st.integers(2, 5))):
        amount = {"how": "amount_off", "off_cents": draw(cents)}
        percent = {"how": "percent_off", "percent": draw(st.sampled_from([5, 10, 30, 50, 90]))}
        deal = {
            "kind": "offer",
            "key": f"d{number}",
            "discount": draw(st.sampled_from([amount, percent])),
            "category": draw(st.sampled_from([None, *CATEGORIES])),
            "group": draw(st.sampled_from([None, None, None, "g"])),
            "alone": False,
            "priority": 100,
            "level": draw(st.sampled_from(["line", "order"])),
        }
        if draw(st.integers(0, 3)) == 0:
            deal["from_cents"] = draw(st.integers(1, 60))
        some.append(deal)
    prices = draw(st.tuples(st.integers(1, 30), st.integers(1, 200)))
    lines = [
        {"sku": sku, "category": category, "quantity": 1, "list_cents": price}
        for sku, category, price in zip(SKUS, CATEGORIES, prices, strict=False)
    ]
    return some, {"lines": lines, "shipping_cents": 0}


@pytest.mark.slow
@given(st.one_of(cases, meeting()))
@settings(max_examples=500, deadline=None)
def test_the_best_of_all_subsets(case: Case) -> None:
    some, cart = case
    found = quoted(some, cart)
    sound(found, some, cart)
    assert found.optimal
    assert found.total_cents == brute.best(some, cart)


@pytest.mark.slow
@given(cases, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_what_is_given_does_not_matter(case: Case, chance: Any) -> None:
    some, cart = case
    mine = [held(deal["key"], deal["key"]) for deal in some if deal["kind"] == "coupon"]
    other = some[:]
    chance.shuffle(other)
    shuffled = mine[:]
    chance.shuffle(shuffled)
    assert quoted(some, cart) == quoted(other, cart, coupons=shuffled)


@given(cases, st.sets(st.sampled_from([f"d{n}" for n in range(7)])))
@settings(max_examples=100, deadline=None)
def test_chosen_coupons_are_never_better_than_the_best(case: Case, chosen: set[str]) -> None:
    some, cart = case
    coupons = {deal["key"] for deal in some if deal["kind"] == "coupon"}
    found = quoted(some, cart, chosen=chosen & coupons)
    sound(found, some, cart)
    left = [deal for deal in some if deal["kind"] == "offer" or deal["key"] in chosen]
    assert found.total_cents == brute.best(left, cart)
    assert found.total_cents >= quoted(some, cart).total_cents


@pytest.mark.slow
@given(cases)
@settings(max_examples=100, deadline=None)
def test_a_search_that_ends_at_its_bound_is_sound_and_says_so(case: Case) -> None:
    some, cart = case
    found = quoted(some, cart, max_work=1)
    sound(found, some, cart)
    best = brute.best(some, cart)
    assert found.total_cents >= best
    assert not found.optimal or found.total_cents == best
