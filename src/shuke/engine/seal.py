"""Sealing: what identifies a person is encrypted at the door, under a key of that member's own.

A member's data key (AES-256-GCM) is wrapped by the master key; destroying the one row that holds
the wrapped key erases everything ever sealed with it, in the log, the facts and every copy of them.
Identities are found by a keyed hash. Nothing here reads a clock or, but for `open_keyring` and
`rotate`, a database.
"""

from __future__ import annotations

import base64
import hmac
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final, NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from shuke.engine.connection import Connection, Pool
from shuke.kernel import Settings, ShukeError, Text

PREFIX: Final = "s1:"
"""Every sealed value in JSON begins so; the digit is the scheme's version."""

INDEX_BYTES: Final = 16
_NONCE_BYTES: Final = 12
CONTENT_BYTES: Final = 16
NAMING_BYTES: Final = 8
"""A retry is known by the hash of its content, and by a mark of the identity that named it."""
_KEY_BYTES: Final = 32
_KEYS_CACHED: Final = 16_384  # about 10 MB

_canonical = msgspec.json.Encoder(order="deterministic")
# Not JSON: its escapes would let a short text grow sixfold.
_packed = msgspec.msgpack.Encoder()


class MasterKeyMissing(ShukeError):
    """A data key is wrapped by a master key that the settings do not hold."""

    code = "master_key_missing"
    status = 500
    title = Text(en="A master key is missing", zh="缺少主密钥")


class MasterKeyWrong(ShukeError):
    """The settings' keys are not those that sealed this database."""

    code = "master_key_wrong"
    status = 500
    title = Text(en="The keys do not belong to this database", zh="密钥与数据库不符")


class SealBroken(ShukeError):
    """A sealed value does not open: another key, another place, or changed bytes."""

    code = "seal_broken"
    status = 500
    title = Text(en="A sealed value does not open", zh="密封的值无法解开")


