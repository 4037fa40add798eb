"""Checking earning rules and caps before they are saved: what types alone cannot find."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from shuke.engine import Checking
from shuke.kernel import Text
from shuke.program.document import (
    FACTOR_MAX,
    EarningCap,
    EarningRule,
    Fixed,
    Multiply,
    PerAmount,
    fraction,
)
from shuke.program.step import order_of
from shuke.rule import Attribute, Problem, check, nearest

INTERNAL = frozenset({"tick"})


def check_rule(document: EarningRule, checking: Checking) -> list[Problem]:
    """Everything wrong with an earning rule among the other documents."""
    found = list(_event(document, checking))
    missing = checking.missing("currency", document.give.currency, "/give/currency")
    if missing is not None:
        found.append(missing)
    if not found:
        found += _conditions(document, checking)
        found += _amount(document, checking)
    found += _times(document)
    found += _multiplied(document, checking)
    found += _stack(document, checking)
    found += _caps(document)
    found += _validity(document)
    return found


def check_cap(document: EarningCap, checking: Checking) -> list[Problem]:
    """Everything wrong with a cap over several rules."""
    found = []
    missing = checking.missing("currency", document.currency, "/currency")
    if missing is not None:
        found.append(missing)
    rules = checking.documents.get("earning_rule", {})
    for index, key in enumerate(document.rules or []):
        place = f"/rules/{index}"
        unknown = checking.missing("earning_rule", key, place)
        if unknown is not None:
            found.append(unknown)
        elif rules[key].give.currency != document.currency:
            found.append(
                Problem(
                    "currency_differs",
                    place,
                    Text(
                        en=f"{key!r} gives another currency than the one that is capped.",
                        zh=f"{key!r} 给的不是这里限制的币种。",
                    ),
                )
            )
    if document.rules is not None and not document.rules:
        found.append(
            Problem(
                "cap_impossible",
                "/rules",
                Text(en="The cap covers no rule.", zh="这个上限没有覆盖任何规则。"),
            )
        )
    return found


def _event(document: EarningRule, checking: Checking) -> Iterator[Problem]:
    types = {
        name: one for name, one in checking.catalogue.event_types.items() if name not in INTERNAL
    }
    if document.when not in types:
        yield Problem(
            "event_type_unknown",
            "/when",
            Text(
                en=f"There is no event type {document.when!r}.",
                zh=f"没有事件类型 {document.when!r}。",
            ),
            nearest(document.when, list(types)),
        )


def _conditions(document: EarningRule, checking: Checking) -> list[Problem]:
    found = []
    events = (document.when,)
    if document.condition is not None:
        found += check(document.condition, checking.catalogue, "/if", events=events)
    lines = None if isinstance(document.give, Fixed) else document.give.lines
    if lines is not None:
        if not _has_lines(document.when, checking):
            found.append(_no_lines("/give/lines"))
        else:
            found += check(lines, checking.catalogue, "/give/lines", events=events, on_line=True)
    return found


def _has_lines(event: str, checking: Checking) -> bool:
    return any(attribute.of_line for attribute in checking.catalogue.attributes_of(event))


def _no_lines(place: str) -> Problem:
    return Problem(
        "lines_unavailable",
        place,
        Text(en="This event has no order lines.", zh="这个事件没有订单行。"),
    )


def _amount(document: EarningRule, checking: Checking) -> Iterator[Problem]:
    """What a rule per amount measures: an amount of the event or its lines, in the right unit."""
    give = document.give
    if not isinstance(give, PerAmount):
        return
    measurable = {
        one.name: one
        for one in checking.catalogue.attributes_of(document.when)
        if one.type in ("cents", "int") and one.room is None and not _of_calendar(one)
    }
    attribute = measurable.get(give.of)
    if attribute is None:
        yield Problem(
            "attribute_unknown",
            "/give/of",
            Text(
                en=f"{give.of!r} is no amount of this event.",
                zh=f"{give.of!r} 不是这个事件的数量。",
            ),
            nearest(give.of, list(measurable)),
        )
        return
    if give.lines is not None and not attribute.of_line:
        yield Problem(
            "lines_unavailable",
            "/give/lines",
            Text(
                en=f"“{attribute.title.en}” does not belong to lines.",
                zh=f"「{attribute.title.zh}」不是订单行的数量。",
            ),
        )
    right, wrong = ("per_cents", "per_count")
    if attribute.type != "cents":
        right, wrong = wrong, right
    if getattr(give, right) is None or getattr(give, wrong) is not None:
        yield Problem(
            "unit_wrong",
            f"/give/{wrong if getattr(give, wrong) is not None else right}",
            Text(
                en=f"“{attribute.title.en}” is measured by {right}.",
                zh=f"「{attribute.title.zh}」用 {right} 计量。",
            ),
            right,
        )


def _of_calendar(attribute: Attribute) -> bool:
    return attribute.name.startswith("calendar.")


def _times(document: EarningRule) -> Iterator[Problem]:
    give = document.give
    if isinstance(give, Fixed):
        return
    try:
        times = fraction(give.times)
    except (ValueError, OverflowError):
        times = Fraction(0)
    least = 1 if isinstance(give, Multiply) else 0
    if times <= least or times > FACTOR_MAX or times.denominator > 10**6:
        yield Problem(
            "factor_impossible",
            "/give/times",
            Text(
                en=f"The multiplier must be above {least} and at most {FACTOR_MAX}.",
                zh=f"倍率须大于 {least} 且不超过 {FACTOR_MAX}。",
            ),
        )


def _multiplied(document: EarningRule, checking: Checking) -> Iterator[Problem]:
    give = document.give
    if not isinstance(give, Multiply):
        return
    rules = _rules(document, checking)
    for index, key in enumerate(give.on or []):
        place = f"/give/on/{index}"
        other = rules.get(key)
        if other is None:
            yield Problem(
                "reference_unknown",
                place,
                Text(en=f"There is no earning rule {key!r}.", zh=f"没有赚取规则 {key!r}。"),
                nearest(key, list(rules)),
            )
        elif other.give.currency != give.currency or other.when != document.when:
            yield Problem(
                "reference_unfit",
                place,
                Text(
                    en=f"{key!r} gives another currency, or listens to another event.",
                    zh=f"{key!r} 给别的币种，或针对别的事件。",
                ),
            )
    listening = [other for other in rules.values() if other.when == document.when]
    _ordered, cycle = order_of(listening)
    if document.key in cycle:
        names = ", ".join(cycle)
        yield Problem(
            "multiplier_cycle",
            "/give/on",
            Text(
                en=f"These rules multiply each other: {names}.", zh=f"这些规则互相翻倍：{names}。"
            ),
        )


def _rules(document: EarningRule, checking: Checking) -> dict[str, EarningRule]:
    rules: dict[str, EarningRule] = dict(checking.documents.get("earning_rule", {}))
    return {**rules, document.key: document}


def _stack(document: EarningRule, checking: Checking) -> Iterator[Problem]:
    stack = document.stack
    if stack is None:
        return
    if stack.mode == "product" and not isinstance(document.give, Multiply):
        yield Problem(
            "stack_unfit",
            "/stack/mode",
            Text(en="Only multipliers can be multiplied with each other.", zh="只有倍率才能连乘。"),
            "sum",
        )
    for other in _rules(document, checking).values():
        same = other.stack is not None and other.stack.group == stack.group
        if same and other.give.currency == document.give.currency:
            assert other.stack is not None
            if other.stack.mode != stack.mode:
                yield Problem(
                    "stack_differs",
                    "/stack/mode",
                    Text(
                        en=f"{other.key!r} of the same group stacks by {other.stack.mode}.",
                        zh=f"同组的 {other.key!r} 的叠加方式是 {other.stack.mode}。",
                    ),
                    other.stack.mode,
                )
                return


_LENGTH = {"day": 0, "week": 1, "month": 2, "year": 3, "ever": 4}


def _caps(document: EarningRule) -> Iterator[Problem]:
    """Caps that say nothing, say it twice, or can never let the rule's points through."""
    seen: dict[tuple[str, bool], int] = {}
    least = _least(document)
    for index, cap in enumerate(document.caps):
        place = f"/caps/{index}"
        if (cap.points is None) == (cap.uses is None):
            yield Problem(
                "cap_shape",
                place,
                Text(
                    en="A cap has points or uses, one of them.", zh="上限要么限积分，要么限次数。"
                ),
            )
            continue
        key = (cap.every, cap.uses is not None)
        if key in seen:
            yield Problem(
                "cap_twice",
                place,
                Text(en="There are two caps of this kind.", zh="同样的上限写了两次。"),
            )
        seen[key] = cap.points or cap.uses or 0
        if cap.points is not None and cap.points < least:
            yield Problem(
                "cap_impossible",
                f"{place}/points",
                Text(
                    en=f"The rule gives {least} at once, the cap is {cap.points}.",
                    zh=f"规则一次给 {least}，上限只有 {cap.points}。",
                ),
                str(least),
            )
    for (every, uses), limit in seen.items():
        for (longer, same), more in seen.items():
            if same == uses and _LENGTH[longer] > _LENGTH[every] and more < limit:
                yield Problem(
                    "cap_useless",
                    "/caps",
                    Text(
                        en=f"The cap per {every} is above the cap per {longer}.",
                        zh=f"较短周期的上限（{limit:,}）高于较长周期的上限（{more:,}）。",
                    ),
                )
    if document.budget_points is not None and document.budget_points < least:
        yield Problem(
            "cap_impossible",
            "/budget_points",
            Text(
                en=f"The rule gives {least} at once, the budget is {document.budget_points}.",
                zh=f"规则一次给 {least}，预算只有 {document.budget_points}。",
            ),
        )


def _least(document: EarningRule) -> int:
    """What the rule gives at the least when it gives anything by a fixed amount."""
    return document.give.points if isinstance(document.give, Fixed) else 1


def _validity(document: EarningRule) -> Iterator[Problem]:
    first, last = document.valid.first, document.valid.last
    if first is not None and last is not None and last < first:
        yield Problem(
            "range_impossible",
            "/valid/to",
            Text(
                en=f"The rule would end on {last}, before it begins on {first}.",
                zh=f"规则在 {last} 结束，早于开始的 {first}。",
            ),
        )
