"""A copy of everything that is kept about one member, for the member: made by a job, sealed."""

from collections.abc import AsyncIterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec
from msgspec import Meta

from shuke import member, reward, visit
from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.exports import FILES, FileKind, JobShown, shown_job
from shuke.api.operation import route
from shuke.api.person import held
from shuke.engine import DataKey, bucket_of, unseal_fields
from shuke.kernel import Text, jobs

if TYPE_CHECKING:
    from shuke.runtime import Shuke

NAME: Final = "member.copy"
_TITLE: Final = Text(en="Copy of a member's data", zh="会员数据副本")
_PAGE: Final = 500

_EVENTS: Final = """
select seq, at, time, type, source, id, release, data, effects from engine_log
where bucket = $1 and subject = $2 and seq > $3 order by seq limit $4
"""
_ENTRIES: Final = """
select seq, n, at, time, currency, kind, debit, credit, amount, usable_after, pending_after,
       expires_on, rule, rule_version, key, note
from ledger_entry where bucket = $1 and subject = $2 and (seq, n) > ($3, $4)
order by seq, n limit $5
"""
_COUPONS: Final = """
select seq, n, at, coupon, template, version, change, cause, order_id, amount_cents
from reward_coupon where bucket = $1 and subject = $2 and (seq, n) > ($3, $4)
order by seq, n limit $5
"""
_PLANS: Final = """
select seq, n, at, plan, version, change, first, last, cents, order_id
from program_paid_plan where bucket = $1 and subject = $2 and (seq, n) > ($3, $4)
order by seq, n limit $5
"""
_GIFTS: Final = """
select seq, n, at, redemption, gift, version, step, currency, points, amount_cents, pieces
from reward_gift where bucket = $1 and subject = $2 and (seq, n) > ($3, $4)
order by seq, n limit $5
"""
_PARTNERS: Final = """
select seq, n, at, partner, kind, back, key, ref, count, amount, cents
from partner_entry where bucket = $1 and subject = $2 and (seq, n) > ($3, $4)
order by seq, n limit $5
"""
_TRANSFERS: Final = """
select seq, n, at, number, side, other, currency, amount, fee, change, reason
from transfer_move where bucket = $1 and subject = $2 and (seq, n) > ($3, $4)
order by seq, n limit $5
"""
_BENEFITS: Final = """
select seq, n, at, benefit, version, act, count, use_id, channel, store, order_id
from reward_benefit where bucket = $1 and subject = $2 and (seq, n) > ($3, $4)
order by seq, n limit $5
"""
_DISCOUNTS: Final = """
select seq, n, at, order_id, act, source, discount, version, coupon, cents
from reward_discount where bucket = $1 and subject = $2 and (seq, n) > ($3, $4)
order by seq, n limit $5
"""
_PRICINGS: Final = """
select seq, n, at, order_id, hold_id, store, channel, list_cents, expected_cents, paid_cents
from reward_pricing where bucket = $1 and subject = $2 and (seq, n) > ($3, $4)
order by seq, n limit $5
"""
_FAILED: Final = """
select source, event_id, type, time, data, status, failed_at from engine_inbox
where subject = $1 order by failed_at, id
"""
_SEEN: Final = """
select at, until, fields, reason from org_reveal where member = $1 order by at, id
"""
_encode: Final = msgspec.json.Encoder().encode


class Copying(msgspec.Struct, forbid_unknown_fields=True):
    """Why a member's data are copied (kept in the audit)."""

    reason: Annotated[str, Meta(min_length=2, max_length=500)]


class CopyOf(msgspec.Struct):
    """The input of the job."""

    member: str


@route(
    "POST",
    "/v1/members/{member}/copy",
    needs="members:reveal",
    status=202,
    once=True,
    example={"reason": "The member asked for a copy"},
)
async def copy_member(ask: Ask[None, Copying]) -> JobShown:
    """Copy everything that is kept about a member into one JSON file, in clear, for the member.

    The file lies sealed under the member's key for seven days, and goes when they are erased.
    """
    found = await held(ask, ask.path["member"])
    async with ask.connection() as connection:
        job_id = await jobs.enqueue(
            connection,
            kind_of(ask.shuke),
            CopyOf(found.subject),
            now=ask.now,
            asked_by=ask.actor.id,
        )
        row = await jobs.job(connection, job_id)
    await note(ask, "member.copied", ("member", found.subject), reason=ask.body.reason)
    assert row is not None
    return shown_job(ask, row)


def kind_of(shuke: "Shuke") -> jobs.JobKind[CopyOf]:
    """The job that copies a member's data."""
    return jobs.JobKind(NAME, _TITLE, CopyOf, partial(_copy, shuke))


