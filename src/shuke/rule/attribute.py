"""What a condition can ask about: attributes with a type, a title and the way to read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final, Literal

from shuke.kernel import Text

type_names: Final = (
    "int",
    "cents",
    "number",
    "text",
    "bool",
    "date",
    "moment",
    "time",
    "enum",
    "texts",
)
AttributeType = Literal[
    "int", "cents", "number", "text", "bool", "date", "moment", "time", "enum", "texts"
]
"""The types of attributes and what `expr` yields for each (or None when the value is missing):

`int` int · `cents` int minor units of the programme's money · `number` float · `text` str ·
`bool` bool · `date` int, proleptic ordinal of a business day · `moment` aware datetime ·
`time` int minute of the day 0–1439 · `enum` int or str, one of `values` · `texts` a sequence of str
(never missing: none is the empty sequence).
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of an `enum` attribute, in the order of `values` when that is `ordered`."""

    value: str | int
    title: Text


@dataclass(frozen=True, slots=True)
class Attribute:
    """A typed value that conditions may read.

    `expr` is Python source over `t` (the turn) or, when the name begins with `line.`, over `line`;
    it is written in this code base and never holds anything a user typed. `uses` are further names
    it may mention. `events` limits the attribute to those event types; None means every event.
    `optional` says that the value may be missing (None). `least` and `most` bound what it can be.
    `said` is how a sentence says that a `bool` is true, and that it is false.
    """

    name: str
    type: AttributeType
    title: Text
    expr: str
    optional: bool = True
    values: tuple[Choice, ...] = ()
    ordered: bool = False
    unit: Text | None = None
    events: frozenset[str] | None = None
    uses: Mapping[str, object] = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    said: tuple[Text, Text] | None = None

    @property
    def of_line(self) -> bool:
        """Whether the attribute belongs to one order line."""
        return self.name.startswith("line.")

    @property
    def room(self) -> str | None:
        """For member state, the slice it reads: the name after `t.state.` in `expr`, else None."""
        head, found, tail = self.expr.partition("t.state.")
        del head
        if not found:
            return None
        end = next((i for i, c in enumerate(tail) if not (c.isalnum() or c == "_")), len(tail))
        return tail[:end]

    def title_of(self, value: object) -> Text | None:
        """The title of one of `values`, or None when the value is not among them."""
        for choice in self.values:
            if choice.value == value:
                return choice.title
        return None


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known name closest to a mistyped one, or None when none is close.

    A name whose last part equals the word's (`total_cents` for `order.total_cents`) counts as
    close, because people forget the namespace more often than they mistype it.
    """
    folded = {name.casefold(): name for name in reversed(known)}
    found = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    if found:
        return folded[found[0]]
    tail = word.casefold().rpartition(".")[2]
    tails = {name.rpartition(".")[2]: original for name, original in folded.items()}
    found = get_close_matches(tail, list(tails), n=1, cutoff=0.75)
    return tails[found[0]] if found else None
