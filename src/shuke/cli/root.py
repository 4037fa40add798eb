"""The root of the command line: the list of commands."""

from __future__ import annotations

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
from shuke.cli.talk import said

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


def run() -> None:
    """Run the command line with the process's arguments."""
    app()
