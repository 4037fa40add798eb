"""Transfers between members, and families: every change."""

from shuke.kernel.migrations import execute

revision = "0020"
down_revision = "0019"

SQL = """
create table transfer_move (
    seq bigint not null,
    at timestamptz not null,
    amount bigint not null,
    fee bigint not null,
    n integer not null,
    day date not null,
    bucket smallint not null,
    subject text collate "C" not null,
    number text collate "C" not null,
    side text not null,
    other text collate "C" not null,
    currency text collate "C" not null,
    change text not null,
    reason text,
    primary key (bucket, subject, seq, n)
);

create table transfer_family (
    seq bigint not null,
    at timestamptz not null,
    amount bigint,
    n integer not null,
    day date not null,
    bucket smallint not null,
    subject text collate "C" not null,
    family text collate "C" not null,
    member text collate "C" not null,
    change text not null,
    currency text collate "C",
    key text,
    reason text,
    primary key (bucket, subject, seq, n)
);
create index transfer_family_member on transfer_family (member);
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
