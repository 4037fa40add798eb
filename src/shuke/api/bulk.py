"""Acts on several members at once: jobs from the start, watched and stopped like any other."""

from hashlib import sha256
from typing import Annotated, Any

from msgspec import Meta

from shuke.api import adjusting
from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.exports import JobShown, MemberId, shown_job
from shuke.api.operation import route
from shuke.api.personal import Adjustment
from shuke.api.wallet import Issuing
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
    body = ask.body
    ask.actor.need_limit(body.amount)
    members = list(dict.fromkeys(body.members))
    what: dict[str, Any] = {"currency": body.currency, "amount": body.amount}
    given = adjusting.Adjusting(**_asked(ask, members, body.reason), **what)
    return await _begin(ask, "points.adjust_many", adjusting.kind(ask.shuke), given, what)


class ManyIssued(Issuing, forbid_unknown_fields=True, kw_only=True):
    """The same coupons for each of several members."""

    members: Annotated[list[MemberId], Meta(min_length=1, max_length=MOST)]


@route(
    "POST",
    "/v1/members/coupons",
    needs="coupons:issue",
    status=202,
    once=True,
    example={
        "members": ["01JD8Z0000000000000000000A"],
        "coupon": "dairy-5-off-30",
        "reason": "Sorry for the closed store",
    },
)
async def issue_to_members(ask: Ask[None, ManyIssued]) -> JobShown:
    """Issue the same coupons to several members, as a job: one act for each of them.

    Members whom the engine refuses, because the stock is gone or the limit reached, are named in
    the job's result; the same Idempotency-Key never gives anybody twice.
    """
    body = ask.body
    members = list(dict.fromkeys(body.members))
    what: dict[str, Any] = {"coupon": body.coupon, "count": body.count}
    given = adjusting.Issuing(**_asked(ask, members, body.reason), **what)
    return await _begin(ask, "coupon.issue_many", adjusting.issuing(ask.shuke), given, what)


def _asked(ask: Ask[Any, Any], members: list[str], reason: str) -> dict[str, Any]:
    """What every such job is told."""
    return {
        "key": f"bulk-{sha256(ask.act_key.encode()).hexdigest()[:32]}",
        "members": members,
        "reason": reason,
        "actor_kind": ask.actor.kind,
        "actor": ask.actor.id,
        "actor_name": ask.actor.name,
        "trace": ask.trace,
    }


async def _begin(
    ask: Ask[Any, Any],
    name: str,
    kind: jobs.JobKind[Any],
    given: adjusting.Many,
    what: dict[str, Any],
) -> JobShown:
    async with ask.connection() as connection:
        job_id = await jobs.enqueue(connection, kind, given, now=ask.now, asked_by=ask.actor.id)
        found = await jobs.job(connection, job_id)
    after = {**what, "members": len(given.members)}
    await note(ask, name, ("job", job_id), after=after, reason=given.reason)
    assert found is not None
    return shown_job(ask, found)
