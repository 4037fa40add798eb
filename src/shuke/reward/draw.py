"""A draw that anybody can do again: docs/algorithms/draw.md, with a worked case.

Before: the hash of the seed and the hash of the list of entrants. After: the seed. Who wins follows
from both alone, and neither could be chosen once the other was known.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from hashlib import sha256
from heapq import nsmallest
from typing import Final

SEED_BYTES: Final = 32


def pseudonym(draw: str, member: str) -> str:
    """What a member is called in the list of one draw: 32 hexadecimal digits."""
    return sha256(f"{draw}:{member}".encode()).hexdigest()[:32]


def seed_hash(seed: str) -> str:
    """What is published before the draw, of a seed of 64 hexadecimal digits."""
    return sha256(bytes.fromhex(seed)).hexdigest()


def entrants_hash(pids: Iterable[str]) -> str:
    """The hash of the list: its pseudonyms in order, one a line, without an end of line."""
    return sha256("\n".join(sorted(pids)).encode()).hexdigest()


def score(seed: str, pid: str) -> str:
    """The lot that an entrant draws: HMAC-SHA-256 with the seed's bytes as the key."""
    return hmac.digest(bytes.fromhex(seed), pid.encode(), "sha256").hex()


def winners(seed: str, pids: Sequence[str], count: int) -> list[str]:
    """The entrants with the smallest lots, the smallest first; all when there are fewer."""
    return nsmallest(count, pids, key=lambda pid: (score(seed, pid), pid))
