"""A repaired event stands for what its source sent."""

from shuke.kernel.migrations import execute

revision = "0008"
down_revision = "0007"

SQL = """
-- What its source sent, as a keyed hash: sent again after a repair, it is a duplicate.
alter table engine_inbox add column hash bytea;
"""


def upgrade() -> None:
    """Add it."""
    execute(SQL)
