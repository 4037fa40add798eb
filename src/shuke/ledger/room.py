"""What the ledger brings to the engine."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, Final

from shuke.engine import Compiling, Documents, Flow, Room, Slice, Timer
from shuke.kernel import Text
from shuke.ledger.brand import KIND as BRAND
from shuke.ledger.document import KIND, Currency
from shuke.ledger.entry import ENTRIES
from shuke.ledger.expiry import tick
from shuke.ledger.law import LAWS
from shuke.ledger.plan import Plan, plan
from shuke.ledger.pot_name import pot_names
from shuke.ledger.spend import SPEND
from shuke.ledger.state import LIMIT_BYTES, LedgerSlice
from shuke.ledger.valuation import KIND as VALUATION
from shuke.ledger.value import KIND as STORED_VALUE
from shuke.ledger.value import RECORDS, StoredValue, value_plans
from shuke.rule import Attribute

EXPIRING_DAYS: Final = 30


def attributes(documents: Documents) -> list[Attribute]:
    """What conditions may ask about a member's balances, per published currency."""
    found: list[Attribute] = []
    currencies: dict[str, Currency] = dict(documents.get("currency", {}))
    for key, document in sorted(currencies.items()):
        name, unit = document.name, document.unit
        for part, en, zh, expr in (
            ("balance", "{}, usable", "{}可用余额", f"t.state.ledger.usable({key!r})"),
            ("pending", "{}, pending", "{}待生效", f"t.state.ledger.pending({key!r})"),
            (
                "expiring_30d",
                "{}, expiring within 30 days",
                "{}30 天内到期",
                f"t.state.ledger.expiring({key!r}, t.today, {EXPIRING_DAYS})",
            ),
        ):
            title = Text(en=en.format(name.en), zh=zh.format(name.zh))
            found.append(
                Attribute(f"member.{part}.{key}", "int", title, expr, optional=False, unit=unit)
            )
    values: dict[str, StoredValue] = dict(documents.get("stored_value", {}))
    for key, stored in sorted(values.items()):
        principal, bonus = pot_names(key)
        for part, en, zh, expr in (
            ("stored_value", "{}", "{}余额", _usable(principal, bonus)),
            ("principal", "{}, principal", "{}本金", _usable(principal)),
            ("bonus", "{}, bonus", "{}赠送余额", _usable(bonus)),
        ):
            title = Text(en=en.format(stored.name.en), zh=zh.format(stored.name.zh))
            found.append(
                Attribute(f"member.{part}.{key}", "cents", title, expr, optional=False, least=0)
            )
    return found


def _usable(*pots: str) -> str:
    parts = " + ".join(f"t.state.ledger.usable({pot!r})" for pot in pots)
    return f"({parts})" if len(pots) > 1 else parts


def _plan(compiling: Compiling) -> Plan:
    made = plan(compiling)
    made.values = value_plans(compiling)
    for its in made.values.values():
        made.pots[its.principal.currency] = its.principal
        made.pots[its.bonus.currency] = its.bonus
    return made


def holds(state: Any) -> dict[tuple[str, str], int]:
    """What a member holds of each currency: usable, pending, and what he owes."""
    ledger: LedgerSlice = state.ledger
    found: dict[tuple[str, str], int] = {}
    for key, pot in ledger.pots.items():
        found[key, "usable"] = max(pot.usable, 0)
        found[key, "pending"] = pot.pending
        found[key, "debt"] = max(-pot.usable, 0)
    return found


FLOW: Final = Flow(
    "ledger_entry",
    by=("currency", "kind", "debit", "credit", "funder", "rule"),
    amount="amount",
    own="currency",
    sign_by="kind",
    signs={"issue": 1, "reverse": -1},
)
"""What a back-test adds up: entries by kind, funder and rule; a member gains what is issued to him
less what is taken back."""

ROOM: Final = Room(
    name="ledger",
    slice=Slice("ledger", LedgerSlice, LIMIT_BYTES),
    timers=(Timer("ledger", attrgetter("ledger.due_seconds"), tick),),
    records=(SPEND, *RECORDS),
    facts=(ENTRIES,),
    kinds=(KIND, BRAND, VALUATION, STORED_VALUE),
    attributes=attributes,
    plan=_plan,
    laws=LAWS,
    flows=(FLOW,),
    holds=holds,
)
