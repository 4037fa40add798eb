"""`shuke doctor`: is everything here as it must be?"""

from __future__ import annotations

import typer

from shuke.cli.talk import REFUSED, AsJson, DataDir, language, said, talking

_MARKS = {"ok": "✓", "warning": "!", "wrong": "✗"}


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("doctor", help=said("Look whether everything is well.", "检查运行环境。"))
    def doctor(data: DataDir = None, as_json: AsJson = False) -> None:
        with talking(as_json=as_json) as talk:
            from shuke.cli.examining import examined

            checks = examined(data)
            healthy = all(check.state != "wrong" for check in checks)
            tongue = language()
            talk.answer(
                {
                    "healthy": healthy,
                    "checks": [
                        {
                            "name": check.name,
                            "state": check.state,
                            "said": check.said.of(tongue),
                            "hint": None if check.hint is None else check.hint.of(tongue),
                        }
                        for check in checks
                    ],
                }
            )
            for check in checks:
                hint = f" — {check.hint.of(tongue)}" if check.hint is not None else ""
                line = f"{_MARKS[check.state]} {check.name}: {check.said.of(tongue)}{hint}"
                talk.say(line, line)
            if not healthy:
                raise typer.Exit(REFUSED)
