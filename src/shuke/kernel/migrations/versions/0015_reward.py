"""Coupons and gifts: the facts of their lives; codes that coupons are claimed with."""

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
-- One row a step of one redemption of a gift.
create table reward_gift (
    seq bigint not null,
    at timestamptz not null,
    points bigint not null,
    amount_cents bigint not null,
    n integer not null,
    version integer not null,
    release integer not null,
    day date not null,
    bucket smallint not null,
    subject text collate "C" not null,
    redemption text collate "C" not null,
    gift text collate "C" not null,
    step text not null,
    currency text,
    funder text,
    primary key (bucket, subject, seq, n)
);
create index reward_gift_redemption on reward_gift (redemption);
create index reward_gift_day on reward_gift using brin (day) with (pages_per_range = 32);

-- Codes that may be claimed: a keyed hash, never the code itself. Who claimed it is in the log, and
-- that it was claimed is a scarce counter of one.
create table reward_code (
    hash bytea primary key,
    template text collate "C" not null,
    batch text not null,
    added_at timestamptz not null
);
create index reward_code_template on reward_code (template, batch);
create index reward_coupon_day on reward_coupon using brin (day) with (pages_per_range = 32);
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
