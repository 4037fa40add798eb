"""Migrations: one linear chain of hand-written SQL, applied whole or not at all.

``migrate(url)`` brings a database up to date under an advisory lock, so that any number of
processes may call it at once; ``pending(url)`` names what is missing. A migration file holds one
string of SQL and calls ``execute`` with it. Both block: from async code use ``asyncio.to_thread``.
"""

from shuke.kernel.migrations.execute import execute
from shuke.kernel.migrations.run import DatabaseAhead, migrate, newest, pending

__all__ = ["DatabaseAhead", "execute", "migrate", "newest", "pending"]
