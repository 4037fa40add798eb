"""The statements of a batch: a fixed number whatever its size, locks always in one order.

Identities, then members, then stock. Nothing is joined to a locked row: what is joined would have
been read before the wait for the lock. What is read or written at the same place of a batch is one
statement: in a small batch it is the round trips that cost, not the rows.
"""

# What the batch begins with, and whose the named identities are; at least one row.
HEAD = """
select head.*, named.kind, named.hash, named.subject
from (
    select epoch, engine,
           (select coalesce(max(id), 0) from engine_release) as horizon,
           exists (select from engine_inbox where status = 'open') as failures,
           nextval('engine_batch_id_seq') as batch
    from engine_epoch
) as head
left join (
    select i.kind, i.hash, i.subject
    from unnest($1::text[], $2::bytea[]) as sent (kind, hash)
    join engine_identity as i using (kind, hash)
) as named on true
"""

# The first batch of a newer engine says so; from then on older processes stop.
TAKE_OVER = """
update engine_epoch set epoch = greatest(epoch, $1), engine = greatest(engine, $2)
where epoch < $1 or engine < $2
"""

RESOLVE = """
select i.kind, i.hash, i.subject
from unnest($1::text[], $2::bytea[]) as named (kind, hash)
join engine_identity as i using (kind, hash)
"""

RESOLVE_LOCKED = """
select i.kind, i.hash, i.subject
from engine_identity as i
where (i.kind, i.hash) in (select * from unnest($1::text[], $2::bytea[]))
order by i.kind, i.hash
for update
"""

# Sorted by the caller, so that two batches winning the same identities cannot deadlock.
WIN_IDENTITIES = """
insert into engine_identity (kind, hash, subject, sealed, hint, linked_at)
select * from unnest(
    $1::text[], $2::bytea[], $3::text[], $4::bytea[], $5::text[], $6::timestamptz[])
on conflict do nothing
returning kind, hash
"""

RELEASE_IDENTITIES = """
delete from engine_identity as i
using unnest($1::text[], $2::bytea[], $3::text[]) as named (kind, hash, subject)
where i.kind = named.kind and i.hash = named.hash and i.subject = named.subject
"""

MAKE_STATES = """
insert into engine_state (bucket, subject)
select * from unnest($1::smallint[], $2::text[])
"""

# A subject of another kind is made by an event that another subject sent; it is nobody's identity.
MAKE_SUBJECTS = """
insert into engine_state (bucket, subject, kind)
select * from unnest($1::smallint[], $2::text[], $3::text[])
on conflict do nothing
"""

MAKE_SEAL_KEYS = """
insert into engine_seal_key (subject, wrapped, master_version)
select * from unnest($1::text[], $2::bytea[], $3::integer[])
on conflict do nothing
"""

SEAL_KEYS = """
select subject, wrapped, master_version
from engine_seal_key
where subject = any($1::text[]) and destroyed_at is null
"""

LOCK = """
select bucket, subject, seq, last_at, due_at, engine, merged_into, state
from engine_state
where (bucket, subject) in (select * from unnest($1::smallint[], $2::text[]))
order by subject
for no key update
"""

EXISTING = """
select subject from engine_state
where (bucket, subject) in (select * from unnest($1::smallint[], $2::text[]))
"""

LOCK_FREE = LOCK + " skip locked"

DUE = """
select bucket, subject, seq, last_at, due_at, engine, merged_into, state
from engine_state
where due_at <= $1 and (retry_at is null or retry_at <= $1)
order by due_at
limit $2
for no key update skip locked
"""

# Once the members are locked: which events came before, and the records that events name.
READ = """
select k.source, k.id, k.hash, k.bucket, k.subject, k.seq, k.at,
       null as kind, null as key, null::smallint as engine, null::bytea as data
from unnest($1::text[], $2::text[]) as sent (source, id)
join engine_key as k using (source, id)
union all
select null, null, null, r.bucket, r.subject, null, null, r.kind, r.key, r.engine, r.data
from unnest($3::smallint[], $4::text[], $5::text[], $6::text[])
    as named (bucket, subject, kind, key)
join engine_record as r using (bucket, subject, kind, key)
"""

EFFECTS = """
select l.subject, l.seq, l.effects
from unnest($1::smallint[], $2::text[], $3::bigint[], $4::timestamptz[])
    as wanted (bucket, subject, seq, at)
join engine_log as l using (bucket, subject, seq, at)
"""

