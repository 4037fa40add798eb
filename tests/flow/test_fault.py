"""Bad input and faults through the whole application: a clear code, and nothing has changed."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest
from structlog.testing import capture_logs
from tests.api.conftest import app_over, client_of
from tests.flow.shop import CARD, PROGRAMME, Shop, at, code, opened, paid, said

from shuke.engine import DefinitionInvalid, Incoming
from shuke.engine.limits import BatchTooLarge
from shuke.kernel import MovableClock
from shuke.org import SYSTEM, create_key

EAST = timezone(timedelta(hours=8))
WEST = timezone(timedelta(hours=-8))
BIGGEST = 2**63 - 1


def order(
    data: dict[str, Any] | bytes | None = None, *, time: datetime | None = None, **fields: str
) -> Incoming:
    raw = data if isinstance(data, bytes) else msgspec.json.encode(data or paid("X1", 100))
    its = {"source": "till", "id": "X1", "type": "order.paid", "subject": CARD, **fields}
    return Incoming(data=raw, time=time, **its)


def points(type: str, subject: str = CARD, **data: Any) -> Incoming:
    return Incoming("till", "X1", type, subject, msgspec.json.encode(data))


BAD: list[tuple[str, Incoming, bool, str]] = [
    ("malformed", order(b'{"order_id": "X1"'), False, "event_invalid"),
    ("not an object", order(b"[]"), False, "event_invalid"),
    ("wrong type", order(paid("X1", 100) | {"store": 7}), False, "event_invalid"),
    ("unknown type", order(type="order.payed"), False, "event_type_unknown"),
    ("unknown field", order(paid("X1", 100) | {"stor": "s"}), False, "event_invalid"),
    ("negative", order(paid("X1", -100)), False, "amount_negative"),
    ("beyond int64", order(paid("X1", 2**63)), False, "amount_too_large"),
    ("sum beyond int64", order(paid("X1", BIGGEST, BIGGEST)), False, "amount_too_large"),
    ("more points than any account", order(paid("X1", BIGGEST)), False, "amount_invalid"),
    ("sum differs", order(paid("X1", 100) | {"total_cents": 99}), False, "order_total_mismatch"),
    ("NUL in data", order(paid("X\0", 100)), False, "character_invalid"),
    ("NUL in source", order(source="ti\0ll"), False, "character_invalid"),
    ("NUL in id", order(id="X\0"), False, "character_invalid"),
    ("NUL in subject", order(subject="card:1\0"), False, "character_invalid"),
    ("NUL in type", order(type="order.paid\0"), False, "event_type_unknown"),
    ("half a character", order(b'{"order_id": "\\ud800"}'), False, "event_invalid"),
    ("half a character's id", order(id="\ud800"), False, "character_invalid"),
    ("half a character's source", order(source="\ud800"), False, "character_invalid"),
    ("half a character's subject", order(subject="card:\ud800"), False, "character_invalid"),
    ("no zone", order(time=datetime(2026, 1, 5)), False, "event_invalid"),  # noqa: DTZ001
    ("future", order(time=at("2026-01-05 12:06")), False, "time_in_future"),
    ("future import", order(time=at("2026-01-05 12:06")), True, "time_in_future"),
    ("end of time", order(time=datetime.max.replace(tzinfo=WEST)), False, "time_in_future"),
    ("beginning of time", order(time=datetime.min.replace(tzinfo=EAST)), True, "time_too_old"),
    ("year 1", order(time=datetime(1, 1, 3, tzinfo=UTC)), True, "time_too_old"),
    ("before 1970", order(time=datetime(1969, 7, 20, tzinfo=UTC)), True, "time_too_old"),
    ("ten years", order(time=at("2016-01-05")), False, "time_too_old"),
    ("31 days", order(time=at("2025-12-05 11:59")), False, "time_too_old"),
    ("nobody's points", points("points.spend", currency="points", amount=1, spend_id="S"), False,
     "subject_unknown"),
    ("no such member", order(subject="member:01ARZ3NDEKTSV4RRFFQ69G5FAV"), False,
     "subject_unknown"),
    ("engine's own", order(b"{}", type="tick"), False, "event_invalid"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("incoming", "imported", "expected"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD]
)
async def test_bad_events_are_refused(
    corner: Shop, incoming: Incoming, imported: bool, expected: str
) -> None:
    before = await corner.everything()
    good = Incoming("till", "G", "member.checked_in", "card:g", b"{}")
    [outcome, beside] = await corner.shuke.intake.submit([incoming, good], imported=imported)
    assert (outcome.status, code(outcome)) == ("refused", expected)
    # What came with it in one request counts, and it alone.
    assert beside.status == "accepted"
    after = await corner.everything()
    changed = {table for table, its in after.items() if its != before.get(table)}
    assert changed == {
        "engine_batch", "engine_identity", "engine_key", "engine_log", "engine_seal_key",
        "engine_state",
    }  # fmt: skip
    assert after["engine_log"][0] == 1


ON_A_MEMBER: list[tuple[str, str, dict[str, Any], str]] = [
    ("a currency nobody has", "points.spend",
     {"currency": "pints", "amount": 1, "spend_id": "S"}, "currency_unknown"),
    ("what is not spendable", "points.spend",
     {"currency": "growth", "amount": 1, "spend_id": "S"}, "currency_not_spendable"),
    ("more than there is", "points.spend",
     {"currency": "points", "amount": 101, "spend_id": "S"}, "points_insufficient"),
    ("as much as a bigint holds", "points.spend",
     {"currency": "points", "amount": BIGGEST, "spend_id": "S"}, "amount_invalid"),
    ("a spend twice", "points.spend",
     {"currency": "points", "amount": 1, "spend_id": "S1"}, "spend_repeated"),
    ("a return of no spend", "points.return", {"spend_id": "S9"}, "spend_unknown"),
    ("a return above the spend", "points.return",
     {"spend_id": "S1", "amount": 11}, "return_too_large"),
    ("an adjustment by nothing", "points.adjust",
     {"currency": "points", "amount": 0, "reason": "r"}, "adjustment_empty"),
    ("a huge adjustment", "points.adjust",
     {"currency": "points", "amount": BIGGEST, "reason": "r"}, "amount_invalid"),
    ("a huge debit", "points.adjust",
     {"currency": "points", "amount": -BIGGEST, "reason": "r"}, "amount_invalid"),
    ("an order twice", "order.paid", paid("A1", 100), "order_repeated"),
    ("a refund above the purchase", "order.refunded",
     {"order_id": "A1", "refund_id": "R2", "amount_cents": 10_001}, "refund_too_large"),
    ("refunds together above it", "order.refunded",
     {"order_id": "A1", "refund_id": "R2", "amount_cents": 9_001}, "refund_too_large"),
    ("a refund of a line that is not there", "order.refunded",
     {"order_id": "A1", "refund_id": "R2", "amount_cents": 1,
      "lines": [{"line": 2, "amount_cents": 1}]}, "refund_too_large"),
    ("a refund twice", "order.refunded",
     {"order_id": "A1", "refund_id": "R1", "amount_cents": 1}, "refund_repeated"),
    ("an unknown profile field", "member.updated", {"profile": {"nick": "x"}},
     "profile_field_unknown"),
    ("an identity that is not held", "identity.unlinked", {"kind": "card", "value": "9"},
     "identity_unknown"),
    ("the last identity", "identity.unlinked", {"kind": "card", "value": "10086"},
     "identity_last"),
    ("somebody else's identity", "identity.linked", {"kind": "card", "value": "other"},
     "identity_taken"),
]  # fmt: skip


@pytest.fixture
async def known(corner: Shop) -> Shop:
    """A member with an order, a refund of 10.00, a spend of 10 and 80 usable points."""
    await corner.buy("A1", 10_000)
    await corner.refund("A1", "R1", 1_000)
    await corner.buy("B1", 100, card="card:other")
    await corner.to("2026-01-20")
    assert (await corner.spend("S1", 10)).status == "accepted"
    return corner


@pytest.mark.parametrize(
    ("type", "data", "expected"), [bad[1:] for bad in ON_A_MEMBER],
    ids=[bad[0] for bad in ON_A_MEMBER],
)  # fmt: skip
async def test_what_does_not_fit_a_member_changes_nothing(
    known: Shop, type: str, data: dict[str, Any], expected: str
) -> None:
    before = await known.everything()
    outcome = await known.send(type, data)
    assert (outcome.status, code(outcome)) == ("refused", expected)
    assert await known.everything() == before


async def test_the_same_id_with_other_content_or_another_member_changes_nothing(
    known: Shop,
) -> None:
    before = await known.everything()
    for subject, data in ((CARD, paid("A2", 1)), ("card:other", paid("A1", 10_000))):
        outcome = await known.send("order.paid", data, subject, id="E1")
        assert (outcome.status, code(outcome)) == ("refused", "event_key_reused")
    again = await known.send("order.paid", paid("A1", 10_000), id="E1")
    assert again.status == "duplicate"
    assert await known.everything() == before


async def test_a_batch_that_is_too_large_changes_nothing(corner: Shop) -> None:
    before = await corner.everything()
    with pytest.raises(BatchTooLarge) as refused:
        await corner.shuke.intake.submit([order(id=f"X{n}") for n in range(1001)])
    assert (refused.value.code, refused.value.status) == ("batch_too_large", 413)
    assert await corner.everything() == before


@pytest.mark.parametrize(
    "wrong",
    ["colour: red", "unit: points", "expiry: {rule: someday}", "returned_life_days: -1"],
)
async def test_a_definition_that_is_wrong_changes_nothing(corner: Shop, wrong: str) -> None:
    before = await corner.everything()
    unit = "" if wrong.startswith("unit") else "unit: {en: p, zh: 分}\n"
    document = f"kind: currency\nkey: extra\nname: {{en: Extra, zh: 额外}}\n{unit}{wrong}\n"
    with pytest.raises(DefinitionInvalid):
        await corner.publish(document)
    assert await corner.everything() == before


async def test_an_expired_key_opens_nothing(corner: Shop, clock: MovableClock) -> None:
    async with corner.pool.acquire() as connection:
        _key, secret = await create_key(
            connection,
            name="till",
            scopes=("events:write",),
            by=SYSTEM,
            at=clock.now(),
            expires_at=clock.now() + timedelta(days=1),
        )
    event = {"source": "t", "id": "1", "type": "member.checked_in", "subject": CARD, "data": {}}
    headers = {"authorization": f"Bearer {secret}"}
    async with client_of(app_over(corner.shuke), headers=headers) as client:
        assert (await client.post("/v1/events", json=event)).json()["status"] == "accepted"
        clock.advance(timedelta(days=1))
        before = await corner.everything()
        answer = await client.post("/v1/events", json=event | {"id": "2"})
        assert (answer.status_code, answer.json()["code"]) == (401, "key_refused")
        assert await corner.everything() == before


# -- refunds that come before their orders ------------------------------------------------------


async def test_a_refund_waits_for_its_order_and_is_applied_with_it(corner: Shop) -> None:
    waiting = await corner.refund("A1", "R1", 4_000)
    assert [e["until"] for e in said(waiting.effects, "order.waiting")] == ["2026-04-05"]
    twice = await corner.refund("A1", "R1", 4_000)
    assert code(twice) == "refund_repeated"
    await corner.refund("A1", "R2", 60_000)
    await corner.to("2026-02-01")
    order = await corner.buy("A1", 10_000)
    assert [(e["refund_id"], e["reason"]) for e in said(order.effects, "refund.dropped")] == [
        ("R2", "refund_too_large")
    ]
    subject = order.subject or ""
    assert await corner.held(subject) == (0, 60)
    assert code(await corner.refund("A1", "R1", 1)) == "refund_repeated"
    await corner.refund("A1", "R3", 6_000)
    assert await corner.held(subject) == (0, 0)
    assert await corner.flaws() == []


async def test_waiting_refunds_are_bounded_in_number(corner: Shop) -> None:
    for number in range(20):
        assert (await corner.refund("A1", f"R{number}", 1)).status == "accepted"
    before = await corner.everything()
    assert code(await corner.refund("A1", "R20", 1)) == "too_many_waiting"
    assert await corner.everything() == before
    for number in range(30):
        assert (await corner.refund(f"B{number}", "R", 1)).status == "accepted"
    before = await corner.everything()
    assert code(await corner.refund("B30", "R", 1)) == "too_many_waiting"
    assert await corner.everything() == before
    # An order that comes makes room again.
    await corner.buy("A1", 100)
    assert (await corner.refund("B30", "R", 1)).status == "accepted"
    assert await corner.flaws() == []


async def test_waiting_refunds_are_bounded_in_age(corner: Shop) -> None:
    waiting = await corner.refund("A1", "R1", 400)
    subject = waiting.subject or ""
    assert said(await corner.to("2026-04-05 23:59"), "refund.dropped") == []
    assert [e["reason"] for e in said(await corner.to("2026-04-06"), "refund.dropped")] == [
        "order_unknown"
    ]
    assert await corner.pool.fetchval("select count(*) from engine_record") == 0
    await corner.buy("A1", 10_000)
    assert await corner.held(subject) == (0, 100)
    assert (await corner.state(subject)).member.spent_cents == 10_000
    assert await corner.flaws() == []


# -- time ---------------------------------------------------------------------------------------


async def test_a_clock_set_back_does_not_undo_anything(corner: Shop, clock: MovableClock) -> None:
    bought = await corner.buy("A1", 10_000)
    subject = bought.subject or ""
    await corner.to("2026-01-12")
    assert await corner.held(subject) == (100, 0)
    assert await corner.to("2026-01-08") == []
    second = await corner.buy("A2", 5_000)
    assert second.status == "accepted"
    assert said(second.effects, "points.credited")[0]["usable_on"] == "2026-01-19"
    rows = await corner.pool.fetch("select at, time from engine_log order by seq")
    assert [row["at"] for row in rows] == [at("2026-01-05"), at("2026-01-12"), at("2026-01-12")]
    assert rows[2]["time"] == at("2026-01-12")
    assert await corner.held(subject) == (100, 50)
    assert code(await corner.spend("S1", 101)) == "points_insufficient"
    assert (await corner.spend("S1", 100)).status == "accepted"
    clock.set(at("2026-02-20"))
    await corner.to("2026-02-20")
    assert await corner.held(subject) == (50, 0)
    assert await corner.flaws() == []


async def test_ten_year_old_orders_are_imported_into_their_own_time(corner: Shop) -> None:
    """A new member lives his past again; one with a present only gets what is left of it."""
    await corner.change("earning_rule", "base", note="since ever")
    await corner.publish(PROGRAMME, since="2010-01-01")
    old = paid("O1", 60_000)
    new = await corner.send("order.paid", old, "card:new", on="2016-03-01 09:00", imported=True)
    assert new.status == "accepted"
    await corner.buy("A1", 10_000)
    late = await corner.send("order.paid", old, CARD, on="2016-03-01 09:00", imported=True)
    assert late.status == "accepted", late.problem
    present = late.subject or ""
    await corner.to("2026-01-12")
    for subject, usable, tier in ((new.subject or "", 0, "basic"), (present, 100, "basic")):
        assert await corner.held(subject) == (usable, 0)
        assert await corner.tier(subject) == tier
        first = (await corner.state(subject)).member.first_order_at
        assert datetime.fromtimestamp(first, UTC) == at("2016-03-01 09:00")
    expired = await corner.pool.fetchval(
        "select sum(amount) from ledger_entry where kind = 'expire' and currency = 'points'"
    )
    assert expired == 1200
    back = await corner.send(
        "order.refunded", {"order_id": "O1", "refund_id": "R", "amount_cents": 60_000}
    )
    assert [e["amount"] for e in said(back.effects, "points.reversed")] == [0, 600]
    assert await corner.held(present) == (100, 0)
    assert await corner.flaws() == []


# -- a statement that fails ---------------------------------------------------------------------


async def test_a_statement_error_takes_only_its_own_event(corner: Shop) -> None:
    """The database refuses one row of a batch: halving finds it, the others go on."""
    await corner.pool.execute("alter table engine_key add check (id <> 'POISON')")
    events = [order(paid(f"O{n}", 100), id=f"O{n}", subject=f"card:{n % 5}") for n in range(40)]
    events[17] = order(paid("O17", 100), id="POISON", subject="card:2")
    with capture_logs() as logs:
        outcomes = await corner.shuke.intake.submit(events)
    assert {entry["event"] for entry in logs} == {"batch_half_failed"}
    refused = [n for n, outcome in enumerate(outcomes) if outcome.status != "accepted"]
    assert refused == [17]
    assert code(outcomes[17]) == "fold_failed"
    assert await corner.pool.fetchval("select count(*) from engine_log") == 39
    assert await corner.pool.fetchval("select count(*) from engine_record") == 39
    assert await corner.flaws() == []


async def test_a_value_that_no_column_holds_takes_only_its_own_event(
    corner: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An overflow is found by the driver before the server sees it; it is no lost connection."""
    columns = corner.shuke.app.columns

    def too_many(state: Any, release: Any) -> tuple[Any, ...]:
        its = list(columns(state, release))
        if state.member.spent_cents == 666:
            its[4] = 2**63
        return tuple(its)

    monkeypatch.setattr(corner.shuke.app, "columns", too_many)
    events = [order(paid(f"O{n}", 100), id=f"O{n}", subject=f"card:{n}") for n in range(20)]
    events[7] = order(paid("O7", 666), id="O7", subject="card:7")
    with capture_logs():
        outcomes = await corner.shuke.intake.submit(events)
    assert [n for n, outcome in enumerate(outcomes) if outcome.status != "accepted"] == [7]
    assert code(outcomes[7]) == "fold_failed"
    assert await corner.pool.fetchval("select count(*) from engine_log") == 19
    monkeypatch.undo()
    assert await corner.flaws() == []


async def test_a_state_beyond_its_numbers_goes_to_the_inbox_alone(
    database_url: str, clock: MovableClock, tmp_path: Path
) -> None:
    """Without a programme nothing is earned, and what was spent may be any number of 64 bits."""
    async with opened(database_url, clock, tmp_path) as shop:
        for number in range(2):
            assert (await shop.buy(f"A{number}", BIGGEST)).status == "accepted"
        third = await shop.buy("A3", BIGGEST)
        assert (third.status, code(third)) == ("failed", "fold_failed")
        assert await shop.pool.fetchval("select code from engine_inbox") == "OverflowError"
        assert (await shop.buy("A4", 1)).status == "accepted"
        assert await shop.flaws() == []
