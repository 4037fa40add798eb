"""The wiring, on one screen: which rooms there are and in which order they fold.

A purchase is judged with the member as it was before it; then what it brought is counted; then
tiers are judged with what was counted.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from shuke import ledger, member, partner, program, reward, transfer
from shuke.engine import (
    Application,
    Checking,
    Compiling,
    Documents,
    IdentityRules,
    Kind,
    Reducer,
    Release,
    Room,
    Turn,
)
from shuke.kernel import Text
from shuke.ledger import Cause
from shuke.member import GiftDue
from shuke.rule import (
    STANDARD_EVENTS,
    EventType,
    EventTypeDocument,
    Problem,
    check_event_fields,
    check_event_type,
    custom_event_type,
)


def _credit_gift(turn: Turn, due: GiftDue) -> None:
    ledger.credit(turn, due.currency, due.amount, Cause(due.key, due.version))


def _give_gifts(turn: Turn) -> None:
    member.give_gifts(turn, _credit_gift)


def _refund_waited(turn: Turn) -> None:
    """Refunds may have come before their order: the programme has applied them by now."""
    if turn.records.loaded["order", turn.data.order_id].refunds:
        _refund_rewards(turn)


def _refund_rewards(turn: Turn) -> None:
    """After the programme: it knows what of the order was kept."""
    reward.refund(turn, lambda: program.order_kept(turn, turn.data.order_id))


def _erase(turn: Turn) -> None:
    """Last of all: whatever the event did to the state, nothing of it is left."""
    _empty(turn)
    member.erase(turn)


def _stay_erased(turn: Turn) -> None:
    """What reaches a member who was erased leaves nothing of itself."""
    if turn.state.member.erased:
        _empty(turn)
        member.stay_erased(turn)


def _empty(turn: Turn) -> None:
    for name in turn.state.__struct_fields__:
        setattr(turn.state, name, type(getattr(turn.state, name))())


class Main(NamedTuple):
    """A release's main tier set, its lowest tier, and its main currency."""

    tier_set: str | None
    lowest: str | None
    currency: str | None


REDUCERS: tuple[Reducer, ...] = (
    *transfer.GUARD,
    *member.ARRIVE,
    Reducer("gift", _give_gifts, frozenset({"member.registered"})),
    *reward.JUDGE,
    *ledger.value.PAY,
    *program.JUDGE,
    *ledger.COMMANDS,
    *reward.COMMANDS,
    *transfer.COMMANDS,
    *partner.COMMANDS,
    Reducer("reward.refund", _refund_rewards, frozenset({"order.refunded"})),
    Reducer("reward.refund_waited", _refund_waited, frozenset({"order.paid"})),
    *partner.SETTLE,
    *member.COUNT,
    *transfer.SHARE,
    *program.QUALIFY,
    Reducer("ledger.erase", ledger.write_off, frozenset({"member.erased"})),
    Reducer("erase", _erase, frozenset({"member.erased"})),
    *transfer.LATE,
    Reducer("stay_erased", _stay_erased, member.SURVIVING),
)


def _main(compiling: Compiling) -> Main:
    """What lists show of a member: the first tier set and the first currency to spend."""
    sets = sorted(compiling.documents.get("tier_set", {}).items())
    currencies = sorted(compiling.documents.get("currency", {}).items())
    currency = next((key for key, document in currencies if document.spendable), None)
    if not sets:
        return Main(None, None, currency)
    key, document = sets[0]
    return Main(key, document.tiers[0].key, currency)


def columns(state: Any, release: Release) -> tuple[Any, ...]:
    """The indexed columns of a member: see `engine.COLUMN_NAMES`."""
    main: Main = release.plans["app"]
    registered_at, last_order_at, orders, channel, provisional = member.columns(state.member)
    tier = balance = None
    if main.tier_set is not None:
        tier = state.program.tier(main.tier_set, main.lowest)
    if main.currency is not None:
        balance = state.ledger.usable(main.currency)
    return tier, None, registered_at, last_order_at, balance or 0, orders, channel, provisional


def _normalise(kind: str, value: str, release: Release) -> str:
    return member.normalise(kind, value, member.region_of(release.programme))


def _claims(data: Any, release: Release) -> list[tuple[str, str]]:
    return member.claims(data, member.region_of(release.programme))


IDENTITY_RULES = IdentityRules(
    normalise=_normalise,
    hint=member.mask,
    claims=_claims,
    check=member.check_profile,
    profile_fields=member.identifying_fields,
)


def _check_event_type(document: Any, checking: Checking) -> list[Problem]:
    others = frozenset(
        its.type
        for key, its in checking.documents.get("event_type", {}).items()
        if key != document.key
    )
    every = checking.documents.get("event_type", {}).values()
    return [
        *check_event_type(document, STANDARD_NAMES, others),
        *check_event_fields(document, every),
    ]


STANDARD_NAMES = frozenset(event_type.name for event_type in STANDARD_EVENTS)
EVENT_TYPE = Kind(
    "event_type",
    EventTypeDocument,
    Text(en="Event type", zh="事件类型"),
    "rule",
    _check_event_type,
)


def _event_types(documents: Documents) -> list[EventType]:
    return [custom_event_type(its) for _key, its in sorted(documents.get("event_type", {}).items())]


ROOMS = (
    member.ROOM,
    ledger.ROOM,
    program.ROOM,
    # In the order in which they came: a state's slices are only appended.
    reward.ROOM,
    transfer.ROOM,
    partner.ROOM,
    Room("app", plan=_main, settles=frozenset({"tier_set", "currency"})),
)


def application() -> Application:
    """All rooms put together."""
    return Application(ROOMS, REDUCERS, columns, _event_types, (EVENT_TYPE,))
