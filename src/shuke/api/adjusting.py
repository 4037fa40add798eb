"""Acts on several members, points adjusted or coupons issued: a job that is one act a member, run
once or often."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from shuke.engine import Incoming, Outcome
from shuke.kernel import Text, jobs
from shuke.org import Actor, record

if TYPE_CHECKING:
    from shuke.runtime import Shuke

NAME: Final = "points.adjust"
TITLE: Final = Text(en="Adjustment of points", zh="调整积分")
ISSUE: Final = "coupon.issue"
ISSUE_TITLE: Final = Text(en="Coupons for members", zh="给会员发券")
_BATCH: Final = 20
_TOLD: Final = 50


class Asked(msgspec.Struct, kw_only=True):
    """What the input of a job over members begins with. `key` makes one event id per member, so
    doing it twice is doing it once."""

    key: str
    reason: str
    actor_kind: Literal["person", "key", "system", "member"]
    actor: str
    actor_name: str
    trace: str | None


class Many(Asked, kw_only=True):
    """Members who were chosen one by one."""

    members: list[str]


class Adjusting(Many, kw_only=True):
    """The same points for each."""

    currency: str
    amount: int
    brand: str | None = None


class Issuing(Many, kw_only=True):
    """The same coupons for each."""

    coupon: str
    count: int


def kind(shuke: Shuke) -> jobs.JobKind[Adjusting]:
    """The kind of job that adjusts, for whoever runs jobs."""
    return jobs.JobKind(NAME, TITLE, Adjusting, partial(_adjust, shuke))


def issuing(shuke: Shuke) -> jobs.JobKind[Issuing]:
    """The kind of job that issues, for whoever runs jobs."""
    return jobs.JobKind(ISSUE, ISSUE_TITLE, Issuing, partial(_issue, shuke))


async def _adjust(shuke: Shuke, running: jobs.Running, given: Adjusting) -> dict[str, Any]:
    after: dict[str, Any] = {"currency": given.currency, "amount": given.amount}
    if given.brand is not None:
        after["brand"] = given.brand
    return await _each(shuke, running, given, NAME, after)


async def _issue(shuke: Shuke, running: jobs.Running, given: Issuing) -> dict[str, Any]:
    after = {"coupon": given.coupon, "count": given.count}
    return await _each(shuke, running, given, ISSUE, after)


async def _each(
    shuke: Shuke, running: jobs.Running, given: Many, kind: str, after: dict[str, Any]
) -> dict[str, Any]:
    """One event a member; a refusal is told and stops nobody else's."""
    actor = Actor(given.actor_kind, given.actor, given.actor_name, frozenset())
    data = msgspec.json.encode({**after, "reason": given.reason, "operator": given.actor})
    done, refused = 0, []
    for first in range(0, len(given.members), _BATCH):
        batch = given.members[first : first + _BATCH]
        await running.progress(first, len(given.members))
        outcomes = await shuke.intake.submit(
            [
                Incoming(actor.source, f"{given.key}.{one}", kind, f"member:{one}", data)
                for one in batch
            ]
        )
        await _note(shuke, actor, given, kind, after, outcomes)
        for one, outcome in zip(batch, outcomes, strict=True):
            if outcome.problem is None:
                done += 1
            else:
                refused.append({"member": one, **_why(outcome.problem)})
    await running.progress(len(given.members), len(given.members))
    return {"rows": done, "rejected": len(refused), "refused": refused[:_TOLD]}


async def _note(
    shuke: Shuke,
    actor: Actor,
    given: Many,
    kind: str,
    after: dict[str, Any],
    outcomes: list[Outcome],
) -> None:
    """The audit has a row for each member, as if it had been done one by one."""
    async with shuke.pool.acquire() as connection, connection.transaction():
        for outcome in outcomes:
            if outcome.status == "accepted":
                await record(
                    connection,
                    actor,
                    kind,
                    ("member", outcome.subject or ""),
                    at=shuke.clock.now(),
                    after=after,
                    reason=given.reason,
                    trace=given.trace,
                )


def _why(problem: Any) -> dict[str, Any]:
    said = problem.detail or problem.title
    return {"code": problem.code, "why": {"en": said.en, "zh": said.zh}}
