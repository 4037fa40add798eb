"""Ids: ULIDs that sort by time, and ids derived from their parts (the fold makes only those)."""

import os
import threading
import time
from hashlib import blake2b
from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Two characters at a time: 13 look-ups write one id. derived_id runs inside the fold.
_PAIRS: Final = tuple(a + b for a in _ALPHABET for b in _ALPHABET)
_SHIFTS: Final = tuple(range(120, -1, -10))
_RANDOM_BITS: Final = 80
_RANDOM_MASK: Final = (1 << _RANDOM_BITS) - 1

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A new ULID: 26 characters, 48 bits of milliseconds and 80 random bits.

    Ids of one process only ever rise, even within a millisecond or when the clock is set back.
    """
    global _last
    fresh = (time.time_ns() // 1_000_000 << _RANDOM_BITS) | int.from_bytes(os.urandom(10))
    with _lock:
        _last = fresh if fresh >> _RANDOM_BITS > _last >> _RANDOM_BITS else _last + 1
        return _encode(_last)


def derived_id(*parts: str | int) -> str:
    """An id that is a pure function of its parts, in the shape of a ULID.

    128 bits of BLAKE2b over the parts, each led by its length, so that ("ab", "c") and
    ("a", "bc") differ. A number and its decimal text are the same part.
    """
    text = "".join([f"{len(part)}:{part}" for part in map(str, parts)])
    return _encode(int.from_bytes(blake2b(text.encode(), digest_size=16).digest()))


def _encode(number: int) -> str:
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])
