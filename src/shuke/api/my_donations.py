"""What a member reads of donations: the project, their own share, and the results."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec

from shuke.api.ask import Ask
from shuke.api.person import Held
from shuke.engine import bucket_of
from shuke.kernel import Text
from shuke.reward import Donation, Gift, gift_stock


class MyProject(msgspec.Struct):
    """A project that takes donations. `goal` and what all members `given` so far, in pieces."""

    piece: str
    receiver: str | None
    story: str | None
    goal: int | None
    given: int
    mine: int


class MyResult(msgspec.Struct):
    """A result of a project to which the member had given by then: `pieces`, for `points`."""

    report_id: str
    title: str
    piece: str
    at: datetime
    says: str
    done: int | None
    link: str | None
    pieces: int
    currency: str
    points: int


_TAKEN: Final = 'select id, size - "left" as pieces from engine_stock where id = any($1::text[])'
GIVEN: Final = """
coalesce(sum(case step when 'claimed' then pieces when 'reversed' then -pieces end), 0)::bigint
    as pieces,
coalesce(sum(case step when 'claimed' then points when 'reversed' then -points end), 0)::bigint
    as points
"""
"""What stands of donations, of rows of `reward_gift`."""
_MINE: Final = f"""
select gift, {GIVEN} from reward_gift
where bucket = $1 and subject = $2 and pieces is not null group by gift
"""
_RESULTS: Final = f"""
select report.id, report.gift, report.at, report.en, report.zh, report.done, report.link,
       mine.pieces, mine.currency, mine.points
from reward_report as report
cross join lateral (
    select max(currency) as currency, {GIVEN} from reward_gift
    where bucket = $1 and subject = $2 and pieces is not null and gift = report.gift
      and at <= report.at
) as mine
where report.gift in (
    select gift from reward_gift where bucket = $1 and subject = $2 and pieces is not null
) and mine.pieces > 0 order by report.at desc, report.id limit 50
"""


async def my_projects(
    ask: Ask[Any, Any], connection: Any, found: Held, gifts: list[Gift]
) -> dict[str, MyProject]:
    """What is said of those gifts that are donations, by key."""
    projects = {one.key: one for one in gifts if isinstance(one.gives, Donation)}
    if not projects:
        return {}
    all_of = await connection.fetch(_TAKEN, [gift_stock(key) for key in projects])
    mine = await connection.fetch(_MINE, bucket_of(found.subject), found.subject)
    given = {row["id"]: row["pieces"] for row in all_of}
    own = {row["gift"]: row["pieces"] for row in mine}
    return {
        key: _project(ask, gift, given.get(gift_stock(key), 0), own.get(key, 0))
        for key, gift in projects.items()
    }


def _project(ask: Ask[Any, Any], gift: Gift, given: int, mine: int) -> MyProject:
    gives = gift.gives
    assert isinstance(gives, Donation)
    return MyProject(
        ask.say(gives.piece),
        None if gives.receiver is None else ask.say(gives.receiver),
        None if gives.story is None else ask.say(gives.story),
        gift.stock,
        given,
        mine,
    )


async def my_results(ask: Ask[Any, Any], connection: Any, found: Held) -> list[MyResult]:
    """The results of the projects that the member gave to, the latest first."""
    rows = await connection.fetch(_RESULTS, bucket_of(found.subject), found.subject)
    gifts: dict[str, Gift] = ask.release.plans["reward"].wallet.gifts
    results = []
    for row in rows:
        gift = gifts.get(row["gift"])
        gives = None if gift is None else gift.gives
        results.append(
            MyResult(
                row["id"],
                row["gift"] if gift is None else ask.say(gift.name),
                ask.say(gives.piece) if isinstance(gives, Donation) else "",
                row["at"],
                ask.say(Text(en=row["en"], zh=row["zh"])),
                row["done"],
                row["link"],
                row["pieces"],
                row["currency"],
                row["points"],
            )
        )
    return results
