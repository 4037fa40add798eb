"""What this room keeps of a member, for the copy that they may ask for."""

from __future__ import annotations

from typing import Any

from shuke.org import Pool


async def export_visits(pool: Pool, subject: str) -> list[dict[str, Any]]:
    """When a member was on their page. Codes are hashes or numbers of a day: they tell nothing."""
    rows = await pool.fetch(
        "select created_at, seen_at, ends_at from visit_session where subject = $1"
        " order by created_at",
        subject,
    )
    return [dict(row) for row in rows]
