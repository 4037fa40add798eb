"""What is shown of a member: a line of the list, and the whole of one member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from shuke import ledger, member
from shuke.api.problem import NotFound
from shuke.api.standing import TierShown, tier_names, tiers
from shuke.engine import Release, bucket_of
from shuke.kernel import Text
from shuke.member import MemberFilter, MemberRow
from shuke.org import revealed

if TYPE_CHECKING:
    from shuke.api.ask import Ask


class IdentityShown(msgspec.Struct):
    """An identity, masked."""

    kind: str
    title: str
    ref: str
    masked: str
    linked_at: datetime
    value: str | None = None
    """In clear while revealed."""


class MemberItem(msgspec.Struct, kw_only=True):
    """A member in a list. `points` is the main currency's usable balance."""

    id: str
    name: str | None
    identities: list[IdentityShown]
    tier: str | None
    tier_name: str | None
    stage: str | None
    provisional: bool
    points: int
    pending: int
    orders: int
    last_order_at: datetime | None
    registered_at: datetime | None
    channel: str | None


class ProfileShown(msgspec.Struct):
    """A profile field; `masked` while it names a person and is not revealed."""

    field: str
    title: str
    field_class: str = msgspec.field(name="class")
    value: Any
    masked: bool


class Expiring(msgspec.Struct):
    """What expires next: the last usable day and how much."""

    on: date
    amount: int


class BalanceShown(msgspec.Struct):
    """What a member holds of one currency."""

    currency: str
    title: str
    unit: str
    usable: int
    pending: int
    held: int
    debt: int
    expiring_30d: int
    next_expiry: Expiring | None


class Stats(msgspec.Struct):
    """What a member has bought, less what was given back."""

    orders: int
    spent_cents: int
    avg_cents: int | None
    first_order_at: datetime | None
    last_order_at: datetime | None


class MemberDetail(MemberItem, kw_only=True):
    """Everything about one member, as far as the caller may see it."""

    profile: list[ProfileShown]
    balances: list[BalanceShown]
    tiers: list[TierShown]
    stats: Stats
    seq: int


class Held(msgspec.Struct):
    """A member's state with what is needed to read it."""

    subject: str
    seq: int
    state: Any
    row: MemberRow
    release: Release
    today: int


_STATE = """
select kind, seq, state, last_at, tier, stage, provisional, registered_at, last_order_at, balance,
       orders, channel, merged_into
from engine_state where bucket = $1 and subject = $2 and kind in ('member', 'erased') and seq > 0
"""


def unknown() -> NotFound:
    """Nobody has this id."""
    return NotFound(Text(en="There is no such member.", zh="没有这位会员。"))


async def held(ask: Ask[Any, Any], subject: str) -> Held:
    """A member's state; one that was merged away is answered by its survivor. Or `not_found`."""
    row = await ask.shuke.pool.fetchrow(_STATE, bucket_of(subject), subject)
    if row is None:
        raise unknown()
    if row["kind"] == "erased":
        raise member.MemberErased
    if row["merged_into"] is not None:
        survivor = await member.find(ask.shuke.pool, ask.shuke.keyring, f"member:{subject}", None)
        return await held(ask, survivor or "")
    values = dict(row)
    for name in ("kind", "seq", "state", "last_at", "merged_into"):
        del values[name]
    release = ask.release
    return Held(
        subject,
        row["seq"],
        ask.shuke.app.decode_state(row["state"]),
        MemberRow(id=subject, **values),
        release,
        ask.now.astimezone(release.zone).toordinal(),
    )


async def one(ask: Ask[Any, Any], subject: str) -> MemberRow:
    """The columns of one member; `not_found` when there is none."""
    page = await member.list_members(ask.shuke.pool, MemberFilter(subjects=[subject]), limit=1)
    if not page.items:
        raise unknown()
    return page.items[0]


