"""How commands speak: sentences for people, one JSON object for programs, errors with a code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import msgspec
import typer

from shuke.kernel import ShukeError, Text, problem

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

REFUSED: Final = 1
"""Exit status: refused, or something was found wrong. (2, a wrong call, is typer's own.)"""


def language() -> str:
    """The language of the terminal: `zh-CN` when the environment says Chinese, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh-CN" if value.lower().startswith("zh") else "en"
    return "en"


def said(en: str, zh: str) -> str:
    """One of two wordings, by the terminal's language."""
    return zh if language() == "zh-CN" else en


DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help=said(
            "Folder for data, keys and the embedded database.", "数据、密钥和内置数据库的目录。"
        ),
        show_default=".shuke",
    ),
]
AsJson = Annotated[
    bool,
    typer.Option("--json", help=said("Answer with JSON on stdout.", "以 JSON 输出到 stdout。")),
]


class Talk:
    """One command's voice. With `as_json`, stdout carries the answer alone."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def say(self, en: str, zh: str) -> None:
        """Tell a person; silent when a program listens."""
        if not self.as_json:
            # At once, also into a pipe: whoever started a server waits for this line.
            print(said(en, zh), flush=True)

    def answer(self, value: Any) -> None:
        """Give the answer to a program; silent when a person listens."""
        if self.as_json:
            print(msgspec.json.encode(value, order="deterministic").decode(), flush=True)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Show rows to a person."""
        if self.as_json:
            return
        from rich.table import Table

        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in headings:
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*("—" if cell is None else str(cell) for cell in row))
        _console(sys.stdout).print(table)

    def progress(self) -> Progress:
        """A progress bar on stderr with rate and time left; hidden when stderr is no terminal."""
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=_console(sys.stderr),
            transient=self.as_json,
        )

    def fail(self, error: ShukeError) -> NoReturn:
        """Report an error and end with status 1."""
        if self.as_json:
            print(msgspec.json.encode(problem(error, language=language())).decode(), flush=True)
        else:
            for line in _lines(error):
                print(line, file=sys.stderr)
        raise typer.Exit(REFUSED)


@contextmanager
def talking(*, as_json: bool) -> Iterator[Talk]:
    """Run a command: errors become sentences or problem bodies, Ctrl-C ends quietly with 130."""
    talk = Talk(as_json=as_json)
    try:
        yield talk
    except ShukeError as error:
        talk.fail(error)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def rate(done: float, seconds: float, unit: str) -> str:
    """`12,345 events/s`; empty before there is anything to divide."""
    return f"{done / seconds:,.0f} {unit}/s" if seconds > 0 and done else ""


def moment(value: Any) -> str | None:
    """A moment for a person: UTC, to the minute."""
    return None if value is None else f"{value:%Y-%m-%d %H:%M}Z"


def _lines(error: ShukeError) -> Iterator[str]:
    tongue = language()
    place = f" ({error.place})" if error.place else ""
    yield f"{error.detail.of(tongue)}{place}"
    for flaw in error.flaws:
        near = f" → {flaw.suggestion}" if flaw.suggestion else ""
        yield f"  {flaw.place or ''}: {flaw.message.of(tongue)}{near}"
    if error.hint is not None:
        yield error.hint.of(tongue)
    yield f"[{error.code}]"


def _console(file: Any) -> Console:
    from rich.console import Console

    return Console(file=file, highlight=False)


def worded(values: Mapping[str, Text]) -> dict[str, str]:
    """Texts in the terminal's language."""
    return {name: text.of(language()) for name, text in values.items()}
