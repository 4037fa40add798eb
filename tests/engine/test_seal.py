"""Sealing: round trips, places, rotation, and what a stolen copy does not tell."""

from datetime import UTC, datetime

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuke.engine import Keyring, is_sealed, rotate
from shuke.engine.seal import (
    DataKey,
    MasterKeyMissing,
    MasterKeyWrong,
    SealBroken,
    canonical,
    open_keyring,
    seal_fields,
    unseal_fields,
)
from shuke.kernel import load_settings
from shuke.rule import (
    Identity,
    IdentityLinked,
    MemberRegistered,
    MemberUpdated,
)

MASTER, OTHER_MASTER, INDEX = b"m" * 32, b"o" * 32, b"i" * 32
REGISTERED = ("/identities/*/value", "/profile/*")

json_values = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text()


def keyring(**more: object) -> Keyring:
    return Keyring(MASTER, INDEX, **more)  # type: ignore[arg-type]


@settings(deadline=None)
@given(value=json_values, context=st.text(max_size=40))
def test_what_is_sealed_unseals_to_the_same(value: object, context: str) -> None:
    key = DataKey(b"k" * 32)
    token = key.seal(value, context)
    assert is_sealed(token)
    assert key.unseal(token, context) == value


@settings(deadline=None)
@given(st.text(max_size=400))
def test_a_token_is_no_longer_than_promised(value: str) -> None:
    token = DataKey(b"k" * 32).seal(value, "c")
    assert len(token) <= 3 + -(-4 * (len(value.encode()) + 31) // 3)


@settings(deadline=None)
@given(value=st.text(min_size=4, max_size=60))
def test_two_seals_of_one_value_differ_and_show_nothing(value: str) -> None:
    key = DataKey(b"k" * 32)
    one, two = key.seal(value, "a"), key.seal(value, "a")
    assert one != two
    assert value not in one


def test_a_token_opens_only_in_its_place_and_under_its_key() -> None:
    key = DataKey(b"k" * 32)
    token = key.seal("张三", "profile:name")
    with pytest.raises(SealBroken):
        key.unseal(token, "profile:nickname")
    with pytest.raises(SealBroken):
        DataKey(b"x" * 32).unseal(token, "profile:name")
    # The last character may carry spare bits; the one before it is wholly ciphertext.
    changed = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]
    with pytest.raises(SealBroken):
        key.unseal(changed, "profile:name")


@pytest.mark.parametrize("broken", ["张三", "", "s1:", "s1:!!", "s1:AAAA", "s1:张"])
def test_what_is_no_token_does_not_open(broken: str) -> None:
    with pytest.raises(SealBroken):
        DataKey(b"k" * 32).unseal(broken, "profile:name")


def test_a_wrapped_key_opens_for_its_member_only() -> None:
    ring = keyring()
    new = ring.new_data_key("A")
    token = new.key.seal("x", "c")
    assert ring.unwrap("A", new.wrapped, new.version).unseal(token, "c") == "x"
    with pytest.raises(SealBroken):
        ring.unwrap("B", new.wrapped, new.version)
    with pytest.raises(SealBroken):
        ring.unwrap("A", b"", new.version)  # a destroyed key


def test_the_cache_of_keys_is_bounded() -> None:
    ring = keyring(cached=2)
    keys = [ring.new_data_key(str(n)) for n in range(5)]
    opened = [ring.unwrap(str(n), key.wrapped, key.version) for n, key in enumerate(keys)]
    assert ring.unwrap("4", keys[4].wrapped, 1) is opened[4]
    assert ring.unwrap("0", keys[0].wrapped, 1) is not opened[0]
    ring.forget()
    assert ring.unwrap("4", keys[4].wrapped, 1) is not opened[4]


def test_the_index_is_stable_over_rotation_and_apart_by_kind_and_key() -> None:
    before = keyring()
    after = Keyring(OTHER_MASTER, INDEX, version=2, former={1: MASTER})
    assert len(before.index("phone", "+8613800000000")) == 16
    assert before.index("phone", "1") == after.index("phone", "1")
    assert before.index("phone", "1") != before.index("card", "1")
    assert before.index("phone", "1") != Keyring(MASTER, b"j" * 32).index("phone", "1")


def test_a_rewrapped_key_is_the_same_key() -> None:
    before = keyring()
    new = before.new_data_key("A")
    token = new.key.seal("x", "c")
    after = Keyring(OTHER_MASTER, INDEX, version=2, former={1: MASTER})
    wrapped = after.rewrap("A", new.wrapped, 1)
    alone = Keyring(OTHER_MASTER, INDEX, version=2)
    assert alone.unwrap("A", wrapped, 2).unseal(token, "c") == "x"
    with pytest.raises(MasterKeyMissing):
        alone.unwrap("A", new.wrapped, 1)


def test_a_retry_is_known_by_its_content_and_anything_else_is_not() -> None:
    ring = keyring()
    noon = datetime(2026, 3, 2, 4, tzinfo=UTC)
    one = canonical(MemberUpdated(profile={"name": "张三", "city": "上海"}))
    same = canonical(MemberUpdated(profile={"city": "上海", "name": "张三"}))
    other = canonical(MemberUpdated(profile={"city": "上海", "name": "李四"}))
    mac = ring.content("member.updated", "A", noon, one)
    assert mac == ring.content("member.updated", "A", noon, same)
    assert mac != ring.content("member.updated", "A", noon, other)
    assert mac != ring.content("member.updated", "A", None, one)
    assert mac != ring.content("member.updated", "B", noon, one)
    assert mac != ring.content("member.registered", "A", noon, one)


