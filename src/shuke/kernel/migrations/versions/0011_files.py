"""Files that jobs leave, where every process reaches them."""

from shuke.kernel.migrations import execute

revision = "0011"
down_revision = "0010"

SQL = """
-- A job's file in pieces, in order: together they are one gzip stream. A job that was given up and
-- begun again writes under its new attempt, so that two writers never mix.
create table kernel_file (
    job text collate "C" not null,
    attempt integer not null,
    n integer not null,
    data bytea not null,
    ends_at timestamptz not null,
    primary key (job, attempt, n)
);
-- It is compressed already.
alter table kernel_file alter column data set storage external;
create index kernel_file_ends on kernel_file (ends_at);
"""


def upgrade() -> None:
    """Create the table."""
    execute(SQL)
