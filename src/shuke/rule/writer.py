"""Writing a sentence part by part, so that each part remembers the place of what it tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from shuke.kernel import Text


class Span(msgspec.Struct, frozen=True):
    """A part of a sentence: character positions [start, end) and the JSON pointer it tells."""

    start: int
    end: int
    place: str


class Sentence(msgspec.Struct, frozen=True):
    """A definition in words."""

    text: str
    spans: tuple[Span, ...]


class Writer:
    """Writes one sentence in one language and remembers what each part was made from."""

    def __init__(self, language: str) -> None:
        self.zh = language.lower().startswith("zh")
        self.language: Literal["zh", "en"] = "zh" if self.zh else "en"
        self.text = ""
        self.spans: list[tuple[int, int, str]] = []

    def say(self, said: str, place: str | None = None) -> None:
        """Append a part; with `place`, the JSON pointer it tells."""
        start = len(self.text)
        self.text += said
        if place is not None:
            self.spans.append((start, len(self.text), place))

    def within(self, text: str, place: str, parts: Iterable[tuple[int, int, str]] = ()) -> None:
        """Places inside the part said last: `text`, which it contains, and the parts of that."""
        last, end, _ = self.spans[-1]
        begin = self.text.rindex(text, last, end)
        if place != self.spans[-1][2]:
            self.spans.append((begin, begin + len(text), place))
        self.spans.extend(
            (begin + start, begin + stop, place + inner) for start, stop, inner in parts if inner
        )

    def join(self) -> None:
        """A comma before the next part; after a list the next part begins a line."""
        if not self.text.endswith("\n"):
            self.text += "，" if self.zh else ", "

    def stop(self) -> None:
        """The end of the sentence."""
        self.text += "。" if self.zh else "."

    def either(self, en: str, zh: str) -> str:
        """The wording of this sentence's language."""
        return zh if self.zh else en

    def quoted(self, name: Text) -> str:
        """The operator's text, set apart."""
        return f"「{name.zh}」" if self.zh else f"“{name.en}”"

    def told(self) -> Sentence:
        """What was written."""
        return Sentence(self.text, tuple(Span(*span) for span in self.spans))
