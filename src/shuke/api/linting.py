"""Looking over the offers and coupons of a release before it is published."""

import asyncio
from collections.abc import Collection
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.engine import DefinitionInvalid, Release, check_documents, drafts, proposed
from shuke.org import Connection
from shuke.reward import Looked, Product, Warned, lint, products_of
from shuke.rule import OrderPaid

_PRODUCTS: Final = 10
"""So many products of the latest orders are priced for the preview."""
_ORDERS: Final = 50
_LOOKED_AT: Final = frozenset({"offer", "coupon"})


class ReleaseWarning(msgspec.Struct):
    """Something that may not be meant: of a definition (`kind`, `key`) or of a product (`sku`).

    Codes: `over`, `limit_missing`, `per_member_missing`, `impossible`, `shadowed`,
    `at_cost_or_below`, `deep_discount`.
    """

    code: str
    message: str
    kind: str | None = None
    key: str | None = None
    sku: str | None = None


class LowestPrice(msgspec.Struct):
    """The lowest price of a product that was found: so many of it, alone in a cart, every condition
    met, one coupon of each template in hand. `by` are the keys of what is taken off."""

    sku: str
    quantity: int
    list_cents: int
    payable_cents: int
    cost_cents: int | None
    percent_off: int
    by: list[str]
    optimal: bool


class LookingOver(msgspec.Struct, forbid_unknown_fields=True):
    """Products with their prices and costs, as they are sold."""

    products: Annotated[list[Product], Meta(max_length=100)] = []


class LookedOver(msgspec.Struct):
    """What all drafts as one release are warned of, and the lowest price of each product."""

    warnings: list[ReleaseWarning]
    lowest: list[LowestPrice]


_LATEST = """
select data from engine_log where type = 'order.paid'
order by batch desc, subject, seq desc limit $1
"""


@route(
    "POST",
    "/v1/releases/draft/look",
    needs="definitions:read",
    example={
        "products": [{"sku": "milk", "category": "dairy", "unit_cents": 1250, "cost_cents": 900}]
    },
)
async def look_over_draft(ask: Ask[None, LookingOver]) -> LookedOver:
    """Look over all drafts as one release: limits that are missing, offers that are no use, and
    the lowest price of each product against its cost. Nothing is refused or changed."""
    async with ask.connection() as connection:
        release = await _draft(ask, connection)
    found = await _looked(ask, release, ask.body.products)
    return LookedOver(
        [_shown(ask, one) for one in found.warnings],
        [
            LowestPrice(
                one.sku,
                one.quantity,
                one.list_cents,
                one.payable_cents,
                one.cost_cents,
                one.percent_off,
                one.by,
                one.optimal,
            )
            for one in found.worst
        ],
    )


async def warnings(
    ask: Ask[Any, Any], connection: Connection, changed: Collection[tuple[str, str]]
) -> list[ReleaseWarning]:
    """What the preview of a release warns of, with products of the latest orders as the sample.

    Of definitions only of the `changed` ones (kind, key): what was warned of when it was published
    is known. The whole set must be free of problems.
    """
    if not any(kind in _LOOKED_AT for kind, _key in changed):
        return []
    release = await _draft(ask, connection)
    rows = await connection.fetch(_LATEST, _ORDERS)
    orders = [msgspec.json.decode(row["data"], type=OrderPaid) for row in rows]
    products = products_of((line for order in orders for line in order.lines), _PRODUCTS)
    return [
        _shown(ask, one)
        for one in (await _looked(ask, release, products)).warnings
        if one.key is None or (one.kind, one.key) in changed
    ]


async def _draft(ask: Ask[Any, Any], connection: Connection) -> Release:
    """All drafts as one release. Raises DefinitionInvalid where the set has problems."""
    book = ask.shuke.book
    await book.refresh(connection)
    documents, _changes = proposed(book, await drafts(connection, book), ask.now)
    problems = [flaw for _kind, _key, flaw in check_documents(ask.shuke.app, documents)]
    if problems:
        raise DefinitionInvalid(problems[0].message, place=problems[0].place, flaws=problems)
    return ask.shuke.app.compile(book.newest + 1, ask.now, documents, {})


async def _looked(ask: Ask[Any, Any], release: Release, products: list[Product]) -> Looked:
    today = ask.now.astimezone(release.zone).toordinal()
    # Some tenths of a second of work: other requests go on meanwhile.
    return await asyncio.to_thread(lint, release, today, products)


def _shown(ask: Ask[Any, Any], one: Warned) -> ReleaseWarning:
    return ReleaseWarning(one.code, ask.say(one.text), one.kind, one.key, one.sku)
