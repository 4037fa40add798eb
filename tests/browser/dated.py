"""`shuke` on another day: the machine's clock, moved by the seconds that a file holds.

    python -m tests.browser.dated FILE serve …

The only thing that is not as it is run by others; it goes on ticking.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from shuke import cli
from shuke.kernel import SystemClock


def main() -> None:
    """Move the clock, then be `shuke`."""
    moved = Path(sys.argv.pop(1))

    def now(_clock: SystemClock) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(moved.read_text("utf-8")))

    SystemClock.now = now  # type: ignore[method-assign]
    cli.main()


if __name__ == "__main__":
    main()
