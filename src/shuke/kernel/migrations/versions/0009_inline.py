"""Log rows stay in one piece."""

from shuke.kernel.migrations import execute

revision = "0009"
down_revision = "0008"

SQL = """
-- An order and its effects are some two kilobytes: just enough for PostgreSQL to move them into a
-- second table with an index of its own, which cost every second event two more inserts.
do $$
declare
    part regclass;
begin
    for part in select inhrelid::regclass from pg_inherits where inhparent = 'engine_log'::regclass
    loop
        execute format('alter table %s set (toast_tuple_target = 8160)', part);
    end loop;
end
$$;

create or replace function engine_log_partition(month date) returns void language plpgsql as $$
declare
    name text := 'engine_log_' || to_char(month, 'YYYY_MM');
begin
    -- The lock makes two first rows of a month queue; `if not exists` looks after it is held.
    perform pg_advisory_xact_lock(hashtext('engine_log_partition'));
    execute format(
        'create table if not exists %I partition of engine_log for values from (%L) to (%L)'
        ' with (toast_tuple_target = 8160)',
        name, month::text || ' 00:00:00+00',
        (month + interval '1 month')::date::text || ' 00:00:00+00');
end
$$;
"""


def upgrade() -> None:
    """Alter the partitions and the function that makes them."""
    execute(SQL)
