"""Codes of a coupon template: made here or brought from elsewhere; kept as keyed hashes only."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke import reward
from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.api.problem import NotFound, RequestInvalid
from shuke.kernel import ShukeError, Text

Batch = Annotated[str, Meta(min_length=1, max_length=64)]
_LARGEST_BYTES = 8 * 1024 * 1024


class Making(msgspec.Struct, forbid_unknown_fields=True):
    """How many codes to make, and what the batch is called."""

    batch: Batch
    count: Annotated[int, Meta(ge=1, le=reward.MOST_AT_ONCE)]


class CodesMade(msgspec.Struct):
    """The codes, told this once: nobody can read them again."""

    batch: str
    codes: list[str]


class Importing(msgspec.Struct, forbid_unknown_fields=True):
    """Codes that were printed elsewhere."""

    batch: Batch
    codes: Annotated[list[str], Meta(min_length=1, max_length=reward.MOST_AT_ONCE)]


class CodesAdded(msgspec.Struct):
    """How many codes were new, and how many were known before or stood there twice."""

    batch: str
    added: int
    known: int


@route(
    "POST",
    "/v1/coupons/{template}/codes",
    needs="coupons:issue",
    status=201,
    once=True,
    example={"batch": "autumn", "count": 1000},
)
async def make_codes(ask: Ask[None, Making]) -> CodesMade:
    """Make codes of 80 random bits each, up to 100,000 at once; they are told only this once."""
    body = ask.body
    template = _template(ask)
    codes = reward.codes_of(secrets.token_bytes(reward.CODE_BYTES * body.count))
    await _add(ask, template, body.batch, codes)
    return CodesMade(body.batch, codes)


@route(
    "POST",
    "/v1/coupons/{template}/codes/import",
    needs="coupons:issue",
    status=201,
    once=True,
    largest=_LARGEST_BYTES,
    example={"batch": "printed", "codes": ["7Q8R5T2W4Y6A8C0E"]},
)
async def import_codes(ask: Ask[None, Importing]) -> CodesAdded:
    """Bring codes that exist already, up to 100,000 at once; blanks and hyphens do not count."""
    body = ask.body
    template = _template(ask)
    codes = []
    for place, code in enumerate(body.codes):
        try:
            codes.append(reward.normal(code))
        except ShukeError as error:
            error.place = f"/codes/{place}"
            raise
    added = await _add(ask, template, body.batch, codes)
    return CodesAdded(body.batch, added, len(codes) - added)


def _template(ask: Ask[Any, Any]) -> str:
    """A published template that is claimed by code."""
    key: str = ask.path["template"]
    template: reward.Coupon | None = ask.release.plans["reward"].coupons.get(key)
    if template is None:
        raise NotFound
    if template.codes == "none":
        raise RequestInvalid(
            Text(en="This template has no codes.", zh="该券模板不使用券码。"),
            hint=Text(
                en="Set its codes to generated or imported.", zh="请将其券码设为生成或导入。"
            ),
        )
    return key


async def _add(ask: Ask[Any, Any], template: str, batch: str, codes: list[str]) -> int:
    hash_ = partial(ask.shuke.keyring.index, reward.CODE_KIND)
    async with ask.connection() as connection:
        added = await reward.add_codes(connection, template, batch, codes, hash_, ask.now)
    after = {"batch": batch, "added": added}
    await note(ask, "coupon.codes_added", ("coupon", template), after=after)
    return added
