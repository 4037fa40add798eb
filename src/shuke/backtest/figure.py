"""A figure of a back-test on both sides."""

from __future__ import annotations

from typing import Any

import msgspec


class Figure(msgspec.Struct):
    """A figure as it was and by the draft."""

    was: int = 0
    draft: int = 0
    difference: int = 0

    def add(self, was: int, draft: int) -> None:
        """Add to both sides."""
        self.was += was
        self.draft += draft
        self.difference = self.draft - self.was


def pair() -> Any:
    """A field that begins with nothing on both sides."""
    return msgspec.field(default_factory=Figure)
