"""Background jobs: imports, exports, whatever takes longer than a request may."""

from shuke.kernel.migrations import execute

revision = "0006"
down_revision = "0005"

SQL = """
-- One row per job, from the moment it is asked for until long after it ended. A running job proves
-- that it lives by `heard_at`; `attempt` tells a worker that was given up from its successor.
create table kernel_job (
    id text primary key,
    name text not null,
    input jsonb not null,
    status text not null default 'queued'
        check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
    progress bigint not null default 0,
    total bigint,
    rate double precision,
    result jsonb,
    error jsonb,
    cancel boolean not null default false,
    attempt integer not null default 0,
    asked_by text,
    asked_at timestamptz not null,
    due_at timestamptz not null,
    started_at timestamptz,
    heard_at timestamptz,
    ended_at timestamptz
);
-- Claiming looks only at jobs that have not ended.
create index kernel_job_open on kernel_job (due_at, id) where status in ('queued', 'running');
"""


def upgrade() -> None:
    """Create the table of jobs."""
    execute(SQL)
