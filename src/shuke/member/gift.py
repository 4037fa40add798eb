"""New-member gifts: who gets what on becoming a registered member, exactly once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta

from shuke.engine import Checking, Document, Kind, Turn
from shuke.kernel import Text
from shuke.rule import Condition, Problem, check, compile_condition

if TYPE_CHECKING:
    from shuke.engine import Compiling

REGISTERED = "member.registered"


class NewMemberGift(Document, tag="new_member_gift"):
    """Points for a new member. `when` is judged as the member stands on registering."""

    currency: str
    amount: Annotated[int, Meta(ge=1, le=2**53)]
    """Whole points."""
    when: Condition | None = None
    channels: Annotated[
        list[Annotated[str, Meta(min_length=1, max_length=128)]], Meta(max_length=100)
    ] = []
    """Recruitment channels it is for; empty means all."""


@dataclass(frozen=True, slots=True)
class GiftDue:
    """A gift that a member is to get now."""

    key: str
    version: int
    currency: str
    amount: int


@dataclass(frozen=True, slots=True)
class GiftPlan:
    """A gift of a release, its condition compiled."""

    due: GiftDue
    channels: frozenset[str]
    when: Callable[[Turn], bool] | None


Credit = Callable[[Turn, GiftDue], Any]
"""Credits the gift to the member of the turn; the ledger, above this room, does it."""


def plan_gifts(compiling: Compiling) -> tuple[GiftPlan, ...]:
    """The gifts of a release in the order of their keys."""
    documents = compiling.documents.get("new_member_gift", {})
    plans = []
    for key in sorted(documents):
        document: NewMemberGift = documents[key]
        version = compiling.version("new_member_gift", key)
        due = GiftDue(key, version, document.currency, document.amount)
        when = None
        if document.when is not None:
            when = compile_condition(document.when, compiling.catalogue)
        plans.append(GiftPlan(due, frozenset(document.channels), when))
    return tuple(plans)


def due_gifts(turn: Turn) -> list[GiftDue]:
    """The gifts the member of this turn is to get; empty unless it has just been registered."""
    if not any(effect["type"] == REGISTERED for effect in turn.effects):
        return []
    member = turn.state.member
    found = []
    # The current release: a gift is a consequence of registering now, however late the news is.
    for plan in turn.current.plans["member"].gifts:
        if plan.due.key in member.gifts:
            continue
        if plan.channels and member.channel not in plan.channels:
            continue
        if plan.when is not None and not plan.when(turn):
            continue
        found.append(plan.due)
    return found


def give_gifts(turn: Turn, credit: Credit) -> None:
    """Give what is due and remember it, so that no second registration or merge gives it again.

    Runs after `member.arrive`. Effect `gift.given {gift, version, currency, amount}`.
    """
    for due in due_gifts(turn):
        turn.state.member.gifts.append(due.key)
        credit(turn, due)
        turn.effect(
            "gift.given",
            gift=due.key,
            version=due.version,
            currency=due.currency,
            amount=due.amount,
        )


def _check(document: NewMemberGift, checking: Checking) -> list[Problem]:
    found = []
    missing = checking.missing("currency", document.currency, "/currency")
    if missing is not None:
        found.append(missing)
    if document.when is not None:
        found.extend(check(document.when, checking.catalogue, "/when", events=(REGISTERED,)))
    return found


NEW_MEMBER_GIFT = Kind(
    "new_member_gift", NewMemberGift, Text(en="New-member gift", zh="新会员礼"), "member", _check
)
