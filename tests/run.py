"""``make test``: everything; ``make test ARGS=fast``: what takes under two minutes.

Other arguments go to pytest as they are. Browser tests run in a pytest of their own: Playwright
keeps an event loop in its thread, and the other tests bring theirs.
"""

import os
import subprocess
import sys

from tests.chromium import MISSING, found_chromium, install_chromium

WORKERS = str(min(4, os.cpu_count() or 1))


def main(arguments: list[str]) -> int:
    """Run the suites; return the worst exit status."""
    fast = "fast" in arguments
    rest = [argument for argument in arguments if argument != "fast"]
    marked = "not browser and not slow" if fast else "not browser"
    worst = pytest("-n", WORKERS, "--dist", "worksteal", "-m", marked, *rest)
    if fast:
        return worst
    install_chromium()
    if found_chromium() is None:
        print(f"\n{MISSING}")
        return worst
    # A file's tests share a shop, and a browser waits more than it works.
    browser = pytest("-n", WORKERS, "--dist", "loadfile", "-m", "browser", *rest)
    # Status 5: nothing was collected, which is right when a path was given.
    return max(worst, 0 if browser == 5 and rest else browser)


def pytest(*arguments: str) -> int:
    """One run of pytest in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *arguments], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
