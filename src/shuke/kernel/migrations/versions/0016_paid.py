"""Paid membership: every change of a member's plans."""

from shuke.kernel.migrations import execute

revision = "0016"
down_revision = "0015"

SQL = """
create table program_paid_plan (
    seq bigint not null,
    at timestamptz not null,
    cents bigint not null,
    n integer not null,
    version integer not null,
    day date not null,
    first date not null,
    last date not null,
    bucket smallint not null,
    subject text collate "C" not null,
    plan text not null,
    change text not null,
    order_id text,
    primary key (bucket, subject, seq, n)
);
create index program_paid_plan_last on program_paid_plan (plan, last);
"""


def upgrade() -> None:
    """Create the table."""
    execute(SQL)
