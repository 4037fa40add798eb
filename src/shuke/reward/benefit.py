"""Using benefits: one record over all channels, so what is used online is gone in the store.

Whether a member is entitled is asked at the moment of use, by the release then in force; the quota
counts uses by period of the programme's calendar, and a use that is undone counts no more.
"""

from __future__ import annotations

from typing import Any

import msgspec

from shuke.engine import Compiling, FactTable, RecordKind, Turn
from shuke.kernel import PERIOD, ShukeError, Text
from shuke.ledger import date_of
from shuke.reward.benefit_document import Benefit
from shuke.rule import BenefitReturn, BenefitUse, Judge, compile_condition, use_of


class BenefitUnknown(ShukeError):
    """No benefit in force has this key."""

    code = "benefit_unknown"
    status = 404
    title = Text(en="No such benefit", zh="没有这个权益")


class NotEntitled(ShukeError):
    """The member does not meet the benefit's condition."""

    code = "benefit_not_entitled"
    status = 409
    title = Text(en="The member is not entitled to it", zh="会员没有这个权益")


class QuotaUsedUp(ShukeError):
    """The member has used the benefit as often as the period allows."""

    code = "benefit_quota_used_up"
    status = 409
    title = Text(en="The quota is used up", zh="额度已用完")


class BenefitOutOfStock(ShukeError):
    """All uses there are for everybody are taken."""

    code = "benefit_out_of_stock"
    status = 409
    title = Text(en="Nothing is left of it", zh="权益已被领完")


class UseRepeated(ShukeError):
    """A benefit was already used under this number."""

    code = "benefit_use_repeated"
    status = 409
    title = Text(en="Already used under this number", zh="该编号已使用过权益")


class UseUnknown(ShukeError):
    """Nothing was used under this number, or it was undone."""

    code = "benefit_use_unknown"
    status = 404
    title = Text(en="No such use", zh="没有这次使用")


class Use(msgspec.Struct, array_like=True, gc=False):
    """The record of one use (kind `benefit_use`); `count` is 0 once it was undone."""

    benefit: str
    version: int
    period: int
    count: int


USE = RecordKind("benefit_use", Use)

BENEFIT_FACTS = FactTable(
    "reward_benefit",
    (
        "at",
        "day",
        "benefit",
        "version",
        "act",
        "count",
        "use_id",
        "channel",
        "store",
        "order_id",
        "worth_cents",
        "cost_cents",
        "funder",
    ),
)
"""One row a use, and one when it is undone."""


class BenefitPlan:
    """A benefit of a release, compiled."""

    __slots__ = ("condition", "document", "period", "stock", "version")

    def __init__(self, document: Benefit, version: int, compiling: Compiling) -> None:
        self.document = document
        self.version = version
        self.condition: Judge | None = None
        if document.condition is not None:
            self.condition = compile_condition(document.condition, compiling.catalogue)
        self.period = PERIOD[document.quota.every if document.quota is not None else "ever"]
        self.stock = f"benefit:{document.key}"

    def used(self, used: dict[str, list[int]], day: int) -> int:
        """How often the member has used it in the period of a business day."""
        found = used.get(self.document.key)
        return found[1] if found is not None and found[0] == self.period(day) else 0

    def left(self, used: dict[str, list[int]], day: int) -> int | None:
        """What is left of the quota in the period of a business day; None without a quota."""
        quota = self.document.quota
        return None if quota is None else max(quota.uses - self.used(used, day), 0)

    def renews(self, day: int) -> int | None:
        """The first business day of the next period; None without a quota, or when it never ends.

        At most a year is looked ahead.
        """
        quota = self.document.quota
        if quota is None or quota.every == "ever":
            return None
        now = self.period(day)
        return next(ahead for ahead in range(day + 1, day + 367) if self.period(ahead) != now)


def benefit_plans(compiling: Compiling) -> dict[str, BenefitPlan]:
    """The benefits of a release, by key."""
    documents: dict[str, Benefit] = dict(compiling.documents.get("benefit", {}))
    return {
        key: BenefitPlan(document, compiling.version("benefit", key), compiling)
        for key, document in sorted(documents.items())
    }


class UseHeld(ShukeError):
    """The use belongs to an open hold, which alone can undo it."""

    code = "benefit_use_held"
    status = 409
    title = Text(en="The use belongs to an open hold", zh="该次使用属于进行中的预占")


def use(turn: Turn) -> None:
    """The reducer of benefit.use."""
    take_use(turn, turn.data, turn)


