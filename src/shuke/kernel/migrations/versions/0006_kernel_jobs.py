"""Tables of the room kernel_jobs."""

from shuke.kernel.migrations import execute

revision = "0006"
down_revision = "0005"

SQL = """
select 1;
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
