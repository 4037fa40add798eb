"""Benefits: every use of one, and every use that was undone."""

from shuke.kernel.migrations import execute

revision = "0019"
down_revision = "0018"

SQL = """
create table reward_benefit (
    seq bigint not null,
    at timestamptz not null,
    worth_cents bigint,
    cost_cents bigint,
    n integer not null,
    version integer not null,
    count integer not null,
    day date not null,
    bucket smallint not null,
    subject text collate "C" not null,
    benefit text not null,
    act text not null,
    use_id text not null,
    channel text,
    store text,
    order_id text,
    funder text,
    primary key (bucket, subject, seq, n)
);
create index reward_benefit_day on reward_benefit using brin (day) with (pages_per_range = 32);
"""


def upgrade() -> None:
    """Create the table."""
    execute(SQL)
