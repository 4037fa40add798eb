"""Sentences that name currencies, points and money."""

from __future__ import annotations

from datetime import date
from typing import Final

from shuke import rule
from shuke.engine import Checking
from shuke.ledger.brand import MAIN, Brand
from shuke.ledger.valuation import Auto, PointsValuation
from shuke.rule import Condition, Sentence, count, day, glue, money, tell


class Writer(rule.Writer):
    """Writes one sentence that names the programme's currencies and money."""

    def __init__(self, language: str, checking: Checking) -> None:
        super().__init__(language)
        self.checking = checking

    def currency(self, key: str) -> str:
        """What a currency is called inside a sentence."""
        document = self.checking.documents.get("currency", {}).get(key)
        if document is None:
            return key
        name: str = document.name.of(self.language)
        return name if self.zh else name[:1].lower() + name[1:]

    def points(self, amount: int, key: str) -> str:
        """An amount of a currency: 1 积分, 3 点成长值; 1 point, 3 points of growth value."""
        document = self.checking.documents.get("currency", {}).get(key)
        if document is None:
            return f"{self.number(amount)} {key}"
        name, unit = self.currency(key), document.unit.of(self.language)
        if self.zh:
            return f"{self.number(amount)} {name if unit in name else unit + name}"
        said = unit[:-1] if amount == 1 and unit.endswith("s") else unit
        if unit.casefold() in name.casefold() or name.casefold() in unit.casefold():
            return f"{self.number(amount)} {said}"
        return f"{self.number(amount)} {said} of {name}"

    def money(self, cents: int) -> str:
        """An amount in the programme's money."""
        catalogue = self.checking.catalogue
        return money(cents, catalogue.currency, catalogue.minor_digits)

    def number(self, value: int) -> str:
        """A number in full."""
        return count(value, None, self.language)

    def day(self, when: date) -> str:
        """A business day."""
        return day(when.toordinal(), self.language)

    def more(self, en: str, zh: str, place: str) -> None:
        """A further part, after a comma."""
        self.join()
        self.say(self.either(en, zh), place)

    def named(self, kind: str, key: str) -> str:
        """Another definition by the operator's name for it; its key when there is none."""
        document = self.checking.documents.get(kind, {}).get(key)
        return self.quoted(document.name) if document is not None else key

    def condition(self, asked: Condition, place: str, en: str, zh: str, zh_end: str) -> None:
        """A further part that says who or when: only if …, 仅当…时可用."""
        told = tell(asked, self.checking.catalogue, self.language)
        self.join()
        if "\n" in told.text:
            self.say(self.either(f"{en} {told.text}\n", f"{zh}{told.text}\n"), place)
        else:
            self.say(self.either(f"{en} {told.text}", glue(zh, told.text, zh_end)), place)
        self.within(told.text, place, told.parts)

    def funder(self, funder: str | None) -> None:
        """Who pays for it, where it is not the brand."""
        if funder is not None:
            self.more(f"paid for by “{funder}”", f"由「{funder}」出资", "/funder")


def share(basis_points: int) -> str:
    """Of 10,000: 9,700 is 97%, 9,750 is 97.5%."""
    return f"{basis_points / 100:g}%"


_NAMED: Final = 6
"""So many stores are named in a sentence; of more, it says how many there are."""


def brand_sentence(document: Brand, language: str, checking: Checking) -> Sentence:
    """A brand in words: what counts to it, and what that means."""
    writer = Writer(language, checking)
    if document.key == MAIN:
        writer.say(
            writer.either(
                "What no other brand claims is of this brand", "其他品牌未列入的都归本品牌"
            ),
            "/key",
        )
    elif document.stores or document.channels:
        _claims(writer, document)
    else:
        writer.say(
            writer.either(
                "No store is of this brand: only what is given by hand in its name counts to it",
                "没有门店归本品牌，只有以它的名义人工增加的才记到它名下",
            ),
            "/stores",
        )
    writer.more(
        "and what comes of it counts to this brand until it is spent, expires or is taken back",
        "由此发放的积分与储值，到花用、到期或冲回为止都记在本品牌名下",
        "/stores",
    )
    writer.stop()
    return writer.told()


def _claims(writer: Writer, document: Brand) -> None:
    """What happens in the stores A, B and in the channel C is of this brand."""
    before = ("What happens in ", "发生在")
    for place, names, one, many, zh in (
        ("/stores", document.stores, "the store", "the stores", "门店"),
        ("/channels", document.channels, "the channel", "the channels", "渠道"),
    ):
        if not names:
            continue
        few, en = names[:_NAMED], one if len(names) == 1 else many
        rest = len(names) - _NAMED
        en = f"{before[0]}{en} {', '.join(few)}" + (f" and {rest} more" if rest > 0 else "")
        zh = glue(before[1] + zh, "、".join(few), f"等 {len(names)} 个" if rest > 0 else "")
        _glued(writer, en, zh, place)
        before = (" and in ", "或")
    _glued(writer, " is of this brand", "的归本品牌", "/stores")


def _glued(writer: Writer, en: str, zh: str, place: str) -> None:
    """A further part; Chinese gets a space where it meets latin letters."""
    said = writer.text
    writer.say(writer.either(en, glue(said, zh)[len(said) :]), place)


def valuation_sentence(document: PointsValuation, language: str, checking: Checking) -> Sentence:
    """A points valuation in words."""
    writer = Writer(language, checking)
    worth = document.worth
    points = writer.points(worth.points, document.currency)
    cents = writer.money(worth.cents)
    is_ = "is" if worth.points == 1 else "are"
    first = points[:1].upper() + points[1:]
    writer.say(writer.either(f"{first} {is_} worth {cents}", f"{points}值 {cents}"), "/worth")
    match document.redemption:
        case Auto(fallback_bp=fallback):
            writer.more(
                "the share that is used is reckoned from how earlier months were used",
                "使用率按以往各月的使用情况推算",
                "/redemption/method",
            )
            writer.more(
                f"{share(fallback)} until three months can tell",
                f"满三个月之前按 {share(fallback)}",
                "/redemption/fallback_bp",
            )
        case manual:
            writer.more(
                f"{share(manual.expected_bp)} of every month's points are expected to be used",
                f"每月发放的积分预计 {share(manual.expected_bp)} 会被使用",
                "/redemption/expected_bp",
            )
    writer.stop()
    return writer.told()
