"""Coupons or a pack for everybody who matches, or for a long list of members: one act a member, in
parts.

The list is laid out when the job begins and stays as it was. Every process that has nothing else to
do takes parts of it; each coupon's event has an id made from the request and the member, so
whatever is done twice counts once.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import msgspec

from shuke import member
from shuke.api.adjusting import Asked
from shuke.engine import DatabaseAway, Incoming, Outcome
from shuke.kernel import ShukeError, Text, jobs
from shuke.member import MemberFilter
from shuke.org import Actor

if TYPE_CHECKING:
    from shuke.runtime import Shuke

NAME: Final = "coupon.issue_to_all"
TITLE: Final = Text(en="Coupons for many members", zh="批量发券")
PART: Final = 4_000
"""Members in a part: about half a second."""
_AT_ONCE: Final = 200
"""Members in one request to the intake."""
_ASKED: Final = 3
"""Requests under way for each lane."""
_TOLD: Final = 50
"""Refused members whose reason is told one by one."""
_ATTEMPTS: Final = 20


class TooManyMatch(ShukeError):
    """More members match than the caller has agreed to; nobody got anything."""

    code = "too_many_match"
    status = 409
    title = Text(en="More members match than agreed", zh="符合条件的会员多于约定")


class Came(msgspec.Struct):
    """What a part came to: how many members were served, and how many were not, by reason."""

    given: int
    refused: dict[str, int]
    told: list[dict[str, Any]]


class ToAll(Asked, kw_only=True):
    """The input of the job: so many coupons of a template, or a pack."""

    coupon: str | None = None
    count: int = 1
    pack: str | None = None
    where: MemberFilter | None = None
    """None: the parts were laid out when it was asked for."""
    most: int | None = None
    nobody: Came | None = None
    """What in the list named nobody; by its place in it, for it may be a phone number."""


def kind(shuke: Shuke) -> jobs.JobKind[ToAll]:
    """The kind of job that issues, for whoever runs jobs."""
    return jobs.JobKind(
        NAME, TITLE, ToAll, partial(_run, shuke), _ATTEMPTS, part=partial(_part, shuke)
    )


async def parts_of(subjects: Sequence[str]) -> AsyncIterator[jobs.Part]:
    """A long list as parts."""
    for first in range(0, len(subjects), PART):
        some = subjects[first : first + PART]
        yield jobs.Part(some, len(some))


async def _run(shuke: Shuke, running: jobs.Running, given: ToAll) -> dict[str, Any]:
    """Lay it out, unless that was done already, and do parts beside the others."""
    if given.where is not None:
        async with shuke.pool.acquire() as connection, connection.transaction():
            matching = _matching(connection, given.where, given.most)
            await jobs.lay_out(connection, running.id, matching)
    rows = await jobs.share_out(running, kind(shuke))
    came = [msgspec.convert(row, Came) for row in rows]
    if given.nobody is not None:
        came.append(given.nobody)
    return summed(came)


def summed(came: Sequence[Came]) -> dict[str, Any]:
    """The result of such a job: how many were served, how many not, and why."""
    reasons: Counter[str] = Counter()
    for one in came:
        reasons.update(one.refused)
    return {
        "rows": sum(one.given for one in came),
        "rejected": reasons.total(),
        "reasons": dict(reasons.most_common()),
        "refused": _told(came),
    }


def _told(came: Sequence[Came]) -> list[dict[str, Any]]:
    """Some of those who were refused: of each reason one, and the others as they came."""
    every = [told for one in came for told in one.told]
    first: dict[str, dict[str, Any]] = {}
    for told in every:
        first.setdefault(told["code"], told)
    others = [told for told in every if first[told["code"]] is not told]
    return [*first.values(), *others[: max(_TOLD - len(first), 0)]]


async def _matching(
    connection: Any, where: MemberFilter, most: int | None
) -> AsyncIterator[jobs.Part]:
    """Everybody who matches now. Raises TooManyMatch, and then nothing is laid out."""
    total = 0
    async for subjects in member.every_subject(connection, where, PART):
        total += len(subjects)
        if most is not None and total > most:
            raise TooManyMatch(
                Text(
                    en=f"More than {most} members match by now; nobody got anything.",
                    zh=f"现在符合条件的会员已超过 {most} 位，未向任何人发放。",
                ),
                hint=Text(en="Look at the list again.", zh="请重新查看名单。"),
            )
        yield jobs.Part(subjects, len(subjects))


async def _part(shuke: Shuke, given: ToAll, listed: list[str]) -> Came:
    """One event for each member of a part; a refusal stops nobody else's."""
    actor = Actor(given.actor_kind, given.actor, given.actor_name, frozenset())
    why = {"reason": given.reason, "operator": given.actor}
    if given.pack is None:
        event, what = "coupon.issue", {"coupon": given.coupon, "count": given.count, **why}
    else:
        event, what = "pack.issue", {"pack": given.pack, **why}
    data = msgspec.json.encode(what)
    return await submit_each(
        shuke,
        listed,
        lambda one: Incoming(actor.source, f"{given.key}.{one}", event, f"member:{one}", data),
        # A pack may be twenty coupons: as many at once would keep others waiting.
        light=given.pack is None,
    )


async def submit_each(
    shuke: Shuke,
    listed: Sequence[str],
    event_of: Callable[[str], Incoming],
    *,
    light: bool = True,
) -> Came:
    """An event for each of these, and what came of it. Raises DatabaseAway: do the part again."""
    came = Came(0, {}, [])
    # Neighbours share a lane, so each request takes from everywhere in the part.
    step = -(-len(listed) // _AT_ONCE)
    some = [listed[first::step] for first in range(step)]

    async def next_ones() -> None:
        while some:
            names = some.pop()
            outcomes = await shuke.intake.submit([event_of(one) for one in names], light=light)
            _count(came, names, outcomes)

    # A lane has the next ones queued while it folds; all at once would keep the thread from others.
    await asyncio.gather(*(next_ones() for _ in range(_ASKED * len(shuke.intake.bulk))))
    return came


def _count(came: Came, listed: Iterable[str], outcomes: Iterable[Outcome]) -> None:
    for name, outcome in zip(listed, outcomes, strict=True):
        if outcome.problem is None:
            came.given += 1
        elif isinstance(outcome.problem, DatabaseAway):
            # Nobody refused it: the part is done again.
            raise outcome.problem
        else:
            refuse(came, name, outcome.problem)


def refuse(came: Came, name: str, problem: ShukeError) -> None:
    """Count somebody who could not be served; the first of each reason is told in any case."""
    known = came.refused.get(problem.code, 0)
    came.refused[problem.code] = known + 1
    if not known or len(came.told) < _TOLD:
        said = problem.detail
        why = {"en": said.en, "zh": said.zh}
        came.told.append({"member": name, "code": problem.code, "why": why})
