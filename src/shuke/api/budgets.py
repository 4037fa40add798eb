"""What budgets have left: of offers, coupon templates and campaigns, read without a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shuke.api.ask import Ask
    from shuke.engine import Release

_TAKEN = 'select id, size - "left" as taken from engine_stock where id = any($1::text[])'


async def taken(ask: Ask[Any, Any], stocks: list[str]) -> dict[str, int]:
    """What was taken from counters, by id; one that is missing was never taken from."""
    if not stocks:
        return {}
    rows = await ask.shuke.pool.fetch(_TAKEN, stocks)
    return {row["id"]: row["taken"] for row in rows}


async def budgets_left(ask: Ask[Any, Any], release: Release) -> dict[str, int]:
    """What every counter of a release's offers and coupon templates has left, by id."""
    counters = release.plans["reward"].counters
    gone = await taken(ask, [one.stock for one in counters])
    return {one.stock: one.size - gone.get(one.stock, 0) for one in counters}
