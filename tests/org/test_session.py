"""Sessions: rotation, idle and absolute end, CSRF, throttling, equal answers for equal failures."""

import asyncio
from datetime import timedelta

import pytest

from shuke.kernel import ShukeError
from shuke.org import (
    SYSTEM,
    Access,
    CsrfMismatch,
    SignInNeeded,
    SignInRefused,
    TooManyAttempts,
    create_person,
    csrf_token,
    sign_in,
    sign_out,
)
from shuke.org.throttle import FREE_NETWORK, count_attempt, counters

SECRET = b"s" * 32
GOOD = "a long enough phrase"


@pytest.fixture
async def person(pool, clock):
    """An operator, beside the administrator that there must be."""
    await add(pool, clock, "root@example.com", "administrator")
    return await add(pool, clock, "li@example.com", "operator")


async def add(pool, clock, email, role):
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


@pytest.fixture
def access(pool, clock):
    return Access(pool, clock, SECRET)


async def start(pool, clock, password=GOOD, email="li@example.com", **more):
    async with pool.acquire() as connection:
        return await sign_in(connection, email, password, at=clock.now(), **more)


async def test_a_session_knows_its_person_and_their_permissions(pool, clock, person, access):
    session = await start(pool, clock)
    actor = await access.authenticate({}, {"shuke_session": session.token}, "GET")
    assert (actor.id, actor.role, actor.kind) == (person.id, "operator", "person")
    assert actor.may("members:read")
    assert not actor.may("people:manage")
    kept = await pool.fetchval("select encode(token_hash, 'escape') from org_session")
    assert session.token not in kept


async def test_a_change_needs_the_csrf_token_of_this_session(pool, clock, person, access):
    session = await start(pool, clock)
    other = await start(pool, clock)
    cookies = {"shuke_session": session.token}
    for given in ({}, {"x-csrf-token": csrf_token(SECRET, other.actor.session)}):
        with pytest.raises(CsrfMismatch):
            await access.authenticate(given, cookies, "POST")
    right = {"x-csrf-token": csrf_token(SECRET, session.actor.session)}
    assert (await access.authenticate(right, cookies, "POST")).id == person.id


async def test_sessions_end_idle_and_absolutely(pool, clock, person, access):
    cookies = {"shuke_session": (await start(pool, clock)).token}
    for _ in range(7):
        clock.advance(timedelta(minutes=100))
        await access.authenticate({}, cookies, "GET")
    clock.advance(timedelta(minutes=100))  # 13 h 20 after the start
    with pytest.raises(SignInNeeded):
        await access.authenticate({}, cookies, "GET")
    cookies = {"shuke_session": (await start(pool, clock)).token}
    clock.advance(timedelta(hours=2, seconds=1))
    with pytest.raises(SignInNeeded):
        await access.authenticate({}, cookies, "GET")


async def test_signing_in_ends_the_browsers_former_session(pool, clock, person, access):
    first = await start(pool, clock)
    second = await start(pool, clock, former=first.token)
    assert first.token != second.token
    with pytest.raises(SignInNeeded):
        await access.authenticate({}, {"shuke_session": first.token}, "GET")
    await access.authenticate({}, {"shuke_session": second.token}, "GET")


async def test_signing_out_ends_it(pool, clock, person, access):
    session = await start(pool, clock)
    async with pool.acquire() as connection:
        await sign_out(connection, session.actor, at=clock.now())
    with pytest.raises(SignInNeeded):
        await access.authenticate({}, {"shuke_session": session.token}, "GET")


async def test_wrong_password_and_unknown_address_get_the_same_answer(pool, clock, person):
    with pytest.raises(SignInRefused) as wrong:
        await start(pool, clock, password="not the phrase")
    with pytest.raises(SignInRefused) as unknown:
        await start(pool, clock, email="nobody@example.com")
    assert str(wrong.value) == str(unknown.value)
    assert await pool.fetchval("select count(*) from org_session") == 0


async def test_guessing_is_slowed_down_even_in_parallel(pool, clock, person):
    attempts = [start(pool, clock, password=f"guess number {n}") for n in range(12)]
    results = await asyncio.gather(*attempts, return_exceptions=True)
    codes = sorted(result.code for result in results if isinstance(result, ShukeError))
    assert codes == ["sign_in_refused"] * 5 + ["too_many_attempts"] * 7
    # The right password has to wait as well, else the wait would tell it.
    with pytest.raises(TooManyAttempts) as caught:
        await start(pool, clock)
    assert caught.value.extra == {"retry_after_seconds": 10}
    # Another place is not locked out by it.
    assert (await start(pool, clock, network="10.0.0.9")).actor.id == person.id
    clock.advance(timedelta(seconds=10))
    assert (await start(pool, clock)).actor.id == person.id


async def test_the_wait_doubles(pool, clock, person):
    waits = []
    for _ in range(8):
        try:
            await start(pool, clock, password="not the phrase")
        except TooManyAttempts as error:
            seconds = error.extra["retry_after_seconds"]
            waits.append(seconds)
            clock.advance(timedelta(seconds=seconds))
        except SignInRefused:
            continue
    assert waits == [10, 20]


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "\x00"])
async def test_nonsense_in_the_cookie_is_nobody(access, token):
    with pytest.raises(SignInNeeded):
        await access.authenticate({}, {"shuke_session": token}, "GET")


async def test_a_session_that_outlived_its_persons_end_opens_nothing(pool, clock, person, access):
    """A sign-in at the same moment as the switching off may leave one behind."""
    session = await start(pool, clock)
    await pool.execute("update org_person set active = false where id = $1", person.id)
    with pytest.raises(SignInNeeded):
        await access.authenticate({}, {"shuke_session": session.token}, "GET")


@pytest.mark.parametrize("same", ["network", "address"])
async def test_many_addresses_or_many_networks_meet_a_wait_too(pool, clock, same):
    def attempt(number):
        if same == "network":
            return counters(f"{number}@example.com", "192.0.2.1")
        return counters("li@example.com", f"192.0.2.{number}")

    async with pool.acquire() as connection:
        for number in range(FREE_NETWORK):
            await count_attempt(connection, attempt(number), clock.now())
        with pytest.raises(TooManyAttempts):
            await count_attempt(connection, attempt(200), clock.now())
        # Neither the address elsewhere nor the network of others is in the way of anybody else.
        await count_attempt(connection, counters("wu@example.com", "198.51.100.1"), clock.now())
        await count_attempt(connection, attempt(200), clock.advance(timedelta(minutes=16)))
