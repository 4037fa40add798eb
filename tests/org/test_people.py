"""People: made once, changed with their sessions ending, never without an administrator."""

import asyncio
from datetime import timedelta

import pytest

from shuke.kernel import ShukeError
from shuke.org import (
    ROLES,
    SYSTEM,
    Access,
    SignInNeeded,
    audit,
    change_person,
    create_person,
    people,
    set_up,
    setup_token,
    sign_in,
)

SECRET = b"s" * 32
GOOD = "a long enough phrase"


async def add(pool, clock, email="li@example.com", role="administrator"):
    async with pool.acquire() as connection:
        return await create_person(
            connection,
            email=email,
            name="李雷",
            password=GOOD,
            role=role,
            by=SYSTEM,
            at=clock.now(),
        )


async def refused(code, awaitable):
    with pytest.raises(ShukeError) as caught:
        await awaitable
    assert caught.value.code == code


async def test_an_address_belongs_to_one_person_however_it_is_written(pool, clock):
    made = await add(pool, clock, email=" Li@Example.COM ")
    assert made.email == "li@example.com"
    await refused("email_taken", add(pool, clock, email="LI@example.com"))
    async with pool.acquire() as connection:
        assert [one.id for one in await people(connection)] == [made.id]
        assert [row.act for row in await audit(connection)] == ["person.created"]


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_weak"),
        ("aaaaaaaaaaaaaaaaaaa", "password_weak"),
        ("my zhang phrase 2026", "password_weak"),
        ("x" * 300, "password_weak"),
    ],
)
async def test_weak_passwords_are_refused_and_nothing_is_kept(pool, clock, password, code):
    async with pool.acquire() as connection:
        await refused(
            code,
            create_person(
                connection,
                email="zhang@example.com",
                name="张",
                password=password,
                role="operator",
                by=SYSTEM,
                at=clock.now(),
            ),
        )
        assert await people(connection) == []
        assert await audit(connection) == []


async def test_unknown_role_and_address_are_refused(pool, clock):
    await refused("role_unknown", add(pool, clock, role="king"))
    await refused("email_invalid", add(pool, clock, email="nobody"))


async def test_the_last_administrator_stays_even_when_two_go_at_once(pool, clock):
    first = await add(pool, clock)
    second = await add(pool, clock, email="han@example.com")

    async def demote(one):
        async with pool.acquire() as connection:
            return await change_person(
                connection, one.id, by=SYSTEM, at=clock.now(), role="analyst"
            )

    results = await asyncio.gather(demote(first), demote(second), return_exceptions=True)
    refusals = [result for result in results if isinstance(result, ShukeError)]
    assert [error.code for error in refusals] == ["last_administrator"]
    async with pool.acquire() as connection:
        roles = sorted(one.role for one in await people(connection))
    assert roles == ["administrator", "analyst"]


async def test_a_changed_role_ends_the_persons_sessions(pool, clock):
    await add(pool, clock)
    other = await add(pool, clock, email="han@example.com", role="operator")
    access = Access(pool, clock, SECRET)
    async with pool.acquire() as connection:
        session = await sign_in(connection, "han@example.com", GOOD, at=clock.now())
    cookies = {"shuke_session": session.token}
    assert (await access.authenticate({}, cookies, "GET")).id == other.id
    async with pool.acquire() as connection:
        await change_person(connection, other.id, by=SYSTEM, at=clock.now(), name="韩梅梅")
    assert (await access.authenticate({}, cookies, "GET")).name == "韩梅梅"
    async with pool.acquire() as connection:
        await change_person(connection, other.id, by=SYSTEM, at=clock.now(), role="auditor")
    with pytest.raises(SignInNeeded):
        await access.authenticate({}, cookies, "GET")


async def test_set_up_happens_once_with_the_printed_token(pool, clock):
    async def attempt(token, email):
        async with pool.acquire() as connection:
            return await set_up(
                connection,
                SECRET,
                token=token,
                email=email,
                name="管理员",
                password=GOOD,
                at=clock.now(),
            )

    async with pool.acquire() as connection:
        token = await setup_token(connection, SECRET)
        assert token == await setup_token(connection, SECRET)
        assert token is not None
        assert await setup_token(connection, b"other" * 7) != token
    await refused("setup_token_wrong", attempt("guess", "a@example.com"))
    results = await asyncio.gather(
        attempt(token, "a@example.com"), attempt(token, "b@example.com"), return_exceptions=True
    )
    refusals = [result for result in results if isinstance(result, ShukeError)]
    assert [error.code for error in refusals] == ["setup_closed"]
    await refused("setup_closed", attempt(token, "c@example.com"))
    async with pool.acquire() as connection:
        assert await setup_token(connection, SECRET) is None
        assert [one.role for one in await people(connection)] == ["administrator"]


async def test_guessing_the_set_up_token_is_slowed_down(pool, clock):
    async def guess():
        async with pool.acquire() as connection:
            await set_up(
                connection,
                SECRET,
                token="guess",
                email="a@example.com",
                name="x",
                password=GOOD,
                at=clock.now(),
            )

    for _ in range(5):
        await refused("setup_token_wrong", guess())
    await refused("too_many_attempts", guess())
    clock.advance(timedelta(minutes=16))
    await refused("setup_token_wrong", guess())


def test_every_role_has_only_permissions_from_the_table():
    from shuke.org import ALL

    for role in ROLES.values():
        assert role.permissions <= ALL
    assert ROLES["administrator"].permissions == ALL
