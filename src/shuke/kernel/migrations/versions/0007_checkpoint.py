"""What replay from a checkpoint needs of records, and when a failing timer is tried again."""

from shuke.kernel.migrations import execute

revision = "0007"
down_revision = "0006"

SQL = """
alter table engine_record add column engine smallint not null default 1;

-- What a record was when a newer engine first wrote it: `was` wrote `data`, `engine` replaced it.
-- Replay from a checkpoint of an engine finds here what the member's records were at that moment.
create table engine_record_past (
    bucket smallint not null,
    subject text collate "C" not null,
    kind text collate "C" not null,
    key text collate "C" not null,
    engine smallint not null,
    was smallint not null,
    data bytea not null,
    primary key (bucket, subject, kind, key, engine)
);

-- A timer that failed: `due_at` stays what folding gives, the worker waits until this moment.
alter table engine_state add column retry_at timestamptz;
"""


def upgrade() -> None:
    """Add them."""
    execute(SQL)
