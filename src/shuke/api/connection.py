"""Where connections come from: a port of our own, or a process that listens for several."""

import asyncio
from socket import recv_fds, socket
from typing import Any

import structlog
import uvicorn
from litestar import Litestar
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

log = structlog.get_logger(__name__)


class Corked:
    """A transport that sends what is written in one turn of the loop as one piece.

    uvicorn writes the head and the body of an answer apart; each write is a packet and a wake-up
    of the caller, which cost more than a small answer itself.
    """

    __slots__ = ("_held", "_loop", "_transport")

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Hold it until the loop turns."""
        if not self._held:
            self._loop.call_soon(self._send)
        self._held.append(data)

    def close(self) -> None:
        """Send what is held, then close."""
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._held:
            held, self._held = self._held, []
            if not self._transport.is_closing():
                self._transport.write(held[0] if len(held) == 1 else b"".join(held))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class Protocol(HttpToolsProtocol):
    """uvicorn's protocol over a corked transport."""

    def connection_made(self, transport: Any) -> None:
        """A caller has come."""
        super().connection_made(Corked(transport, self.loop))  # type: ignore[arg-type]


class Server(uvicorn.Server):
    """uvicorn, which tells streams that it is about to end: they would hold it up otherwise.

    With a `channel` it listens nowhere: another process hands it connections, and when that one
    closes the channel or is gone, it ends.
    """

    def __init__(self, config: uvicorn.Config, channel: socket | None = None) -> None:
        super().__init__(config)
        self._channel = channel

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Listen, or take what comes over the channel."""
        if self._channel is None:
            await super().startup(sockets)
            return
        await super().startup([])
        self._channel.setblocking(False)
        asyncio.get_running_loop().add_reader(self._channel.fileno(), self._take)

    def _take(self) -> None:
        assert self._channel is not None
        loop = asyncio.get_running_loop()
        try:
            said, numbers, _flags, _address = recv_fds(self._channel, 1, 1)
        except BlockingIOError:
            return
        if not said:
            loop.remove_reader(self._channel.fileno())
            self.should_exit = True
            return
        for number in numbers:
            connection = socket(fileno=number)
            connection.setblocking(False)
            task = loop.create_task(self._serve_on(connection))
            self.server_state.tasks.add(task)
            task.add_done_callback(self.server_state.tasks.discard)

    async def _serve_on(self, connection: socket) -> None:
        try:
            await asyncio.get_running_loop().connect_accepted_socket(self._protocol, connection)
        except OSError as error:
            # The caller is gone again.
            log.info("connection_not_taken", error=str(error))
            connection.close()

    def _protocol(self) -> Any:
        protocol: Any = self.config.http_protocol_class
        return protocol(
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """End the streams, then wait for the requests that are under way."""
        app: Any = self.config.app
        app.state.ending.set()
        await super().shutdown(sockets)


def server(
    app: Litestar, host: str, port: int, *, channel: socket | None = None, **more: Any
) -> Server:
    """A uvicorn server for the application: uvloop, httptools, no access log on the hot path."""
    return Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            loop="uvloop",
            http=Protocol,
            lifespan="on",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=10,
            **more,
        ),
        channel,
    )
