"""schemathesis over the whole API: whatever is sent, no fault of ours, nothing undocumented.

The application runs in a thread with a loop of its own, over real PostgreSQL, and is asked through
a real socket, as strangers will.
"""

import asyncio
import socket
import threading
from collections.abc import Iterator

import httpx2
import hypothesis
import pytest
import schemathesis
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from shuke.api import create_app, document, server
from shuke.kernel import load_settings
from shuke.org import SYSTEM, create_key, create_person
from shuke.runtime import running

pytestmark = pytest.mark.slow

# A document that fits its type may still be refused for what it says: an unknown currency, a
# cursor of another list, an empty set of drafts. Types cannot tell that, so neither can OpenAPI.
EXCLUDED = [positive_data_acceptance]
# A batch with a bad event in it is answered by 200: the others count.
EXCLUDED_OF = {"sendEvents": [negative_data_rejection]}

PERSON = {"email": "li@example.com", "password": "a long enough phrase"}

load_all_checks()
# What is too long for its type may be too long for a request as well, and is refused for that.
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429"]
config = SchemathesisConfig.from_dict(
    {
        "checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}},
        # Who asks is said by `headers` below; a case without its cookie would get it back.
        "generation": {"with-security-parameters": False},
    }
)
schema = schemathesis.openapi.from_dict(document(), config=config)


class Served:
    """The application in a thread; `address`, and a key that may do everything as `bearer`."""

    def __init__(self, settings) -> None:
        self.settings = settings
        self.address = ""
        self.bearer: dict[str, str] = {}
        self.member: dict[str, str] = {}
        self._ready = threading.Event()
        self._server = None
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Served":
        self._thread.start()
        assert self._ready.wait(60)
        if self._failed is not None:
            raise self._failed
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(30)

    def session(self) -> dict[str, str]:
        """The headers of a session of its own: whoever signs out ends nobody else's."""
        signed_in = httpx2.post(f"{self.address}/v1/session", json=PERSON)
        token = signed_in.cookies["shuke_session"]
        return {"Cookie": f"shuke_session={token}", "X-CSRF-Token": signed_in.json()["csrf"]}

    def headers(self, operation) -> dict[str, str]:
        """What opens an operation: a member's session, a person's, or the key."""
        if operation["operationId"] in ("leave", "signOutPerson"):
            return self.visit() if operation["operationId"] == "leave" else self.session()
        if operation["security"] == [{"member": []}]:
            self.member = self.member or self.visit()
            return self.member
        return self.bearer

    def visit(self) -> dict[str, str]:
        """The headers of a new session of a member."""
        card = {"identities": [{"kind": "card", "value": "VIP1"}]}
        made = httpx2.post(f"{self.address}/v1/members", json=card, headers=self.bearer)
        path = f"{self.address}/v1/members/{made.json()['member']}/link"
        link = httpx2.post(path, json={}, headers=self.bearer).json()
        entered = httpx2.post(f"{self.address}/v1/me/session", json={"token": link["token"]})
        cookie = f"shuke_member={entered.cookies['shuke_member']}"
        return {"Cookie": cookie, "X-CSRF-Token": entered.json()["csrf"]}

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # noqa: BLE001 - it is raised where the test waits
            self._failed = error
            self._ready.set()

    async def _serve(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        async with running(self.settings) as shuke:
            async with shuke.pool.acquire() as connection:
                _, key = await create_key(
                    connection, name="all", scopes=["admin"], by=SYSTEM, at=shuke.clock.now()
                )
                self.bearer = {"Authorization": f"Bearer {key}"}
                await create_person(
                    connection,
                    email=PERSON["email"],
                    name="李雷",
                    password=PERSON["password"],
                    role="administrator",
                    by=SYSTEM,
                    at=shuke.clock.now(),
                )
            self._server = server(create_app(shuke, lambda _whom, _code: None), "127.0.0.1", port)
            task = asyncio.create_task(self._server.serve())
            while not self._server.started:  # noqa: ASYNC110 - uvicorn has no event for it
                await asyncio.sleep(0.01)
            self.address = f"http://127.0.0.1:{port}"
            self._ready.set()
            await task


@pytest.fixture(scope="module")
def served(cluster_url, worker_id, tmp_path_factory) -> Iterator[Served]:
    """One application for all cases; each test of this module finds what the others have left."""
    import psycopg

    name = f"schemathesis_{worker_id}"
    with psycopg.connect(cluster_url.format(database="postgres"), autocommit=True) as admin:
        admin.execute(f"drop database if exists {name}")
        admin.execute(f"create database {name} template shuke_template")
    url = cluster_url.format(database=name)
    settings = load_settings({"SHUKE_DATABASE_URL": url}, data_dir=tmp_path_factory.mktemp("data"))
    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shuke.org.password._HASHER", cheap)
        # The stream is asked for like everything else, and ends before its quarter of an hour.
        patch.setattr("shuke.api.today._STREAM_SECONDS", 0.0)
        with Served(settings) as running_one:
            yield running_one


@schema.parametrize()
@hypothesis.settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
def test_every_operation_keeps_its_word(case, served):
    name = case.operation.definition.raw["operationId"]
    case.call_and_validate(
        base_url=served.address,
        headers=served.headers(case.operation.definition.raw),
        excluded_checks=EXCLUDED + EXCLUDED_OF.get(name, []),
    )