def test_fields_are_sealed_where_they_stand_and_describing_ones_are_not() -> None:
    key = DataKey(b"k" * 32)
    data = MemberRegistered(
        channel="app",
        identities=[Identity("phone", "+8613800000000"), Identity("card", "VIP1")],
        profile={"name": "张三", "city": "上海", "email_ok": True, "note": None},
    )
    sealed = seal_fields(REGISTERED, data, key, frozenset(("name", "note")))
    assert [one.kind for one in sealed.identities] == ["phone", "card"]
    assert all(is_sealed(one.value) for one in sealed.identities)
    assert is_sealed(sealed.profile["name"])
    assert sealed.profile["city"] == "上海"
    assert sealed.profile["email_ok"] is True
    assert sealed.profile["note"] is None
    assert sealed.channel == "app"
    assert "13800000000" not in canonical(sealed).decode()
    assert data.identities[0].value == "+8613800000000"
    assert unseal_fields(REGISTERED, sealed, key) == data


def test_a_profile_token_opens_in_every_event() -> None:
    key = DataKey(b"k" * 32)
    sealed = seal_fields(("/profile/*",), MemberUpdated(profile={"name": "张三"}), key, None)
    assert key.unseal(sealed.profile["name"], "profile:name") == "张三"


def test_data_without_identifying_values_stays_the_same_object() -> None:
    linked = IdentityLinked("phone", "+8613800000000")
    assert seal_fields((), linked, DataKey(b"k" * 32), None) is linked


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["name", "city", "born"]), json_values, max_size=3),
    st.lists(st.tuples(st.sampled_from(["phone", "card"]), st.text(min_size=1)), max_size=4),
)
def test_unsealing_undoes_sealing(profile: dict, named: list[tuple[str, str]]) -> None:
    key = DataKey(b"k" * 32)
    data = MemberRegistered(identities=[Identity(*one) for one in named], profile=profile)
    assert unseal_fields(REGISTERED, seal_fields(REGISTERED, data, key, None), key) == data


def _settings(tmp_path: object, **keys: str) -> object:
    environ = {f"SHUKE_{name.upper()}": value for name, value in keys.items()}
    return load_settings(environ, data_dir=tmp_path)


async def test_other_keys_than_the_database_was_made_with_are_refused(
    pool: asyncpg.Pool, tmp_path: object
) -> None:
    first = _settings(tmp_path, master_key="6d" * 32, index_key="69" * 32)
    async with pool.acquire() as connection:
        ring = await open_keyring(connection, first)
        assert ring.versions == (1,)
        await open_keyring(connection, first)
        wrong_master = _settings(tmp_path, master_key="6f" * 32, index_key="69" * 32)
        with pytest.raises(MasterKeyWrong):
            await open_keyring(connection, wrong_master)
        wrong_index = _settings(tmp_path, master_key="6d" * 32, index_key="6a" * 32)
        with pytest.raises(MasterKeyWrong):
            await open_keyring(connection, wrong_index)
        forgotten = _settings(
            tmp_path, master_key="6f" * 32, index_key="69" * 32, master_key_version="2"
        )
        with pytest.raises(MasterKeyMissing):
            await open_keyring(connection, forgotten)


async def test_rotation_rewraps_every_key_and_goes_on_after_an_interruption(
    pool: asyncpg.Pool, tmp_path: object
) -> None:
    before = _settings(tmp_path, master_key="6d" * 32, index_key="69" * 32)
    after = _settings(
        tmp_path,
        master_key="6f" * 32,
        index_key="69" * 32,
        master_key_version="2",
        former_master_keys="1:" + "6d" * 32,
    )
    async with pool.acquire() as connection:
        old = await open_keyring(connection, before)
        tokens = {}
        for n in range(25):
            subject = f"S{n:02}"
            new = old.new_data_key(subject)
            tokens[subject] = new.key.seal(f"secret {n}", "c")
            await connection.execute(
                "insert into engine_seal_key values ($1, $2, $3, null)", subject, new.wrapped, 1
            )
        await connection.execute("insert into engine_seal_key values ('gone', ''::bytea, 1, now())")
        ring = await open_keyring(connection, after)

    seen: list[tuple[int, int]] = []

    def stop_in_the_middle(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 20:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        await rotate(pool, ring, batch=10, progress=stop_in_the_middle)
    assert seen == [(10, 25), (20, 25)]
    assert await rotate(pool, ring, batch=10) == 5
    assert await rotate(pool, ring, batch=10) == 0

    alone = Keyring(bytes.fromhex("6f" * 32), bytes.fromhex("69" * 32), version=2)
    rows = await pool.fetch(
        "select subject, wrapped, master_version from engine_seal_key where destroyed_at is null"
    )
    assert {
        row["subject"]: alone.unwrap(*row).unseal(tokens[row["subject"]], "c") for row in rows
    } == {f"S{n:02}": f"secret {n}" for n in range(25)}
    assert await pool.fetchval("select wrapped from engine_seal_key where subject = 'gone'") == b""
    # The former master key is no longer asked for.
    assert [r["version"] for r in await pool.fetch("select version from engine_master")] == [2]
