"""Where a member stands in every tier set, said so that one need not know how it is counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from shuke import program, rule
from shuke.engine import Release
from shuke.kernel import Text

if TYPE_CHECKING:
    from shuke.api.ask import Ask
    from shuke.api.person import Held


HISTORY_TO_COME = Text(
    en="What was before is still being counted; the tier stays until then.",
    zh="此前的历史还在计入，完成前等级不变。",
)


class TierProgress(msgspec.Struct):
    """How far the next tier is."""

    have: int
    need: int
    next: str
    next_title: str
    unit: str
    measure: str


class TierKeep(msgspec.Struct):
    """What keeps the tier, and by which day (inclusive) it is judged."""

    have: int
    need: int
    by: date | None


class TierShown(msgspec.Struct):
    """Where a member stands in a tier set."""

    set: str
    title: str
    tier: str
    tier_title: str
    rank: int
    since: date
    ends_on: date | None
    progress: TierProgress | None
    """Null at the top."""
    keep: TierKeep | None
    announcement: str | None
    """Said when the tier is about to be lost, or while the member's history is to be counted:
    then there is no progress to tell."""
    drops_on: date | None


def tier_names(ask: Ask[Any, Any], release: Release) -> dict[tuple[Any, Any], str]:
    """Titles of tiers by (set, tier)."""
    return {
        (key, tier.key): ask.say(tier.name)
        for key, document in release.documents.get("tier_set", {}).items()
        for tier in document.tiers
    }


def tiers(ask: Ask[Any, Any], found: Held) -> list[TierShown]:
    """The member's tier, progress and what is announced, in every tier set."""
    names = tier_names(ask, found.release)
    return [
        _tier(ask, found.release, names, told)
        for told in program.progress(found.state.program, found.release, found.today)
    ]


def _tier(
    ask: Ask[Any, Any],
    release: Release,
    names: dict[tuple[Any, Any], str],
    told: program.Progress,
) -> TierShown:
    document = release.documents["tier_set"][told.set]
    measure, unit = _measured(ask, release, document.measure)
    ahead = keep = None
    said = None if told.announce is None else _announced(told, measure, unit, release)
    if told.waits:
        said = HISTORY_TO_COME
    elif told.need is not None and told.next is not None:
        title = names.get((told.set, told.next), told.next)
        ahead = TierProgress(told.have, told.need, told.next, title, unit, measure)
    if told.rank and not told.waits:
        keep = TierKeep(told.keep_have, told.keep_need, _date(told.ends_day))
    return TierShown(
        told.set,
        ask.say(document.name),
        told.tier,
        names.get((told.set, told.tier), told.tier),
        told.rank,
        date.fromordinal(told.since),
        _date(told.ends_day),
        ahead,
        keep,
        None if said is None else ask.say(said),
        _date(told.announce),
    )


def _announced(told: program.Progress, measure: str, unit: str, release: Release) -> Text:
    """`Drops on D unless X`: what is still missing, in the measure's own unit."""
    short = max(told.keep_need - told.keep_have, 0)
    said = {}
    for language in ("en", "zh"):
        money = release.programme.money
        said[language] = (
            rule.money(short, money.currency, money.minor_digits)
            if measure == "cents"
            else f"{short:,} {unit}".strip()
        )
    assert told.announce is not None
    return Text(
        en=f"Drops on {rule.day(told.announce, 'en')} unless {said['en']} more come in.",
        zh=f"若不再获得 {said['zh']}，{rule.day(told.announce, 'zh')} 起降级。",
    )


def _measured(ask: Ask[Any, Any], release: Release, measure: Any) -> tuple[str, str]:
    """What a tier set counts, and the word for its unit."""
    how = type(measure).__struct_config__.tag
    if how == "earned":
        currency = release.documents.get("currency", {}).get(measure.currency)
        return "points", ask.say(currency.unit) if currency is not None else measure.currency
    if how == "spend":
        return "cents", release.programme.money.currency
    if how == "orders":
        return "orders", ask.say(Text(en="orders", zh="单"))
    return "number", ""


def _date(day: int | None) -> date | None:
    return date.fromordinal(day) if day else None
