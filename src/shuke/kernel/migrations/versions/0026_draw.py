"""Surprise gifts drawn at random: what was published before, and who was in the list."""

from shuke.kernel.migrations import execute

revision = "0026"
down_revision = "0025"

SQL = """
-- The seed lies sealed until the draw; then it is published beside the hash it was promised by.
create table reward_draw (
    id text collate "C" primary key,
    announced_at timestamptz not null,
    drawn_at timestamptz,
    winners integer not null,
    entrants integer not null,
    active_days integer not null,
    title text not null,
    kind text not null,
    gives text not null,
    entrants_hash text not null,
    seed_hash text not null,
    sealed_seed bytea not null,
    seed text,
    announced_by text not null
);
-- The list is frozen when the draw is announced; `place` is what the draw gave, 1 the first.
create table reward_draw_entrant (
    draw text collate "C" not null references reward_draw (id),
    pid text collate "C" not null,
    subject text collate "C" not null,
    place integer,
    primary key (draw, pid)
);
"""


def upgrade() -> None:
    """Create the tables."""
    execute(SQL)
