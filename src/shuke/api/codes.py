"""Codes of a coupon template or a pack: made here or brought from elsewhere, kept as hashes."""

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
from shuke.kernel import Text

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
    return await _make(ask, _template(ask), ("coupon", ask.path["template"]))


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
    return await _import(ask, _template(ask), ("coupon", ask.path["template"]))


@route(
    "POST",
    "/v1/packs/{pack}/codes",
    needs="coupons:issue",
    status=201,
    once=True,
    example={"batch": "autumn", "count": 1000},
)
async def make_pack_codes(ask: Ask[None, Making]) -> CodesMade:
    """Make codes that packs are claimed with, as those of coupons."""
    return await _make(ask, _pack(ask), ("pack", ask.path["pack"]))


@route(
    "POST",
    "/v1/packs/{pack}/codes/import",
    needs="coupons:issue",
    status=201,
    once=True,
    largest=_LARGEST_BYTES,
    example={"batch": "printed", "codes": ["7Q8R5T2W4Y6A8C0E"]},
)
async def import_pack_codes(ask: Ask[None, Importing]) -> CodesAdded:
    """Bring codes that packs are claimed with, as those of coupons."""
    return await _import(ask, _pack(ask), ("pack", ask.path["pack"]))


async def _make(ask: Ask[None, Making], of: str, what: tuple[str, str]) -> CodesMade:
    body = ask.body
    codes = await reward.make_codes(body.count, secrets.token_bytes)
    await _add(ask, of, what, body.batch, codes)
    return CodesMade(body.batch, codes)


async def _import(ask: Ask[None, Importing], of: str, what: tuple[str, str]) -> CodesAdded:
    body = ask.body
    codes = await reward.normal_codes(body.codes)
    added = await _add(ask, of, what, body.batch, codes)
    return CodesAdded(body.batch, added, len(codes) - added)


def _template(ask: Ask[Any, Any]) -> str:
    """A published template that is claimed by code."""
    key: str = ask.path["template"]
    template: reward.Coupon | None = ask.release.plans["reward"].coupons.get(key)
    _with_codes(template)
    return key


def _pack(ask: Ask[Any, Any]) -> str:
    """Under what the codes of a published pack are kept."""
    key: str = ask.path["pack"]
    _with_codes(ask.release.plans["reward"].wallet.packs.get(key))
    return f"{reward.PACK_CODE}{key}"


def _with_codes(document: reward.Coupon | reward.Pack | None) -> None:
    if document is None:
        raise NotFound
    if document.codes == "none":
        raise RequestInvalid(
            Text(en="It has no codes.", zh="它不使用券码。"),
            hint=Text(
                en="Set its codes to generated or imported.", zh="请将其券码设为生成或导入。"
            ),
        )


async def _add(
    ask: Ask[Any, Any], of: str, what: tuple[str, str], batch: str, codes: list[str]
) -> int:
    hash_ = partial(ask.shuke.keyring.index, reward.CODE_KIND)
    async with ask.connection() as connection:
        added = await reward.add_codes(connection, of, batch, codes, hash_, ask.now)
    await note(ask, f"{what[0]}.codes_added", what, after={"batch": batch, "added": added})
    return added
