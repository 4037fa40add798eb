"""Adjusting the points of several members: a job that is one act a member, run once or often."""

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
_BATCH: Final = 20
_TOLD: Final = 50


class Adjusting(msgspec.Struct):
    """The input of the job. `key` makes one event id per member, so doing it twice is doing it
    once."""

    key: str
    members: list[str]
    currency: str
    amount: int
    reason: str
    actor_kind: Literal["person", "key", "system", "member"]
    actor: str
    actor_name: str
    trace: str | None


def kind(shuke: Shuke) -> jobs.JobKind[Adjusting]:
    """The kind of job, for whoever runs jobs."""
    return jobs.JobKind(NAME, TITLE, Adjusting, partial(_adjust, shuke))


async def _adjust(shuke: Shuke, running: jobs.Running, given: Adjusting) -> dict[str, Any]:
    """One `points.adjust` a member; a refusal is told and stops nobody else's."""
    actor = Actor(given.actor_kind, given.actor, given.actor_name, frozenset())
    data = msgspec.json.encode(
        {
            "currency": given.currency,
            "amount": given.amount,
            "reason": given.reason,
            "operator": given.actor,
        }
    )
    done, refused = 0, []
    for first in range(0, len(given.members), _BATCH):
        batch = given.members[first : first + _BATCH]
        await running.progress(first, len(given.members))
        outcomes = await shuke.intake.submit(
            [
                Incoming(actor.source, f"{given.key}.{one}", NAME, f"member:{one}", data)
                for one in batch
            ]
        )
        await _note(shuke, actor, given, outcomes)
        for one, outcome in zip(batch, outcomes, strict=True):
            if outcome.problem is None:
                done += 1
            else:
                refused.append({"member": one, **_why(outcome.problem)})
    await running.progress(len(given.members), len(given.members))
    return {"rows": done, "rejected": len(refused), "refused": refused[:_TOLD]}


async def _note(shuke: Shuke, actor: Actor, given: Adjusting, outcomes: list[Outcome]) -> None:
    """The audit has a row for each member, as if it had been done one by one."""
    async with shuke.pool.acquire() as connection, connection.transaction():
        for outcome in outcomes:
            if outcome.status == "accepted":
                await record(
                    connection,
                    actor,
                    NAME,
                    ("member", outcome.subject or ""),
                    at=shuke.clock.now(),
                    after={"currency": given.currency, "amount": given.amount},
                    reason=given.reason,
                    trace=given.trace,
                )


def _why(problem: Any) -> dict[str, Any]:
    said = problem.detail or problem.title
    return {"code": problem.code, "why": {"en": said.en, "zh": said.zh}}
