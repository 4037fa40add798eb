"""Erasing from the command line: the same event by the same door, then what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from shuke.engine import Incoming, erasures
from shuke.kernel import Settings, ShukeError, Text
from shuke.org import SYSTEM, finish_erasures, record
from shuke.runtime import running

SOURCE = "shuke:erasure"
_ALREADY = "member_erased"
_AT_ONCE = 100


class ErasureListInvalid(ShukeError):
    """The file is not what `shuke erase list --json` prints."""

    code = "erasure_list_invalid"
    status = 422
    title = Text(en="The list of erasures cannot be read", zh="无法读取抹除名单")


class Erased(msgspec.Struct):
    """Who was erased now, who was before, and whom this database does not know."""

    erased: list[str] = []
    already: list[str] = []
    unknown: list[str] = []


class _Row(msgspec.Struct):
    member: str
    at: datetime


class _Rows(msgspec.Struct):
    items: list[_Row]


def read_list(file: Path) -> list[str]:
    """The members of a list. Errors: `erasure_list_invalid`."""
    try:
        rows = msgspec.json.decode(file.read_bytes(), type=_Rows).items
    except (OSError, msgspec.DecodeError) as error:
        raise ErasureListInvalid(
            Text(en=f"{file} cannot be read: {error}.", zh=f"无法读取 {file}：{error}。"),
            hint=Text(
                en="Give what `shuke erase list --json` printed.",
                zh="请给出 `shuke erase list --json` 的输出。",
            ),
        ) from error
    return [row.member for row in rows]


async def erased_members(settings: Settings) -> list[tuple[str, datetime]]:
    """Everybody who was erased, and when."""
    async with running(settings) as shuke:
        return await erasures(shuke.pool)


async def erase_all(settings: Settings, members: Sequence[str], reason: str) -> Erased:
    """Erase members one after the other; who was erased before stays so."""
    done = Erased()
    async with running(settings) as shuke:
        for first in range(0, len(members), _AT_ONCE):
            some = [
                Incoming(SOURCE, member, "member.erased", f"member:{member}", b"{}")
                for member in members[first : first + _AT_ONCE]
            ]
            for incoming, outcome in zip(some, await shuke.intake.submit(some), strict=True):
                member, problem = incoming.id, outcome.problem
                if outcome.status == "duplicate" or (problem and problem.code == _ALREADY):
                    done.already.append(member)
                elif problem is None:
                    done.erased.append(member)
                    async with shuke.pool.acquire() as connection, connection.transaction():
                        await record(
                            connection,
                            SYSTEM,
                            "member.erased",
                            ("member", member),
                            at=shuke.clock.now(),
                            reason=reason,
                        )
                elif problem.status == 404:
                    done.unknown.append(member)
                else:
                    raise problem
        while await finish_erasures(shuke.pool, shuke.clock.now()):
            continue
    return done
