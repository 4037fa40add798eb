"""Tables of the room visit: sessions of members, codes, and what was used once."""

from shuke.kernel.migrations import execute

revision = "0018"
down_revision = "0017"

SQL = """
-- Sessions of members, never of people who operate: another table, another cookie.
create table visit_session (
    token_hash bytea primary key,
    subject text not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    ends_at timestamptz not null
);
create index visit_session_subject on visit_session (subject);
create index visit_session_ends on visit_session (ends_at);

-- The number by which a till finds whose code it has read; another one each day.
create table visit_code (
    subject text primary key,
    handle text not null unique,
    ends_at timestamptz not null
);

-- One-time codes for signing in, hashed, one per member.
create table visit_passcode (
    subject text primary key,
    hash bytea not null,
    ends_at timestamptz not null,
    tries smallint not null
);

-- Hashes of links and codes that count once, until they would have run out.
create table visit_used (
    mark bytea primary key,
    ends_at timestamptz not null
);
create index visit_used_ends on visit_used (ends_at);
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
