"""Tables of the room member."""

from shuke.kernel.migrations import execute

revision = "0002"
down_revision = "0001"

SQL = """
-- Identifying profile values, each sealed under its member's own key; null was removed again.
-- The latest value only: former ones are in the log, sealed by the same key.
create table member_sealed (
    subject text collate "C" not null,
    field text collate "C" not null,
    sealed text,
    updated_at timestamptz not null,
    primary key (subject, field)
);
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
