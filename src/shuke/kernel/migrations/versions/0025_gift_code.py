"""Codes of somebody else's that gifts are fulfilled with: sealed until their member looks."""

from shuke.kernel.migrations import execute

revision = "0025"
down_revision = "0024"

SQL = """
-- How many codes were ever brought for a gift: what the scarce counter of its codes holds.
create table reward_code_pool (
    gift text collate "C" primary key,
    imported bigint not null
);
-- A code is sealed under the key of its batch. It belongs to nobody until a member looks at it.
create table reward_gift_code (
    id bigint generated always as identity,
    seen_at timestamptz,
    gift text collate "C" not null,
    hash bytea not null,
    batch text collate "C" not null,
    sealed bytea not null,
    subject text collate "C",
    redemption text collate "C",
    primary key (gift, hash)
);
create index reward_gift_code_free on reward_gift_code (gift, id) where redemption is null;
create unique index reward_gift_code_of on reward_gift_code (subject, redemption)
    where redemption is not null;
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
