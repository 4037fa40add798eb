"""Paid orders that the till charged otherwise than the engine reckons are found without a scan."""

from shuke.kernel.migrations import execute

revision = "0027"
down_revision = "0026"

SQL = """
create index reward_pricing_off on reward_pricing (at desc, subject, seq)
    where difference_cents <> 0 or lines_off > 0;
"""


def upgrade() -> None:
    """Create the index."""
    execute(SQL)
