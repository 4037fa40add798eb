"""The accountant's figures: days, lots and sales kept as they come, and periods that are closed."""

from shuke.kernel.migrations import execute

revision = "0017"
down_revision = "0016"

SQL = """
-- What a day moved, signed as the members' accounts see it. `day` is the business day that the
-- entries say; `posted_on` the day on which the books count them, which differs only for entries
-- that came when their month had been closed. `funder` is empty for debts, which belong to no lot,
-- `earn_month` 0 for lots without a month; `sold`: issued for an order.
create table ledger_day (
    posted_on date not null,
    day date not null,
    currency text collate "C" not null,
    funder text collate "C" not null,
    kind text collate "C" not null,
    earn_month integer not null,
    sold boolean not null,
    amount bigint not null,
    entries bigint not null,
    primary key (currency, posted_on, funder, kind, earn_month, sold, day)
);

-- What all members hold, by the lots' dates; 9999-12-31 for lots without a last day. A debt is a
-- row of its own, below zero.
create table ledger_lot (
    currency text collate "C" not null,
    funder text collate "C" not null,
    earn_month integer not null,
    expires_on date not null,
    pending bigint not null,
    usable bigint not null,
    primary key (currency, expires_on, earn_month, funder)
);

-- What was paid for the orders that earned, by the month of earning.
create table ledger_sale (
    currency text collate "C" not null,
    posted_on date not null,
    earn_month integer not null,
    paid_cents bigint not null,
    orders bigint not null,
    primary key (currency, posted_on, earn_month)
);

-- A month whose figures stay as they were read by whoever closed it; `position` is how far the feed
-- had been counted, `hash` chains over the figures of the month before.
create table ledger_period (
    month date primary key check (extract(day from month) = 1),
    closed_at timestamptz not null,
    closed_by text not null,
    reason text not null,
    release integer not null,
    position bigint not null,
    figures bytea not null,
    hash bytea not null
);
create function ledger_period_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a closed period never changes';
end
$$;
create trigger ledger_period_stays before update or delete on ledger_period
    for each row execute function ledger_period_stays();
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
