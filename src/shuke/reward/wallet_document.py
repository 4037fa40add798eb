"""The documents of the wallet beside templates: `issue_rule`.

A rule that gives a coupon for each order from 100.00 on::

    kind: issue_rule
    key: thanks
    name: {en: Thanks, zh: 满百送券}
    when: order.paid
    if: {attribute: order.total_cents, op: at_least, value: 10000}
    coupon: dairy-5-off-30
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from shuke.engine import Checking, Document, Key
from shuke.kernel import Text
from shuke.rule import Condition, Problem, check, nearest


class IssueRule(Document, tag="issue_rule", rename={"condition": "if"}):
    """When an event comes and the condition holds, the member gets coupons of a template."""

    when: str
    coupon: Key
    count: Annotated[int, Meta(ge=1, le=10)] = 1
    condition: Condition | None = None


def check_issue_rule(document: IssueRule, checking: Checking) -> list[Problem]:
    """Everything wrong with an issue rule among the other documents."""
    found: list[Problem] = []
    types = checking.catalogue.event_types
    if document.when not in types or types[document.when].internal:
        known = [name for name, one in types.items() if not one.internal]
        return [
            Problem(
                "event_type_unknown",
                "/when",
                Text(
                    en=f"There is no event type {document.when!r}.",
                    zh=f"没有事件类型 {document.when!r}。",
                ),
                nearest(document.when, known),
            )
        ]
    missing = checking.missing("coupon", document.coupon, "/coupon")
    if missing is not None:
        found.append(missing)
    if document.condition is not None:
        found += check(document.condition, checking.catalogue, "/if", events=(document.when,))
    return found
