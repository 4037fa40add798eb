"""The order in which rules are judged: what is multiplied before its multiplier, groups together.

Rules of a `best` group are judged as one step, because only then it is known which one counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shuke.program.document import EarningRule, Multiply, PerAmount

if TYPE_CHECKING:
    from shuke.program.plan import RulePlan


def best_group(document: EarningRule) -> tuple[str, str] | None:
    """The `best` group of a rule, per currency; None when it is in none."""
    stack = document.stack
    if stack is None or stack.mode != "best":
        return None
    return document.give.currency, stack.group


def multiplied(document: EarningRule, others: list[EarningRule]) -> list[str]:
    """Keys of the rules whose points a multiplier multiplies, among those of its event type.

    In a `product` group also the multipliers of the group before it.
    """
    give = document.give
    if not isinstance(give, Multiply):
        return []
    found = []
    for other in others:
        if other.give.currency != give.currency or other.key == document.key:
            continue
        if give.on is None:
            wanted = isinstance(other.give, PerAmount)
        else:
            wanted = other.key in give.on
        stack = document.stack
        before = (
            stack is not None
            and stack.mode == "product"
            and other.stack == stack
            and isinstance(other.give, Multiply)
            and other.key < document.key
        )
        if wanted or before:
            found.append(other.key)
    return found


def units_of(documents: list[EarningRule]) -> list[list[str]]:
    """Rules by what is judged together: a `best` group, or one rule; in the order of keys."""
    units: dict[object, list[str]] = {}
    for document in sorted(documents, key=lambda one: one.key):
        units.setdefault(best_group(document) or document.key, []).append(document.key)
    return list(units.values())


def order_of(documents: list[EarningRule]) -> tuple[list[list[str]], list[str]]:
    """The units in the order of judging, and the keys of rules that multiply each other."""
    by_key = {document.key: document for document in documents}
    waiting = units_of(documents)
    unit_of = {key: index for index, unit in enumerate(waiting) for key in unit}
    needs: list[set[int]] = [
        {unit_of[on] for key in unit for on in multiplied(by_key[key], documents)}
        for unit in waiting
    ]
    done: set[int] = set()
    ordered: list[list[str]] = []
    while len(done) < len(waiting):
        ready = [i for i in range(len(waiting)) if i not in done and needs[i] <= done]
        if not ready:
            stuck = [key for i in range(len(waiting)) if i not in done for key in waiting[i]]
            return ordered, [key for key in stuck if isinstance(by_key[key].give, Multiply)]
        # One after the other in the order of keys, so that a release always compiles the same.
        done.add(ready[0])
        ordered.append(waiting[ready[0]])
    return ordered, []


def steps_of(rules: list[RulePlan]) -> list[tuple[RulePlan, ...]]:
    """The steps of judging; each multiplier is told what it multiplies."""
    by_key = {rule.key: rule for rule in rules}
    documents = [rule.document for rule in rules]
    ordered, cycle = order_of(documents)
    assert not cycle, f"rules multiply each other: {cycle}"
    for rule in rules:
        rule.on = [by_key[key] for key in multiplied(rule.document, documents)]
    steps = [tuple(by_key[key] for key in unit) for unit in ordered]
    for step in reversed(steps):
        for rule in step:
            give = rule.document.give
            by_line = isinstance(give, Multiply) and (give.lines is not None or rule.at_line)
            if by_line or rule.needs_shares:
                for other in rule.on:
                    other.needs_shares = True
    return steps
