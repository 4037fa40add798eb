"""Parts of jobs that several processes do together."""

from shuke.kernel.migrations import execute

revision = "0021"
down_revision = "0020"

SQL = """
-- Laid out by the job's own process in one transaction; done by whoever locks it first. A process
-- that dies leaves the part as it was. Cleared some time after the job has ended.
create table kernel_job_part (
    job text not null references kernel_job (id) on delete cascade,
    n integer not null,
    size integer not null,
    data json not null,
    result json,
    primary key (job, n)
);
"""


def upgrade() -> None:
    """Create the table."""
    execute(SQL)
