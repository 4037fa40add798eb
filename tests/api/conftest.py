"""A whole Shuke over a database of its own, with clients for a person, a key and nobody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import httpx2
import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from shuke.api import create_app
from shuke.kernel import load_settings
from shuke.org import SYSTEM, create_key, create_person

PASSWORD = "a long enough phrase"


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 at its smallest cost: these tests prove no cost."""
    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))
    monkeypatch.setattr("shuke.org.password._HASHER", cheap)
    monkeypatch.setattr("shuke.org.session._nobody", [])


@pytest.fixture
async def shuke(pool, clock, tmp_path) -> AsyncIterator[Any]:
    """The engine with every room, as `shuke.app` wires it."""
    settings = load_settings({}, data_dir=tmp_path)
    app=book=keyring=intake=None
    yield SimpleNamespace(
        pool=pool,
        clock=clock,
        settings=settings,
        app=app,
        book=book,
        keyring=keyring,
        intake=intake,
    )


@pytest.fixture
def site(shuke):
    """The ASGI application."""
    return create_app(shuke)


@asynccontextmanager
async def client_of(site, **more):
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
    async with pool.acquire() as connection:
        await create_person(
            connection,
            email="li@example.com",
            name="李雷",
            password=PASSWORD,
            role="administrator",
            by=SYSTEM,
            at=clock.now(),
        )
    async with client_of(site) as client:
        answer = await client.post(
            "/v1/session", json={"email": "li@example.com", "password": PASSWORD}
        )
        assert answer.status_code == 200, answer.text
        client.headers["x-csrf-token"] = answer.json()["csrf"]
        yield client


async def key_with(pool, clock, *scopes):
    """The secret of a new key with these scopes."""
    async with pool.acquire() as connection:
        _, secret = await create_key(
            connection, name="test", scopes=scopes, by=SYSTEM, at=clock.now()
        )
    return secret
