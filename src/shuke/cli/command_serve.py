"""`shuke serve`: the API, the console and the worker."""

from __future__ import annotations

import os
import sys
from socket import socket
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shuke.cli.talk import AsJson, DataDir, Talk, said, talking

if TYPE_CHECKING:
    from shuke.cli.serving import Work
    from shuke.kernel import Settings

Processes = Annotated[
    int | None,
    typer.Option(
        "--processes",
        min=1,
        max=64,
        help=said("So many API processes behind the one port.", "同一端口后的接口进程数。"),
    ),
]
Channel = Annotated[int | None, typer.Option("--channel", hidden=True)]
"""The socket over which another process hands connections to this one."""
Helping = Annotated[bool, typer.Option("--helping", hidden=True)]
"""A worker runs in another process of this server; here are only the ticks."""
Host = Annotated[str | None, typer.Option("--host", help=said("Address to bind.", "监听地址。"))]
Port = Annotated[
    int | None, typer.Option("--port", min=0, max=65535, help=said("Port to bind.", "监听端口。"))
]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("serve", help=said("Serve the API and the console.", "启动接口和控制台。"))
    def serve(
        host: Host = None,
        port: Port = None,
        work: Annotated[
            bool,
            typer.Option(
                "--worker/--no-worker",
                help=said("Run the worker in this process too.", "在本进程内同时运行 worker。"),
            ),
        ] = True,
        live: Annotated[
            float | None,
            typer.Option(
                "--live",
                min=0.01,
                max=1000,
                help=said("Feed so many demo orders a second.", "每秒送入多少张演示订单。"),
            ),
        ] = None,
        processes: Processes = None,
        channel: Channel = None,
        helping: Helping = False,
        data: DataDir = None,
        as_json: AsJson = False,
    ) -> None:
        with talking(as_json=as_json) as talk:
            import msgspec

            from shuke.kernel import load_settings

            settings = load_settings(data_dir=data)
            settings = msgspec.structs.replace(
                settings,
                host=settings.host if host is None else host,
                port=settings.port if port is None else port,
                processes=settings.processes if processes is None else processes,
            )
            if settings.processes > 1 and channel is None:
                _several(talk, settings, work=work, live=live)
            else:
                what: Work = "help" if helping else "all" if work else "none"
                _one(talk, settings, work=what, live=live, channel=channel)


def _one(
    talk: Talk, settings: Settings, *, work: Work, live: float | None, channel: int | None
) -> None:
    """Serve in this process."""
    from shuke.cli.place import placed, waited
    from shuke.cli.serving import serve as run

    def ready(token: str | None) -> None:
        _tell(talk, f"http://{settings.host}:{settings.port}", token)

    beside = None
    if live is not None:
        from shuke.cli.demo.live import feeding

        beside = feeding(live)
    given = None if channel is None else socket(fileno=channel)
    with placed(settings) as (reached, server):
        try:
            waited(run(reached, server, work=work, ready=ready, beside=beside, channel=given))
        except (KeyboardInterrupt, SystemExit):
            # uvicorn raises the signal again once everything is closed: a clean end.
            talk.say("Stopped.", "已停止。")


def _several(talk: Talk, settings: Settings, *, work: bool, live: float | None) -> None:
    """Listen here, serve in several processes; the first one does the work beside, and all of
    them fold ticks."""
    from shuke.cli.place import placed, waited
    from shuke.cli.sharing import listen, share

    listener = listen(settings.host, settings.port)
    port = listener.getsockname()[1]
    command = [sys.executable, "-m", "shuke.cli", "serve", "--json", "--processes", "1"]
    command += ["--data", str(settings.data_dir), "--host", settings.host, "--port", str(port)]
    first = [*command, "--worker" if work else "--no-worker"]
    if live is not None:
        first += ["--live", str(live)]
    others = [*command, "--no-worker", *(["--helping"] if work else [])]
    commands = [[*one, "--channel"] for one in (first, *[others] * (settings.processes - 1))]

    def ready(said: dict[str, Any]) -> None:
        _tell(talk, f"http://{settings.host}:{port}", said["setup_token"])

    with placed(settings):
        waited(share(listener, commands, ready))
        talk.say("Stopped.", "已停止。")


def _tell(talk: Talk, address: str, token: str | None) -> None:
    talk.answer({"address": address, "pid": os.getpid(), "setup_token": token})
    talk.say(
        f"Console: {address}/console   API: {address}/docs   (Ctrl-C ends)",
        f"控制台：{address}/console   接口文档：{address}/docs   （Ctrl-C 结束）",
    )
    if token is not None:
        talk.say(
            f"First run: make the first administrator with the token {token}",
            f"首次运行：用令牌 {token} 创建第一位管理员",
        )
