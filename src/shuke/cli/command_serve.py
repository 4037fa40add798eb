"""`shuke serve`: the API, the console and the worker."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from shuke.cli.talk import AsJson, DataDir, said, talking

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
        data: DataDir = None,
        as_json: AsJson = False,
    ) -> None:
        with talking(as_json=as_json) as talk:
            import msgspec

            from shuke.cli.place import placed, waited
            from shuke.cli.serving import serve as run
            from shuke.kernel import load_settings

            settings = load_settings(data_dir=data)
            settings = msgspec.structs.replace(
                settings,
                host=settings.host if host is None else host,
                port=settings.port if port is None else port,
            )
            address = f"http://{settings.host}:{settings.port}"

            def ready(token: str | None) -> None:
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

            beside = None
            if live is not None:
                from shuke.cli.demo.live import feeding

                beside = feeding(live)
            with placed(settings) as (reached, server):
                try:
                    waited(run(reached, server, work=work, ready=ready, beside=beside))
                except (KeyboardInterrupt, SystemExit):
                    # uvicorn raises the signal again once everything is closed: a clean end.
                    talk.say("Stopped.", "已停止。")
