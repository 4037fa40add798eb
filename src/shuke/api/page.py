"""Keyset pages: a cursor is the sort key of the row at the edge, opaque to the caller."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from msgspec import Meta

from shuke.api.problem import RequestInvalid
from shuke.kernel import Text

Item = TypeVar("Item")
Position = TypeVar("Position")
Limit = Annotated[int, Meta(ge=1, le=200, description="How many items a page holds.")]
Cursor = Annotated[
    str, Meta(max_length=512, description="`next` or `prev` of another page of the same list.")
]


class Page(msgspec.Struct, Generic[Item]):
    """Part of a list. `next` and `prev` are cursors, null at the ends."""

    items: list[Item]
    next: str | None = None
    prev: str | None = None
    total: int | None = None


class Paged(msgspec.Struct):
    """What every list takes."""

    limit: Limit = 50
    cursor: Cursor | None = None


class Place(msgspec.Struct, Generic[Position], array_like=True):
    """A decoded cursor: which list it is of, whether it points back, and from where."""

    of: str
    back: bool
    at: Position


def write_cursor(of: str, at: Any, *, back: bool = False) -> str:
    """The cursor of a place in the list `of` (its name and its sort)."""
    raw = msgspec.json.encode([of, back, at])
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def read_cursor(cursor: str | None, of: str, position: type[Position]) -> Place[Position] | None:
    """A cursor decoded and checked; None without one.

    Errors: `request_invalid` for anything that `write_cursor` did not write for this list.
    """
    if not cursor:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        place: Place[Position] = msgspec.json.decode(raw, type=Place[position])  # type: ignore[valid-type]
    except (binascii.Error, ValueError, msgspec.DecodeError, RecursionError) as error:
        raise _foreign() from error
    if place.of != of:
        raise _foreign()
    return place


def cut(
    rows: Sequence[Item],
    limit: int,
    of: str,
    at: Callable[[Item], Any],
    place: Place[Any] | None,
) -> Page[Item]:
    """A page from up to `limit + 1` rows that were read in the direction of `place`."""
    back = place is not None and place.back
    more = len(rows) > limit
    items = list(rows[:limit])
    if back:
        items.reverse()
    has_next = back or more
    has_prev = more if back else place is not None
    if not items:
        return Page(items)
    return Page(
        items,
        next=write_cursor(of, at(items[-1])) if has_next else None,
        prev=write_cursor(of, at(items[0]), back=True) if has_prev else None,
    )


def _foreign() -> RequestInvalid:
    return RequestInvalid(
        Text(en="The cursor is not of this list.", zh="游标不属于这个列表。"),
        hint=Text(en="Start again without a cursor.", zh="请去掉游标重新开始。"),
        place="/cursor",
    )
