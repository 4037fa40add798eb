"""The engine's tables: states, log, keys, records, stock, inbox, definitions, identities."""

from shuke.kernel.migrations import execute

revision = "0001"
down_revision = None

SQL = """
-- One row a process may not be older than: it stops when `epoch` is above its own.
create table engine_epoch (
    one boolean primary key default true check (one),
    epoch integer not null,
    engine integer not null
);
insert into engine_epoch (epoch, engine) values (1, 1);

-- One row per subject. `bucket` leads every per-subject key, so that a batch can stay in one shard.
create table engine_state (
    bucket smallint not null,
    subject text collate "C" not null,
    kind text not null default 'member',
    seq bigint not null default 0,
    last_at timestamptz,
    due_at timestamptz,
    engine smallint not null default 0,
    schema smallint not null default 1,
    tier text,
    stage text,
    registered_at timestamptz,
    last_order_at timestamptz,
    balance bigint not null default 0,
    orders integer not null default 0,
    channel text,
    provisional boolean not null default false,
    merged_into text,
    state bytea not null default ''::bytea,
    primary key (bucket, subject)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 1);
alter table engine_state alter column state set storage external;
create index engine_state_due on engine_state (due_at) where due_at is not null;
create index engine_state_last_order on engine_state (last_order_at desc nulls last, subject);

-- The log: written once, complete; (subject, seq) is the only order that replay uses.
create table engine_log (
    bucket smallint not null,
    subject text collate "C" not null,
    seq bigint not null,
    at timestamptz not null,
    time timestamptz not null,
    type text not null,
    source text not null,
    id text not null,
    release integer not null,
    engine smallint not null,
    batch bigint not null,
    given bytea,
    data bytea not null,
    effects bytea not null,
    primary key (bucket, subject, seq, at)
) partition by range (at);
alter table engine_log alter column data set storage external;
alter table engine_log alter column effects set storage external;
create index engine_log_batch on engine_log (batch);

-- Idempotency: (source, id) → the content's keyed hash and where its outcome is.
create table engine_key (
    source text collate "C" not null,
    id text collate "C" not null,
    hash bytea not null,
    bucket smallint not null,
    subject text collate "C" not null,
    seq bigint not null,
    at timestamptz not null,
    primary key (source, id)
);

-- What is kept per order, spend, hold …, touched only when an event names it.
create table engine_record (
    bucket smallint not null,
    subject text collate "C" not null,
    kind text collate "C" not null,
    key text collate "C" not null,
    data bytea not null,
    primary key (bucket, subject, kind, key)
) with (fillfactor = 90);
alter table engine_record alter column data set storage external;
create index engine_record_key on engine_record (key, kind);

-- Scarce counters. A counter that no row names yet holds its full size.
create table engine_stock (
    id text collate "C" primary key,
    size bigint not null,
    "left" bigint not null check ("left" >= 0)
) with (fillfactor = 50);

-- One row per committed batch; the sequencer gives visible rows their position in the feed.
create table engine_batch (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    rows integer not null,
    hash bytea not null,
    position bigint,
    chain bytea
);
create unique index engine_batch_position on engine_batch (position) where position is not null;
create index engine_batch_waiting on engine_batch (id) where position is null;

create table engine_reader (
    name text primary key,
    position bigint not null default 0,
    moved_at timestamptz not null default now()
);

-- Events for other subjects, queued in the sender's transaction.
create table engine_queue (
    key text collate "C" primary key,
    target text not null,
    type text not null,
    time timestamptz not null,
    data bytea not null,
    depth smallint not null,
    tries smallint not null default 0,
    next_at timestamptz not null
);
create index engine_queue_next on engine_queue (next_at);

-- Events whose fold failed; nothing of them is in the log.
create table engine_inbox (
    id text collate "C" primary key,
    source text not null,
    event_id text not null,
    subject text not null,
    type text not null,
    time timestamptz not null,
    data bytea not null,
    imported boolean not null default false,
    code text not null,
    error text not null,
    tries smallint not null default 1,
    next_at timestamptz,
    status text not null default 'open' check (status in ('open', 'folded', 'dismissed')),
    reason text,
    failed_at timestamptz not null,
    closed_at timestamptz,
    unique (source, event_id)
);
create index engine_inbox_open on engine_inbox (failed_at desc) where status = 'open';

-- Where an engine upgrade left each state: `verify` starts from the last one.
create table engine_checkpoint (
    bucket smallint not null,
    subject text collate "C" not null,
    seq bigint not null,
    engine smallint not null,
    state bytea not null,
    primary key (bucket, subject, seq)
);

-- Definitions are documents: every published version stays; a draft is beside them.
create table engine_definition (
    kind text not null,
    key text not null,
    version integer not null,
    document jsonb not null,
    created_at timestamptz not null,
    created_by text not null,
    primary key (kind, key, version)
);
create table engine_draft (
    kind text not null,
    key text not null,
    document jsonb,
    base_version integer not null,
    revision integer not null default 1,
    saved_at timestamptz not null,
    saved_by text not null,
    primary key (kind, key)
);
create table engine_release (
    id integer primary key,
    effective_at timestamptz not null,
    published_at timestamptz not null,
    published_by text not null,
    note text not null default '',
    versions jsonb not null
);

-- OneID: which subject an identity names. `hash` is an HMAC; the value itself is sealed.
create table engine_identity (
    kind text not null,
    hash bytea not null,
    subject text collate "C" not null,
    sealed bytea,
    hint text,
    linked_at timestamptz not null,
    primary key (kind, hash)
);
create index engine_identity_subject on engine_identity (subject);
create table engine_seal_key (
    subject text collate "C" primary key,
    wrapped bytea not null,
    master_version integer not null,
    destroyed_at timestamptz
);
create table engine_master (
    version integer primary key,
    created_at timestamptz not null,
    check_value bytea not null
);

-- Month partitions of the log are made when the first row of a month comes.
create function engine_log_partition(month date) returns void language plpgsql as $$
declare
    name text := 'engine_log_' || to_char(month, 'YYYY_MM');
begin
    -- The lock makes two first rows of a month queue; `if not exists` looks after it is held.
    perform pg_advisory_xact_lock(hashtext('engine_log_partition'));
    execute format(
        'create table if not exists %I partition of engine_log for values from (%L) to (%L)',
        name, month::text || ' 00:00:00+00',
        (month + interval '1 month')::date::text || ' 00:00:00+00');
end
$$;
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
