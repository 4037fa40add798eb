"""`shuke verify`: fold the log again and compare; check the laws."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from shuke.cli.talk import REFUSED, AsJson, DataDir, rate, said, talking


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(
        "verify",
        help=said("Fold the log again and compare everything.", "重算全部流水并逐项比对。"),
    )
    def verify(
        from_start: Annotated[
            bool,
            typer.Option(
                "--from-start",
                help=said("Begin at each member's first event.", "从每位会员的第一条事件开始。"),
            ),
        ] = False,
        sample: Annotated[
            int | None,
            typer.Option(
                "--sample", min=1, help=said("So many members only.", "只抽查多少位会员。")
            ),
        ] = None,
        since: Annotated[
            datetime | None,
            typer.Option(
                "--since",
                help=said("Only members with events since (UTC).", "只查此后有事件的会员（UTC）。"),
            ),
        ] = None,
        processes: Annotated[
            int | None, typer.Option("--processes", min=1, help=said("Processes.", "进程数。"))
        ] = None,
        data: DataDir = None,
        as_json: AsJson = False,
    ) -> None:
        with talking(as_json=as_json) as talk:
            from shuke.cli.place import settled, waited
            from shuke.cli.verifying import Wanted, verify_all

            wanted = Wanted(
                from_start=from_start,
                sample=sample,
                since=None if since is None else since.replace(tzinfo=UTC),
                processes=processes,
            )
            with settled(data) as settings, talk.progress() as bars:
                bar = bars.add_task(said("verifying", "核验"), total=None, rate="")

                def moved(done: int, total: int, seconds: float) -> None:
                    events = said("events", "事件")
                    bars.update(bar, completed=done, total=total, rate=rate(done, seconds, events))

                found = waited(verify_all(settings, wanted, moved))
            talk.answer(found)
            talk.say(
                f"{found.members:,} members, {found.events:,} events, {found.facts:,} entries "
                f"in {found.seconds:.1f} s: "
                + ("folding again gives the same." if found.clean else f"{found.wrong} flaws."),
                f"{found.members:,} 位会员，{found.events:,} 条事件，{found.facts:,} 条流水，"
                f"用时 {found.seconds:.1f} 秒："
                + ("重算一致。" if found.clean else f"发现 {found.wrong} 处不符。"),
            )
            for subject, what in found.flaws:
                talk.say(f"  {subject}: {what}", f"  {subject}：{what}")
            if not found.clean:
                raise typer.Exit(REFUSED)
