"""What a member has of a stored value, and the moves that every act on it is made of."""

from __future__ import annotations

from typing import NamedTuple

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger.pot_name import pot_names
from shuke.ledger.state import LedgerSlice, Standing
from shuke.ledger.value.document import StoredValue
from shuke.ledger.value.error import ValueFrozen, ValueUnknown
from shuke.ledger.value.plan import ValuePlan


class ValueBalance(NamedTuple):
    """What a member has of a stored value, in minor units."""

    principal: int
    bonus: int
    held_principal: int
    held_bonus: int
    frozen: bool

    @property
    def usable(self) -> int:
        """What can be spent now."""
        return self.principal + self.bonus


def value_balance(ledger: LedgerSlice, key: str, today: int) -> ValueBalance:
    """The balance on a business day not before the state's own: bonus that is over is not in it."""
    principal, bonus = pot_names(key)
    standing = ledger.values.get(key)
    pot = ledger.pots.get(bonus)
    left = ledger.usable(bonus)
    if pot is not None:
        left -= sum(lot[3] for lot in pot.lots if lot[0] < today)
    return ValueBalance(
        ledger.usable(principal),
        left,
        ledger.held.get(principal, 0),
        ledger.held.get(bonus, 0),
        standing is not None and standing.frozen,
    )


def offered(turn: Turn, key: str, place: str = "/data/value") -> ValuePlan:
    """The stored value by the release in force. Raises ValueUnknown."""
    plans: dict[str, ValuePlan] = turn.current.plans["ledger"].values
    plan = plans.get(key)
    if plan is None:
        names = ", ".join(plans) or "–"
        raise ValueUnknown(
            Text(
                en=f"There is no stored value called {key!r}; there are: {names}.",
                zh=f"没有名为 {key!r} 的储值；现有：{names}。",
            ),
            place=place,
        )
    return plan


def known(turn: Turn, key: str, place: str = "/data/value") -> ValuePlan:
    """The same; for who has money in it also one that is offered no more. Raises ValueUnknown."""
    if (
        key in turn.current.plans["ledger"].values
        or pot_names(key)[0] not in turn.state.ledger.pots
    ):
        return offered(turn, key, place)
    return ValuePlan(StoredValue(key=key, name=Text(en=key, zh=key)), 0)


def thawed(turn: Turn, key: str, place: str = "/data/value") -> ValuePlan:
    """The same, when it is not frozen for this member. Raises ValueFrozen, ValueUnknown."""
    plan = known(turn, key, place)
    standing = turn.state.ledger.values.get(key)
    if standing is not None and standing.frozen:
        raise ValueFrozen(
            hint=Text(en="Unfreeze it first.", zh="请先解冻。"), place=place, value=key
        )
    return plan


def standing_of(turn: Turn, key: str) -> Standing:
    """The member's standing, made when it is the first time."""
    values: dict[str, Standing] = turn.state.ledger.values
    found = values.get(key)
    if found is None:
        found = values[key] = Standing()
    return found
