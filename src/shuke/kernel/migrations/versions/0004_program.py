"""Tables of the room program."""

from shuke.kernel.migrations import execute

revision = "0004"
down_revision = "0003"

SQL = """
select 1;
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
