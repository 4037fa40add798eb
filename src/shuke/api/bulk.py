"""Acts on several members at once: jobs from the start, watched and stopped like any other."""

from hashlib import sha256
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke import member
from shuke.api import adjusting, issuing
from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.exports import JobShown, MemberId, shown_job
from shuke.api.member_list import LARGEST_BYTES, Names, looked_up
from shuke.api.members import MemberQuery, filter_of
from shuke.api.operation import route
from shuke.api.personal import Adjustment, branded
from shuke.api.problem import NotFound, RequestInvalid
from shuke.api.wallet import Issuing, Reason
from shuke.engine import SubjectUnknown
from shuke.kernel import Text, jobs

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
    what: dict[str, Any] = {
        "currency": body.currency, "amount": body.amount, **branded(body.brand)
    }  # fmt: skip
    given = adjusting.Adjusting(**_asked(ask, body.reason), members=members, **what)
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
    given = adjusting.Issuing(**_asked(ask, body.reason), members=members, **what)
    return await _begin(ask, "coupon.issue_many", adjusting.issuing(ask.shuke), given, what)


class ToMany(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """For everybody who matches `filter` when the job begins, or for `members`: ids or identities
    (`card:…`, `phone:…`), each of them once. Exactly one of the two."""

    reason: Reason
    filter: MemberQuery | None = None
    members: Names | None = None
    most: Annotated[int, Meta(ge=0)] | None = None
    """How many members were agreed to: if more match by then, nobody gets any."""


class IssuedToAll(ToMany, forbid_unknown_fields=True, kw_only=True):
    """So many coupons of a template for each of them."""

    count: Annotated[int, Meta(ge=1, le=20)] = 1


@route(
    "POST",
    "/v1/coupons/{template}/issues",
    needs="coupons:issue",
    status=202,
    once=True,
    largest=LARGEST_BYTES,
    example={"filter": {"tier": "gold"}, "reason": "Anniversary", "most": 20000},
)
async def issue_to_all(ask: Ask[None, IssuedToAll]) -> JobShown:
    """Issue coupons to everybody who matches, or to a list of up to 1,000,000, as a job.

    Who matches is settled when the job begins. It goes on where it was when a process dies, and
    nobody gets a coupon twice; cancelled, it keeps what it has done. Its result counts whom the
    engine refused, by reason. A filter needs `members:read` as well.
    """
    template = ask.path["template"]
    if template not in ask.release.plans["reward"].coupons:
        raise NotFound
    return await _to_many(ask, "coupon", {"coupon": template, "count": ask.body.count})


@route(
    "POST",
    "/v1/packs/{pack}/issues",
    needs="coupons:issue",
    status=202,
    once=True,
    largest=LARGEST_BYTES,
    example={"members": ["card:10086", "phone:13800000000"], "reason": "Opening of the store"},
)
async def issue_pack_to_all(ask: Ask[None, ToMany]) -> JobShown:
    """Issue a pack to everybody who matches, or to a list of up to 1,000,000, as a job.

    As with a coupon for many. Each member gets the whole pack or nothing of it.
    """
    pack = ask.path["pack"]
    if pack not in ask.release.plans["reward"].wallet.packs:
        raise NotFound
    return await _to_many(ask, "pack", {"pack": pack})


async def _to_many(ask: Ask[Any, Any], kind: str, what: dict[str, Any]) -> JobShown:
    """Lay a list out at once, a filter when the job begins."""
    body: ToMany = ask.body
    if (body.filter is None) == (body.members is None):
        raise RequestInvalid(
            Text(en="Give either a filter or members.", zh="请给出筛选条件或会员名单之一。")
        )
    where: member.MemberFilter | None = None
    listed: list[str] = []
    nobody: issuing.Came | None = None
    if body.filter is not None:
        ask.actor.need("members:read")
        where = await _where(ask, body.filter)
    if body.members is not None:
        listed, nobody = await _listed(ask, body.members)
    given = issuing.ToAll(
        **what, where=where, most=body.most, nobody=nobody, **_asked(ask, body.reason)
    )
    async with ask.connection() as connection:
        job_id = await jobs.enqueue(
            connection, issuing.kind(ask.shuke), given, now=ask.now, asked_by=ask.actor.id
        )
        await jobs.lay_out(connection, job_id, issuing.parts_of(listed))
        found = await jobs.job(connection, job_id)
    after = dict(what)
    if where is None:
        after["members"] = len(listed)
    else:
        after["filter"] = msgspec.to_builtins(where)
    await note(ask, f"{kind}.issue_to_all", ("job", job_id), after=after, reason=body.reason)
    assert found is not None
    return shown_job(ask, found)


async def _where(ask: Ask[Any, Any], query: MemberQuery) -> member.MemberFilter:
    where = filter_of(query)
    if query.q and query.q.strip():
        # What was typed may be a phone number: the job keeps whom it found, not what it was.
        region = member.region_of(ask.release.programme)
        async with ask.connection() as connection:
            where.subjects = await member.search(connection, ask.shuke.keyring, query.q, region)
    return where


async def _listed(ask: Ask[Any, Any], names: list[str]) -> tuple[list[str], issuing.Came]:
    """The members of a list, each once, and what in it named nobody.

    Errors: what an identity is refused for, with its place.
    """
    found: dict[str, None] = {}
    nobody = issuing.Came(0, {}, [])
    async for place, one in looked_up(ask, names):
        if isinstance(one, str):
            found[one] = None
        elif isinstance(one, SubjectUnknown):
            issuing.refuse(nobody, f"#{place + 1}", one)
        else:
            one.place = f"/members/{place}"
            raise one
    return list(found), nobody


def _asked(ask: Ask[Any, Any], reason: str) -> dict[str, Any]:
    """What every such job is told."""
    return {
        "key": f"bulk-{sha256(ask.act_key.encode()).hexdigest()[:32]}",
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
