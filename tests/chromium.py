"""The browser of the browser tests: the machine's Chromium, installed by apt where that is allowed.

Without a Chinese font every Chinese screenshot is empty boxes, so the font comes along.
"""

import os
import shutil
import subprocess
from pathlib import Path

PACKAGES = ("chromium", "fonts-noto-cjk")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "The browser tests were NOT run: no Chromium here, and it could not be installed.\n"
    "Install it (Debian, Ubuntu: sudo apt-get install chromium fonts-noto-cjk), "
    "or name one in SHUKE_TEST_CHROMIUM."
)


def found_chromium() -> str | None:
    """The path of a Chromium of this machine."""
    named = os.environ.get("SHUKE_TEST_CHROMIUM")
    if named:
        return named
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        path = shutil.which(name)
        if path:
            return path
    return None


def install_chromium() -> None:
    """Install what is missing, if this machine has apt and lets us; otherwise leave it."""
    missing = [] if found_chromium() else [PACKAGES[0]]
    if not any(Path("/usr/share/fonts").rglob("*CJK*")):
        missing.append(PACKAGES[1])
    apt = shutil.which("apt-get")
    if not missing or apt is None:
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and shutil.which("sudo") is None:
        return
    print(f"Installing {' and '.join(missing)} for the browser tests …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-qq", "-y", *missing]):
        done = subprocess.run(
            [*sudo, apt, *command], env=environment, stdout=subprocess.DEVNULL, check=False
        )
        if done.returncode != 0:
            print(f"apt-get {command[0]} did not work; going on without.", flush=True)
            return
