"""What the engine's intake must know of identities, as one value."""

from __future__ import annotations

from typing import Any

from shuke.engine import IdentityRules, Release
from shuke.member.identity import claims, mask, normalise, region_of
from shuke.member.profile import check_profile, identifying_fields


def _normalise(kind: str, value: str, release: Release) -> str:
    return normalise(kind, value, region_of(release.programme))


def _claims(data: Any, release: Release) -> list[tuple[str, str]]:
    return claims(data, region_of(release.programme))


IDENTITY_RULES = IdentityRules(
    normalise=_normalise,
    hint=mask,
    claims=_claims,
    check=check_profile,
    profile_fields=identifying_fields,
)
