"""A member's draws are found without a scan of everybody's."""

from shuke.kernel.migrations import execute

revision = "0029"
down_revision = "0028"

SQL = "create index reward_draw_entrant_subject on reward_draw_entrant (subject);"


def upgrade() -> None:
    """Create the index."""
    execute(SQL)
