"""`shuke user`: the people who may sign in."""

from __future__ import annotations

import secrets
import sys
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from shuke.cli.talk import AsJson, DataDir, moment, said, talking

Email = Annotated[str, typer.Argument(help=said("E-mail address.", "邮箱。"))]
FromStdin = Annotated[
    bool,
    typer.Option(
        "--password-stdin",
        help=said(
            "Read the password from stdin; else one is made up.", "从 stdin 读密码；否则随机生成。"
        ),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command group."""
    group = typer.Typer(no_args_is_help=True, help=said("People who sign in.", "登录的人员。"))
    group.command("list", help=said("List everybody.", "列出人员。"))(_list)
    group.command("add", help=said("Let somebody in.", "新增人员。"))(_add)
    group.command("password", help=said("Set somebody's password.", "重设密码。"))(_password)
    group.command("off", help=said("Switch somebody off.", "停用人员。"))(_off)
    app.add_typer(group, name="user")


def _list(data: DataDir = None, as_json: AsJson = False) -> None:
    with talking(as_json=as_json) as talk:
        from shuke.cli.place import pooled, settled, waited
        from shuke.org import Person, people

        with settled(data) as settings:

            async def work() -> list[Person]:
                async with pooled(settings) as pool, pool.acquire() as connection:
                    return await people(connection)

            found = waited(work())
        talk.answer({"items": found})
        talk.table(
            [
                said("e-mail", "邮箱"),
                said("name", "姓名"),
                said("role", "角色"),
                said("active", "启用"),
                said("signed in", "最近登录"),
            ],
            [
                [
                    who.email,
                    who.name,
                    who.role,
                    said("yes", "是") if who.active else said("no", "否"),
                    moment(who.signed_in_at),
                ]
                for who in found
            ],
        )


def _add(
    email: Email,
    name: Annotated[str, typer.Option("--name", help=said("Name.", "姓名。"))],
    role: Annotated[str, typer.Option("--role", help=said("Role.", "角色。"))] = "administrator",
    password_stdin: FromStdin = False,
    data: DataDir = None,
    as_json: AsJson = False,
) -> None:
    with talking(as_json=as_json) as talk:
        from shuke.cli.place import pooled, settled, waited
        from shuke.org import SYSTEM, Person, create_person

        made, shown = _chosen(password_stdin)
        with settled(data) as settings:

            async def work() -> Person:
                async with pooled(settings) as pool, pool.acquire() as connection:
                    return await create_person(
                        connection,
                        email=email,
                        name=name,
                        password=made,
                        role=role,
                        by=SYSTEM,
                        at=datetime.now(UTC),
                    )

            who = waited(work())
        talk.answer({"user": who, **({"password": made} if shown else {})})
        talk.say(f"{who.name} may sign in as {who.email}.", f"{who.name} 可用 {who.email} 登录。")
        if shown:
            talk.say(f"Password, shown once: {made}", f"密码（只显示一次）：{made}")


def _password(
    email: Email, password_stdin: FromStdin = False, data: DataDir = None, as_json: AsJson = False
) -> None:
    made, shown = _chosen(password_stdin)
    with talking(as_json=as_json) as talk:
        who = _change(email, data, password=made)
        talk.answer({"user": who, **({"password": made} if shown else {})})
        talk.say(
            f"{who.email} has a new password; all sessions have ended.",
            f"{who.email} 的密码已重设，所有登录已结束。",
        )
        if shown:
            talk.say(f"Password, shown once: {made}", f"密码（只显示一次）：{made}")


def _off(email: Email, data: DataDir = None, as_json: AsJson = False) -> None:
    with talking(as_json=as_json) as talk:
        who = _change(email, data, active=False)
        talk.answer({"user": who})
        talk.say(f"{who.email} can no longer sign in.", f"{who.email} 不能再登录。")


def _change(email: str, data: Any, **changes: Any) -> Any:
    from shuke.cli.place import pooled, settled, waited
    from shuke.org import SYSTEM, Person, change_person, people, person

    with settled(data) as settings:

        async def work() -> Person:
            async with pooled(settings) as pool, pool.acquire() as connection:
                wanted = email.strip().lower()
                found = [who for who in await people(connection) if who.email == wanted]
                if not found:
                    return await person(connection, wanted)
                now = datetime.now(UTC)
                return await change_person(connection, found[0].id, by=SYSTEM, at=now, **changes)

        return waited(work())


def _chosen(password_stdin: bool) -> tuple[str, bool]:
    """The password, and whether it was made up and must be shown."""
    if password_stdin:
        return sys.stdin.readline().rstrip("\r\n"), False
    return secrets.token_urlsafe(12), True
