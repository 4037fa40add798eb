"""Surprise gifts drawn at random: announced with a hash, drawn with a seed, checked by anybody."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.holding import Key
from shuke.api.operation import Answer, route
from shuke.api.page import Page
from shuke.api.problem import NotFound, RequestInvalid
from shuke.engine import Incoming
from shuke.kernel import Text, new_id
from shuke.reward import Donation, GiftNotGiven, draw

_BATCH = 200
Days = Annotated[int, Meta(ge=1, le=3660)]


class PreviewQuery(msgspec.Struct):
    """Who would be in: members with an order in so many days."""

    active_days: Days = 90


class Preview(msgspec.Struct):
    """How many members would be in the list now."""

    entrants: int


class Announcing(msgspec.Struct, forbid_unknown_fields=True):
    """What is drawn among members with an order lately: a coupon template, a pack, a gift, or
    `amount` points of a currency for each winner."""

    title: Annotated[str, Meta(min_length=1, max_length=128)]
    winners: Annotated[int, Meta(ge=1, le=1000)]
    kind: Literal["coupon", "pack", "gift", "currency"]
    gives: Key
    active_days: Days = 90
    amount: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None


class DrawShown(msgspec.Struct):
    """A draw. `seed` and the `winners_drawn` (pseudonyms, the first first) are there once it is
    drawn; `given` counts the winners who have got theirs, `refused` says why others have not."""

    id: str
    title: str
    kind: str
    gives: str
    amount: int | None
    winners: int
    active_days: int
    entrants: int
    entrants_hash: str
    seed_hash: str
    announced_at: datetime
    drawn_at: datetime | None
    seed: str | None
    winners_drawn: list[str]
    given: int = 0
    refused: list[str] = []


_ACTIVE = "kind = 'member' and not provisional and merged_into is null and last_order_at >= $1"
_FREEZE = f"""
insert into reward_draw_entrant (draw, pid, subject)
select $2, substr(encode(sha256(convert_to($2 || ':' || subject, 'UTF8')), 'hex'), 1, 32), subject
from engine_state where {_ACTIVE}
"""
_ADD = """
insert into reward_draw (id, announced_at, winners, entrants, active_days, title, kind, gives,
                         entrants_hash, seed_hash, sealed_seed, announced_by, amount)
values ($1, $2, $3, 0, $4, $5, $6, $7, '', $8, $9, $10, $11)
"""
_LIST = """
select encode(sha256(convert_to(coalesce(string_agg(pid, E'\\n' order by pid), ''), 'UTF8')), 'hex')
       as hash, count(*)::int as entrants
