"""Records are found by their key alone where people ask so: orders and holds."""

from shuke.kernel.migrations import execute

revision = "0031"
down_revision = "0030"

# With all records in it the planner took it for a batch's records as well: one member's record was
# looked for among those of everybody who had one of that key.
SQL = """
drop index engine_record_key;
create index engine_record_key on engine_record (key, kind) where kind in ('order', 'hold');
"""


def upgrade() -> None:
    """Make the index partial."""
    execute(SQL)
