"""Members through the engine's door on a real database: identities, sealing, gifts, erasure."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from tests.member.door import GIFT, KEYRING, Door, Pool, open_door

from shuke.engine import Keyring, bucket_of
from shuke.kernel import MovableClock
from shuke.member import (
    PERSONAL,
    Card,
    cards,
    export_person,
    find,
    identities,
    identity_value,
    profile,
    reveal,
    search,
)

PHONE = "phone:13812345678"
ORDER = {"order_id": "A1", "total_cents": 10, "lines": [{"sku": "m", "paid_cents": 10}]}
ADJUSTED = {"currency": "points", "amount": 5, "reason": "goodwill"}
PERSON: dict[str, Any] = {
    "channel": "app",
    "identities": [
        {"kind": "card", "value": "vip-10086"},
        {"kind": "email", "value": "San.Zhang@Example.com"},
    ],
    "profile": {"name": "张三丰", "address": "人民路 7 号", "city": "上海", "children": 2},
}
SECRETS = ("13812345678", "vip-10086", "VIP-10086", "San.Zhang", "张三丰", "人民路")


@pytest.fixture
async def door(pool: Pool, clock: MovableClock) -> AsyncIterator[Door]:
    async with open_door(pool, clock, GIFT) as opened:
        yield opened


async def registered(door: Door) -> str:
    outcome = await door.send("R1", "member.registered", PERSON, PHONE)
    assert outcome.status == "accepted", outcome.problem
    assert outcome.subject is not None
    return outcome.subject


async def everything(pool: Pool) -> bytes:
    """Every row of every table as bytes."""
    tables = await pool.fetch(
        "select tablename from pg_tables where schemaname = 'public' order by tablename"
    )
    found = bytearray()
    for (table,) in tables:
        for row in await pool.fetch(f'select * from "{table}"'):
            for value in row.values():
                found += value if isinstance(value, bytes) else str(value).encode()
                found += b"\n"
    return bytes(found)


async def test_nothing_identifying_lies_in_clear_in_any_table(door: Door, pool: Pool) -> None:
    await registered(door)
    await door.send("U1", "member.updated", {"profile": {"name": "张三丰", "pet": True}}, PHONE)
    await door.send("L1", "identity.linked", {"kind": "openid", "value": "oSecret99"}, PHONE)
    await door.send("A1", "order.paid", ORDER, "card:VIP-10086")
    await door.send("X1", "identity.unlinked", {"kind": "openid", "value": "oSecret99"}, PHONE)
    kept = await everything(pool)
    assert "上海".encode() in kept  # a describing value: the search itself works
    assert [word for word in (*SECRETS, "oSecret99") if word.encode() in kept] == []


async def test_every_identity_leads_to_the_member(door: Door, pool: Pool) -> None:
    subject = await registered(door)
    for reference in (
        "phone:+86 138 1234 5678",
        "phone:13812345678",
        "card:VIP-10086",
        "email:San.Zhang@EXAMPLE.com",
        f"member:{subject}",
    ):
        assert await find(pool, KEYRING, reference, "CN") == subject
    for stranger in ("phone:13812345679", "card:VIP-10087", "member:nobody", "order:A1"):
        assert await find(pool, KEYRING, stranger, "CN") is None
    assert await search(pool, KEYRING, " 138-1234-5678 ", "CN") == [subject]
    assert await search(pool, KEYRING, "vip-10086", "CN") == [subject]
    assert await search(pool, KEYRING, subject.lower(), "CN") == [subject]
    assert await search(pool, KEYRING, "张三丰", "CN") == []
    assert await search(pool, KEYRING, "", "CN") == []
    assert (await door.member(subject)).identities == 3


async def test_a_merged_member_is_found_as_the_one_it_became(door: Door, pool: Pool) -> None:
    kept = await registered(door)
    other = await door.send("A1", "order.paid", ORDER, "card:other")
    assert other.subject is not None
    await pool.execute(
        "update engine_state set merged_into = $3 where bucket = $1 and subject = $2",
        bucket_of(other.subject),
        other.subject,
        kept,
    )
    assert await find(pool, KEYRING, "card:OTHER", "CN") == kept
    assert await search(pool, KEYRING, "other", "CN") == [kept]


async def test_values_are_masked_until_they_are_revealed(door: Door, pool: Pool) -> None:
    subject = await registered(door)
    shown = await identities(pool, KEYRING, subject)
    assert sorted((one.kind, one.masked, one.value) for one in shown) == [
        ("card", "****086", None),
        ("email", "S***@example.com", None),
        ("phone", "138****5678", None),
    ]
    slice_ = await door.member(subject)
    release = door.book.compiled(door.book.newest)
    masked = await profile(pool, KEYRING, release, subject, slice_)
    assert [(e.field, e.field_class, e.value, e.masked) for e in masked] == [
        ("address", "identifying", "人***", True),
        ("children", "describing", 2, False),
        ("city", "describing", "上海", False),
        ("name", "identifying", "张**", True),
    ]
    clear = await profile(pool, KEYRING, release, subject, slice_, unmask=["name"])
    assert [(e.value, e.masked) for e in clear if e.field_class == "identifying"] == [
        ("人***", True),
        ("张三丰", False),
    ]
    assert await reveal(pool, KEYRING, subject, ["name", "identity.phone", "nothing"]) == {
        "identity.phone": ["+8613812345678"],
        "name": "张三丰",
    }
    [phone] = [one for one in shown if one.kind == "phone"]
    assert await identity_value(pool, KEYRING, subject, "phone", phone.ref) == "+8613812345678"
    assert await identity_value(pool, KEYRING, subject, "card", phone.ref) is None


async def test_cards_of_a_page(door: Door, pool: Pool) -> None:
    subject = await registered(door)
    unknown = await door.send("A1", "order.paid", ORDER, "card:7777")
    assert unknown.subject is not None
    found = await cards(pool, KEYRING, [subject, unknown.subject, "nobody"])
    assert found[subject].name == "张**"
    assert [one.kind for one in found[subject].identities].count("phone") == 1
    assert found[unknown.subject].name is None
    assert [one.masked for one in found[unknown.subject].identities] == ["****7"]
    assert found["nobody"] == Card(name=None, identities=[])


async def test_an_identity_of_another_member_is_refused_and_nothing_changes(
    door: Door, pool: Pool
) -> None:
    await registered(door)
    await door.send("A1", "order.paid", ORDER, "card:other")
    before = await everything(pool)
    linked = {"kind": "phone", "value": "13812345678"}
    refused = await door.send("L1", "identity.linked", linked, "card:other")
    assert refused.status == "refused"
    assert refused.problem is not None
    assert (refused.problem.code, refused.problem.place) == ("identity_taken", "/data/value")
    assert await everything(pool) == before


async def test_the_last_identity_cannot_be_unlinked(door: Door) -> None:
    made = await door.send("A1", "order.paid", ORDER, "card:77")
    assert made.subject is not None
    card = {"kind": "card", "value": "77"}
    refused = await door.send("X1", "identity.unlinked", card, "card:77")
    assert refused.problem is not None
    assert refused.problem.code == "identity_last"
    phone = {"kind": "phone", "value": "13812345678"}
    assert (await door.send("L1", "identity.linked", phone, "card:77")).status == "accepted"
    assert (await door.send("X2", "identity.unlinked", card, PHONE)).status == "accepted"
    gone = await door.send("X3", "identity.unlinked", card, PHONE)
    assert gone.problem is not None
    assert gone.problem.code == "identity_unknown"
    assert (await door.member(made.subject)).identities == 1
    # The card is free again: the next order under it makes another member.
    fresh = await door.send("A2", "order.paid", {**ORDER, "order_id": "A2"}, "card:77")
    assert fresh.subject != made.subject


async def test_two_who_claim_one_identity_at_once_get_it_once(door: Door, pool: Pool) -> None:
    for n in range(6):
        await door.send(f"A{n}", "order.paid", {**ORDER, "order_id": f"A{n}"}, f"card:{n}")
    phone = {"kind": "phone", "value": "13812345678"}
    outcomes = await asyncio.gather(
        *(door.send(f"L{n}", "identity.linked", phone, f"card:{n}") for n in range(6))
    )
    assert sorted(o.status for o in outcomes) == ["accepted"] + ["refused"] * 5
    [winner] = [o.subject for o in outcomes if o.status == "accepted"]
    assert await find(pool, KEYRING, PHONE, "CN") == winner


async def test_a_retry_is_known_although_seals_differ(door: Door) -> None:
    first = await door.send("R1", "member.registered", PERSON, PHONE)
    again = await door.send("R1", "member.registered", PERSON, "card:VIP-10086")
    assert (again.status, again.seq, again.effects) == ("duplicate", first.seq, first.effects)
    other = {**PERSON, "profile": {**PERSON["profile"], "name": "张四"}}
    conflict = await door.send("R1", "member.registered", other, PHONE)
    assert conflict.problem is not None
    assert conflict.problem.code == "event_key_reused"


async def test_a_retry_is_known_although_its_identity_is_anothers_now(
    door: Door, pool: Pool
) -> None:
    """The till lost the answer; meanwhile the card went to somebody else, then to nobody."""
    card, phone = {"kind": "card", "value": "77"}, {"kind": "phone", "value": "13812345678"}
    first = await door.send("A1", "order.paid", ORDER, "card:77")
    spent = await door.send("S1", "points.adjust", ADJUSTED, "card:77")
    await door.send("L1", "identity.linked", phone, "card:77")
    left = await door.send("U1", "identity.unlinked", card, "card:77")
    other = await door.send("B1", "order.paid", {**ORDER, "order_id": "B1"}, "card:88")
    assert (await door.send("L2", "identity.linked", card, "card:88")).status == "accepted"
    assert other.subject != first.subject

    async def all_known() -> None:
        before = await everything(pool)
        for sent, kind, data in (
            (first, "order.paid", ORDER),
            (spent, "points.adjust", ADJUSTED),
            (left, "identity.unlinked", card),
        ):
            again = await door.send(sent.id, kind, data, "card:77")
            assert (again.status, again.subject) == ("duplicate", first.subject), again.problem
            assert (again.seq, again.effects) == (sent.seq, sent.effects)
        # Whatever else comes under the key is another event: other content, another identity.
        for data, named in (({**ORDER, "order_id": "A2"}, "card:77"), (ORDER, "card:88")):
            refused = await door.send("A1", "order.paid", data, named)
            assert refused.problem is not None
            assert refused.problem.code == "event_key_reused"
        assert await everything(pool) == before

    await all_known()
    # The member is still known by whatever names him now.
    assert (await door.send("A1", "order.paid", ORDER, PHONE)).status == "duplicate"
    await door.send("U2", "identity.unlinked", card, "card:88")
    await all_known()


async def test_a_retry_links_nothing_again(door: Door, pool: Pool) -> None:
    """What a registration had linked was unlinked since; hearing of it again changes nothing."""
    await door.send("R1", "member.registered", PERSON, "card:VIP-10086")
    email = PERSON["identities"][1]
    unlinked = await door.send("U1", "identity.unlinked", email, "card:VIP-10086")
    assert unlinked.status == "accepted"
    before = await everything(pool)
    again = await door.send("R1", "member.registered", PERSON, "card:VIP-10086")
    assert again.status == "duplicate"
    assert await everything(pool) == before


async def test_the_new_member_gift_is_given_once(door: Door) -> None:
    made = await door.send("A1", "order.paid", ORDER, "card:VIP-10086")
    assert b"gift.given" not in made.effects
    subjects = []
    for n, reference in enumerate(("card:VIP-10086", "card:VIP-10086", PHONE)):
        data = {"identities": [{"kind": "phone", "value": "13812345678"}]} if n == 0 else {}
        outcome = await door.send(f"R{n}", "member.registered", data, reference)
        subjects.append(outcome.subject)
        given = [e["type"] for e in msgspec.json.decode(outcome.effects)].count("gift.given")
        assert given == (1 if n == 0 else 0)
    assert subjects == [made.subject] * 3
    state = await door.state(str(made.subject))
    assert state.member.gifts == ["hello"]
    assert state.member.orders == 1


async def test_many_registrations_at_once_give_one_gift(door: Door) -> None:
    outcomes = await asyncio.gather(
        *(door.send(f"R{n}", "member.registered", PERSON, PHONE) for n in range(8))
    )
    assert {o.status for o in outcomes} == {"accepted"}
    assert len({o.subject for o in outcomes}) == 1
    assert sum(o.effects.count(b"gift.given") for o in outcomes) == 1


async def test_bad_profiles_are_refused_before_anything_is_made(door: Door, pool: Pool) -> None:
    before = await everything(pool)
    for n, (profile_, code) in enumerate(
        [
            ({"nme": "张三"}, "profile_field_unknown"),
            ({"name": 7}, "profile_value_invalid"),
            ({"children": 99}, "profile_value_invalid"),
            ({"city": "s1:forged"}, "profile_value_invalid"),
        ]
    ):
        refused = await door.send(f"B{n}", "member.registered", {"profile": profile_}, PHONE)
        assert refused.problem is not None
        assert refused.problem.code == code
    refused = await door.send("B9", "member.registered", {}, "phone:123")
    assert refused.problem is not None
    assert refused.problem.code == "identity_invalid"
    assert await everything(pool) == before


async def test_export_gives_all_and_erasure_leaves_nothing_that_opens(
    door: Door, pool: Pool, clock: MovableClock
) -> None:
    subject = await registered(door)
    exported = await export_person(pool, KEYRING, subject)
    assert {(one["kind"], one["value"]) for one in exported["engine_identity"]} == {
        ("phone", "+8613812345678"),
        ("card", "VIP-10086"),
        ("email", "San.Zhang@example.com"),
    }
    assert {(one["field"], one["value"]) for one in exported["member_sealed"]} == {
        ("name", "张三丰"),
        ("address", "人民路 7 号"),
    }
    gone = await door.send("gone", "member.erased", {}, f"member:{subject}")
    assert gone.status == "accepted"
    assert await find(pool, KEYRING, PHONE, "CN") is None
    assert await export_person(pool, KEYRING, subject) == {
        "engine_identity": [],
        "member_sealed": [],
    }
    assert await reveal(pool, KEYRING, subject, ["name", "identity.phone"]) == {}
    row = await pool.fetchrow("select * from engine_seal_key where subject = $1", subject)
    assert row is not None
    assert (row["wrapped"], row["destroyed_at"]) == (b"", clock.now())


async def test_every_table_of_this_room_has_its_exporter(pool: Pool) -> None:
    tables = await pool.fetch("select tablename from pg_tables where tablename like 'member\\_%'")
    assert {row["tablename"] for row in tables} <= {personal.table for personal in PERSONAL}


async def test_another_index_key_finds_nobody(door: Door, pool: Pool) -> None:
    await registered(door)
    assert await find(pool, Keyring(b"m" * 32, b"j" * 32), PHONE, "CN") is None
