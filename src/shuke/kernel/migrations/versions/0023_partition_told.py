"""A month of the log that is there can be written to by whoever finds it."""

from shuke.kernel.migrations import execute

revision = "0023"
down_revision = "0022"

SQL = """
-- Between the moment at which a new part can be seen and the one at which PostgreSQL has told other
-- connections of it, a batch that found the part would look for it in vain among those it knew. Its
-- maker holds the lock until all have been told, so whoever finds it there waits for the lock once.
create or replace function engine_log_partition(month date) returns void language plpgsql as $$
declare
    name text := 'engine_log_' || to_char(month, 'YYYY_MM');
    making bigint := hashtext('engine_log_partition');
begin
    if to_regclass(name) is not null then
        perform pg_advisory_lock(making);
        perform pg_advisory_unlock(making);
        return;
    end if;
    perform pg_advisory_xact_lock(making);
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
