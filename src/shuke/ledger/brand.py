"""The `brand` document: the brands of a group, and which stores and channels are whose.

A company with two chains writes one document for the second::

    kind: brand
    key: kids
    name: {en: Little Sprout, zh: 小苗}
    stores: [S201, S202]
    channels: [kids-app]

What no brand claims belongs to the main brand, `main`; a document of that key gives it a name. So
whoever has one brand writes nothing. A line's `brand` is something else: who made what was sold.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final

from msgspec import Meta

from shuke.engine import Checking, Document, Documents, Kind, Turn
from shuke.kernel import Text
from shuke.ledger.error import brand_unknown
from shuke.ledger.state import Source
from shuke.rule import Problem

MAIN: Final = "main"
"""The brand of whatever no other brand claims."""

Label = Annotated[str, Meta(min_length=1, max_length=128)]


class Brand(Document, tag="brand"):
    """A brand of the group. An event is of the brand that claims its store, else its channel."""

    stores: Annotated[list[Label], Meta(max_length=10_000)] = []
    channels: Annotated[list[Label], Meta(max_length=200)] = []


class Brands:
    """The brands of a release, compiled: whose is an event?"""

    __slots__ = ("_channels", "_stores", "keys")

    def __init__(self, documents: dict[str, Brand]) -> None:
        self.keys = sorted({MAIN, *documents})
        self._stores = {name: key for key, its in documents.items() for name in its.stores}
        self._channels = {name: key for key, its in documents.items() for name in its.channels}

    def source(self, data: Any, funder: str) -> Source:
        """Who pays for what comes of an event, and for which brand."""
        store = getattr(data, "store", None)
        brand = self._stores.get(store) if isinstance(store, str) else None
        if brand is None:
            channel = getattr(data, "channel", None)
            brand = self._channels.get(channel) if isinstance(channel, str) else None
        return of_brand(funder, brand)


def of_brand(funder: str, brand: str | None) -> Source:
    """A funder for a brand; the main one is not written down."""
    return funder if brand is None or brand == MAIN else (funder, brand)


def by_hand(turn: Turn, funder: str, brand: str | None) -> Source:
    """A funder for the brand that a person named, if any. Raises BrandUnknown."""
    if brand is None or brand == MAIN:
        return funder
    brands: Brands | None = turn.release.plans["ledger"].brands
    known = [MAIN] if brands is None else brands.keys
    if brand not in known:
        raise brand_unknown(brand, known)
    return funder, brand


def brands_of(documents: Documents) -> Brands | None:
    """The brands of a release; None while there is only the main one, so that nobody looks."""
    found: dict[str, Brand] = dict(documents.get("brand", {}))
    return Brands(dict(sorted(found.items()))) if found.keys() - {MAIN} else None


def check_brand(document: Brand, checking: Checking) -> list[Problem]:
    """What types cannot say: no store and no channel has two brands."""
    return [
        *_claimed("store", document, checking, Text(en="store", zh="门店")),
        *_claimed("channel", document, checking, Text(en="channel", zh="渠道")),
    ]


def _claimed(what: str, document: Brand, checking: Checking, word: Text) -> Iterator[Problem]:
    others = {
        name: its
        for key, its in sorted(checking.documents.get("brand", {}).items())
        if key != document.key
        for name in getattr(its, f"{what}s")
    }
    seen: set[str] = set()
    for place, name in enumerate(getattr(document, f"{what}s")):
        if name in seen:
            yield Problem(
                code=f"{what}_repeated",
                place=f"/{what}s/{place}",
                message=Text(
                    en=f"The {word.en} {name} is named twice.", zh=f"{word.zh} {name} 写了两次。"
                ),
            )
        elif name in others:
            other = others[name].name
            yield Problem(
                code=f"{what}_taken",
                place=f"/{what}s/{place}",
                message=Text(
                    en=f"The {word.en} {name} is claimed by the brand {other.en} as well.",
                    zh=f"{word.zh} {name} 也列在品牌「{other.zh}」名下。",
                ),
            )
        seen.add(name)


KIND = Kind("brand", Brand, Text(en="Brand", zh="品牌"), "ledger", check_brand)
