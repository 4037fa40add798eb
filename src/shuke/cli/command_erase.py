"""`shuke erase`: a member is erased for good; a restored backup is told again who was."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shuke.cli.talk import REFUSED, AsJson, DataDir, moment, said, talking


def register(app: typer.Typer) -> None:
    """Add the command group."""
    group = typer.Typer(
        no_args_is_help=True,
        help=said("Erase members for good.", "永久抹除会员。"),
    )
    group.command("member", help=said("Erase one member.", "抹除一位会员。"))(_member)
    group.command(
        "list", help=said("Who was erased; keep it beside backups.", "已抹除名单，请与备份同放。")
    )(_list)
    group.command(
        "again",
        help=said("After a restore: erase everybody of a list.", "恢复备份后，按名单再次抹除。"),
    )(_again)
    app.add_typer(group, name="erase")


def _member(
    member: Annotated[str, typer.Argument(help=said("The member's id.", "会员编号。"))],
    reason: Annotated[
        str, typer.Option("--reason", help=said("Why; kept in the audit.", "原因，记入审计。"))
    ],
    confirm: Annotated[
        str, typer.Option("--confirm", help=said("The member's id again.", "再写一遍会员编号。"))
    ],
    data: DataDir = None,
    as_json: AsJson = False,
) -> None:
    with talking(as_json=as_json) as talk:
        from shuke.cli.erasing import erase_all
        from shuke.cli.place import settled, waited

        if confirm != member:
            talk.say(
                "Nothing was erased: --confirm is not the member's id.",
                "未抹除：--confirm 与会员编号不一致。",
            )
            talk.answer({"erased": [], "already": [], "unknown": []})
            raise typer.Exit(REFUSED)
        with settled(data) as settings:
            done = waited(erase_all(settings, [member], reason))
        talk.answer(done)
        talk.say(
            f"Erased {len(done.erased)}, already erased {len(done.already)},"
            f" unknown {len(done.unknown)}.",
            f"已抹除 {len(done.erased)}，此前已抹除 {len(done.already)}，"
            f"未知 {len(done.unknown)}。",
        )
        if done.unknown:
            raise typer.Exit(REFUSED)


def _list(data: DataDir = None, as_json: AsJson = False) -> None:
    with talking(as_json=as_json) as talk:
        from shuke.cli.erasing import erased_members
        from shuke.cli.place import settled, waited

        with settled(data) as settings:
            found = waited(erased_members(settings))
        talk.answer({"items": [{"member": member, "at": at} for member, at in found]})
        talk.table(
            [said("member", "会员"), said("erased", "抹除时间")],
            [[member, moment(at)] for member, at in found],
        )


def _again(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            help=said(
                "What `shuke erase list --json` printed.", "`shuke erase list --json` 的输出"
            ),
        ),
    ],
    data: DataDir = None,
    as_json: AsJson = False,
) -> None:
    with talking(as_json=as_json) as talk:
        from shuke.cli.erasing import erase_all, read_list
        from shuke.cli.place import settled, waited

        members = read_list(file)
        with settled(data) as settings:
            done = waited(erase_all(settings, members, "restored from a backup"))
        talk.answer(done)
        talk.say(
            f"Erased {len(done.erased)} again, already erased {len(done.already)},"
            f" not in this backup {len(done.unknown)}.",
            f"再次抹除 {len(done.erased)}，已抹除 {len(done.already)}，"
            f"备份中没有 {len(done.unknown)}。",
        )