class DataKey:
    """One member's key. `context` binds a sealed value to its place: elsewhere it does not open."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal_bytes(self, value: bytes, context: str) -> bytes:
        """Encrypt; the answer is 28 bytes longer."""
        # 96 random bits per value under a key of one member's own: far from any collision.
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, value, context.encode())

    def unseal_bytes(self, sealed: bytes, context: str) -> bytes:
        """Decrypt. Raises SealBroken."""
        try:
            return self._cipher.decrypt(
                sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context.encode()
            )
        except (InvalidTag, ValueError) as error:
            raise SealBroken(
                Text(en=f"What is sealed as {context} does not open.", zh=f"{context} 无法解开。")
            ) from error

    def seal(self, value: Any, context: str) -> str:
        """A JSON value as a token `s1:…`, fit to stand where the value stood.

        Text of n bytes gives at most `3 + ⌈4 (n + 31) / 3⌉` characters: what a door lets in must be
        short enough for its token to be read again.
        """
        sealed = self.seal_bytes(_packed.encode(value), context)
        return PREFIX + base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()

    def unseal(self, token: str, context: str) -> Any:
        """The JSON value of a token. Raises SealBroken."""
        if not is_sealed(token):
            raise SealBroken(Text(en="This is not a sealed value.", zh="这不是密封的值。"))
        body = token[len(PREFIX) :]
        try:
            sealed = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        except ValueError as error:
            raise SealBroken from error
        return msgspec.msgpack.decode(self.unseal_bytes(sealed, context))


class NewKey(NamedTuple):
    """A fresh data key and what is kept of it in `engine_seal_key`."""

    key: DataKey
    wrapped: bytes
    version: int


class Keyring:
    """The installation's keys: wraps data keys, makes index and content hashes.

    `master_key` wraps from now on, `former` only unwrap until rotation is through; `index_key`
    never changes, or no identity would be found again. All keys have 32 bytes.
    """

    def __init__(
        self,
        master_key: bytes,
        index_key: bytes,
        *,
        version: int = 1,
        former: Mapping[int, bytes] | None = None,
        cached: int = _KEYS_CACHED,
    ) -> None:
        self.version = version
        masters = {**(former or {}), version: master_key}
        self._wrapping = {
            number: AESGCM(_derive(key, f"wrap data keys {number}"))
            for number, key in masters.items()
        }
        self._checking = {
            number: _derive(key, f"check {number}") for number, key in masters.items()
        }
        self._index = blake2b(key=_derive(index_key, "identity index"), digest_size=INDEX_BYTES)
        self._content = blake2b(key=_derive(index_key, "event content"), digest_size=INDEX_BYTES)
        self._opened = lru_cache(maxsize=cached)(self._open)

    @classmethod
    def of(cls, settings: Settings) -> Keyring:
        """The keyring of an installation."""
        return cls(
            settings.master_key,
            settings.index_key,
            version=settings.master_key_version,
            former=settings.former_master_keys,
        )

    @property
    def versions(self) -> tuple[int, ...]:
        """The master keys at hand."""
        return tuple(sorted(self._wrapping))

    def index(self, kind: str, value: str) -> bytes:
        """The 16 bytes by which an identity is found; `value` is normalised."""
        mac = self._index.copy()
        mac.update(f"{kind}\0{value}".encode())
        return mac.digest()

    def content(self, event_type: str, subject: str, time: datetime | None, data: bytes) -> bytes:
        """The keyed hash (16 bytes) of an event before it was sealed: a retry is known by it.

        `time` is the one that was sent (None when none was), `data` is `canonical(data)`.
        """
        mac = self._content.copy()
        mac.update(f"{event_type}\0{subject}\0{time.isoformat() if time else ''}\0".encode())
        mac.update(data)
        return mac.digest()

    def naming(self, content: bytes, index: bytes) -> bytes:
        """A mark (8 bytes) of the identity that named an event's member, for this event alone.

        Beside the hash of the content it tells that the same identity sent the same again, and
        nothing else: the marks of one identity's events have nothing in common.
        """
        mac = self._content.copy()
        mac.update(content)
        mac.update(index)
        return mac.digest()[:NAMING_BYTES]

    def new_data_key(self, subject: str) -> NewKey:
        """A random key for a member, and the same wrapped, bound to that member."""
        key = os.urandom(_KEY_BYTES)
        return NewKey(DataKey(key), self._wrap(subject, key), self.version)

    def unwrap(self, subject: str, wrapped: bytes, version: int) -> DataKey:
        """A member's key. Raises MasterKeyMissing, SealBroken (a destroyed key is empty)."""
        return self._opened(subject, wrapped, version)

    def rewrap(self, subject: str, wrapped: bytes, version: int) -> bytes:
        """The same data key wrapped by the present master key. Raises as `unwrap`."""
        return self._wrap(subject, self._bare(subject, wrapped, version))

    def forget(self) -> None:
        """Drop every opened key from memory (after an erasure)."""
        self._opened.cache_clear()

    def check_value(self, version: int) -> bytes:
        """Kept in `engine_master`: tells these keys (master and index) from any others."""
        return hmac.digest(self._checking[version], self.index("", "check"), "sha256")

    def _wrap(self, subject: str, key: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._wrapping[self.version].encrypt(nonce, key, subject.encode())

    def _open(self, subject: str, wrapped: bytes, version: int) -> DataKey:
        return DataKey(self._bare(subject, wrapped, version))

    def _bare(self, subject: str, wrapped: bytes, version: int) -> bytes:
        master = self._wrapping.get(version)
        if master is None:
            raise _missing(version)
        try:
            return master.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], subject.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken(
                Text(en=f"The key of {subject} does not open.", zh=f"{subject} 的密钥无法解开。")
            ) from error


def _missing(version: int) -> MasterKeyMissing:
    return MasterKeyMissing(
        Text(
            en=f"Master key {version} is needed and not set.",
            zh=f"需要主密钥 {version}，但没有设置。",
        ),
        hint=Text(
            en="Add it to SHUKE_FORMER_MASTER_KEYS as version:key.",
            zh="把它以 版本:密钥 加进 SHUKE_FORMER_MASTER_KEYS。",
        ),
    )


def _derive(key: bytes, purpose: str) -> bytes:
    # One key, one purpose (RFC 5869): a wrap key never serves as a hash key.
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"shuke {purpose}".encode()).derive(key)


def is_sealed(value: Any) -> bool:
    """Whether a value in an event's data is a token."""
    return type(value) is str and value.startswith(PREFIX)


def canonical(data: Any) -> bytes:
    """An event's typed data as JSON that depends on the content alone, for `Keyring.content`."""
    return _canonical.encode(data)


# -- events -----------------------------------------------------------------------------------

OnValue = Callable[[Any, str], Any]


def seal_fields(
    pointers: tuple[str, ...], data: Any, key: DataKey, profile_fields: frozenset[str] | None
) -> Any:
    """The typed data with every identifying value replaced by a token; `data` stays as it was.

    `pointers` are the event type's `identifying` (JSON pointers, `*` for every member). Under
    `/profile` only `profile_fields` are identifying; None seals them all. A missing value (None)
    stays. The context of a token is `profile:<field>` or its pointer without positions, so a
    profile token opens in whatever event or row it stands.
    """
    return _walk_all(pointers, data, key.seal, profile_fields)


