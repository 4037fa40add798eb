"""The documents of the wallet beside templates: `issue_rule`.

A rule that gives a coupon for each order from 100.00 on::

    kind: issue_rule
    key: thanks
    name: {en: Thanks, zh: 满百送券}
    when: order.paid
    if: {attribute: order.total_cents, op: at_least, value: 10000}
    coupon: dairy-5-off-30

A rule that gives a pack to whoever pays for a plan::

    kind: issue_rule
    key: plus-pack
    name: {en: Plus pack, zh: 付费会员礼包}
    when: plan.paid
    if: {attribute: plan.key, op: is, value: plus}
    pack: welcome
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from shuke.engine import Checking, Document, Key
from shuke.kernel import Text
from shuke.rule import Condition, Problem, check, nearest


class IssueRule(Document, tag="issue_rule", rename={"condition": "if"}):
    """When an event comes and the condition holds, the member gets coupons or a pack."""

    when: str
    coupon: Key | None = None
    count: Annotated[int, Meta(ge=1, le=10)] = 1
    pack: Key | None = None
    """Either coupons of a template, or a whole pack."""
    condition: Condition | None = None


def _gives(document: IssueRule, checking: Checking) -> list[Problem]:
    named = [("coupon", document.coupon), ("pack", document.pack)]
    given = [(kind, key) for kind, key in named if key is not None]
    if len(given) != 1:
        said = Text(
            en="A rule gives either coupons of one template or one pack.",
            zh="规则只能发一种券或一个礼包，二者选一。",
        )
        return [Problem("issue_rule_gives", "/coupon" if not given else "/pack", said)]
    kind, key = given[0]
    missing = checking.missing(kind, key, f"/{kind}")
    if missing is not None:
        return [missing]
    if kind == "pack" and document.count > 1:
        said = Text(en="A pack is given once.", zh="礼包一次只发一个。")
        return [Problem("issue_rule_gives", "/count", said)]
    return []


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
    found += _gives(document, checking)
    if document.condition is not None:
        found += check(document.condition, checking.catalogue, "/if", events=(document.when,))
    return found