from reward_draw_entrant where draw = $1
"""
_KEY = "insert into engine_seal_key (subject, wrapped, master_version) values ($1, $2, $3)"
_PIDS = 'select pid from reward_draw_entrant where draw = $1 order by pid collate "C"'
_WON = "select pid, subject from reward_draw_entrant where draw = $1 and place > 0 order by place"


@route("GET", "/v1/draws/preview", needs="figures:read")
async def preview_draw(ask: Ask[PreviewQuery, None]) -> Preview:
    """How many members would be in the list of a draw that is announced now."""
    since = ask.now - timedelta(days=ask.query.active_days)
    async with ask.connection() as connection:
        statement = f"select count(*)::int from engine_state where {_ACTIVE}"
        return Preview(await connection.fetchval(statement, since))


@route("GET", "/v1/draws", needs="definitions:read")
async def list_draws(ask: Ask[None, None]) -> Page[DrawShown]:
    """The latest 100 draws."""
    async with ask.connection() as connection:
        rows = await connection.fetch(
            "select id from reward_draw order by announced_at desc, id limit 100"
        )
        items = [await _shown(connection, row["id"]) for row in rows]
    return Page(items, total=len(items) if len(items) < 100 else None)


@route(
    "POST",
    "/v1/draws",
    needs="coupons:issue",
    status=201,
    once=True,
    example={"title": "Autumn surprise", "winners": 10, "kind": "coupon", "gives": "thanks"},
)
async def announce_draw(ask: Ask[None, Announcing]) -> DrawShown:
    """Freeze the list of entrants and promise a seed by its hash. Publish both before the draw."""
    body = ask.body
    _check(ask)
    number, seed = new_id(), secrets.token_hex(draw.SEED_BYTES)
    name = f"draw:{number}"
    made = ask.shuke.keyring.new_data_key(name)
    since = ask.now - timedelta(days=body.active_days)
    async with ask.connection() as connection, connection.transaction():
        await connection.execute(_KEY, name, made.wrapped, made.version)
        await connection.execute(
            _ADD, number, ask.now, body.winners, body.active_days, body.title, body.kind,
            body.gives, draw.seed_hash(seed), made.key.seal_bytes(seed.encode(), name),
            ask.actor.id, body.amount,
        )  # fmt: skip
        await connection.execute(_FREEZE, since, number)
        row: Any = await connection.fetchrow(_LIST, number)
        if not row["entrants"]:
            raise RequestInvalid(
                Text(en="No member has ordered in these days.", zh="这段时间没有会员下单。"),
                place="/active_days",
            )
        await connection.execute(
            "update reward_draw set entrants = $2, entrants_hash = $3 where id = $1",
            number, row["entrants"], row["hash"],
        )  # fmt: skip
        shown = await _shown(connection, number)
    after = {"entrants": shown.entrants, "winners": body.winners, body.kind: body.gives}
    if body.amount is not None:
        after["amount"] = body.amount
    await note(ask, "draw.announced", ("draw", number), after=after)
    return shown


@route("GET", "/v1/draws/{draw}/entrants", needs="figures:read", media_type="text/plain",
       answers=str)  # fmt: skip
async def draw_entrants(ask: Ask[None, None]) -> Answer:
    """The pseudonyms of a draw in order, one a line: with the seed anybody can do it again."""
    async with ask.connection() as connection:
        rows = await connection.fetch(_PIDS, ask.path["draw"])
    if not rows:
        raise NotFound
    text = "\n".join(row["pid"] for row in rows)
    return Answer(text.encode(), media_type="text/plain; charset=utf-8")


@route("POST", "/v1/draws/{draw}/draw", needs="coupons:issue")
async def hold_draw(ask: Ask[None, None]) -> DrawShown:
    """Publish the seed, draw, and give the winners theirs. Asked again, whoever had none yet gets
    his: each winner once."""
    number = ask.path["draw"]
    async with ask.connection() as connection, connection.transaction():
        row = await connection.fetchrow(
            "select * from reward_draw where id = $1 for update", number
        )
        if row is None:
            raise NotFound
        _may_give(ask, row["amount"])
        if row["drawn_at"] is None:
            await _draw(ask, connection, row)
            await note(ask, "draw.held", ("draw", number), after={"winners": row["winners"]})
    async with ask.connection() as connection:
        shown = await _shown(connection, number)
        won = await connection.fetch(_WON, number)
    if not shown.winners_drawn:
        return shown
    source = f"draw:{number}"
    kind, data = _prize(row)
    for first in range(0, len(won), _BATCH):
        outcomes = await ask.shuke.intake.submit(
            [
                Incoming(source, f"{number}.{one['subject']}", kind,
                         f"member:{one['subject']}", data(one["pid"]))
                for one in won[first : first + _BATCH]
            ]
        )  # fmt: skip
        shown.given += sum(outcome.problem is None for outcome in outcomes)
        shown.refused += [one.problem.code for one in outcomes if one.problem is not None]
    return shown


def _check(ask: Ask[None, Announcing]) -> None:
    """There is such a thing to draw, and this actor may give it."""
    body = ask.body
    document = ask.release.documents.get(body.kind, {}).get(body.gives)
    if document is None:
        raise RequestInvalid(
            Text(en=f"There is no {body.kind} {body.gives!r}.", zh=f"没有「{body.gives}」。"),
            place="/gives",
        )
    if isinstance(getattr(document, "gives", None), Donation):
        raise GiftNotGiven(place="/gives")
    if (body.amount is not None) != (body.kind == "currency"):
        raise RequestInvalid(
            Text(
                en="Say how many points each winner gets; of anything else each gets one.",
                zh="抽取积分请填写每人的数量，其他奖品每人一份。",
            ),
            place="/amount",
        )
    _may_give(ask, body.amount)


def _may_give(ask: Ask[Any, Any], points: int | None) -> None:
    """Points are given by whoever may adjust them, and so many at a time."""
    if points is not None:
        ask.actor.need("points:adjust")
        ask.actor.need_limit(points)


def _prize(row: Any) -> tuple[str, Callable[[str], bytes]]:
    """What kind of event gives a winner theirs, and its data by the winner's pseudonym."""
    kind, key, reason = row["kind"], row["gives"], row["title"]
    encode = msgspec.json.encode
    if kind == "gift":
        # A number that can be typed at the desk; a pseudonym is another one in each draw.
        return "gift.grant", lambda pid: encode(
            {"gift": key, "redemption_id": f"draw-{pid[:12]}", "reason": reason}
        )
    if kind == "currency":
        data = encode({"currency": key, "amount": row["amount"], "reason": reason})
        return "points.adjust", lambda _pid: data
    data = encode({kind: key, "reason": reason})
    return f"{kind}.issue", lambda _pid: data


async def _draw(ask: Ask[Any, Any], connection: Any, row: Any) -> None:
    """Open the seed, and write down who won with it."""
    number, name = row["id"], f"draw:{row['id']}"
    key = await connection.fetchrow(
        "select wrapped, master_version from engine_seal_key where subject = $1", name
    )
    opened = ask.shuke.keyring.unwrap(name, key["wrapped"], key["master_version"])
    seed = opened.unseal_bytes(row["sealed_seed"], name).decode()
    pids = [one["pid"] for one in await connection.fetch(_PIDS, number)]
    won = await asyncio.to_thread(draw.winners, seed, pids, row["winners"])
    await connection.execute(
        "update reward_draw set seed = $2, drawn_at = $3 where id = $1", number, seed, ask.now
    )
    await connection.execute(
        "update reward_draw_entrant e set place = w.place"
        " from unnest($2::text[]) with ordinality as w (pid, place)"
        " where e.draw = $1 and e.pid = w.pid",
        number,
        won,
    )


async def _shown(connection: Any, number: str) -> DrawShown:
    row = await connection.fetchrow("select * from reward_draw where id = $1", number)
    won = await connection.fetch(_WON, number)
    kept = dict(row)
    fields = {name: kept[name] for name in DrawShown.__struct_fields__ if name in kept}
    return DrawShown(**fields, winners_drawn=[one["pid"] for one in won])
