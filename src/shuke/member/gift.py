"""New-member gifts: who gets what on becoming a registered member, exactly once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta

from shuke.engine import Checking, Document, Kind, Turn
from shuke.kernel import Text
from shuke.rule import (
    Condition,
    Node,
    Problem,
    check,
    compile_condition,
    explain,
    how_far,
)

if TYPE_CHECKING:
    from shuke.engine import Compiling

REGISTERED = "member.registered"


class NewMemberGift(Document, tag="new_member_gift"):
    """Points for a new member. `when` is judged as the member stands on registering."""

    currency: str
    amount: Annotated[int, Meta(ge=1, le=10**15)]
    """Whole points; at most what one movement of the ledger may be, or nobody could register."""
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
    title: Text
    channels: frozenset[str]
    condition: Condition | None
    when: Callable[[Turn], bool] | None


@dataclass(frozen=True, slots=True)
class GiftTold:
    """What one gift said of a registration, in the form of a rule's explanation."""

    plan: GiftPlan
    state: Literal["applied", "not_applied", "excluded"]
    tree: Node | None
    reason: Text | None

    def document(self, language: str) -> dict[str, Any]:
        """For an answer, in one language."""
        due = self.plan.due
        far = how_far(self.tree) if self.tree is not None else None
        rule = {
            "rule": due.key,
            "title": self.plan.title.of(language),
            "version": due.version,
            "state": self.state,
            "amount": due.amount if self.state == "applied" else 0,
            "currency": due.currency,
            "formula": [],
            "tree": self.tree.document(language) if self.tree is not None else None,
            "how_far": far.of(language) if far is not None else None,
            "reason": self.reason.of(language) if self.reason is not None else None,
        }
        return {"rules": [rule]}


_GIVEN = Text(en="It was given before.", zh="此前已经送过。")
_CHANNEL = Text(en="It is for other recruitment channels.", zh="只送给其他招募渠道的会员。")

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
        channels = frozenset(document.channels)
        plans.append(GiftPlan(due, document.name, channels, document.when, when))
    return tuple(plans)


def due_gifts(turn: Turn) -> list[GiftDue]:
    """The gifts the member of this turn is to get; empty unless it has just been registered."""
    if not any(effect["type"] == REGISTERED for effect in turn.effects):
        return []
    # The current release: a gift is a consequence of registering now, however late the news is.
    return [
        plan.due
        for plan in turn.current.plans["member"].gifts
        if _why_not(plan, turn) is None and (plan.when is None or plan.when(turn))
    ]


def _why_not(plan: GiftPlan, turn: Turn) -> Text | None:
    member = turn.state.member
    if plan.due.key in member.gifts:
        return _GIVEN
    if plan.channels and member.channel not in plan.channels:
        return _CHANNEL
    return None


def _told(plan: GiftPlan, turn: Turn) -> GiftTold:
    reason = _why_not(plan, turn)
    tree = None
    if plan.condition is not None:
        tree = explain(plan.condition, turn, turn.current.catalogue, place="/when")
    if reason is not None:
        return GiftTold(plan, "excluded", tree, reason)
    return GiftTold(plan, "applied" if tree is None or tree.passed else "not_applied", tree, None)


def give_gifts(turn: Turn, credit: Credit) -> None:
    """Give what is due and remember it, so that no second registration or merge gives it again.

    Runs after `member.arrive`. Effect `gift.given {gift, version, currency, amount}`.
    """
    if turn.trace is not None:
        for plan in turn.current.plans["member"].gifts:
            turn.explain("member", partial(_told, plan, turn))
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
