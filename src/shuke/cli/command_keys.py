"""`shuke keys`: API keys for machines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from shuke.cli.talk import AsJson, DataDir, moment, said, talking

Scopes = Annotated[
    list[str],
    typer.Option("--scope", help=said("What the key may do; repeat.", "密钥可做什么；可重复。")),
]


def register(app: typer.Typer) -> None:
    """Add the command group."""
    group = typer.Typer(no_args_is_help=True, help=said("API keys for machines.", "机器用的密钥。"))
    group.command("list", help=said("List all keys.", "列出密钥。"))(_list)
    group.command("create", help=said("Make a key.", "新建密钥。"))(_create)
    group.command("revoke", help=said("End a key.", "作废密钥。"))(_revoke)
    app.add_typer(group, name="keys")


def _list(data: DataDir = None, as_json: AsJson = False) -> None:
    with talking(as_json=as_json) as talk:
        from shuke.cli.place import pooled, settled, waited
        from shuke.org import ApiKey, keys

        with settled(data) as settings:

            async def work() -> list[ApiKey]:
                async with pooled(settings) as pool, pool.acquire() as connection:
                    return await keys(connection)

            found = waited(work())
        talk.answer({"items": found})
        talk.table(
            [
                "id",
                said("name", "名称"),
                said("starts with", "开头"),
                said("scopes", "范围"),
                said("created", "创建"),
                said("used", "最近使用"),
                said("ended", "作废"),
            ],
            [
                [
                    key.id,
                    key.name,
                    key.start,
                    " ".join(key.scopes),
                    moment(key.created_at),
                    moment(key.used_at),
                    moment(key.revoked_at),
                ]
                for key in found
            ],
        )


def _create(
    name: Annotated[str, typer.Argument(help=said("What the key is for.", "用途。"))],
    scope: Scopes,
    days: Annotated[
        int | None,
        typer.Option("--days", min=1, help=said("Ends after so many days.", "几天后失效。")),
    ] = None,
    data: DataDir = None,
    as_json: AsJson = False,
) -> None:
    with talking(as_json=as_json) as talk:
        from shuke.cli.place import pooled, settled, waited
        from shuke.org import SYSTEM, ApiKey, create_key

        now = datetime.now(UTC)
        with settled(data) as settings:

            async def work() -> tuple[ApiKey, str]:
                async with pooled(settings) as pool, pool.acquire() as connection:
                    return await create_key(
                        connection,
                        name=name,
                        scopes=scope,
                        by=SYSTEM,
                        at=now,
                        expires_at=None if days is None else now + timedelta(days=days),
                    )

            key, secret = waited(work())
        talk.answer({"key": key, "secret": secret})
        talk.say(
            f"{secret}\nKept nowhere in clear: copy it now.",
            f"{secret}\n明文不会保存，请现在复制。",
        )


def _revoke(
    key: Annotated[str, typer.Argument(help=said("The key's id.", "密钥编号。"))],
    data: DataDir = None,
    as_json: AsJson = False,
) -> None:
    with talking(as_json=as_json) as talk:
        from shuke.cli.place import pooled, settled, waited
        from shuke.org import SYSTEM, ApiKey, revoke_key

        with settled(data) as settings:

            async def work() -> ApiKey:
                async with pooled(settings) as pool, pool.acquire() as connection:
                    return await revoke_key(connection, key, by=SYSTEM, at=datetime.now(UTC))

            ended = waited(work())
        talk.answer(ended)
        talk.say(f"“{ended.name}” no longer opens anything.", f"「{ended.name}」已作废。")
