"""Lists of members as somebody has them: ids, or identities such as `card:10086`."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from shuke import member
from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.engine import SubjectInvalid, SubjectUnknown
from shuke.kernel import ShukeError

LARGEST_BYTES: Final = 48 * 1024 * 1024
_SLICE: Final = 500
"""Names that are looked up at once: reading phone numbers takes 50 µs each, and others wait."""
_TOLD: Final = 1_000
"""Names of each sort that are told one by one."""

Name = Annotated[str, Meta(min_length=3, max_length=300)]
Names = Annotated[list[Name], Meta(min_length=1, max_length=1_000_000)]


class MemberList(msgspec.Struct, forbid_unknown_fields=True):
    """Members, named by ids or identities (`card:…`, `phone:…`, `email:…`)."""

    members: Names


class ListFlaw(msgspec.Struct):
    """A name that means nobody: `place` counts from 0."""

    place: int
    code: str
    message: str


class Recognised(msgspec.Struct):
    """What a list comes to. Every name is counted once: for the first time that it means a member,
    as repeated, as `unknown` (well written, and nobody has it) or as `wrong` (cannot be read)."""

    members: int
    repeated: int
    unknown: int
    wrong: int
    flaws: list[ListFlaw]
    """Of the unknown and of the wrong names the first 1,000 each."""


@route(
    "POST",
    "/v1/members/recognise",
    needs="members:read",
    largest=LARGEST_BYTES,
    example={"members": ["card:10086", "phone:13800000000", "email:li@example.com"]},
)
async def recognise_members(ask: Ask[None, MemberList]) -> Recognised:
    """How many members a list means, and which names of it mean nobody; nothing is changed.

    To be asked before something is done for the list: `POST /v1/coupons/{template}/issues` refuses
    a list with a name that cannot be read, and counts the unknown ones as refused.
    """
    found: set[str] = set()
    total: dict[bool, int] = {True: 0, False: 0}
    flaws: list[ListFlaw] = []
    async for place, one in looked_up(ask, ask.body.members, known=True):
        if isinstance(one, str):
            found.add(one)
            continue
        unknown = isinstance(one, SubjectUnknown)
        total[unknown] += 1
        if total[unknown] <= _TOLD:
            flaws.append(ListFlaw(place, one.code, one.detail.of(ask.language)))
    repeated = len(ask.body.members) - len(found) - sum(total.values())
    return Recognised(len(found), repeated, total[True], total[False], flaws)


async def looked_up(
    ask: Ask[Any, Any], names: Sequence[str], *, known: bool = False
) -> AsyncIterator[tuple[int, str | ShukeError]]:
    """Whom each name means, or why nobody: SubjectUnknown, or how it is badly written.

    Places count from 0. Ids are taken as they are, unless it is asked whether they are `known`.
    """
    region = member.region_of(ask.release.programme)
    unknown = SubjectUnknown()
    for first in range(0, len(names), _SLICE):
        some = [_named(ask, name.strip(), region) for name in names[first : first + _SLICE]]
        ids = [one for one in some if isinstance(one, str)] if known else []
        async with ask.connection() as connection:
            owners = await member.owners(
                connection, [one for one in some if isinstance(one, tuple)]
            )
            here = await member.known(connection, ids) if ids else set()
        for place, one in enumerate(some, first):
            if isinstance(one, tuple):
                yield place, owners.get(one, unknown)
            elif known and isinstance(one, str) and one not in here:
                yield place, unknown
            else:
                yield place, one


def _named(
    ask: Ask[Any, Any], name: str, region: str | None
) -> str | tuple[str, bytes] | ShukeError:
    """A member's id, or the kind and the keyed hash of an identity; or what is wrong with it."""
    kind, colon, value = name.partition(":")
    if colon and kind != "member":
        try:
            return kind, ask.shuke.keyring.index(kind, member.normalise(kind, value, region))
        except ShukeError as error:
            return error
    subject = value if colon else kind
    if not subject.isascii() or not subject.isprintable():
        return SubjectInvalid()
    return subject
