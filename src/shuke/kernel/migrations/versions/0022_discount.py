"""Discounts of paid orders: what each gave and what came back; the till beside the engine."""

from shuke.kernel.migrations import execute

revision = "0022"
down_revision = "0021"

SQL = """
create table reward_discount (
    seq bigint not null,
    at timestamptz not null,
    cents bigint not null,
    expected_cents bigint,
    n integer not null,
    version integer not null,
    release integer not null,
    day date not null,
    bucket smallint not null,
    subject text collate "C" not null,
    discount text not null,
    source text not null,
    act text not null,
    order_id text,
    coupon text,
    budget text,
    funder text,
    primary key (bucket, subject, seq, n)
);
create index reward_discount_day on reward_discount using brin (day) with (pages_per_range = 32);
create table reward_pricing (
    seq bigint not null,
    at timestamptz not null,
    list_cents bigint not null,
    expected_cents bigint not null,
    paid_cents bigint not null,
    difference_cents bigint not null,
    n integer not null,
    release integer not null,
    lines_off integer not null,
    day date not null,
    bucket smallint not null,
    subject text collate "C" not null,
    order_id text not null,
    hold_id text,
    store text,
    channel text,
    primary key (bucket, subject, seq, n)
);
create index reward_pricing_day on reward_pricing using brin (day) with (pages_per_range = 32);
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
