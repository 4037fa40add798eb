"""The engine: every write is an event; one pure fold turns events into state and effects.

Rooms bring a `Room` (slice, timers, records, facts, kinds) and `Reducer`s; `app` lists them.
Events enter by `Intake.submit` and by nothing else; operators' documents by `definitions`.
"""

# fmt: off
# ruff: noqa: I001 - several names a line, so that the door fits on one screen
from shuke.engine import backtest
from shuke.engine.application import COLUMN_NAMES, IS_MEMBER, Application
from shuke.engine.arrival import BUCKETS, Incoming, Outcome, bucket_of
from shuke.engine.asking import ask_again, ask_once as ask_settling
from shuke.engine.batch import Batcher
from shuke.engine.definition import (
    Calendar, Checking, Document, Documents, Key, Kind, Programme, programme_of, zone_of,
)
from shuke.engine.document import (
    DefinitionInvalid, Difference, check as check_documents, differences, plain, read_document,
    read_yaml, write_yaml,
)
from shuke.engine.exchange import (
    apply as apply_documents, compare as compare_documents, kind_of, read_folder, write_folder,
)
from shuke.engine.erase import erasures, finished, unfinished
from shuke.engine.explain import EventUnknown, Explanation, explain
from shuke.engine.history import Cost
from shuke.engine.feed import (
    Page, broken_chain, move as move_reader, position_of, read as read_feed, sequence,
)
from shuke.engine.identify import Identifier, IdentityRules
from shuke.engine.intake import Intake
from shuke.engine.limits import DatabaseAway, SubjectInvalid, SubjectUnknown
from shuke.engine.partition import ensure_partitions
from shuke.engine.pending import (
    InboxEntryClosed, InboxEntryUnknown, deliver, dismiss, refold, tick_due,
)
from shuke.engine.publication import ReleaseBook
from shuke.engine.publish import (
    Change, DefinitionChanged, DefinitionUnknown, Draft, NothingToPublish, ReleaseInPast,
    ReleaseUnknown, draft_removal, drafts, drop_draft, preview, proposed, publish, replaying,
    republish, save_draft,
)
from shuke.engine.release import Compiling, Release, Releases, of_releases
from shuke.engine.replay import Replay
from shuke.engine.room import (
    Brought, FactTable, Flow, Memory, RecordKind, Reducer, Room, Slice, Timer,
)
from shuke.engine.seal import (
    DataKey, Keyring, is_sealed, open_keyring, rotate, unseal_fields,
)
from shuke.engine.settling import Settled, settle, settling_job
from shuke.engine.turn import Event, Given, PastMissing, Records, Sent, Turn
from shuke.engine.verify import Report, shares, verify_buckets, verify_whole
from shuke.engine.version import ENGINE, EPOCH
from shuke.engine.withdraw import ReleaseNotScheduled, withdraw

__all__ = [
    "BUCKETS", "COLUMN_NAMES", "ENGINE", "EPOCH", "IS_MEMBER", "Application", "Batcher", "Brought",
    "Calendar",
    "Change", "Checking", "Compiling", "Cost", "DataKey", "DatabaseAway", "DefinitionChanged",
    "DefinitionInvalid", "DefinitionUnknown", "Difference", "Document", "Documents", "Draft",
    "Event", "EventUnknown", "Explanation", "FactTable", "Flow", "Given", "Identifier",
    "IdentityRules", "InboxEntryClosed", "InboxEntryUnknown", "Incoming", "Intake", "Key",
    "Keyring", "Kind", "Memory", "NothingToPublish", "Outcome", "Page", "PastMissing", "Programme",
    "RecordKind", "Records", "Reducer", "Release", "ReleaseBook", "ReleaseInPast",
    "ReleaseNotScheduled", "ReleaseUnknown", "Releases", "Replay", "Report", "Room", "Sent",
    "Settled", "Slice", "SubjectInvalid", "SubjectUnknown", "Timer", "Turn", "apply_documents",
    "ask_again", "ask_settling", "backtest", "broken_chain", "bucket_of", "check_documents",
    "compare_documents", "deliver", "differences", "dismiss", "draft_removal", "drafts",
    "drop_draft", "ensure_partitions", "erasures", "explain", "finished", "is_sealed", "kind_of",
    "move_reader", "of_releases", "open_keyring", "plain", "position_of", "preview", "programme_of",
    "proposed", "publish", "read_document", "read_feed", "read_folder", "read_yaml", "refold",
    "replaying", "republish", "rotate", "save_draft", "sequence", "settle", "settling_job",
    "shares", "tick_due", "unfinished", "unseal_fields", "verify_buckets", "verify_whole",
    "withdraw", "write_folder", "write_yaml", "zone_of",
]
# fmt: on
