"""Checking tier sets before they are saved."""

from __future__ import annotations

from collections.abc import Iterator

from shuke.engine import Checking
from shuke.kernel import Text
from shuke.program.document import EarningRule
from shuke.program.ladder import Earned, Ever, Orders, Reading, Spend, TierSet
from shuke.rule import Problem, check, nearest

ORDER = ("order.paid",)


def check_set(document: TierSet, checking: Checking) -> list[Problem]:
    """Everything wrong with a tier set among the other documents."""
    return [*_measure(document, checking), *_ladder(document), *_reach(document, checking)]


def _measure(document: TierSet, checking: Checking) -> Iterator[Problem]:
    measure = document.measure
    match measure:
        case Earned(currency=currency):
            missing = checking.missing("currency", currency, "/measure/currency")
            if missing is not None:
                yield missing
        case Spend(lines=lines) if lines is not None:
            yield from check(
                lines, checking.catalogue, "/measure/lines", events=ORDER, on_line=True
            )
        case Orders(condition=condition) if condition is not None:
            yield from check(condition, checking.catalogue, "/measure/if", events=ORDER)
        case Reading(attribute=name):
            yield from _reading(document, name, checking)
        case _:
            pass


def _reading(document: TierSet, name: str, checking: Checking) -> Iterator[Problem]:
    usable = {
        one.name: one
        for one in checking.catalogue.attributes_of(None)
        if one.room is not None
        and one.type in ("int", "cents")
        and not one.name.startswith("member.tier_progress.")
    }
    if name not in usable:
        yield Problem(
            "attribute_unknown",
            "/measure/attribute",
            Text(
                en=f"There is no whole-number attribute {name!r} of the member.",
                zh=f"会员没有整数属性 {name!r}。",
            ),
            nearest(name, list(usable)),
        )
    if not isinstance(document.window, Ever):
        yield Problem(
            "window_unfit",
            "/window/how",
            Text(
                en="An attribute has no window of its own: use “ever”.",
                zh="属性没有统计周期，请用 ever。",
            ),
            "ever",
        )


def _ladder(document: TierSet) -> Iterator[Problem]:
    keys: set[str] = set()
    tiers = document.tiers
    if tiers[0].at:
        yield Problem(
            "ladder_floor",
            "/tiers/0/at",
            Text(
                en="The first tier is every member's and stands at 0.",
                zh="第一个等级属于所有会员，门槛为 0。",
            ),
            "0",
        )
    for index, tier in enumerate(tiers):
        place = f"/tiers/{index}"
        if tier.key in keys:
            yield Problem(
                "tier_twice",
                f"{place}/key",
                Text(
                    en=f"There are two tiers {tier.key!r}.", zh=f"有两个名为 {tier.key!r} 的等级。"
                ),
            )
        keys.add(tier.key)
        if index and tier.at <= tiers[index - 1].at:
            before = tiers[index - 1]
            yield Problem(
                "tiers_overlap",
                f"{place}/at",
                Text(
                    en=f"“{tier.name.en}” must stand above “{before.name.en}” ({before.at:,}).",
                    zh=f"「{tier.name.zh}」的门槛须高于「{before.name.zh}」（{before.at:,}）。",
                ),
                str(before.at + 1),
            )
        if tier.keep is not None and tier.keep > tier.at:
            yield Problem(
                "keep_above_threshold",
                f"{place}/keep",
                Text(
                    en=f"Keeping “{tier.name.en}” would take more than reaching it ({tier.at:,}).",
                    zh=f"「{tier.name.zh}」的保级要求高于升级门槛（{tier.at:,}）。",
                ),
                str(tier.at),
            )


def _reach(document: TierSet, checking: Checking) -> Iterator[Problem]:
    """Thresholds that nobody can reach, because nothing gives the currency or a cap stops it."""
    measure = document.measure
    if not isinstance(measure, Earned) or len(document.tiers) < 2:
        return
    if measure.currency not in checking.documents.get("currency", {}):
        return
    rules: list[EarningRule] = [
        rule
        for rule in checking.documents.get("earning_rule", {}).values()
        if rule.give.currency == measure.currency
    ]
    if not rules:
        yield Problem(
            "threshold_unreachable",
            "/measure/currency",
            Text(
                en=f"No earning rule gives {measure.currency!r}.",
                zh=f"没有赚取规则给 {measure.currency!r}。",
            ),
        )
        return
    most = [_most(rule) for rule in rules]
    if None in most:
        return
    total = sum(one for one in most if one is not None)
    for index, tier in enumerate(document.tiers):
        if tier.at > total:
            yield Problem(
                "threshold_unreachable",
                f"/tiers/{index}/at",
                Text(
                    en=f"All rules together give a member at most {total:,}.",
                    zh=f"所有规则合计最多给一位会员 {total:,}。",
                ),
                str(total),
            )
            return


def _most(rule: EarningRule) -> int | None:
    """What a rule can give one member at all; None without such a bound."""
    ever = [cap.points for cap in rule.caps if cap.every == "ever" and cap.points is not None]
    if rule.budget_points is not None:
        ever.append(rule.budget_points)
    return min(ever) if ever else None
