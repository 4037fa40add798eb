"""The golden log: what was folded once must fold to the same for ever, or ENGINE must rise."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.golden.fold import FOLDED, LOG, Book, folded, read_log, replay_of

from shuke.app import application
from shuke.engine import ENGINE, check_documents
from shuke.rule import EFFECTS, STANDARD_EVENTS

ROOT = Path(__file__).parents[2]
KEPT: dict[str, Any] = msgspec.json.decode(FOLDED.read_bytes())

RAISE = """
The golden log folds differently, so states and points would come out otherwise than before.
If that is meant: raise ENGINE in src/shuke/engine/version.py, write in docs/decisions why it rose,
and run `python -m tests.golden.make`. If not, the change is wrong. Different: {members}
"""


def test_the_golden_log_folds_as_ever() -> None:
    now = folded()
    if KEPT["engine"] != ENGINE:
        pytest.fail(
            f"The golden states are of engine {KEPT['engine']}, this is {ENGINE}:"
            " run `python -m tests.golden.make`."
        )
    assert now["members"].keys() == KEPT["members"].keys()
    different = [who for who, its in now["members"].items() if its != KEPT["members"][who]]
    if different:
        print(msgspec.json.encode([now["members"][who] for who in different]).decode())
        pytest.fail(RAISE.format(members=", ".join(different)))


def test_the_golden_log_holds_everything_that_can_happen() -> None:
    """Every event type, and every effect."""
    rows = [row for its in read_log().values() for row in its]
    types = {event_type.name for event_type in STANDARD_EVENTS} | {"tasting.joined"}
    assert {row["type"] for row in rows} == types
    assert len(rows) > 300
    text = LOG.read_text("utf-8")
    assert '"refused":["' in text, "a budget that ran out"
    assert '"time":' in text, "late tickets"
    assert {row["release"] for row in rows} == {1, 2}
    app = application()
    book = Book(app)
    said: set[str] = set()
    for its in read_log().values():
        replay = replay_of(app, book)
        for row in its:
            said |= {effect["type"] for effect in replay.step(row).effects}
    assert said == {effect.name for effect in EFFECTS}


def test_the_golden_programme_is_sound() -> None:
    app = application()
    for release in Book(app).releases:
        assert check_documents(app, release.documents) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1", "12345"])
def test_the_hash_seed_changes_nothing(seed: str) -> None:
    """Law 3: another process with another order of sets gives the same bytes."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.golden.make", "show"],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert msgspec.json.decode(ran.stdout) == KEPT
