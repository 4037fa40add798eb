"""Coupons: the facts of their lives."""

from shuke.kernel.migrations import execute

revision = "0015"
down_revision = "0014"

SQL = """
-- One row a change of one coupon; the last one says where it stands. The key is also the order in
-- which it happened.
create table reward_coupon (
    seq bigint not null,
    at timestamptz not null,
    amount_cents bigint,
    n integer not null,
    version integer not null,
    release integer not null,
    day date not null,
    bucket smallint not null,
    subject text collate "C" not null,
    coupon text collate "C" not null,
    template text not null,
    change text not null,
    cause text,
    order_id text,
    funder text,
    primary key (bucket, subject, seq, n)
);
create index reward_coupon_day on reward_coupon using brin (day) with (pages_per_range = 32);
"""


def upgrade() -> None:
    """Create the table."""
    execute(SQL)
