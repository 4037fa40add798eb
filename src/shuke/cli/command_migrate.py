"""`shuke migrate`: bring the database up to date."""

from __future__ import annotations

import typer

from shuke.cli.talk import AsJson, DataDir, said, talking


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("migrate", help=said("Bring the database up to date.", "更新数据库结构。"))
    def migrate(
        data: DataDir = None,
        check: bool = typer.Option(
            False, "--check", help=said("Only say what is missing.", "只报告缺什么。")
        ),
        as_json: AsJson = False,
    ) -> None:
        with talking(as_json=as_json) as talk:
            from shuke.cli.place import settled
            from shuke.kernel import migrate as bring_up
            from shuke.kernel import pending

            with settled(data, bring_up=False) as settings:
                url = settings.database_url
                assert url is not None
                names = pending(url) if check else bring_up(url)
            talk.answer({"pending" if check else "applied": names})
            listed = ", ".join(names)
            if check:
                talk.say(
                    f"Missing: {listed}." if names else "Nothing is missing.",
                    f"缺少：{listed}。" if names else "没有缺少的迁移。",
                )
                raise typer.Exit(1 if names else 0)
            talk.say(
                f"Applied {listed}." if names else "Already up to date.",
                f"已执行 {listed}。" if names else "已是最新。",
            )
