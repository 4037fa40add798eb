"""Definitions read aloud: one sentence made from the document by a grammar per language.

Each part keeps the place of the document it was made from, so that hovering a part of the sentence
lights the form row and the YAML lines.
"""

from __future__ import annotations

from fractions import Fraction

from shuke.engine import Checking
from shuke.kernel import Text
from shuke.ledger import Writer
from shuke.program.document import (
    Cap,
    EarningCap,
    EarningRule,
    Fixed,
    Multiply,
    PerAmount,
    fraction,
)
from shuke.program.ladder import TierSet
from shuke.program.tier_sentence import tell_set
from shuke.program.wording import EACH, ROUNDED, amount_of, number, order_lines
from shuke.rule import Sentence, day, glue, tell


def sentence(
    document: EarningRule | EarningCap | TierSet, language: str, checking: Checking
) -> Sentence:
    """A checked document in words, in `zh` or `en` (any tag). Raises ConditionInvalid."""
    writer = Writer(language, checking)
    if isinstance(document, TierSet):
        tell_set(writer, document)
    elif isinstance(document, EarningCap):
        _cap(writer, document)
    else:
        _rule(writer, document)
    return writer.told()


def _rule(w: Writer, document: EarningRule) -> None:
    event = w.checking.catalogue.event_types[document.when]
    phrase = event.phrase.of(w.language)
    w.say(glue("当", phrase, "时") if w.zh else f"When {phrase}", "/when")
    if document.condition is not None:
        w.join()
        told = tell(document.condition, w.checking.catalogue, w.language)
        w.say(_if(w, told.text), "/if")
        w.within(told.text, "/if", told.parts)
    w.join()
    _give(w, document)
    _rounding(w, document)
    _stacking(w, document)
    for index, cap in enumerate(document.caps):
        w.join()
        w.say(_capped(w, cap), f"/caps/{index}")
    if document.budget_points is not None:
        budget = number(document.budget_points)
        w.join()
        w.say(
            w.either(f"at most {budget} to all members together", f"全部会员合计最多 {budget}"),
            "/budget_points",
        )
    if document.funder is not None:
        w.join()
        w.say(
            w.either(f"paid for by “{document.funder}”", f"由「{document.funder}」出资"), "/funder"
        )
    _validity(w, document)
    w.stop()


def _if(w: Writer, told: str) -> str:
    if "\n" in told:
        return w.either(f"if {told}\n", f"如果{told}\n")
    return w.either(f"if {told}", glue("如果", told))


def _give(w: Writer, document: EarningRule) -> None:
    give = document.give
    match give:
        case Fixed():
            points = w.points(give.points, give.currency)
            w.say(w.either(f"give {points}", glue("则给", points)), "/give")
        case PerAmount():
            told = None if give.lines is None else order_lines(w, give.lines)
            w.say(_per_amount(w, give, None if told is None else told.text), "/give")
            if told is not None:
                w.within(told.text, "/give/lines", told.parts)
            times = fraction(give.times)
            if times != 1:
                w.join()
                w.say(w.either(f"times {number(times)}", f"乘 {number(times)}"), "/give/times")
        case Multiply():
            told = None if give.lines is None else order_lines(w, give.lines)
            w.say(_multiply(w, give, None if told is None else told.text), "/give")
            if told is not None:
                w.within(told.text, "/give/lines", told.parts)


def _per_amount(w: Writer, give: PerAmount, lines: str | None) -> str:
    catalogue = w.checking.catalogue
    points = w.points(give.points, give.currency)
    per = amount_of(give, give.per_cents or give.per_count or 1, catalogue)
    of = catalogue.attributes[give.of].title.of(w.language)
    plain = give.of == "line.paid_cents"
    if w.zh:
        full = "每满" if give.whole else "每"
        what = "" if plain else of
        said = glue(what, full, per, "得", points)
        if lines is not None:
            return glue("则", lines, "，", said)
        return glue("则", said)
    full = "per full " if give.whole else "per "
    said = f"give {points} {full}{per}" + ("" if plain else f" of {of}")
    return said if lines is None else f"{said} on {lines}"


def _multiply(w: Writer, give: Multiply, lines: str | None) -> str:
    times = number(fraction(give.times))
    what = w.currency(give.currency)
    rules = w.checking.documents.get("earning_rule", {})
    on = [w.quoted(rules[key].name) if key in rules else key for key in give.on or []]
    if w.zh:
        of = glue("、".join(on), "给的") if on else ""
        return glue("则", f"{lines}的" if lines else "", of, what, "乘", times)
    said = f"give {times} times the {what}"
    said += f" of {' and '.join(on)}" if on else ""
    return f"{said} on {lines}" if lines else said


def _rounding(w: Writer, document: EarningRule) -> None:
    give = document.give
    if isinstance(give, Fixed):
        return
    if isinstance(give, PerAmount) and give.whole and fraction(give.times).denominator == 1:
        return
    if isinstance(give, Multiply) and Fraction(fraction(give.times)).denominator == 1:
        return
    w.join()
    w.say(ROUNDED[document.round.mode, document.round.at].of(w.language), "/round")


def _stacking(w: Writer, document: EarningRule) -> None:
    stack = document.stack
    if stack is None:
        return
    said = {
        "best": Text(
            en=f"only the best of group “{stack.group}”", zh=f"同组「{stack.group}」取最高"
        ),
        "sum": Text(en=f"added up in group “{stack.group}”", zh=f"同组「{stack.group}」相加"),
        "product": Text(en=f"multiplied in group “{stack.group}”", zh=f"同组「{stack.group}」连乘"),
    }
    w.join()
    w.say(said[stack.mode].of(w.language), "/stack")


def _capped(w: Writer, cap: Cap) -> str:
    each = EACH[cap.every].of(w.language)
    if cap.uses is not None:
        uses = number(cap.uses)
        if w.zh:
            return f"{each}最多 {uses} 次"
        return f"at most {uses} {'time' if cap.uses == 1 else 'times'} {each}"
    points = number(cap.points or 0)
    return w.either(f"at most {points} {each}", f"{each}最多 {points}")


def _validity(w: Writer, document: EarningRule) -> None:
    first, last = document.valid.first, document.valid.last
    if first is None and last is None:
        return
    begin = day(first.toordinal(), w.language) if first is not None else None
    end = day(last.toordinal(), w.language) if last is not None else None
    if begin is None:
        said = w.either(f"until {end}, 23:59", f"{end} 23:59 截止")
    elif end is None:
        said = w.either(f"from {begin} on", f"{begin} 起")
    else:
        said = w.either(f"from {begin} to {end}, 23:59", f"{begin} 起，{end} 23:59 截止")
    w.join()
    w.say(said, "/valid")


def _cap(w: Writer, document: EarningCap) -> None:
    rules = w.checking.documents.get("earning_rule", {})
    each = EACH[document.every].of(w.language)
    points = w.points(document.points, document.currency)
    on = [w.quoted(rules[key].name) if key in rules else key for key in document.rules or []]
    if w.zh:
        w.say("、".join(on) if on else "所有规则", "/rules")
        w.say("合计，")
        w.say(glue(each, "最多", points), "/points")
    else:
        w.say(f"At most {points} {each}", "/points")
        w.say(" over ")
        w.say(", ".join(on) if on else "all rules", "/rules")
    w.stop()
