"""The doctor's examination: environment, folder, database, migrations, keys, epoch, feed, inbox."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from shuke.cli.place import placed, pooled, waited
from shuke.engine import EPOCH, open_keyring
from shuke.kernel import Settings, ShukeError, Text, load_settings, pending

State = Literal["ok", "warning", "wrong"]
FREE_BYTES: Final = 2 * 2**30
"""Below this much free disk the doctor warns."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    said: Text
    hint: Text | None = None


def examined(data_dir: Path | None) -> list[Check]:
    """Look at everything that can be looked at; a failure ends what depends on it, no more."""
    checks = [_python()]
    try:
        settings = load_settings(data_dir=data_dir)
    except ShukeError as error:
        return [*checks, _failed("settings", error)]
    checks += [_settings(settings), _disk(settings)]
    with ExitStack() as stack:
        try:
            reached, _server = stack.enter_context(placed(settings, bring_up=False))
            missing = pending(reached.database_url or "")
        except ShukeError as error:
            return [*checks, _failed("database", error)]
        checks.append(_migrations(missing))
        if missing:
            return checks
        try:
            checks += waited(_database(reached))
        except ShukeError as error:
            checks.append(_failed("database", error))
    return checks


def _python() -> Check:
    # An older Python cannot even import this; the version is told for whoever reads the report.
    named = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return Check("python", "ok", Text(en=named, zh=named))


def _settings(settings: Settings) -> Check:
    folder = settings.data_dir
    where = "SHUKE_DATABASE_URL" if settings.database_url else f"{folder}/postgres"
    return Check(
        "settings",
        "ok",
        Text(
            en=f"{settings.environment}; data in {folder}; database: {where}",
            zh=f"{settings.environment}；数据在 {folder}；数据库：{where}",
        ),
    )


def _disk(settings: Settings) -> Check:
    free = shutil.disk_usage(settings.data_dir).free
    said = Text(en=f"{free / 2**30:.1f} GiB free", zh=f"剩余 {free / 2**30:.1f} GiB")
    if free >= FREE_BYTES:
        return Check("disk", "ok", said)
    return Check("disk", "warning", said, Text(en="Make room soon.", zh="请尽快腾出空间。"))


def _migrations(missing: list[str]) -> Check:
    if not missing:
        return Check("migrations", "ok", Text(en="up to date", zh="已是最新"))
    listed = ", ".join(missing)
    return Check(
        "migrations",
        "wrong",
        Text(en=f"missing: {listed}", zh=f"缺少：{listed}"),
        Text(en="Run `shuke migrate`.", zh="运行 `shuke migrate`。"),
    )


async def _database(settings: Settings) -> list[Check]:
    checks: list[Check] = []
    async with pooled(settings) as pool, pool.acquire() as connection:
        version = await connection.fetchval("show server_version")
        durable = await connection.fetchval("show synchronous_commit")
        checks.append(
            Check(
                "database",
                "ok" if durable == "on" else "wrong",
                Text(
                    en=f"PostgreSQL {version}; synchronous_commit {durable}",
                    zh=f"PostgreSQL {version}；synchronous_commit {durable}",
                ),
            )
        )
        epoch = await connection.fetchval("select epoch from engine_epoch")
        checks.append(_epoch(epoch))
        try:
            await open_keyring(connection, settings)
            checks.append(Check("keys", "ok", Text(en="fit this database", zh="与此数据库相符")))
        except ShukeError as error:
            checks.append(_failed("keys", error))
        for name, query, judge in _COUNTS:
            checks.append(judge(name, await connection.fetchval(query)))
    return checks


def _epoch(epoch: int) -> Check:
    said = Text(en=f"engine epoch {epoch}, ours {EPOCH}", zh=f"引擎纪元 {epoch}，本程序 {EPOCH}")
    if epoch <= EPOCH:
        return Check("epoch", "ok", said)
    return Check("epoch", "wrong", said, Text(en="Upgrade Shuke.", zh="请升级熟客。"))


def _release(name: str, newest: int | None) -> Check:
    if newest is None:
        return Check(name, "warning", Text(en="nothing is published yet", zh="尚未发布任何定义"))
    return Check(name, "ok", Text(en=f"R-{newest}", zh=f"R-{newest}"))


def _inbox(name: str, waiting: int) -> Check:
    said = Text(en=f"{waiting} failed events wait", zh=f"{waiting} 条失败事件待处理")
    return Check(name, "warning" if waiting else "ok", said)


def _feed(name: str, waiting: int) -> Check:
    said = Text(en=f"{waiting} batches without a position", zh=f"{waiting} 个批次未排入")
    hint = Text(en="Is a worker running?", zh="worker 在运行吗？")
    return Check(name, "warning", said, hint) if waiting > 1000 else Check(name, "ok", said)


_COUNTS: tuple[tuple[str, str, Callable[[str, Any], Check]], ...] = (
    ("release", "select max(id) from engine_release", _release),
    ("inbox", "select count(*) from engine_inbox where status = 'open'", _inbox),
    ("feed", "select count(*) from engine_batch where position is null", _feed),
)


def _failed(name: str, error: ShukeError) -> Check:
    return Check(name, "wrong", error.detail, error.hint)
