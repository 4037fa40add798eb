"""Packs, benefits and paid plans in figures: what was given, used and paid, and what is left."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec

from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.api.page import Page
from shuke.program import plan_figures as read_plans

_DAYS = 30
_LEFT = 'select id, size - "left" as taken from engine_stock where id = any($1::text[])'
_PACKS = """
select cause, count(distinct (subject, seq)) as packs, count(*) as coupons
from reward_coupon where day >= $1 and change = 'issued' and cause like 'pack:%' group by cause
"""
_BENEFITS = """
select benefit,
       coalesce(sum(count) filter (where act = 'used'), 0)::bigint as used,
       coalesce(sum(count) filter (where act = 'returned'), 0)::bigint as returned,
       count(distinct subject) filter (where act = 'used') as members,
       coalesce(sum(worth_cents * signed), 0)::bigint as worth,
       coalesce(sum(cost_cents * signed), 0)::bigint as cost
from reward_benefit
cross join lateral (select case act when 'used' then count else -count end as signed) as counted
where day >= $1 group by benefit
"""


class PackFigure(msgspec.Struct):
    """A pack: how often it was given in 30 business days, its coupons, and how many are left (null:
    always one more)."""

    pack: str
    issued_30d: int
    coupons_30d: int
    left: int | None


class BenefitFigure(msgspec.Struct):
    """A benefit in 30 business days: uses and uses undone, by how many members, what the uses were
    worth and what they cost; and how many uses are left for all (null: no limit)."""

    benefit: str
    used_30d: int
    returned_30d: int
    members_30d: int
    worth_cents_30d: int
    cost_cents_30d: int
    left: int | None


class PlanFigure(msgspec.Struct):
    """A paid plan: who has it today, paid or on trial; and what came in within 30 business days,
    and was due back."""

    plan: str
    paying: int
    trying: int
    paid_30d: int
    renewed_30d: int
    cancelled_30d: int
    paid_cents_30d: int
    refund_cents_30d: int


@route("GET", "/v1/packs/figures", needs="figures:read")
async def pack_figures(ask: Ask[None, None]) -> Page[PackFigure]:
    """Every live pack: given in 30 business days, and what is left."""
    documents = ask.release.documents.get("pack", {})
    async with ask.connection() as connection:
        rows = await connection.fetch(_PACKS, _since(ask))
        taken = await _taken(connection, [f"pack:{key}" for key in documents])
    told = {row["cause"]: row for row in rows}
    items = []
    for key, document in sorted(documents.items()):
        row = told.get(f"pack:{key}")
        packs, coupons = (row["packs"], row["coupons"]) if row else (0, 0)
        left = _left(document.stock, taken.get(f"pack:{key}"))
        items.append(PackFigure(key, packs, coupons, left))
    return Page(items, total=len(items))


@route("GET", "/v1/benefits/figures", needs="figures:read")
async def benefit_figures(ask: Ask[None, None]) -> Page[BenefitFigure]:
    """Every live benefit: used in 30 business days, and how many uses are left."""
    documents = ask.release.documents.get("benefit", {})
    async with ask.connection() as connection:
        told = {row["benefit"]: row for row in await connection.fetch(_BENEFITS, _since(ask))}
        taken = await _taken(connection, [f"benefit:{key}" for key in documents])
    items = []
    for key, document in sorted(documents.items()):
        row = told.get(key)
        left = _left(document.stock, taken.get(f"benefit:{key}"))
        items.append(
            BenefitFigure(
                key,
                row["used"] if row else 0,
                row["returned"] if row else 0,
                row["members"] if row else 0,
                row["worth"] if row else 0,
                row["cost"] if row else 0,
                left,
            )
        )
    return Page(items, total=len(items))


@route("GET", "/v1/plans/figures", needs="figures:read")
async def plan_figures(ask: Ask[None, None]) -> Page[PlanFigure]:
    """Every live paid plan: who has it today, and what it brought in 30 business days."""
    today = _today(ask)
    async with ask.connection() as connection:
        told = await read_plans(connection, today, today - timedelta(days=_DAYS))
    items = [
        PlanFigure(key, *told.get(key, (0,) * 7))
        for key in sorted(ask.release.documents.get("paid_plan", {}))
    ]
    return Page(items, total=len(items))


async def _taken(connection: Any, stocks: list[str]) -> dict[str, int]:
    return {row["id"]: row["taken"] for row in await connection.fetch(_LEFT, stocks)}


def _left(size: int | None, taken: int | None) -> int | None:
    return None if size is None else max(size - (taken or 0), 0)


def _today(ask: Ask[Any, Any]) -> date:
    return ask.now.astimezone(ask.release.zone).date()


def _since(ask: Ask[Any, Any]) -> date:
    return _today(ask) - timedelta(days=_DAYS)
