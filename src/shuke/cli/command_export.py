"""`shuke export`: the published definitions as YAML files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shuke.cli.talk import AsJson, DataDir, said, talking


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("export", help=said("Write definitions as YAML.", "把定义导出为 YAML。"))
    def export(
        folder: Annotated[Path, typer.Argument(help=said("Folder to write to.", "导出目录。"))],
        release: Annotated[
            int | None,
            typer.Option("--release", min=1, help=said("Release number.", "发布版编号。")),
        ] = None,
        data: DataDir = None,
        as_json: AsJson = False,
    ) -> None:
        with talking(as_json=as_json) as talk:
            from shuke.cli.changing import exported
            from shuke.cli.place import settled, waited

            with settled(data) as settings:
                files = waited(exported(settings, folder, release))
            talk.answer({"files": files})
            for file in files:
                talk.say(file, file)
            if not files:
                talk.say("Nothing is published yet.", "还没有发布任何定义。")
