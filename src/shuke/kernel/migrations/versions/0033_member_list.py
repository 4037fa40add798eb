"""Members are counted and listed by an index that their orders do not touch."""

from shuke.kernel.migrations import execute

revision = "0033"
down_revision = "0032"

# With the moment of the last order in an index every order wrote a new entry into all indexes of
# the table: PostgreSQL leaves them alone only when nothing that any of them holds has changed.
SQL = """
drop index engine_state_last_order;
create index engine_state_member on engine_state (registered_at desc nulls last, subject)
    where kind = 'member' and merged_into is null and (provisional or registered_at is not null);
"""


def upgrade() -> None:
    """Put one index in the other's place."""
    execute(SQL)
