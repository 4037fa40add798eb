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

-- The console's member list sorts and filters by these.
create index member_state_registered on engine_state (registered_at desc nulls last, subject);
create index member_state_balance on engine_state (balance desc, subject);
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
