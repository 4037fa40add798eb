"""Several serving processes behind one address.

The parent listens and hands each connection to the next process over a socket pair: so few
long-lived connections are spread as evenly as many short ones. It serves nothing itself; a process
that dies is replaced, and all of them end with the parent, however it ends.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import structlog

from shuke.kernel import ShukeError, Text

log = structlog.get_logger(__name__)

BACKLOG = 2048
STOP_SECONDS = 20.0
"""How long processes may finish what they are doing before they are killed."""
LONGEST_WAIT_SECONDS = 5.0
"""Between the death of a process and its replacement, when it dies again and again."""


class AddressInUse(ShukeError):
    """Nothing can listen at the address."""

    code = "address_in_use"
    status = 503
    title = Text(en="The address cannot be used", zh="地址不可用")


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises AddressInUse."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        why = error.strerror or str(error)
        raise unusable(host, port, why, why) from error
    listener.setblocking(False)
    return listener


def unusable(host: str, port: int, en: str, zh: str) -> AddressInUse:
    """The error for an address at which nothing can listen, with the reason."""
    return AddressInUse(
        Text(
            en=f"Cannot listen on {host}:{port}: {en}.",
            zh=f"无法监听 {host}:{port}：{zh}。",
        ),
        hint=Text(en="Choose another with --port.", zh="请用 --port 换一个端口。"),
    )


class Sharer:
    """One serving process: `command` plus its channel's number; `ready` is what it said first."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = tuple(command)
        self.process: Process | None = None
        self.channel: socket.socket | None = None
        self.ready: dict[str, Any] = {}

    async def start(self) -> None:
        """Start it and wait until it serves. Raises SystemExit with its status when it does not."""
        ours, theirs = socket.socketpair()
        try:
            self.process = await asyncio.create_subprocess_exec(
                *self.command,
                str(theirs.fileno()),
                stdout=PIPE,
                pass_fds=(theirs.fileno(),),
                # Ctrl-C is the parent's to hear; it tells the others when it is time.
                start_new_session=True,
            )
        finally:
            theirs.close()
        ours.setblocking(False)
        assert self.process.stdout is not None
        said = await self.process.stdout.readline()
        if not said:
            ours.close()
            raise SystemExit(await self.process.wait())
        self.ready = msgspec.json.decode(said)
        if "pid" not in self.ready:
            # A problem instead of an address: say it as it came.
            sys.stdout.write(said.decode())
            ours.close()
            raise SystemExit(await self.process.wait())
        self.channel = ours

    def hand(self, connection: socket.socket) -> bool:
        """Give it a connection; False when it takes none now."""
        if self.channel is None:
            return False
        try:
            socket.send_fds(self.channel, [b"c"], [connection.fileno()])
        except OSError:
            return False
        return True

    def close(self) -> None:
        """No more connections: it finishes those it has and ends."""
        if self.channel is not None:
            self.channel.close()
            self.channel = None

    async def stop(self) -> None:
        """End it; kill it when it takes too long."""
        self.close()
        process = self.process
        if process is None or process.returncode is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()


async def share(
    listener: socket.socket,
    commands: Sequence[Sequence[str]],
    ready: Callable[[dict[str, Any]], None],
) -> None:
    """Serve with one process per command until SIGTERM or SIGINT.

    `ready` is told what the first one said, once all of them serve. Raises SystemExit when one of
    them cannot start at all.
    """
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    sharers = [Sharer(command) for command in commands]
    tasks: list[asyncio.Task[None]] = []
    try:
        for sharer in sharers:
            await sharer.start()
        tasks = [asyncio.create_task(_accept(listener, sharers))]
        tasks += [asyncio.create_task(_replace(sharer)) for sharer in sharers]
        ready(sharers[0].ready)
        await stop.wait()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        listener.close()
        await asyncio.gather(*(sharer.stop() for sharer in sharers))


async def _accept(listener: socket.socket, sharers: Sequence[Sharer]) -> None:
    """Hand every connection to the next process that takes it."""
    loop = asyncio.get_running_loop()
    turn = 0
    while True:
        try:
            connection, _address = await loop.sock_accept(listener)
        except OSError as error:
            # Out of file descriptors, or the caller is gone again: others wait in the backlog.
            log.warning("accept_failed", error=str(error))
            await asyncio.sleep(0.1)
            continue
        with connection:
            await _hand(connection, [*sharers[turn:], *sharers[:turn]])
        turn = (turn + 1) % len(sharers)


async def _hand(connection: socket.socket, sharers: Sequence[Sharer]) -> None:
    """Give a connection to the first process that takes it; while all are busy, wait."""
    for wait in (0.0, 0.05, 0.2, 1.0, 3.0):
        await asyncio.sleep(wait)
        for sharer in sharers:
            if sharer.hand(connection):
                return
    log.error("connection_refused", reason="no process takes connections")


async def _replace(sharer: Sharer) -> None:
    """Start a process anew whenever it ends by itself."""
    wait = 0.1
    while True:
        assert sharer.process is not None
        died = sharer.process.pid
        status = await sharer.process.wait()
        sharer.close()
        log.error("server_died", pid=died, status=status)
        await asyncio.sleep(wait)
        try:
            await sharer.start()
            wait = 0.1
        except (SystemExit, OSError):
            # It did not come up, or the machine has no room for a process: later, then.
            log.exception("server_not_replaced")
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)
