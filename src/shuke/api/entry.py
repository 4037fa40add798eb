"""Entries of the ledger as people read them: signed, with the rule's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from shuke.api.ask import Ask

OWN: Final = frozenset({"usable", "pending", "debt"})
"""The accounts that are the member's; the others are the programme's."""


class EntryShown(msgspec.Struct, kw_only=True):
    """An entry. `amount` is what the member gained or lost; of kind `usable` what became usable."""

    entry: str
    at: datetime
    time: datetime
    kind: str
    currency: str
    amount: int
    balance_after: int
    pending_after: int
    rule: str | None
    rule_title: str | None
    version: int | None
    key: str | None
    note: str | None
    expires_on: date | None


class EntrySum(msgspec.Struct):
    """What an event moved of one currency for one reason."""

    currency: str
    amount: int
    kind: str
    rule: str | None
    rule_title: str | None
    entry: str


COLUMNS: Final = (
    "subject, seq, n, at, time, kind, currency, amount, debit, credit, usable_after, pending_after,"
    " rule, rule_version, key, note, expires_on"
)
_OF_EVENTS: Final = f"""
select {COLUMNS} from ledger_entry
where (bucket, subject, seq) in (select * from unnest($1::smallint[], $2::text[], $3::bigint[]))
  and kind <> 'settle'
order by subject, seq, n
"""


async def entries_of(
    ask: Ask[Any, Any], places: Sequence[tuple[int, str, int]]
) -> dict[tuple[str, int], list[Any]]:
    """The entries of events given as (bucket, subject, seq), in one statement."""
    if not places:
        return {}
    rows = await ask.shuke.pool.fetch(
        _OF_EVENTS, *[list(part) for part in zip(*places, strict=True)]
    )
    found: dict[tuple[str, int], list[Any]] = {}
    for row in rows:
        found.setdefault((row["subject"], row["seq"]), []).append(row)
    return found


def signed(row: Any) -> int:
    """What the member gained or lost; a move between own accounts counts as it is."""
    gained = (row["credit"] in OWN) - (row["debit"] in OWN)
    amount: int = row["amount"]
    return amount * gained if gained else amount


def rule_titles(ask: Ask[Any, Any]) -> dict[str, str]:
    """Names of what gives points: earning rules and new-member gifts, by key."""
    documents = ask.release.documents
    return {
        key: ask.say(document.name)
        for kind in ("new_member_gift", "earning_rule")
        for key, document in documents.get(kind, {}).items()
    }


def shown_entry(row: Any, titles: dict[str, str]) -> EntryShown:
    """One entry of a statement."""
    return EntryShown(
        entry=f"{row['seq']}-{row['n']}",
        at=row["at"],
        time=row["time"],
        kind=row["kind"],
        currency=row["currency"],
        amount=signed(row),
        balance_after=row["usable_after"],
        pending_after=row["pending_after"],
        rule=row["rule"],
        rule_title=titles.get(row["rule"], row["rule"]) if row["rule"] else None,
        version=row["rule_version"],
        key=row["key"],
        note=row["note"],
        expires_on=row["expires_on"],
    )


def summed(rows: Iterable[Any], titles: dict[str, str]) -> list[EntrySum]:
    """Entries of one event, added up by currency, kind and rule: a spend may draw on many lots."""
    found: dict[tuple[str, str, str | None], EntrySum] = {}
    for row in rows:
        key = (row["currency"], row["kind"], row["rule"])
        if key in found:
            found[key].amount += signed(row)
        else:
            title = titles.get(row["rule"], row["rule"]) if row["rule"] else None
            found[key] = EntrySum(
                row["currency"],
                signed(row),
                row["kind"],
                row["rule"],
                title,
                f"{row['seq']}-{row['n']}",
            )
    return list(found.values())
