"""Signed links: the brand's app has one made for a member it knows, the member opens it once.

`subject.end.nonce.mac`, the MAC under a key that signs nothing else. Nothing is stored until a link
is used, so links that nobody opens leave nothing behind.
"""

from __future__ import annotations

import binascii
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hmac import compare_digest, digest
from typing import Final

import msgspec

from shuke.kernel import ShukeError, Text
from shuke.org import Connection
from shuke.visit.used import use_once

LINK_LASTS: Final = timedelta(minutes=5)
"""How long a link may be opened, unless its maker wants it shorter."""
LONGEST_LINK: Final = timedelta(hours=1)
LONGEST_TOKEN: Final = 200
_PURPOSE: Final = b"member_link\0"
_AGAIN: Final = Text(
    en="Open this page again from the app it came from.", zh="请从原来的应用重新打开。"
)


class LinkRefused(ShukeError):
    """A link that nobody here has signed."""

    code = "link_refused"
    status = 403
    title = Text(en="The link is not valid", zh="链接无效")

    def __init__(self) -> None:
        super().__init__(
            Text(en="The link is not complete, or was changed.", zh="链接不完整，或被改动过。"),
            hint=_AGAIN,
        )


class LinkExpired(ShukeError):
    """A link that was opened too late."""

    code = "link_expired"
    status = 410
    title = Text(en="The link has expired", zh="链接已过期")

    def __init__(self) -> None:
        super().__init__(
            Text(en="The link could be opened for some minutes only.", zh="链接只在几分钟内有效。"),
            hint=_AGAIN,
        )


class LinkUsed(ShukeError):
    """A link that was opened before."""

    code = "link_used"
    status = 410
    title = Text(en="The link was used", zh="链接已使用过")

    def __init__(self) -> None:
        super().__init__(
            Text(en="A link signs in once.", zh="一个链接只能登录一次。"),
            hint=_AGAIN,
        )


class Link(msgspec.Struct, frozen=True):
    """What a link says, its signature checked."""

    subject: str
    ends_at: datetime
    token: str


def make_link(secret: bytes, subject: str, at: datetime, lasts: timedelta) -> Link:
    """Sign a link for a member."""
    end = int((at + lasts).timestamp())
    said = f"{subject}.{end}.{secrets.token_urlsafe(12)}"
    return Link(subject, datetime.fromtimestamp(end, UTC), f"{said}.{_mac(secret, said)}")


def open_link(secret: bytes, token: str, at: datetime) -> Link:
    """What a link says. Errors: `link_refused`, `link_expired`."""
    said, _, mac = token.rpartition(".")
    parts = said.split(".")
    if len(parts) != 3 or not _same(mac, _mac(secret, said)):
        raise LinkRefused
    ends_at = datetime.fromtimestamp(int(parts[1]), UTC)
    if ends_at <= at:
        raise LinkExpired
    return Link(parts[0], ends_at, token)


async def use_link(connection: Connection, link: Link, at: datetime) -> None:
    """Use a link up, in the transaction that lets the member in. Errors: `link_used`."""
    if not await use_once(connection, f"link\0{link.token}", link.ends_at, at):
        raise LinkUsed


def _mac(secret: bytes, said: str) -> str:
    raw = digest(secret, _PURPOSE + said.encode(), "sha256")
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _same(given: str, expected: str) -> bool:
    # Compared as bytes: the last sign of unpadded base64 has spellings that mean the same.
    try:
        raw = urlsafe_b64decode(given.encode("ascii") + b"=")
    except (UnicodeEncodeError, binascii.Error, ValueError):
        return False
    return compare_digest(raw, urlsafe_b64decode(expected + "="))
