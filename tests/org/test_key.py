"""API keys: shown once, kept hashed, scoped, expiring, revoked within seconds."""

from datetime import timedelta

import pytest

from shuke.kernel import ShukeError
from shuke.org import (
    SYSTEM,
    Access,
    Actor,
    KeyRefused,
    NotAllowed,
    audit,
    create_key,
    keys,
    revoke_key,
)

SECRET = b"s" * 32


async def make(pool, clock, scopes=("events:write",), by=SYSTEM, **more):
    async with pool.acquire() as connection:
        return await create_key(
            connection, name="till", scopes=list(scopes), by=by, at=clock.now(), **more
        )


async def test_a_key_acts_within_its_scopes_without_a_query_each_time(pool, clock):
    made, secret = await make(pool, clock)
    access = Access(pool, clock, SECRET, remembered_seconds=60)
    assert secret.startswith("sk_")
    assert len(secret) == 46
    actor = await access.key(f"Bearer {secret}")
    assert actor == Actor(
        kind="key", id=made.id, name="till", permissions=frozenset({"events:write"})
    )
    with pytest.raises(NotAllowed) as caught:
        actor.need("members:read")
    assert caught.value.extra == {"permission": "members:read"}
    await pool.execute("delete from org_key")
    assert await access.key(f"Bearer {secret}") is actor
    access.forget()
    with pytest.raises(KeyRefused):
        await access.key(f"Bearer {secret}")


async def test_only_the_hash_is_kept(pool, clock):
    _, secret = await make(pool, clock)
    row = await pool.fetchval("select row_to_json(k)::text from org_key k")
    assert secret not in row
    assert len(await pool.fetchval("select key_hash from org_key")) == 32


async def test_an_expired_key_is_refused_even_while_remembered(pool, clock):
    _, secret = await make(pool, clock, expires_at=clock.now() + timedelta(minutes=1))
    access = Access(pool, clock, SECRET, remembered_seconds=60)
    await access.key(f"Bearer {secret}")
    clock.advance(timedelta(minutes=1))
    with pytest.raises(KeyRefused):
        await access.key(f"Bearer {secret}")


async def test_a_revoked_key_stops_once_it_is_asked_for_again(pool, clock):
    made, secret = await make(pool, clock)
    elsewhere = Access(pool, clock, SECRET, remembered_seconds=0)
    await elsewhere.key(f"Bearer {secret}")
    async with pool.acquire() as connection:
        await revoke_key(connection, made.id, by=SYSTEM, at=clock.now())
        await revoke_key(connection, made.id, by=SYSTEM, at=clock.now())
        assert [row.act for row in await audit(connection)] == ["key.revoked", "key.created"]
    with pytest.raises(KeyRefused):
        await elsewhere.key(f"Bearer {secret}")


async def test_nobody_gives_away_more_than_they_have(pool, clock):
    by = Actor(kind="person", id="p", name="p", permissions=frozenset({"events:write"}))
    for scopes in (["members:read"], ["admin"]):
        with pytest.raises(NotAllowed):
            await make(pool, clock, scopes=scopes, by=by)
    with pytest.raises(ShukeError) as caught:
        await make(pool, clock, scopes=["events:write", "events:wriet"])
    assert (caught.value.code, caught.value.place) == ("scope_unknown", "/scopes/1")
    async with pool.acquire() as connection:
        assert await keys(connection) == []


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer sk_", "Basic sk_x", "Bearer x", "Bearer sk_" + "x" * 500]
)
async def test_nonsense_is_refused(pool, clock, header):
    with pytest.raises(KeyRefused):
        await Access(pool, clock, SECRET).key(header)


async def test_last_use_is_coarse(pool, clock):
    made, secret = await make(pool, clock)
    access = Access(pool, clock, SECRET, remembered_seconds=0)
    await access.key(f"Bearer {secret}")
    first = clock.now()
    clock.advance(timedelta(minutes=59))
    await access.key(f"Bearer {secret}")
    async with pool.acquire() as connection:
        assert [key.used_at for key in await keys(connection)] == [first]
    clock.advance(timedelta(minutes=2))
    await access.key(f"Bearer {secret}")
    async with pool.acquire() as connection:
        assert [key.used_at for key in await keys(connection)] == [clock.now()]
    assert made.used_at is None
