"""Donations of points: pieces, and the results that donors are told."""

from shuke.kernel.migrations import execute

revision = "0028"
down_revision = "0027"

SQL = """
-- Null for everything that is no donation, so that the index is of donations alone.
alter table reward_gift add column pieces integer;
create index reward_gift_donation on reward_gift (gift, subject) where pieces is not null;
-- What the brand tells the donors of a project; `done` counts pieces done by then.
create table reward_report (
    id text collate "C" primary key,
    at timestamptz not null,
    done bigint,
    gift text collate "C" not null,
    en text not null,
    zh text not null,
    link text,
    told_by text not null
);
create index reward_report_gift on reward_report (gift, at);
"""


def upgrade() -> None:
    """Add the column and the table."""
    execute(SQL)
