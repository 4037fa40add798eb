"""A draw gives points as well: so many to each winner."""

from shuke.kernel.migrations import execute

revision = "0030"
down_revision = "0029"

SQL = "alter table reward_draw add column amount integer;"


def upgrade() -> None:
    """Add the column."""
    execute(SQL)
