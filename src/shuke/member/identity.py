"""Identities: the names under which one member is known, written one way and shown masked.

The rules stand in docs/algorithms/identity.md. A kind is one line in `IDENTITY_KINDS`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from shuke.kernel import ShukeError, Text
from shuke.rule import nearest

if TYPE_CHECKING:
    from shuke.engine import Programme

LENGTH_MAX = 254
"""UTF-8 bytes of an identity; an e-mail address is never longer (RFC 5321)."""

_CACHED = 65_536


class IdentityInvalid(ShukeError):
    """An identity's value cannot be one of its kind."""

    code = "identity_invalid"
    status = 422
    title = Text(en="The identity is not valid", zh="身份不合格式")


class IdentityKindUnknown(ShukeError):
    """There is no such kind of identity."""

    code = "identity_kind_unknown"
    status = 422
    title = Text(en="Unknown kind of identity", zh="未知的身份种类")


@dataclass(frozen=True, slots=True)
class IdentityKind:
    """A kind of identity. `normal(value, region)` raises ValueError with no part of the value."""

    name: str
    title: Text
    normal: Callable[[str, str | None], str]
    mask: Callable[[str], str]
    example: str


def normalise(kind: str, value: str, region: str | None, place: str = "/subject") -> str:
    """The one way an identity is written. `region` (ISO 3166) reads phones without country code.

    Raises IdentityInvalid or IdentityKindUnknown, naming `place` and never the value.
    """
    known = IDENTITY_KINDS.get(kind)
    if known is None:
        near = nearest(kind, list(IDENTITY_KINDS))
        raise IdentityKindUnknown(
            Text(en=f"There is no kind of identity {kind!r}.", zh=f"没有身份种类 {kind!r}。"),
            hint=Text(en=f"Did you mean {near!r}?", zh=f"是不是 {near!r}？") if near else None,
            place=place,
            suggestion=near,
        )
    try:
        return _normal(kind, value, region)
    except ValueError as error:
        raise IdentityInvalid(
            Text(
                en=f"This is not a valid {known.title.en}; one looks like {known.example}.",
                zh=f"这不是有效的{known.title.zh}，应形如 {known.example}。",
            ),
            place=place,
        ) from error


@lru_cache(maxsize=_CACHED)
def _normal(kind: str, value: str, region: str | None) -> str:
    # As typed, too: it is sealed as it came, and the token has its own bound (rule.Identity).
    if len(value.encode()) > LENGTH_MAX:
        raise ValueError("too long")
    # Tills and forms send full-width digits and letters; NFKC is how they were meant.
    form: Literal["NFC", "NFKC"] = "NFKC" if kind in _FOLDED_WIDTH else "NFC"
    text = unicodedata.normalize(form, value).strip()
    if not text or any(unicodedata.category(char)[0] == "C" for char in text):
        raise ValueError("empty, or with control characters")
    one_form = IDENTITY_KINDS[kind].normal
    # Taking out a space may let two characters combine: what is kept must stay as it is.
    normal = unicodedata.normalize(form, one_form(text, region))
    if one_form(normal, region) != normal:
        raise ValueError("no single way to write it")
    if len(normal.encode()) > LENGTH_MAX:
        raise ValueError("too long")
    return normal


def region_of(programme: Programme) -> str | None:
    """The region of phone numbers without a country code: the programme's money tells it.

    ISO 4217 begins a national currency with its ISO 3166 country (CNY → CN); for a shared one
    (EUR) there is none, and phones must come with their country code.
    """
    return _region(programme.money.currency)


@cache
def _region(currency: str) -> str | None:
    from phonenumbers import SUPPORTED_REGIONS

    region = currency[:2]
    return region if region in SUPPORTED_REGIONS else None


def mask(kind: str, value: str) -> str:
    """A normalised identity as anyone may see it."""
    known = IDENTITY_KINDS.get(kind)
    return known.mask(value) if known is not None else mask_code(value)


