"""Why a tier moved, was kept, will be lost or stays: measure, window, threshold, what was seen.

Made only when somebody asks for an explanation, from what `tier` judged by at that very moment.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, NamedTuple

import msgspec

from shuke.engine import Checking, Release
from shuke.kernel import Text
from shuke.ledger import Writer
from shuke.program.standing_plan import SetPlan
from shuke.program.tier_sentence import amount_words, measure_words, window_words
from shuke.rule import Node, day

What = Literal[
    "upgraded",
    "downgraded",
    "refunded",
    "removed",
    "history",
    "kept",
    "announced",
    "stays",
    "waits",
]
"""`refunded` is a downgrade by a refund, `removed` a move because the tier is no longer there."""


class Judged(NamedTuple):
    """What a tier was judged by. Days are ordinals of business days, 0 for none."""

    plan: SetPlan
    what: What
    before: str
    after: str
    day: int
    """The day of the judgement."""
    begin: int
    """The first day that counts; 0: from the beginning."""
    have: int
    """What the window holds, for reaching tiers."""
    kept: int
    """What counts for keeping `before`."""
    ends: int = 0
    """The last day that is covered."""
    drop: int = 0
    """The day at whose beginning the tier is lost unless more comes."""


class TierTold(msgspec.Struct, frozen=True):
    """Why one tier set judged as it did."""

    set: str
    title: Text
    what: What
    before: str
    before_title: Text
    after: str
    after_title: Text
    day: int
    reason: Text
    tree: Node

    def document(self, language: str) -> dict[str, Any]:
        """For an answer, in one language."""
        told = {
            "set": self.set,
            "title": self.title.of(language),
            "what": self.what,
            "from": self.before,
            "from_title": self.before_title.of(language),
            "to": self.after,
            "to_title": self.after_title.of(language),
            "day": date.fromordinal(self.day).isoformat(),
            "reason": self.reason.of(language),
            "tree": self.tree.document(language),
        }
        return {"tiers": [told]}


def explain_tier(judged: Judged, release: Release) -> TierTold:
    """The explanation, in both languages."""
    plan = judged.plan
    telling = _Telling(judged, release)
    return TierTold(
        plan.key,
        plan.document.name,
        judged.what,
        judged.before,
        telling.title(judged.before),
        judged.after,
        telling.title(judged.after),
        judged.day,
        telling.reason(),
        telling.tree(),
    )


class _Telling:
    """The words of one judgement."""

    def __init__(self, judged: Judged, release: Release) -> None:
        self.judged = judged
        self.plan = judged.plan
        self.document = judged.plan.document
        checking = Checking(release.documents, release.catalogue)
        self.writers = Writer("en", checking), Writer("zh", checking)
        rank = self.plan.rank
        self.rank = rank.get(judged.after, 0)
        self.rank_before = rank.get(judged.before, 0)

    def text(self, en: str, zh: str, **words: Any) -> Text:
        """A text; each word is filled in in its language: an amount, a day, or a title."""

        def said(number: int) -> dict[str, str]:
            writer = self.writers[number]
            return {name: self._word(value, writer) for name, value in words.items()}

        return Text(en=en.format(**said(0)), zh=zh.format(**said(1)))

    def _word(self, value: Any, writer: Writer) -> str:
        if isinstance(value, Text):
            return value.of(writer.language)
        if callable(value):
            made: Callable[[Writer], str] = value
            return made(writer)
        return amount_words(writer, self.document, value)

    def title(self, tier: str) -> Text:
        """A tier's name; its key when the set no longer has it."""
        rank = self.plan.rank.get(tier)
        return Text(en=tier, zh=tier) if rank is None else self.document.tiers[rank].name

    def reason(self) -> Text:
        """One sentence."""
        its, plan = self.judged, self.plan
        before, after = self.title(its.before), self.title(its.after)
        keep = plan.keeps[self.rank_before]
        match its.what:
            case "upgraded":
                return self.text(
                    "{have} reaches {tier}, which begins at {at}.",
                    "{have} 达到{tier}的 {at}。",
                    have=its.have, tier=after, at=plan.ats[self.rank],
                )  # fmt: skip
            case "downgraded":
                how = Text(en="down one tier", zh="降一级")
                if not plan.one_step:
                    how = Text(en="down to the tier that is met", zh="降到所达到的等级")
                return self.text(
                    "{kept} of the {keep} that keeps {tier}: {how}.",
                    "保级{tier}需 {keep}，只有 {kept}：{how}。",
                    kept=its.kept, keep=keep, tier=before, how=how,
                )  # fmt: skip
            case "refunded":
                return self.text(
                    "What was given back had helped to reach {tier}; {have} of {at} is left.",
                    "退掉的订单曾帮助达到{tier}；现为 {have}，需 {at}。",
                    tier=before, have=its.have, at=plan.ats[self.rank_before],
                )  # fmt: skip
            case "removed":
                return self.text(
                    "{before} is no longer a tier of this set; {after} is the highest that is met.",
                    "等级表中已没有{before}；{after}是所达到的最高等级。",
                    before=before, after=after,
                )  # fmt: skip
            case "history":
                return Text(
                    en="What the member did before the set was published was counted.",
                    zh="已计入该等级表发布之前的历史。",
                )
            case "kept":
                return self.text(
                    "{kept} meets the {keep} that keeps {tier}.",
                    "{kept} 达到保级{tier}所需的 {keep}。",
                    kept=its.kept, keep=keep, tier=before,
                )  # fmt: skip
            case "announced":
                return self.text(
                    "{kept} of {keep}: {tier} is lost on {day} unless {missing} more comes.",
                    "{kept}，需 {keep}：若不再得 {missing}，{day} 起失去{tier}。",
                    kept=its.kept, keep=keep, tier=before, missing=keep - its.kept,
                    day=_day_words(its.drop),
                )  # fmt: skip
            case "waits":
                return Text(
                    en="The member's history is still to be counted; the tier stays until then.",
                    zh="会员的历史还未计入，此前等级不变。",
                )
            case _:
                return self._stays()

    def _stays(self) -> Text:
        its, plan = self.judged, self.plan
        if self.rank + 1 == len(plan.tiers):
            return self.text("{tier} is the highest tier.", "{tier}已是最高等级。",
                             tier=self.title(its.after))  # fmt: skip
        at = plan.ats[self.rank + 1]
        return self.text(
            "{have} of {at}: {missing} more reaches {tier}.",
            "{have}，再得 {missing} 达到{tier}的 {at}。",
            have=its.have, at=at, missing=at - its.have, tier=self.title(plan.tiers[self.rank + 1]),
        )  # fmt: skip

    def tree(self) -> Node:
        """What was measured, then each threshold with what was seen and what is missing."""
        its, plan = self.judged, self.plan
        if its.what == "waits":
            return Node("all", self._measured(), False, "/measure")
        shown = sorted({self.rank, min(self.rank + 1, len(plan.tiers) - 1)} - {0})
        if its.what in ("downgraded", "announced", "kept", "stays"):
            # The tier it stands in was reached before; what is asked now is whether it is kept.
            shown = [rank for rank in shown if rank > max(self.rank, self.rank_before)]
        elif its.what == "refunded":
            shown = sorted({*shown, self.rank_before} - {0})
        children = [self._reaching(rank) for rank in shown]
        keeping = its.what in ("downgraded", "kept", "announced", "stays") and self.rank_before
        if keeping:
            children.insert(0, self._keeping())
        passed = its.what not in ("downgraded", "refunded", "announced")
        return Node(
            "all",
            self._measured(),
            passed,
            "/measure",
            seen=self.text("{have}", "{have}", have=its.have),
            children=tuple(children),
        )

    def _measured(self) -> Text:
        its = self.judged

        def words(writer: Writer) -> str:
            window, what = window_words(writer, self.document), measure_words(writer, self.document)
            if writer.zh:
                said = f"{window}{what}" if window else what
            else:
                said = f"{what} {window}".strip()
            if its.begin:
                first, last = day(its.begin, writer.language), day(its.day, writer.language)
                span = f"（{first} 至 {last}）" if writer.zh else f" ({first} to {last})"
                return said + span
            return said

        said = self.text("{words}", "{words}", words=words)
        return Text(en=said.en[:1].upper() + said.en[1:], zh=said.zh)

    def _reaching(self, rank: int) -> Node:
        its, at = self.judged, self.plan.ats[rank]
        title = self.text("Reaches {tier}", "达到{tier}", tier=self.document.tiers[rank].name)
        return self._compared(title, at, its.have, f"/tiers/{rank}/at")

    def _keeping(self) -> Node:
        its, plan = self.judged, self.plan
        title = self.text("Keeps {tier}", "保级{tier}", tier=self.title(its.before))
        if its.day <= its.ends:
            # Not asked yet: what counts then, if nothing more comes.
            title = self.text(
                "Keeps {tier} beyond {day}, if nothing more comes",
                "若不再获得，{day} 之后保级{tier}",
                tier=self.title(its.before),
                day=_day_words(its.ends),
            )
        rank = self.rank_before
        node = self._compared(title, plan.keeps[rank], its.kept, f"/tiers/{rank}/keep")
        covered = []
        if its.ends:
            covered.append(self._until("Covered to", "有效至", its.ends, "/window"))
        if its.drop > its.ends + 1 and its.ends:
            covered.append(
                self._until("With its days of grace to", "含宽限至", its.drop - 1, "/downgrade")
            )
        return msgspec.structs.replace(node, children=tuple(covered))

    def _until(self, en: str, zh: str, last: int, place: str) -> Node:
        its = self.judged
        return Node(
            "at_most",
            Text(en=en, zh=zh),
            its.day <= last,
            place,
            required=self.text("{day}", "{day}", day=_day_words(last)),
            seen=self.text("{day}", "{day}", day=_day_words(its.day)),
        )

    def _compared(self, title: Text, need: int, seen: int, place: str) -> Node:
        missing = need - seen
        far = self.text("{missing} more", "还差 {missing}", missing=missing)
        return Node(
            "at_least",
            title,
            missing <= 0,
            place,
            required=self.text("at least {need}", "至少 {need}", need=need),
            seen=self.text("{seen}", "{seen}", seen=seen),
            missing=float(missing) if missing > 0 else None,
            how_far=far if missing > 0 else None,
        )


def _day_words(ordinal: int) -> Callable[[Writer], str]:
    return lambda writer: day(ordinal, writer.language)
