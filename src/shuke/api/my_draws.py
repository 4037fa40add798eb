"""The draws that a member was in: what was promised, what was drawn, and the list for it."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

import msgspec

from shuke.api.ask import Ask
from shuke.api.operation import MEMBER, Answer, route
from shuke.api.problem import NotFound


class MyDraw(msgspec.Struct):
    """A draw whose list has the member as `pid`; each winner gets `amount` where it gives points;
    `shelf` is where the member finds the prize; `place` is 1 for the first winner, null for
    whoever did not win or while nothing was drawn. With `seed` and the list of entrants anybody
    can do the draw again: docs/algorithms/draw.md."""

    id: str
    title: str
    gives: str
    amount: int | None
    shelf: Literal["coupons", "mall", "points"]
    winners: int
    entrants: int
    announced_at: datetime
    drawn_at: datetime | None
    seed_hash: str
    entrants_hash: str
    seed: str | None
    pid: str
    place: int | None


class MyDraws(msgspec.Struct):
    """The latest 20 of them, the latest first."""

    draws: list[MyDraw]


_SHELF: Final[dict[str, Literal["coupons", "mall", "points"]]] = {
    "coupon": "coupons",
    "pack": "coupons",
    "gift": "mall",
    "currency": "points",
}
_MINE: Final = """
select d.id, d.title, d.kind, d.gives, d.amount, d.winners, d.entrants, d.announced_at, d.drawn_at,
       d.seed_hash, d.entrants_hash, d.seed, e.pid, e.place
from reward_draw_entrant as e join reward_draw as d on d.id = e.draw
where e.subject = $1 order by d.announced_at desc, d.id limit 20
"""
_PIDS: Final = """
select pid from reward_draw_entrant as e where draw = $1
  and exists (select from reward_draw_entrant as mine where mine.draw = $1 and mine.subject = $2)
order by pid collate "C"
"""


@route("GET", "/v1/me/draws", needs=MEMBER)
async def my_draws(ask: Ask[None, None]) -> MyDraws:
    """The draws I was in."""
    async with ask.connection() as connection:
        rows = await connection.fetch(_MINE, ask.actor.id)
    draws = []
    for row in rows:
        kept = dict(row)
        kind = kept.pop("kind")
        document = ask.release.documents.get(kind, {}).get(kept["gives"])
        if document is not None:
            kept["gives"] = ask.say(document.unit if kind == "currency" else document.name)
        draws.append(MyDraw(**kept, shelf=_SHELF[kind]))
    return MyDraws(draws)


@route("GET", "/v1/me/draws/{draw}/entrants", needs=MEMBER, media_type="text/plain", answers=str)
async def my_draw_entrants(ask: Ask[None, None]) -> Answer:
    """The list of a draw that I was in: pseudonyms in order, one a line."""
    async with ask.connection() as connection:
        rows = await connection.fetch(_PIDS, ask.path["draw"], ask.actor.id)
    if not rows:
        raise NotFound
    text = "\n".join(row["pid"] for row in rows)
    return Answer(text.encode(), media_type="text/plain; charset=utf-8")
