"""Trying a rule on what came last: ten events that it meets and the ten that miss it by least."""

from datetime import datetime
from typing import Any, Final

import msgspec

from shuke import member, program
from shuke.api.ask import Ask
from shuke.api.drafts import Written, written
from shuke.api.operation import route
from shuke.api.problem import RequestInvalid
from shuke.api.trying import draft_release
from shuke.engine import Event, Release, explain
from shuke.kernel import Text

_LOOKED_AT: Final = 48
_READ: Final = 400
_SHOWN: Final = 10


class Sampled(msgspec.Struct):
    """One event: what the rule gives as it is live (null: not live) and as it is drafted."""

    member: str
    member_name: str | None
    seq: int
    time: datetime
    order: str | None
    total_cents: int | None
    live: int | None
    draft: int
    state: str
    how_far: str | None
    """What is missing, when the draft does not meet the event."""
    reason: str | None


class Sample(msgspec.Struct):
    """Events looked at (the latest, one a member), those met and those nearly met."""

    looked_at: int
    currency: str
    hits: list[Sampled]
    near: list[Sampled]


class _Judged(msgspec.Struct):
    event: Event
    live: program.RuleTold | None
    draft: program.RuleTold


_LATEST = """
select subject, seq from engine_log where type = $1
order by batch desc, subject desc, seq desc limit $2
"""


@route(
    "POST",
    "/v1/definitions/try/sample",
    needs="definitions:read",
    example={"yaml": "kind: earning_rule\n…"},
)
async def sample_definition(ask: Ask[None, Written]) -> Sample:
    """Judge the latest events by an earning rule: ten it meets, and the ten nearest to it."""
    value = await written(ask, ask.body)
    if value.get("kind") != "earning_rule":
        raise RequestInvalid(
            Text(en="Only earning rules are tried on a sample.", zh="只有赚取规则可以抽样试算。"),
            place="/document/kind",
        )
    draft = draft_release(ask, ask.release, value)
    key, when = value["key"], draft.documents["earning_rule"][value["key"]].when
    judged = await _judged(ask, draft, key, when)
    hits = [one for one in judged if one.draft.state != "not_applied"][:_SHOWN]
    missed = [one for one in judged if one.draft.state == "not_applied"]
    missed.sort(key=lambda one: -(one.draft.tree.closeness if one.draft.tree is not None else 0.0))
    near = missed[:_SHOWN]
    subjects = sorted({one.event.subject for one in hits + near})
    names = await member.cards(ask.shuke.pool, ask.shuke.keyring, subjects)
    return Sample(
        len(judged),
        draft.documents["earning_rule"][key].give.currency,
        [_shown(ask, one, names) for one in hits],
        [_shown(ask, one, names) for one in near],
    )


async def _judged(ask: Ask[Any, Any], draft: Release, key: str, when: str) -> list[_Judged]:
    judged = []
    async with ask.shuke.pool.acquire() as connection:
        rows = await connection.fetch(_LATEST, when, _READ)
        latest: dict[str, int] = {}
        for row in rows:
            latest.setdefault(row["subject"], row["seq"])
        for subject, seq in list(latest.items())[:_LOOKED_AT]:
            told = await explain(connection, ask.shuke.book, subject, seq)
            event, state = told.turn.event, told.before
            ours = _rule(ask, draft, key, event, state)
            if ours is not None:
                judged.append(_Judged(event, _rule(ask, ask.release, key, event, state), ours))
    return judged


def _rule(
    ask: Ask[Any, Any], release: Release, key: str, event: Event, state: Any
) -> program.RuleTold | None:
    trial = program.try_event(release, event, state, ask.shuke.app.reducers)
    for _room, told in trial.told:
        if isinstance(told, program.Told):
            for rule in told.rules:
                if rule.rule == key:
                    return rule
    return None


def _shown(ask: Ask[Any, Any], one: _Judged, names: dict[str, member.Card]) -> Sampled:
    data, draft = one.event.data, one.draft
    return Sampled(
        one.event.subject,
        names[one.event.subject].name,
        one.event.seq,
        one.event.time,
        getattr(data, "order_id", None),
        getattr(data, "total_cents", None),
        None if one.live is None else one.live.amount,
        draft.amount,
        draft.state,
        None if draft.how_far is None else ask.say(draft.how_far),
        None if draft.reason is None else ask.say(draft.reason),
    )
