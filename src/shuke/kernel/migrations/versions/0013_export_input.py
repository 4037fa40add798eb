"""What was typed to find members does not stay in the jobs that export them."""

from shuke.kernel.migrations import execute

revision = "0013"
down_revision = "0012"

SQL = """
-- It may have been a phone number. A job that still waits exports nobody rather than everybody.
update kernel_job set input = jsonb_set(input - 'q', '{where,subjects}', '[]')
where name = 'export.members' and input ->> 'q' is not null;
"""


def upgrade() -> None:
    """Take it out."""
    execute(SQL)