def take_use(turn: Turn, data: BenefitUse, asked: Any) -> Use:
    """Use a benefit; `asked` is what its condition is asked of: a turn whose data are `data`.

    The event names the record ("benefit_use", use_id). Raises BenefitUnknown, UseRepeated,
    NotEntitled, QuotaUsedUp, BenefitOutOfStock; then nothing was taken.
    """
    plan: BenefitPlan | None = turn.current.plans["reward"].benefits.get(data.benefit)
    if plan is None:
        raise BenefitUnknown(
            Text(en=f"There is no benefit {data.benefit!r}.", zh=f"没有权益 {data.benefit!r}。"),
            place="/data/benefit",
        )
    if turn.records.get("benefit_use", data.use_id) is not None:
        raise UseRepeated(place="/data/use_id")
    if plan.condition is not None and not plan.condition(asked):
        raise NotEntitled(
            Text(
                en=f"The condition of {plan.document.name.en} does not hold for the member now.",
                zh=f"会员目前不符合「{plan.document.name.zh}」的条件。",
            ),
            place="/data/benefit",
        )
    used: dict[str, list[int]] = turn.state.reward.used
    left = plan.left(used, turn.today)
    if left is not None and data.count > left:
        raise QuotaUsedUp(
            Text(en=f"{left} are left in this period.", zh=f"本周期还剩 {left} 次。"),
            place="/data/count",
            left=left,
        )
    stock = plan.document.stock
    if stock is not None and not turn.take(plan.stock, data.count, stock):
        raise BenefitOutOfStock(place="/data/benefit")
    if plan.document.quota is not None:
        _forget(turn)
        used[data.benefit] = [plan.period(turn.today), plan.used(used, turn.today) + data.count]
        assert left is not None
        left -= data.count
    record = Use(data.benefit, plan.version, plan.period(turn.today), data.count)
    turn.records.put("benefit_use", data.use_id, record)
    _fact(turn, plan.document, plan.version, "used", data.count, data)
    turn.effect(
        "benefit.used", benefit=data.benefit, count=data.count, use_id=data.use_id, left=left
    )
    return record


def give_back(turn: Turn) -> None:
    """The reducer of benefit.return: within its period the quota has it back, the stock always."""
    data = turn.data
    record: Use | None = turn.records.get("benefit_use", data.use_id)
    if record is None or not record.count:
        raise UseUnknown(place="/data/use_id")
    if any(
        use_of(hold.id, one.benefit) == data.use_id
        for hold in turn.state.reward.holds
        for one in hold.uses
    ):
        raise UseHeld(place="/data/use_id")
    undo(turn, data, record)


def undo(turn: Turn, data: BenefitReturn, record: Use) -> None:
    """Undo a use: within its period the quota has it back, the stock always."""
    plan: BenefitPlan | None = turn.current.plans["reward"].benefits.get(record.benefit)
    used: dict[str, list[int]] = turn.state.reward.used
    now = used.get(record.benefit)
    if now is not None and now[0] == record.period:
        now[1] -= record.count
        if now[1] <= 0:
            del used[record.benefit]
    document = None if plan is None else plan.document
    if plan is not None and plan.document.stock is not None:
        turn.put_back(plan.stock, record.count, plan.document.stock)
    turn.records.put("benefit_use", data.use_id, msgspec.structs.replace(record, count=0))
    _fact(turn, document, record.version, "returned", record.count, data, record.benefit)
    turn.effect("benefit.returned", benefit=record.benefit, count=record.count, use_id=data.use_id)


def _forget(turn: Turn) -> None:
    """Counts of benefits that no release in force has any more, and of periods that are over."""
    plans: dict[str, BenefitPlan] = turn.current.plans["reward"].benefits
    used: dict[str, list[int]] = turn.state.reward.used
    for key in list(used):
        plan = plans.get(key)
        if plan is None or used[key][0] != plan.period(turn.today):
            del used[key]


def _fact(
    turn: Turn,
    document: Benefit | None,
    version: int,
    act: str,
    count: int,
    data: Any,
    key: str | None = None,
) -> None:
    turn.fact(
        "reward_benefit",
        turn.now,
        date_of(turn.today),
        key or data.benefit,
        version,
        act,
        count,
        data.use_id,
        getattr(data, "channel", None),
        getattr(data, "store", None),
        getattr(data, "order_id", None),
        None if document is None else document.worth_cents,
        None if document is None else document.cost_cents,
        None if document is None else document.funder,
    )