def mask_code(value: str) -> str:
    """A code: its last four characters, never more than a third of it."""
    shown = min(4, len(value) // 3)
    return "****" + value[len(value) - shown :]


def mask_name(value: str) -> str:
    """A name or other text: its first character, and at most three stars (张三 → 张*)."""
    return value[:1] + "*" * min(max(len(value) - 1, 1), 3)


def _phone(value: str, region: str | None) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException as error:
        raise ValueError("not a phone number") from error
    # Numbering plans gain prefixes faster than libraries: whoever writes the country code is
    # believed when the length fits; without it the number must be valid in the region.
    international = value.startswith("+")
    reason = phonenumbers.is_possible_number_with_reason(number)
    if international:
        good = reason == phonenumbers.ValidationResult.IS_POSSIBLE
    else:
        good = phonenumbers.is_valid_number(number)
    if not good or number.extension:
        raise ValueError("not a phone number")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _card(value: str, _region: str | None) -> str:
    return "".join(value.split()).upper()


def _email(value: str, _region: str | None) -> str:
    local, at, domain = value.rpartition("@")
    labels = domain.lower().split(".")
    wrong = (
        not at
        or not local
        or len(local.encode()) > 64
        or len(labels) < 2
        or any(not label or label[0] == "-" or label[-1] == "-" for label in labels)
        or any(not (char.isalnum() or char in "-.") for char in domain)
        or any(char.isspace() or char in '@"(),:;<>[]\\' for char in local)
        or ".." in local
        or local[0] == "."
        or local[-1] == "."
    )
    if wrong:
        raise ValueError("not an e-mail address")
    return f"{local}@{'.'.join(labels)}"


def _opaque(value: str, _region: str | None) -> str:
    if any(char.isspace() for char in value):
        raise ValueError("with a space")
    return value


def _mask_phone(value: str) -> str:
    if value.startswith("+86") and len(value) == 14:
        return f"{value[3:6]}****{value[-4:]}"
    return f"{value[:3]}****{value[-3:]}"


def _mask_email(value: str) -> str:
    local, _, domain = value.rpartition("@")
    shown = local[:1] if len(local) > 1 else ""
    return f"{shown}***@{domain}"


_FOLDED_WIDTH = frozenset(("phone", "card"))

IDENTITY_KINDS: dict[str, IdentityKind] = {
    kind.name: kind
    for kind in (
        IdentityKind(
            "phone", Text(en="phone number", zh="手机号"), _phone, _mask_phone, "+8613800000000"
        ),
        IdentityKind("card", Text(en="card number", zh="卡号"), _card, mask_code, "VIP10086"),
        IdentityKind(
            "email", Text(en="e-mail address", zh="邮箱"), _email, _mask_email, "li@example.com"
        ),
        IdentityKind(
            "openid", Text(en="WeChat openid", zh="微信 openid"), _opaque, mask_code, "oX3k…"
        ),
        IdentityKind(
            "unionid", Text(en="WeChat unionid", zh="微信 unionid"), _opaque, mask_code, "oU9f…"
        ),
        IdentityKind(
            "shop", Text(en="shop account", zh="商城账号"), _opaque, mask_code, "tmall/10086"
        ),
    )
}


def claims(data: Any, region: str | None) -> list[tuple[str, str]]:
    """The identities that an event's data brings along, normalised, each once, in order.

    Of `member.registered` its `identities`; of `identity.linked` and `identity.unlinked` their own.
    Raises as `normalise`, with the place.
    """
    named = getattr(data, "identities", None)
    if named is not None:
        found = [
            (one.kind, normalise(one.kind, one.value, region, f"/data/identities/{place}/value"))
            for place, one in enumerate(named)
        ]
    elif hasattr(data, "kind") and hasattr(data, "value"):
        found = [(data.kind, normalise(data.kind, data.value, region, "/data/value"))]
    else:
        found = []
    return list(dict.fromkeys(found))