async def _copy(shuke: "Shuke", running: jobs.Running, given: CopyOf) -> dict[str, Any]:
    key = await _key(shuke, given.member)
    file = jobs.JobFile(running, key.seal_bytes)
    await file.write(b'{"member":' + _encode(given.member))
    rows = 0
    for name, lines in (
        ("held", _held(shuke, given.member)),
        ("events", _events(shuke, given.member, key)),
        ("entries", _rows(shuke, _ENTRIES, given.member)),
        ("coupons", _rows(shuke, _COUPONS, given.member)),
        ("plans", _rows(shuke, _PLANS, given.member)),
        ("gifts", _rows(shuke, _GIFTS, given.member)),
        ("gift_codes", _codes(shuke, given.member)),
        ("benefits", _rows(shuke, _BENEFITS, given.member)),
        ("transfers", _rows(shuke, _TRANSFERS, given.member)),
        ("discounts", _rows(shuke, _DISCOUNTS, given.member)),
        ("priced_orders", _rows(shuke, _PRICINGS, given.member)),
        ("partners", _rows(shuke, _PARTNERS, given.member)),
        ("failed", _failed(shuke, given.member, key)),
        ("seen_in_clear", _seen(shuke, given.member)),
    ):
        await file.write(b',\n"' + name.encode() + b'":[')
        first = True
        async for line in lines:
            await file.write((b"\n" if first else b",\n") + _encode(line))
            first = False
            rows += 1
            await running.progress(rows)
        await file.write(b"]")
    await file.write(b"}\n")
    await file.close()
    return {"rows": rows, "rejected": 0, "file": f"/v1/jobs/{running.id}/file"}


async def _held(shuke: "Shuke", subject: str) -> AsyncIterator[dict[str, Any]]:
    """Who the member is, and what is known of them now."""
    kept = await member.export_person(shuke.pool, shuke.keyring, subject)
    raw = await shuke.pool.fetchval(
        "select state from engine_state where bucket = $1 and subject = $2",
        bucket_of(subject),
        subject,
    )
    state = shuke.app.decode_state(raw)
    yield {
        "identities": kept["engine_identity"],
        "sealed_profile": kept["member_sealed"],
        "sessions": await visit.export_visits(shuke.pool, subject),
        "profile": state.member.profile,
        "channel": state.member.channel,
        "orders": state.member.orders,
        "spent_cents": state.member.spent_cents,
        "points": {
            name: {
                "usable": pot.usable,
                "pending": pot.pending,
                "held": state.ledger.held.get(name, 0),
            }
            for name, pot in state.ledger.pots.items()
        },
    }


async def _events(shuke: "Shuke", subject: str, key: DataKey) -> AsyncIterator[dict[str, Any]]:
    last = 0
    while rows := await shuke.pool.fetch(_EVENTS, bucket_of(subject), subject, last, _PAGE):
        for row in rows:
            effects = msgspec.Raw(bytes(row["effects"]))
            yield {**dict(row), "data": _opened(shuke, row, key), "effects": effects}
        last = rows[-1]["seq"]


async def _rows(shuke: "Shuke", facts: str, subject: str) -> AsyncIterator[dict[str, Any]]:
    """Facts of a member, in the order in which they happened."""
    last = (0, 0)
    while rows := await shuke.pool.fetch(facts, bucket_of(subject), subject, *last, _PAGE):
        for row in rows:
            yield dict(row)
        last = rows[-1]["seq"], rows[-1]["n"]


async def _failed(shuke: "Shuke", subject: str, key: DataKey) -> AsyncIterator[dict[str, Any]]:
    for row in await shuke.pool.fetch(_FAILED, subject):
        yield {**dict(row), "data": _opened(shuke, row, key)}


async def _codes(shuke: "Shuke", subject: str) -> AsyncIterator[dict[str, Any]]:
    """Codes of gifts that the member has looked at: whoever has the file can use them."""
    for row in await reward.seen_codes(shuke.pool, shuke.keyring, subject):
        yield row


async def _seen(shuke: "Shuke", subject: str) -> AsyncIterator[dict[str, Any]]:
    for row in await shuke.pool.fetch(_SEEN, subject):
        yield dict(row)


def _opened(shuke: "Shuke", row: Any, key: DataKey) -> Any:
    """An event's data as its source sent them."""
    data = msgspec.json.decode(row["data"])
    types = shuke.book.current(shuke.clock.now()).catalogue.event_types
    known = types.get(row["type"])
    return data if known is None else unseal_fields(known.identifying, data, key)


async def _key(shuke: "Shuke", subject: str) -> DataKey:
    keys = await member.data_keys(shuke.pool, shuke.keyring, [subject])
    if subject not in keys:
        raise member.MemberErased
    return keys[subject]


async def _unseal(ask: Ask[Any, Any], job_id: str) -> jobs.Sealing:
    ask.actor.need("members:reveal")
    return await unsealing(ask.shuke, job_id)


async def unsealing(shuke: "Shuke", job_id: str) -> jobs.Sealing:
    """What opens the file of such a job. Errors: `file_gone`, `member_erased`."""
    given = await jobs.input_of(shuke.pool, job_id, kind_of(shuke))
    if given is None:
        raise jobs.FileGone
    key = await _key(shuke, given.member)
    return key.unseal_bytes


FILES[NAME] = FileKind(_TITLE, "member.json", "application/json", _unseal)
