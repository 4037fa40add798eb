"""Tables of the room org: people, sessions, keys, the audit chain, reveals."""

from shuke.kernel.migrations import execute

revision = "0005"
down_revision = "0004"

SQL = """
create table org_person (
    id text primary key,
    email text not null,
    name text not null,
    password_hash text not null,
    role text not null,
    language text not null,
    active boolean not null default true,
    created_at timestamptz not null,
    signed_in_at timestamptz
);
-- One person per address, however it is written.
create unique index org_person_email on org_person (lower(email));

-- Only hashes of tokens are kept: whoever reads this table cannot act as anybody.
create table org_session (
    token_hash bytea primary key,
    person text not null references org_person (id) on delete cascade,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    ends_at timestamptz not null,
    agent text not null
);
create index org_session_person on org_session (person);
create index org_session_ends on org_session (ends_at);

-- Failed sign-ins, by hashed address or network address; forgotten when old.
create table org_attempt (
    who bytea primary key,
    failures integer not null,
    since timestamptz not null,
    blocked_until timestamptz
);

create table org_key (
    id text primary key,
    name text not null,
    key_hash bytea not null unique,
    start text not null,
    scopes text[] not null,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    used_at timestamptz,
    revoked_at timestamptz
);

-- The first administrator's token is made from this; the row goes when they exist.
create table org_setup (
    one boolean primary key default true check (one),
    nonce text not null
);
insert into org_setup (nonce) values (gen_random_uuid()::text);

-- Who did what, on what, why. `json` (not jsonb) keeps the very text that was hashed.
create table org_audit (
    n bigint primary key,
    at timestamptz not null,
    actor_kind text not null,
    actor text not null,
    actor_name text not null,
    act text not null,
    target_kind text not null,
    target text not null,
    before json,
    after json,
    reason text,
    trace text,
    previous bytea not null,
    hash bytea not null
);
create index org_audit_target on org_audit (target_kind, target, n);
create index org_audit_actor on org_audit (actor, n);

create function org_audit_stays() returns trigger language plpgsql as $$
begin
    raise exception 'org_audit is append-only';
end
$$;
create trigger org_audit_stays before update or delete on org_audit
    for each row execute function org_audit_stays();
create trigger org_audit_stays_whole before truncate on org_audit
    for each statement execute function org_audit_stays();

-- Which of a member's identifying fields somebody may see in clear, and until when.
create table org_reveal (
    id text primary key,
    person text not null,
    member text not null,
    fields text[] not null,
    reason text not null,
    at timestamptz not null,
    until timestamptz not null
);
create index org_reveal_open on org_reveal (person, member, until);
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
