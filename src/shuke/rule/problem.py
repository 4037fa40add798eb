"""What is wrong with a document or an event, said so that it can be put right."""

from __future__ import annotations

import msgspec

from shuke.kernel import Text


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One fault: a stable `code`, the JSON pointer of its `place`, a sentence, and what would do.

    `suggestion` is a value that may stand at `place` instead, e.g. the nearest valid name.
    """

    code: str
    place: str
    message: Text
    suggestion: str | None = None
