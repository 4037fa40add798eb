"""The standard events: what they accept, and what they answer to what they do not."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from shuke.kernel import ShukeError
from shuke.rule import STANDARD_EVENTS, Catalogue, OrderPaid

CATALOGUE = Catalogue()
LINE = {"sku": "A", "paid_cents": 500}


def refuse(event: str, data: Any) -> ShukeError:
    with pytest.raises(ShukeError) as caught:
        CATALOGUE.event_type(event).decode(msgspec.json.encode(data))
    return caught.value


def test_an_order_that_adds_up_is_read() -> None:
    data = CATALOGUE.event_type("order.paid").decode(
        b'{"order_id":"1","total_cents":700,"shipping_cents":200,'
        b'"lines":[{"sku":"A","paid_cents":500,"department":"DAIRY","quantity":2}]}'
    )
    assert isinstance(data, OrderPaid)
    assert data.lines[0].department == "DAIRY"
    assert CATALOGUE.event_type("order.paid").records(data) == [("order", "1")]


@pytest.mark.parametrize(
    ("event", "data", "code", "place"),
    [
        (
            "order.paid",
            {"order_id": "1", "total_cents": 501, "lines": [LINE]},
            "order_total_mismatch",
            "/data/total_cents",
        ),
        (
            "order.paid",
            {"order_id": "1", "total_cents": -1},
            "amount_negative",
            "/data/total_cents",
        ),
        (
            "order.paid",
            {"order_id": "1", "total_cents": 2**63},
            "amount_too_large",
            "/data/total_cents",
        ),
        (
            "order.paid",
            {"order_id": "1", "total_cents": 0, "lines": [{"sku": "A", "paid_cents": -5}]},
            "amount_negative",
            "/data/lines/0/paid_cents",
        ),
        (
            "order.paid",
            {"order_id": "1", "total_cents": "5"},
            "event_invalid",
            "/data/total_cents",
        ),
        ("order.paid", {"total_cents": 5}, "event_invalid", "/data/order_id"),
        ("order.paid", {"order_id": "1", "totl": 5}, "event_invalid", "/data/totl"),
        ("order.paid", [1], "event_invalid", "/data"),
        (
            "order.paid",
            {"order_id": "x" * 129, "total_cents": 0},
            "event_invalid",
            "/data/order_id",
        ),
        (
            "order.paid",
            {"order_id": "1", "total_cents": 501 * 5, "lines": [{**LINE, "paid_cents": 5}] * 501},
            "event_invalid",
            "/data/lines",
        ),
        (
            "order.refunded",
            {
                "order_id": "1",
                "refund_id": "r",
                "amount_cents": 5,
                "lines": [{"line": 1, "amount_cents": 6}],
            },
            "refund_total_mismatch",
            "/data/amount_cents",
        ),
        (
            "order.refunded",
            {
                "order_id": "1",
                "refund_id": "r",
                "amount_cents": 5,
                "lines": [{"line": 0, "amount_cents": 5}],
            },
            "event_invalid",
            "/data/lines/0/line",
        ),
        (
            "points.adjust",
            {"currency": "points", "amount": 0, "reason": "x"},
            "adjustment_empty",
            "/data/amount",
        ),
        (
            "points.spend",
            {"currency": "points", "amount": 0, "spend_id": "s"},
            "event_invalid",
            "/data/amount",
        ),
        (
            "points.open",
            {
                "currency": "points",
                "lots": [{"amount": 1, "usable_on": "2026-02-01", "expires_on": "2026-01-31"}],
            },
            "lot_dates_contradict",
            "/data/lots/0/expires_on",
        ),
        (
            "points.open",
            {"currency": "points", "lots": [{"amount": 1, "expires_on": "2026-02-30"}]},
            "event_invalid",
            "/data/lots/0/expires_on",
        ),
        ("review.posted", {"rating": 6}, "event_invalid", "/data/rating"),
        ("member.checked_in", {"x": 1}, "event_invalid", "/data/x"),
    ],
)
def test_bad_data_is_refused_with_its_place(event: str, data: Any, code: str, place: str) -> None:
    error = refuse(event, data)
    assert (error.code, error.place, error.status) == (code, place, 422)
    assert error.detail.zh
    assert error.detail.zh != error.detail.en


def test_malformed_json_is_an_event_error() -> None:
    with pytest.raises(ShukeError) as caught:
        CATALOGUE.event_type("order.paid").decode(b'{"order_id":')
    assert (caught.value.code, caught.value.place) == ("event_invalid", "/data")


def test_an_unknown_event_type_names_the_nearest() -> None:
    with pytest.raises(ShukeError) as caught:
        CATALOGUE.event_type("order.payed")
    assert caught.value.code == "event_type_unknown"
    assert caught.value.extra == {"suggestion": "order.paid"}
    assert caught.value.hint is not None


def test_a_refund_may_hold_shipping_beyond_its_lines() -> None:
    data = CATALOGUE.event_type("order.refunded").convert(
        {
            "order_id": "1",
            "refund_id": "r",
            "amount_cents": 7,
            "lines": [{"line": 1, "amount_cents": 5}],
        }
    )
    assert data.amount_cents == 7


def test_what_is_read_again_is_the_same() -> None:
    kind = CATALOGUE.event_type("points.open")
    data = kind.convert({"currency": "points", "lots": [{"amount": 3, "expires_on": "2026-12-31"}]})
    assert kind.read(msgspec.json.encode(data)) == data


@pytest.mark.parametrize("kind", STANDARD_EVENTS, ids=lambda kind: kind.name)
def test_every_standard_event_has_a_schema_and_names(kind: Any) -> None:
    name = kind.data.__name__
    schema = kind.schema()["$defs"][name]
    assert schema["additionalProperties"] is False
    for text in (kind.title, kind.phrase):
        assert text.en
        assert text.zh


def test_what_the_engine_makes_itself_is_internal() -> None:
    internal = [kind.name for kind in STANDARD_EVENTS if kind.internal]
    assert internal == [
        "tick", "history.replayed", "coupon.receive", "transfer.offer", "transfer.answer",
        "transfer.withdraw", "transfer.arrive", "family.open", "family.invited", "family.join",
        "family.joined", "family.quit", "family.left",
    ]  # fmt: skip
    # An event that survives its subject, or makes one, is nobody's to send.
    assert all(kind.internal for kind in STANDARD_EVENTS if kind.survives or kind.makes)
