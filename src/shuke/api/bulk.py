"""Acts on several members at once: jobs from the start, watched and stopped like any other."""

from hashlib import sha256
from typing import Annotated

from msgspec import Meta

from shuke.api import adjusting
from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.exports import JobShown, MemberId, shown_job
from shuke.api.operation import route
from shuke.api.personal import Adjustment
from shuke.kernel import jobs

MOST: int = 1000


class ManyAdjusted(Adjustment, forbid_unknown_fields=True, kw_only=True):
    """The same points for each of several members."""

    members: Annotated[list[MemberId], Meta(min_length=1, max_length=MOST)]


@route(
    "POST",
    "/v1/members/adjust",
    needs="points:adjust",
    status=202,
    once=True,
    example={
        "members": ["01JD8Z0000000000000000000A"],
        "currency": "points",
        "amount": 50,
        "reason": "Goodwill for the closed store",
    },
)
async def adjust_members(ask: Ask[None, ManyAdjusted]) -> JobShown:
    """Add or take off the same points for several members, as a job: one act for each of them.

    The amount is limited for each member as a single adjustment is. Members whom the engine
    refuses are named in the job's result; the same Idempotency-Key never gives anybody twice.
    """
    body, actor = ask.body, ask.actor
    actor.need_limit(body.amount)
    members = list(dict.fromkeys(body.members))
    given = adjusting.Adjusting(
        f"bulk-{sha256(ask.act_key.encode()).hexdigest()[:32]}",
        members,
        body.currency,
        body.amount,
        body.reason,
        actor.kind,
        actor.id,
        actor.name,
        ask.trace,
    )
    async with ask.connection() as connection:
        job_id = await jobs.enqueue(
            connection, adjusting.kind(ask.shuke), given, now=ask.now, asked_by=actor.id
        )
        found = await jobs.job(connection, job_id)
    await note(
        ask,
        "points.adjust_many",
        ("job", job_id),
        after={"currency": body.currency, "amount": body.amount, "members": len(members)},
        reason=body.reason,
    )
    assert found is not None
    return shown_job(ask, found)
