"""The ledger's entries: append-only, one row per transfer."""

from shuke.kernel.migrations import execute

revision = "0003"
down_revision = "0002"

SQL = """
-- One transfer: `amount` leaves the account `debit` and enters `credit`, so that the entries of a
-- currency sum to zero over all accounts. The key is also the order of the statement; columns lie
-- widest first, which saves the padding of eight million rows.
create table ledger_entry (
    seq bigint not null,
    at timestamptz not null,
    time timestamptz not null,
    amount bigint not null check (amount > 0),
    usable_after bigint not null,
    pending_after bigint not null,
    n integer not null,
    day date not null,
    earn_month integer,
    expires_on date,
    rule_version integer,
    bucket smallint not null,
    subject text collate "C" not null,
    currency text collate "C" not null,
    kind text not null,
    debit text not null,
    credit text not null,
    funder text,
    rule text,
    key text,
    note text,
    primary key (bucket, subject, seq, n)
);

-- Rows come in the order of their days, so a block-range index finds a day's rows and costs the
-- hot path one touch per 32 pages.
create index ledger_entry_day on ledger_entry using brin (day) with (pages_per_range = 32);
"""


def upgrade() -> None:
    """Create the table."""
    execute(SQL)
