"""Memory of a long-running process: what stays for ever is not looked at again and again."""

from __future__ import annotations

import gc
from typing import Final

YOUNG: Final = 50_000
"""Objects made before the youngest are looked at. A batch makes some ten thousand, none in cycles;
at Python's 700 a quarter of the time of a fold went into looking at them."""


def settled_in() -> None:
    """Call once everything long-lived is loaded: it leaves the collector's sight."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)
