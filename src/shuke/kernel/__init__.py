"""Kernel: what every room stands on, and knows nothing of members.

It gives the time, ids, settings and secrets, errors that say what to do next, PostgreSQL (embedded
or by address) with its migrations, background jobs, logs, metrics and health. Nothing in here
reads or writes a row that another room owns.
"""

from shuke.kernel import embedded, health, jobs, metrics
from shuke.kernel.clock import Clock, MovableClock, SystemClock
from shuke.kernel.database import DatabaseTooOld, DatabaseUnreachable, open_pool
from shuke.kernel.errors import Flaw, ShukeError, Text, problem
from shuke.kernel.folder import FolderError
from shuke.kernel.ids import derived_id, new_id
from shuke.kernel.logs import configure_logs
from shuke.kernel.migrations import migrate, pending
from shuke.kernel.period import PERIOD, Every, year_of
from shuke.kernel.settings import InvalidSettings, Settings, load_settings
from shuke.kernel.sharing import share_out

__all__ = [
    "PERIOD",
    "Clock",
    "DatabaseTooOld",
    "DatabaseUnreachable",
    "Every",
    "Flaw",
    "FolderError",
    "InvalidSettings",
    "MovableClock",
    "Settings",
    "ShukeError",
    "SystemClock",
    "Text",
    "configure_logs",
    "derived_id",
    "embedded",
    "health",
    "jobs",
    "load_settings",
    "metrics",
    "migrate",
    "new_id",
    "open_pool",
    "pending",
    "problem",
    "share_out",
    "year_of",
]
