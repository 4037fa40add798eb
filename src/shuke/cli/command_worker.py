"""`shuke worker`: ticks, events between members and the feed, in a process of its own."""

from __future__ import annotations

import os

import typer

from shuke.cli.talk import AsJson, DataDir, said, talking


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("worker", help=said("Run the worker alone.", "单独运行 worker。"))
    def worker(
        once: bool = typer.Option(
            False, "--once", help=said("Do what is due now and stop.", "处理完到期事项即结束。")
        ),
        data: DataDir = None,
        as_json: AsJson = False,
    ) -> None:
        with talking(as_json=as_json) as talk:
            from shuke.cli.place import settled, waited
            from shuke.cli.working import work_on, work_once

            with settled(data) as settings:
                if once:
                    done = waited(work_once(settings))
                    talk.answer(done)
                    talk.say(
                        f"Jobs {done['jobs']}, ticks {done['ticks']}, "
                        f"delivered {done['delivered']}, batches placed {done['sequenced']}, "
                        f"in the books {done['counted']}.",
                        f"作业 {done['jobs']}，定时 {done['ticks']}，转送 {done['delivered']}，"
                        f"排入批次 {done['sequenced']}，记入账簿 {done['counted']}。",
                    )
                    return
                talk.answer({"pid": os.getpid()})
                talk.say("Working; Ctrl-C ends.", "运行中；Ctrl-C 结束。")
                try:
                    waited(work_on(settings))
                except (KeyboardInterrupt, SystemExit):
                    talk.say("Stopped.", "已停止。")