async def items(ask: Ask[Any, Any], rows: Sequence[MemberRow]) -> list[MemberItem]:
    """Lines of a list: four statements however many they are."""
    subjects = [row.id for row in rows]
    cards = await member.cards(ask.shuke.pool, ask.shuke.keyring, subjects)
    release = ask.release
    main = release.plans["app"]
    names = tier_names(ask, release)
    pending = await _pending(ask, subjects, main.currency) if main.currency else {}
    return [
        MemberItem(
            id=row.id,
            name=cards[row.id].name,
            identities=[shown_identity(ask, entry) for entry in cards[row.id].identities],
            tier=row.tier,
            tier_name=names.get((main.tier_set, row.tier)),
            stage=row.stage,
            provisional=row.provisional,
            points=row.balance,
            pending=pending.get(row.id, 0),
            orders=row.orders,
            last_order_at=row.last_order_at,
            registered_at=row.registered_at,
            channel=row.channel,
        )
        for row in rows
    ]


async def _pending(ask: Ask[Any, Any], subjects: Sequence[str], currency: str) -> dict[str, int]:
    rows = await ask.shuke.pool.fetch(
        "select subject, state from engine_state"
        " where (bucket, subject) in (select * from unnest($1::smallint[], $2::text[]))",
        [bucket_of(subject) for subject in subjects],
        subjects,
    )
    decode = ask.shuke.app.decode_state
    return {row["subject"]: decode(row["state"]).ledger.pending(currency) for row in rows}


def shown_identity(ask: Ask[Any, Any], entry: member.IdentityEntry) -> IdentityShown:
    """An identity in the caller's language."""
    return IdentityShown(
        entry.kind, ask.say(entry.title), entry.ref, entry.masked, entry.linked_at, entry.value
    )


async def shown_profile(ask: Ask[Any, Any], found: Held) -> list[ProfileShown]:
    """The profile; what the caller has revealed is in clear."""
    async with ask.connection() as connection:
        clear = await revealed(connection, ask.actor, found.subject, ask.now)
    entries = await member.profile(
        ask.shuke.pool,
        ask.shuke.keyring,
        found.release,
        found.subject,
        found.state.member,
        unmask=clear,
    )
    return [
        ProfileShown(e.field, ask.say(e.title), e.field_class, e.value, e.masked) for e in entries
    ]


async def identities(ask: Ask[Any, Any], subject: str) -> list[IdentityShown]:
    """A member's identities; revealed kinds in clear."""
    async with ask.connection() as connection:
        clear = await revealed(connection, ask.actor, subject, ask.now)
    kinds = {name.removeprefix("identity.") for name in clear if name.startswith("identity.")}
    entries = await member.identities(
        ask.shuke.pool, ask.shuke.keyring, subject, unmask=bool(kinds)
    )
    shown = [shown_identity(ask, entry) for entry in entries]
    for entry in shown:
        if entry.kind not in kinds:
            entry.value = None
    return shown


def balances(ask: Ask[Any, Any], found: Held) -> list[BalanceShown]:
    """What the member holds of every currency that is live or was held."""
    documents = found.release.documents.get("currency", {})
    slice_ = found.state.ledger
    shown = []
    points = (key for key in slice_.pots if ledger.value.value_of(key) is None)
    for key in sorted({*documents, *points}):
        document = documents.get(key)
        usable, pending, debt = ledger.balance(slice_, key, found.today)
        expiring = slice_.expiring(key, found.today, 30)
        ahead = ledger.expiry_schedule(slice_, key, found.today)
        shown.append(
            BalanceShown(
                key,
                key if document is None else ask.say(document.name),
                "" if document is None else ask.say(document.unit),
                usable,
                pending,
                found.state.ledger.held.get(key, 0),
                debt,
                expiring,
                Expiring(ahead[0].on, ahead[0].amount) if ahead else None,
            )
        )
    return shown


async def detail(ask: Ask[Any, Any], subject: str) -> MemberDetail:
    """One member, whole."""
    found = await held(ask, subject)
    [item] = await items(ask, [found.row])
    held_by = found.state.member
    shown = balances(ask, found)
    main = found.release.plans["app"].currency
    for one_ in shown:
        if one_.currency == main:
            item.points, item.pending = one_.usable, one_.pending
    item.identities = await identities(ask, found.subject)
    stats = Stats(
        held_by.orders,
        held_by.spent_cents,
        held_by.spent_cents // held_by.orders if held_by.orders else None,
        _moment(held_by.first_order_at),
        _moment(held_by.last_order_at),
    )
    return MemberDetail(
        **msgspec.structs.asdict(item),
        profile=await shown_profile(ask, found),
        balances=shown,
        tiers=tiers(ask, found),
        stats=stats,
        seq=found.seq,
    )


def _moment(seconds: int) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
