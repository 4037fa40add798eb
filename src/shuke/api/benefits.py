"""What a member is entitled to: every benefit, how often it was used, and why not."""

from datetime import date
from typing import Any

import msgspec

from shuke import reward
from shuke.api.ask import Ask
from shuke.api.operation import MEMBER, route
from shuke.api.page import Page
from shuke.api.person import Held, held


class BenefitShown(msgspec.Struct):
    """A benefit for one member. `left` and `renews_on` are null without a quota; `left_for_all` of
    the common pool, null without one."""

    key: str
    title: str
    type: str
    about: str
    entitled: bool
    used: int
    left: int | None
    left_for_all: int | None
    every: str | None
    renews_on: date | None
    worth_cents: int | None
    why: dict[str, Any] | None
    """The condition as a tree, each part true or false with the value seen; where it is used is not
    known yet."""


@route("GET", "/v1/members/{member}/benefits", needs="members:read")
async def member_benefits(ask: Ask[None, None]) -> Page[BenefitShown]:
    """Every benefit: whether the member is entitled, what is used and left, and why not."""
    found = await held(ask, ask.path["member"])
    pools = await _pools(ask, found)
    items = [
        BenefitShown(
            key=one.benefit.key,
            title=ask.say(one.benefit.name),
            type=one.benefit.sort,
            about=ask.say(one.benefit.about),
            entitled=one.entitled,
            used=one.used,
            left=one.left,
            left_for_all=pools.get(one.benefit.key),
            every=None if one.benefit.quota is None else one.benefit.quota.every,
            renews_on=None if one.renews_day is None else date.fromordinal(one.renews_day),
            worth_cents=one.benefit.worth_cents,
            why=None if one.why is None else one.why.document(ask.language),
        )
        for one in reward.entitlements(found.release, found.state, ask.now)
    ]
    return Page(items, total=len(items))


class MyBenefit(msgspec.Struct):
    """A benefit as the member reads it. `left`, of `uses` in a period, and `renews_on` are null
    without a quota. `gone`: nothing is left of it for anybody."""

    key: str
    title: str
    about: str
    entitled: bool
    gone: bool
    left: int | None
    uses: int | None
    every: str | None
    renews_on: date | None


@route("GET", "/v1/me/benefits", needs=MEMBER)
async def my_benefits(ask: Ask[None, None]) -> Page[MyBenefit]:
    """What I am entitled to, and what there is besides; what I have comes first."""
    found = await held(ask, ask.actor.id)
    pools = await _pools(ask, found)
    items = [
        MyBenefit(
            one.benefit.key,
            ask.say(one.benefit.name),
            ask.say(one.benefit.about),
            one.entitled,
            pools.get(one.benefit.key) == 0,
            one.left,
            None if one.benefit.quota is None else one.benefit.quota.uses,
            None if one.benefit.quota is None else one.benefit.quota.every,
            None if one.renews_day is None else date.fromordinal(one.renews_day),
        )
        for one in reward.entitlements(found.release, found.state, ask.now)
    ]
    items.sort(key=lambda one: not one.entitled)
    return Page(items, total=len(items))


_TAKEN = 'select id, size - "left" as taken from engine_stock where id = any($1)'


async def _pools(ask: Ask[None, None], found: Held) -> dict[str, int]:
    """What is left of each benefit that has a common pool."""
    sizes = {
        f"benefit:{key}": document.stock
        for key, document in found.release.documents.get("benefit", {}).items()
        if document.stock is not None
    }
    if not sizes:
        return {}
    async with ask.connection() as connection:
        rows = await connection.fetch(_TAKEN, list(sizes))
    taken = {row["id"]: row["taken"] for row in rows}
    return {
        name.removeprefix("benefit:"): max(size - taken.get(name, 0), 0)
        for name, size in sizes.items()
    }
