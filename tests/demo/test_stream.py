"""The stream: every event once, in order of arrival, the same whatever the chunks."""

from collections import Counter

import msgspec
import pytest

from shuke.cli.demo import Arriving, Stream, load_demographics, load_year, nothing
from shuke.cli.demo.dataset import Year
from shuke.rule import OrderPaid, OrderRefunded
from shuke.rule.storing import ValueTopUp


@pytest.fixture(scope="module")
def events(stream: Stream) -> list[Arriving]:
    return [
        event
        for start in range(0, len(stream), 8_192)
        for event in stream.chunk(start, start + 8_192)
    ]


def test_every_event_comes_once(stream: Stream, events: list[Arriving]) -> None:
    assert Counter(arriving.event.type for arriving in events) == {
        "member.registered": 2_469,
        "points.spend": 5_652,
        "gift.redeem": 514,
        "value.top_up": 596,
        "order.paid": 155_848,
        "order.refunded": 7_792,
    }
    assert len({arriving.event.id for arriving in events}) == len(events) == len(stream) == 172_871


def test_events_arrive_in_order_and_after_their_time(events: list[Arriving]) -> None:
    moments = [arriving.at for arriving in events]
    assert moments == sorted(moments)
    assert all(
        arriving.event.time is not None and arriving.event.time <= arriving.at
        for arriving in events
    )
    late = [arriving for arriving in events if arriving.event.time != arriving.at]
    assert len(late) == 1_558
    assert {arriving.event.type for arriving in late} == {"order.paid"}


def test_a_member_registers_before_anything_else(events: list[Arriving]) -> None:
    seen: set[str] = set()
    for arriving in events:
        subject = arriving.event.subject
        if arriving.event.type == "member.registered":
            assert subject not in seen
            seen.add(subject)
        assert subject in seen
    assert len(seen) == 2_469


def test_what_is_known_of_a_household_is_its_profile(events: list[Arriving]) -> None:
    known = load_demographics()
    profiles = {
        int(arriving.event.subject.removeprefix("card:")): msgspec.json.decode(
            arriving.event.data
        ).get("profile")
        for arriving in events
        if arriving.event.type == "member.registered"
    }
    assert {household: profile for household, profile in profiles.items() if profile} == known


def test_refunds_are_valid_events_of_the_orders_member(events: list[Arriving]) -> None:
    owner = {
        arriving.event.id.removeprefix("order-"): arriving.event.subject
        for arriving in events
        if arriving.event.type == "order.paid"
    }
    for arriving in events:
        if arriving.event.type == "order.refunded":
            refund = msgspec.json.decode(arriving.event.data, type=OrderRefunded)
            assert owner[refund.order_id] == arriving.event.subject
            if refund.lines:
                assert refund.amount_cents == sum(line.amount_cents for line in refund.lines)


def test_stored_value_is_paid_in_and_pays_where_it_was_drawn(
    stream: Stream, events: list[Arriving]
) -> None:
    paid = paid_in = 0
    for arriving in events:
        if arriving.event.type == "value.top_up":
            paid_in += msgspec.json.decode(arriving.event.data, type=ValueTopUp).amount_cents
        elif arriving.event.type == "order.paid" and b'"stored_value"' in arriving.event.data:
            order = msgspec.json.decode(arriving.event.data, type=OrderPaid)
            assert order.stored_value is not None
            paid += order.stored_value.amount_cents
    counts = stream.counts()
    assert (paid_in, paid) == (counts["topped_up_cents"], counts["stored_value_cents"])


def test_chunks_do_not_matter(stream: Stream, events: list[Arriving]) -> None:
    assert stream.chunk(100, 120) + stream.chunk(120, 333) == events[100:333]
    assert stream.chunk(len(stream) - 2, len(stream) + 10) == events[-2:]
    assert stream.chunk(len(stream), len(stream) + 10) == []


def test_positions_by_moment(stream: Stream, events: list[Arriving]) -> None:
    assert stream.position_of(stream.starts_at) == 0
    place = stream.position_of(events[50_000].at)
    assert place <= 50_000
    assert events[place].at == events[50_000].at
    assert events[place - 1].at < events[50_000].at


def test_a_plain_year_has_only_registrations_and_orders_on_time(year: Year) -> None:
    plain = Stream(year, nothing(), {}, weeks=0)
    assert plain.counts() == {
        "members": 2_469,
        "orders": 155_848,
        "lines": 1_469_307,
        "paid_cents": 459_603_958,
        "refunds": 0,
        "partial_refunds": 0,
        "refunds_of_late_tickets": 0,
        "late_tickets": 0,
        "spends": 0,
        "coupon_templates": 0,
        "coupons_issued": 0,
        "coupons_redeemed": 0,
        "top_ups": 0,
        "topped_up_cents": 0,
        "orders_with_stored_value": 0,
        "stored_value_cents": 0,
    }
    assert len(plain) == 2_469 + 155_848
    assert plain.ends_at.isoformat() == "2018-01-01T04:01:20+00:00"


def test_a_sample_is_deterministic() -> None:
    some = frozenset({1, 2, 900})
    one, two = (Stream(load_year(some), nothing(), load_demographics(), weeks=10) for _ in range(2))
    assert one.chunk(0, len(one)) == two.chunk(0, len(two))
