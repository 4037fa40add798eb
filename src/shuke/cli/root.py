"""The root of the command line: the list of commands."""

from __future__ import annotations

import sys

import msgspec
import typer

from shuke.cli import (
    command_apply,
    command_backtest,
    command_bench,
    command_diff,
    command_doctor,
    command_erase,
    command_export,
    command_keys,
    command_migrate,
    command_serve,
    command_user,
    command_verify,
    command_worker,
)
from shuke.cli.demo import command as command_demo
from shuke.cli.talk import language, said
from shuke.kernel import ShukeError, Text, problem

app = typer.Typer(
    name="shuke",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=said(
        "Shuke: membership operations that can explain every point.",
        "熟客：每一分都说得清来历的会员运营平台。",
    ),
)


def version(show: bool) -> None:
    """Print the version and stop."""
    if show:
        from importlib.metadata import version as installed

        print(installed("shuke"))
        raise typer.Exit


@app.callback()
def shuke(
    show_version: bool = typer.Option(
        False,
        "--version",
        help=said("Show the version.", "显示版本。"),
        callback=version,
        is_eager=True,
    ),
) -> None:
    """What every command shares: nothing but the version."""
    del show_version


for command in (
    command_demo,
    command_serve,
    command_worker,
    command_migrate,
    command_verify,
    command_doctor,
    command_export,
    command_diff,
    command_apply,
    command_keys,
    command_user,
    command_erase,
    command_backtest,
    command_bench,
):
    command.register(app)


class CallWrong(ShukeError):
    """The command line is not one that Shuke knows."""

    code = "call_wrong"
    status = 400
    title = Text(en="The call is wrong", zh="命令写错了")


def run() -> None:
    """Run the command line with the process's arguments.

    A wrong call ends with 2 and says why: in words, to a program (``--json``) as a problem.
    """
    if "--json" not in sys.argv[1:]:
        app()
        return
    try:
        status = app(standalone_mode=False)
    except typer.TyperException as error:
        told = CallWrong(Text(en=error.format_message(), zh=error.format_message()))
        print(msgspec.json.encode(problem(told, language=language())).decode(), flush=True)
        sys.exit(error.exit_code)
    sys.exit(status or 0)
