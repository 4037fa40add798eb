"""Serving: the API and, beside it in the same process, the worker; ends cleanly on a signal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from socket import socket
from typing import TYPE_CHECKING, Final, Literal

from shuke.cli.memory import settled_in
from shuke.cli.sharing import unusable
from shuke.kernel import Settings, embedded
from shuke.runtime import Shuke, running
from shuke.worker import Worker

if TYPE_CHECKING:
    from uvicorn import Server

_SIGNALLED: Final = 128
"""An exit status above this says which signal ended the process."""


LANES_ALONE = 2
"""Of a process that serves alone: one lane folds while the other waits for its commit."""
LANES_BESIDE = 1
"""Of one among several: others fold meanwhile, and one lane's batches are twice as large."""

Work = Literal["all", "help", "none"]
"""What of the worker runs beside the API: all of it, or only the share of one that helps another
process's."""

Beside = Callable[[Shuke], Awaitable[None]]
"""Something that runs beside the server until it is cancelled."""


async def serve(
    settings: Settings,
    server: embedded.EmbeddedPostgres | None,
    *,
    work: Work,
    ready: Callable[[str | None], None],
    beside: Beside | None = None,
    channel: socket | None = None,
) -> None:
    """Serve until a signal comes; `ready` is told the set-up token of a first run, or None.

    With a `channel` another process listens and hands the connections over.
    """
    from shuke.api import create_app
    from shuke.api import server as http_server
    from shuke.cli.demo.passcode import telling
    from shuke.org import setup_token

    lanes = settings.lanes or (LANES_ALONE if channel is None else LANES_BESIDE)
    async with running(settings, lanes=lanes) as shuke:
        async with shuke.pool.acquire() as connection:
            token = await setup_token(connection, settings.session_key)
        http = http_server(
            create_app(shuke, telling(settings)), settings.host, settings.port, channel=channel
        )
        settled_in()

        async def tell() -> None:
            # uvicorn has no event for it.
            while not http.started:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            ready(token)

        tasks = [asyncio.create_task(tell())]
        if server is not None:
            tasks.append(asyncio.create_task(server.watch()))
        if beside is not None:
            tasks.append(asyncio.ensure_future(beside(shuke)))
        async with _working(shuke, work):
            try:
                await _served(http)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


async def _served(http: Server) -> None:
    """Serve to the end. Raises AddressInUse when it could not begin."""
    try:
        await http.serve()
    except SystemExit as error:
        if isinstance(error.code, int) and error.code > _SIGNALLED:
            raise
        raise unusable(
            http.config.host, http.config.port, "the log says why", "原因见日志"
        ) from error


@asynccontextmanager
async def _working(shuke: Shuke, work: Work) -> AsyncIterator[None]:
    if work == "none":
        yield
        return
    worker = Worker(shuke, helping=work == "help")
    task = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        worker.stop()
        await task
