"""What the ledger brings to the engine."""

from __future__ import annotations

from typing import Final

from shuke.engine import Documents, Room, Slice, Timer
from shuke.kernel import Text
from shuke.ledger.document import KIND, Currency
from shuke.ledger.entry import ENTRIES
from shuke.ledger.expiry import tick
from shuke.ledger.law import LAWS
from shuke.ledger.plan import plan
from shuke.ledger.spend import SPEND
from shuke.ledger.state import LIMIT_BYTES, LedgerSlice, next_due
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
    return found


ROOM: Final = Room(
    name="ledger",
    slice=Slice("ledger", LedgerSlice, LIMIT_BYTES),
    timers=(Timer("ledger", lambda state: next_due(state.ledger), tick),),
    records=(SPEND,),
    facts=(ENTRIES,),
    kinds=(KIND,),
    attributes=attributes,
    plan=plan,
    laws=LAWS,
)
