"""Where the demo stopped: one small file in the data folder, replaced whole.

The database holds the truth; the file only says what need not be sent again and by how many weeks
the year was moved, because a year moved otherwise would be other events.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import msgspec

from shuke.kernel import ShukeError, Text

FILE: Final = "demo.json"
STREAMS: Final = 8
"""The year is cut into so many streams by household, whatever the number of processes."""


class OtherDemo(ShukeError):
    """The folder holds a demo made with other options."""

    code = "demo_other_options"
    status = 409
    title = Text(en="This folder holds another demo", zh="此目录里是另一个演示")


class DamagedCheckpoint(ShukeError):
    """The file cannot be read."""

    code = "demo_checkpoint_damaged"
    status = 409
    title = Text(en="The demo's checkpoint is damaged", zh="演示的进度文件已损坏")


class Checkpoint(msgspec.Struct, forbid_unknown_fields=True):
    """How far the demo got. `positions[i]` events of stream `i` are folded and committed."""

    weeks: int
    plain: bool
    shifted: bool
    positions: list[int] = msgspec.field(default_factory=lambda: [0] * STREAMS)
    phase: int = 0
    """How many of the year's ticks are through."""
    seconds: float = 0.0
    """Time spent folding so far."""
    finished: bool = False

    def begin_again(self) -> None:
        """Forget how far it got: the database knows nothing of it."""
        self.positions = [0] * STREAMS
        self.phase = 0
        self.seconds = 0.0
        self.finished = False


def load(folder: Path) -> Checkpoint | None:
    """The folder's checkpoint, or None. Raises DamagedCheckpoint."""
    path = folder / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Checkpoint)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError as error:
        raise DamagedCheckpoint(
            Text(en=f"{path} cannot be read: {error}.", zh=f"读不了 {path}：{error}。"),
            hint=Text(
                en="Choose another folder with --data, or delete this one to begin again.",
                zh="用 --data 另选目录，或删掉此目录重来。",
            ),
        ) from error


def save(folder: Path, checkpoint: Checkpoint) -> None:
    """Replace the folder's checkpoint; after a crash it is the old one or the new one."""
    path = folder / FILE
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(msgspec.json.encode(checkpoint))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def agreed(checkpoint: Checkpoint | None, *, plain: bool, shift: bool, weeks: int) -> Checkpoint:
    """The checkpoint to go on from, or a new one. Raises OtherDemo when the options differ."""
    if checkpoint is None:
        return Checkpoint(weeks=weeks if shift else 0, plain=plain, shifted=shift)
    if (checkpoint.plain, checkpoint.shifted) != (plain, shift):
        options = " ".join(
            [
                *(["--plain"] if checkpoint.plain else []),
                *([] if checkpoint.shifted else ["--no-shift"]),
            ]
        )
        raise OtherDemo(
            Text(
                en=f"It was begun {'with ' + options if options else 'without options'}.",
                zh=f"它开始时{'用了 ' + options if options else '没有选项'}。",
            ),
            hint=Text(
                en="Use the same options, or another folder with --data.",
                zh="请用相同的选项，或用 --data 另选目录。",
            ),
        )
    return checkpoint
