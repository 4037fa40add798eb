"""A whole Shuke over a database of its own, with clients for a person, a key and nobody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import copy

import httpx2
import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from shuke.api import create_app
from shuke.api.site import set_over
from shuke.kernel import load_settings
from shuke.org import SYSTEM, create_key, create_person
from shuke.runtime import Shuke, running

PASSWORD = "a long enough phrase"
_BUILT = []


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 at its smallest cost: these tests prove no cost."""
    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))
    monkeypatch.setattr("shuke.org.password._HASHER", cheap)
    monkeypatch.setattr("shuke.org.session._nobody", [])


@pytest.fixture
async def shuke(database_url, clock, tmp_path) -> AsyncIterator[Shuke]:
    """Everything running, on a clock that stands still."""
    settings = load_settings({"SHUKE_DATABASE_URL": database_url}, data_dir=tmp_path)
    async with running(settings, clock=clock) as whole:
        yield whole


@pytest.fixture
def site(shuke):
    """The ASGI application."""
    return app_over(shuke)


def app_over(shuke):
    """An application; Litestar reads the handlers of all of them once."""
    if not _BUILT:
        _BUILT.append(create_app(shuke))
    app = copy(_BUILT[0])
    set_over(app, shuke)
    return app


@asynccontextmanager
async def client_of(site, **more):
    """A client that speaks to the application without a socket."""
    transport = httpx2.ASGITransport(app=site, raise_app_exceptions=False)
    async with httpx2.AsyncClient(
        transport=transport, base_url="http://shuke.test", **more
    ) as client:
        yield client


@pytest.fixture
async def nobody(site):
    """A client without any credentials."""
    async with client_of(site) as client:
        yield client


@pytest.fixture
async def machine(site, pool, clock):
    """A client with a key that may do everything."""
    secret = await key_with(pool, clock, "admin")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as client:
        yield client


@pytest.fixture
async def person(site, pool, clock):
    """A signed-in administrator."""
    await person_with(pool, clock, "li@example.com", "administrator")
    async with client_of(site) as client:
        await sign_in_as(client, "li@example.com")
        yield client


async def person_with(pool, clock, email, role):
    """Somebody with a role."""
    async with pool.acquire() as connection:
        return await create_person(
            connection,
            email=email,
            name="李雷",
            password=PASSWORD,
            role=role,
            by=SYSTEM,
            at=clock.now(),
        )


async def sign_in_as(client, email):
    """Give a client somebody's session."""
    answer = await client.post("/v1/session", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    client.headers["x-csrf-token"] = answer.json()["csrf"]


async def key_with(pool, clock, *scopes, expires_at=None):
    """The secret of a new key with these scopes."""
    async with pool.acquire() as connection:
        _, secret = await create_key(
            connection,
            name="test",
            scopes=scopes,
            by=SYSTEM,
            at=clock.now(),
            expires_at=expires_at,
        )
    return secret
