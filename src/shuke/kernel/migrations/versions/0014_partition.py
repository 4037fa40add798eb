"""A new month of the log waits for no batch, and no batch for it."""

from shuke.kernel.migrations import execute

revision = "0014"
down_revision = "0013"

SQL = """
-- `create table … partition of` locks the whole log against everybody; batches that had written to
-- it and met a new month at once waited for one another until PostgreSQL cut one off. Attaching a
-- table that was made before locks out other attachments only.
create or replace function engine_log_partition(month date) returns void language plpgsql as $$
declare
    name text := 'engine_log_' || to_char(month, 'YYYY_MM');
begin
    if to_regclass(name) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('engine_log_partition'));
    -- Not by name again: within this statement one that was missing above stays missing.
    if exists (
        select from pg_inherits join pg_class on pg_class.oid = inhrelid
        where inhparent = 'engine_log'::regclass and relname = name
    ) then
        return;
    end if;
    execute format(
        'create table %I (like engine_log including defaults including constraints'
        ' including storage) with (toast_tuple_target = 8160)', name);
    execute format(
        'alter table engine_log attach partition %I for values from (%L) to (%L)',
        name, month::text || ' 00:00:00+00',
        (month + interval '1 month')::date::text || ' 00:00:00+00');
end
$$;
"""


def upgrade() -> None:
    """Replace the function that makes partitions."""
    execute(SQL)
