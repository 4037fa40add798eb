"""One-time codes of the demo: there is nobody to send them to, so they stand on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from shuke.cli.demo.checkpoint import FILE
from shuke.cli.talk import said
from shuke.kernel import Settings


def telling(settings: Settings) -> Callable[[str, str], None] | None:
    """What writes a code on the terminal; None anywhere but in a folder of the demo."""
    return tell if (Path(settings.data_dir) / FILE).exists() else None


def tell(whom: str, code: str) -> None:
    """Write a code for the person at the terminal; not into the log."""
    print(
        said(f"One-time code for {whom}: {code}", f"{whom} 的验证码：{code}"),
        file=sys.stderr,
        flush=True,
    )