def unseal_fields(pointers: tuple[str, ...], data: Any, key: DataKey) -> Any:
    """What `seal_fields` was given. Values that are no token stay. Raises SealBroken."""
    return _walk_all(
        pointers, data, lambda value, at: key.unseal(value, at) if is_sealed(value) else value, None
    )


def _walk_all(
    pointers: tuple[str, ...], data: Any, act: OnValue, profile_fields: frozenset[str] | None
) -> Any:
    for pointer in pointers:
        parts = tuple(pointer.split("/")[1:])
        data = _walk(parts, 0, data, act, profile_fields, pointer)
    return data


def _walk(
    parts: tuple[str, ...],
    depth: int,
    node: Any,
    act: OnValue,
    only: frozenset[str] | None,
    context: str,
) -> Any:
    if node is None:
        return None
    if depth == len(parts):
        return act(node, context)
    part = parts[depth]
    if isinstance(node, dict):
        in_profile = depth == 1 and parts[0] == "profile"
        changed = dict(node)
        for name in node if part == "*" else (part,):
            if name not in node or (in_profile and only is not None and name not in only):
                continue
            at = f"profile:{name}" if in_profile else context
            changed[name] = _walk(parts, depth + 1, node[name], act, only, at)
        return changed
    if isinstance(node, list | tuple):
        assert part == "*", f"{context} names {part!r} in a list"
        return [_walk(parts, depth + 1, item, act, only, context) for item in node]
    value = getattr(node, part)
    changed_value = _walk(parts, depth + 1, value, act, only, context)
    return (
        node if changed_value is value else msgspec.structs.replace(node, **{part: changed_value})
    )


# -- the database -----------------------------------------------------------------------------


async def open_keyring(connection: Connection, settings: Settings) -> Keyring:
    """The keyring, after proving that its keys belong to this database.

    Raises MasterKeyWrong, and MasterKeyMissing for a version that is still in use.
    """
    keyring = Keyring.of(settings)
    await connection.execute(
        """
        insert into engine_master (version, created_at, check_value) values ($1, now(), $2)
        on conflict (version) do nothing
        """,
        keyring.version,
        keyring.check_value(keyring.version),
    )
    for row in await connection.fetch("select version, check_value from engine_master"):
        version = row["version"]
        if version not in keyring.versions:
            raise _missing(version)
        if not hmac.compare_digest(bytes(row["check_value"]), keyring.check_value(version)):
            raise MasterKeyWrong(
                Text(
                    en=f"Master key {version} or the index key is not this database's.",
                    zh=f"主密钥 {version} 或索引密钥不是这个数据库的。",
                ),
                hint=Text(
                    en="Use the secrets.json or the settings it was made with.",
                    zh="请使用建库时的 secrets.json 或设置。",
                ),
            )
    return keyring


async def rotate(
    pool: Pool,
    keyring: Keyring,
    *,
    batch: int = 500,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Wrap every data key by the present master key; answer how many there were.

    Sealed values stay as they are. Each batch is one transaction, so an interrupted rotation goes
    on where it stopped. Run it once every process has the new key; then the former may be dropped
    from the settings. `progress(done, total)`.
    """
    behind = "master_version <> $1 and destroyed_at is null"
    total = await pool.fetchval(
        f"select count(*) from engine_seal_key where {behind}", keyring.version
    )
    done, after = 0, ""
    while True:
        async with pool.acquire() as connection, connection.transaction():
            rows = await connection.fetch(
                f"""
                select subject, wrapped, master_version from engine_seal_key
                where {behind} and subject > $2 order by subject limit $3 for update
                """,
                keyring.version,
                after,
                batch,
            )
            if not rows:
                break
            await connection.execute(
                """
                update engine_seal_key k set wrapped = new.wrapped, master_version = $3
                from unnest($1::text[], $2::bytea[]) as new (subject, wrapped)
                where k.subject = new.subject
                """,
                [row["subject"] for row in rows],
                [keyring.rewrap(*row) for row in rows],
                keyring.version,
            )
        after = rows[-1]["subject"]
        done += len(rows)
        if progress is not None:
            progress(done, total)
    # A version without a row in engine_master need not be in the settings any more.
    await pool.execute(
        """
        delete from engine_master m where m.version <> $1 and not exists (
            select from engine_seal_key k
            where k.master_version = m.version and k.destroyed_at is null)
        """,
        keyring.version,
    )
    keyring.forget()
    return done
