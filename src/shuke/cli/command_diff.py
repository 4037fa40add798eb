"""`shuke diff`: what YAML files would change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shuke.cli.talk import REFUSED, AsJson, DataDir, said, talking

Source = Annotated[
    Path,
    typer.Argument(
        exists=True, help=said("A YAML file, or a folder of them.", "YAML 文件或目录。")
    ),
]
Whole = Annotated[
    bool,
    typer.Option(
        "--whole",
        help=said("What the files do not name is removed.", "文件里没有的定义视为归档。"),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command(
        "diff",
        help=said("Compare YAML files with what is published.", "比较 YAML 与已发布的定义。"),
    )
    def diff(
        source: Source,
        whole: Whole = False,
        check: Annotated[
            bool,
            typer.Option(
                "--check", help=said("End with 1 when anything differs.", "有差异则以 1 结束。")
            ),
        ] = False,
        data: DataDir = None,
        as_json: AsJson = False,
    ) -> None:
        with talking(as_json=as_json) as talk:
            from shuke.cli.changing import compared, shown, tell
            from shuke.cli.place import settled, waited

            with settled(data) as settings:
                changes = waited(compared(settings, source, whole=whole))
            talk.answer({"changes": [shown(change) for change in changes]})
            tell(talk, changes)
            if not changes:
                talk.say("Nothing differs.", "没有差异。")
            elif check:
                raise typer.Exit(REFUSED)