PAST = """
select l.subject, l.seq, l.at, l.time, l.type, l.source, l.id, l.data
from unnest($1::smallint[], $2::text[], $3::bigint[], $4::timestamptz[])
    as wanted (bucket, subject, seq, at)
join engine_log as l using (bucket, subject, seq, at)
"""

OPEN_STOCK = """
insert into engine_stock (id, size, "left")
select * from unnest($1::text[], $2::bigint[], $2::bigint[])
on conflict do nothing
"""

LOCK_STOCK = """
select id, size, "left" from engine_stock where id = any($1::text[]) order by id for update
"""

TAKE_STOCK = """
update engine_stock as s set size = now.size, "left" = now."left"
from unnest($1::text[], $2::bigint[], $3::bigint[]) as now (id, size, "left")
where s.id = now.id
"""

# Everything that is written row by row, beside what is copied in: states, records, keys, and the
# batch's own row for the feed.
WRITE = """
with states as (
    update engine_state as s set
        seq = w.seq, last_at = w.last_at, due_at = w.due_at, retry_at = null, engine = $1,
        tier = w.tier, stage = w.stage, registered_at = w.registered_at,
        last_order_at = w.last_order_at, balance = w.balance, orders = w.orders,
        channel = w.channel, provisional = w.provisional, state = w.state
    from unnest(
        $2::smallint[], $3::text[], $4::bigint[], $5::timestamptz[], $6::timestamptz[],
        $7::bytea[], $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[],
        $12::bigint[], $13::integer[], $14::text[], $15::boolean[]
    ) as w (bucket, subject, seq, last_at, due_at, state, tier, stage, registered_at,
            last_order_at, balance, orders, channel, provisional)
    where s.bucket = w.bucket and s.subject = w.subject
), records as (
    insert into engine_record (bucket, subject, kind, key, data, engine)
    select *, $1 from unnest($16::smallint[], $17::text[], $18::text[], $19::text[], $20::bytea[])
    on conflict (bucket, subject, kind, key) do update set
        data = excluded.data, engine = excluded.engine
), keys as (
    insert into engine_key (source, id, hash, bucket, subject, seq, at)
    select * from unnest($21::text[], $22::text[], $23::bytea[], $24::smallint[], $25::text[],
                         $26::bigint[], $27::timestamptz[])
)
insert into engine_batch (id, at, rows, hash) overriding system value
values ($28, $29, $30, $31)
"""

DROP_RECORDS = """
delete from engine_record as r
using unnest($1::smallint[], $2::text[], $3::text[], $4::text[])
    as gone (bucket, subject, kind, key)
where r.bucket = gone.bucket and r.subject = gone.subject
  and r.kind = gone.kind and r.key = gone.key
"""

DROP_STATES = """
delete from engine_state as s
using unnest($1::smallint[], $2::text[]) as gone (bucket, subject)
where s.bucket = gone.bucket and s.subject = gone.subject and s.seq = 0
"""

DROP_SUBJECT_IDENTITIES = "delete from engine_identity where subject = any($1::text[])"
DROP_SEAL_KEYS = "delete from engine_seal_key where subject = any($1::text[])"

QUEUE = """
insert into engine_queue (key, target, type, time, data, depth, next_at)
select *, $7::timestamptz from unnest(
    $1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::bytea[], $6::smallint[])
on conflict do nothing
"""

UNQUEUE = "delete from engine_queue where key = any($1::text[])"

INBOX = """
insert into engine_inbox
    (id, source, event_id, subject, type, time, data, imported, code, error, failed_at, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
on conflict (source, event_id) do update set
    tries = engine_inbox.tries + 1, error = excluded.error, code = excluded.code,
    data = excluded.data, hash = excluded.hash, failed_at = excluded.failed_at,
    status = 'open', next_at = null, closed_at = null
returning id
"""

CLOSE_INBOX = """
update engine_inbox set status = 'folded', closed_at = $3
where status = 'open' and (source, event_id) in (select * from unnest($1::text[], $2::text[]))
"""

LOG_COLUMNS = (
    "bucket",
    "subject",
    "seq",
    "at",
    "time",
    "type",
    "source",
    "id",
    "release",
    "engine",
    "batch",
    "given",
    "data",
    "effects",
)
