"""`shuke apply`: YAML files become drafts, or a release."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from shuke.cli.command_diff import Source, Whole
from shuke.cli.talk import AsJson, DataDir, said, talking


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(
        "apply",
        help=said("Save YAML files as drafts, or publish them.", "把 YAML 存为草稿，或直接发布。"),
    )
    def apply(
        source: Source,
        whole: Whole = False,
        publish: Annotated[
            bool, typer.Option("--publish", help=said("Publish at once.", "立即发布。"))
        ] = False,
        note: Annotated[
            str | None, typer.Option("--note", help=said("Why, for the release.", "发布说明。"))
        ] = None,
        effective_at: Annotated[
            datetime | None,
            typer.Option("--effective-at", help=said("When it begins (UTC).", "生效时间（UTC）。")),
        ] = None,
        data: DataDir = None,
        as_json: AsJson = False,
    ) -> None:
        with talking(as_json=as_json) as talk:
            from shuke.cli.changing import applied, replayed, shown, tell
            from shuke.cli.place import settled, waited

            moment = None if effective_at is None else effective_at.replace(tzinfo=UTC)
            with settled(data) as settings:
                changes, release, cost = waited(
                    applied(
                        settings,
                        source,
                        whole=whole,
                        note=note,
                        effective_at=moment,
                        release=publish,
                    )
                )
            talk.answer(
                {
                    "changes": [shown(change) for change in changes],
                    "release": release,
                    "replay": replayed(cost),
                }
            )
            tell(talk, changes)
            if not changes:
                talk.say("Nothing differs.", "没有差异。")
            elif release is None:
                talk.say(
                    f"{len(changes)} draft(s) saved; publish them on Releases or with --publish.",
                    f"已存 {len(changes)} 份草稿；到「发布」页或加 --publish 发布。",
                )
            else:
                talk.say(f"Release R-{release}.", f"发布版 R-{release}。")
                if cost is not None:
                    talk.say(
                        f"A worker brings in the history of {cost.members} members: {cost.events}"
                        f" events, about {cost.seconds:.0f} s. Until then they keep their tiers.",
                        f"worker 将计入 {cost.members} 位会员的历史：{cost.events} 条事件，"
                        f"约 {cost.seconds:.0f} 秒。此前等级不变。",
                    )
