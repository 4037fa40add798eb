"""The engine: every write is an event; one pure fold turns events into state and effects.

Rooms bring a `Room` (slice, timers, records, facts, kinds) and `Reducer`s; `app` lists them.
Events enter by `Intake.submit` and by nothing else; operators' documents by `definitions`.
"""

from shuke.engine.application import COLUMN_NAMES, Application
from shuke.engine.arrival import BUCKETS, Incoming, Outcome, bucket_of
from shuke.engine.batch import Batcher
from shuke.engine.definition import (
    Calendar,
    Checking,
    Document,
    Documents,
    Key,
    Kind,
    Programme,
    programme_of,
    zone_of,
)
from shuke.engine.identify import Identifier, IdentityRules
from shuke.engine.intake import Intake
from shuke.engine.publication import ReleaseBook
from shuke.engine.release import Compiling, Release, Releases, of_releases
from shuke.engine.room import FactTable, RecordKind, Reducer, Room, Slice, Timer
from shuke.engine.seal import DataKey, Keyring, is_sealed, open_keyring, rotate
from shuke.engine.turn import Event, Given, PastMissing, Records, Sent, Turn

__all__ = [
    "BUCKETS",
    "COLUMN_NAMES",
    "Application",
    "Batcher",
    "Calendar",
    "Checking",
    "Compiling",
    "DataKey",
    "Document",
    "Documents",
    "Event",
    "FactTable",
    "Given",
    "Identifier",
    "IdentityRules",
    "Incoming",
    "Intake",
    "Key",
    "Keyring",
    "Kind",
    "Outcome",
    "PastMissing",
    "Programme",
    "RecordKind",
    "Records",
    "Reducer",
    "Release",
    "ReleaseBook",
    "Releases",
    "Room",
    "Sent",
    "Slice",
    "Timer",
    "Turn",
    "bucket_of",
    "is_sealed",
    "of_releases",
    "open_keyring",
    "programme_of",
    "rotate",
    "zone_of",
]
