"""Partners: what is settled with them, and statements that are closed."""

from shuke.kernel.migrations import execute

revision = "0024"
down_revision = "0023"

SQL = """
create table partner_entry (
    seq bigint not null,
    at timestamptz not null,
    count bigint not null,
    amount bigint not null,
    cents bigint not null,
    n integer not null,
    day date not null,
    bucket smallint not null,
    subject text collate "C" not null,
    partner text collate "C" not null,
    kind text collate "C" not null,
    back boolean not null,
    key text collate "C" not null,
    ref text collate "C" not null,
    primary key (bucket, subject, seq, n)
);
create index partner_entry_day on partner_entry (partner, day);

-- A month whose figures stay as they were read by whoever closed it; `position` is how far the feed
-- had come, `hash` chains over the partner's month before.
create table partner_statement (
    partner text collate "C" not null,
    month date not null check (extract(day from month) = 1),
    closed_at timestamptz not null,
    closed_by text not null,
    reason text not null,
    position bigint not null,
    figures bytea not null,
    hash bytea not null,
    primary key (partner, month)
);
create function partner_statement_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a closed statement never changes';
end
$$;
create trigger partner_statement_stays before update or delete on partner_statement
    for each row execute function partner_statement_stays();
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
