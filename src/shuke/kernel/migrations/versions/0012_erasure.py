"""Members that were erased."""

from shuke.kernel.migrations import execute

revision = "0012"
down_revision = "0011"

SQL = """
-- Who was erased and when: written with the event that erases, so that what other rooms keep is
-- thrown away after it (`done_at`), and so that a restored backup can be erased again.
create table engine_erasure (
    subject text collate "C" primary key,
    at timestamptz not null,
    done_at timestamptz
);
create index engine_erasure_open on engine_erasure (at) where done_at is null;
create index engine_inbox_subject on engine_inbox (subject);
"""


def upgrade() -> None:
    """Create the table."""
    execute(SQL)
