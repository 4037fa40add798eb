"""Secrets: given by the operator, or made once and kept (0600) in the data folder."""

import base64
import binascii
import os
import secrets as random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from shuke.kernel.folder import prepared_folder

_FILE = "secrets.json"
_KEY_BYTES = 32


class Secrets(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Keys of this installation; whoever has them can read every member."""

    master_key: bytes
    master_key_version: int = 1
    former_master_keys: dict[int, bytes] = {}
    index_key: bytes
    session_key: bytes

    def __repr__(self) -> str:
        return "Secrets(…)"


def keys_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Decode the secrets that settings give: base64 (or hex) keys, ``version:key,…`` for former.

    Raises ``ValueError`` with the name of the setting, never with its value.
    """
    keys: dict[str, Any] = {}
    for name, value in given.items():
        if name == "master_key_version":
            keys[name] = _number(name, str(value))
        elif name == "former_master_keys":
            keys[name] = _former(value)
        else:
            keys[name] = _key(name, str(value))
    return keys


def kept_secrets(folder: Path, given: Mapping[str, Any]) -> Secrets:
    """Secrets from ``given``, completed by those kept in ``folder``, completed by new ones.

    Given ones are not written. The file appears whole or not at all, readable by its owner only;
    of two processes that make it at once both use the first one's.
    """
    needed = {"master_key", "index_key", "session_key"}
    if needed <= given.keys() and not (folder / _FILE).exists():
        return Secrets(**given)
    kept = _read(folder) or _make(folder)
    found = {name: getattr(kept, name) for name in Secrets.__struct_fields__}
    return Secrets(**{**found, **given})


def _read(folder: Path) -> Secrets | None:
    try:
        raw = (folder / _FILE).read_bytes()
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise ValueError(f"{folder / _FILE} cannot be read by this user") from error
    try:
        return msgspec.json.decode(raw, type=Secrets)
    except msgspec.DecodeError as error:
        raise ValueError(f"{folder / _FILE} is damaged: {error}") from error


def _make(folder: Path) -> Secrets:
    prepared_folder(folder)
    made = Secrets(
        master_key=random.token_bytes(_KEY_BYTES),
        index_key=random.token_bytes(_KEY_BYTES),
        session_key=random.token_bytes(_KEY_BYTES),
    )
    draft = folder / f".{_FILE}.{os.getpid()}.{random.token_hex(4)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.encode(made))
        file.flush()
        os.fsync(file.fileno())
    try:
        # link() refuses to replace, so the first writer wins and nobody reads half a file.
        os.link(draft, folder / _FILE)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    kept = _read(folder)
    assert kept is not None
    return kept


def _key(name: str, value: str) -> bytes:
    try:
        key = bytes.fromhex(value) if len(value) == 2 * _KEY_BYTES else _base64(value)
    except (ValueError, binascii.Error) as error:
        raise ValueError(f"{name} is neither base64 nor hex") from error
    if len(key) != _KEY_BYTES:
        raise ValueError(f"{name} has {len(key)} bytes, it needs {_KEY_BYTES}")
    return key


def _base64(value: str) -> bytes:
    padded = value + "=" * (-len(value) % 4)
    return base64.b64decode(padded.replace("-", "+").replace("_", "/"), validate=True)


def _former(value: object) -> dict[int, bytes]:
    if isinstance(value, Mapping):
        pairs = [(str(version), str(key)) for version, key in value.items()]
    else:
        pairs = [
            (version, key)
            for version, _, key in (part.partition(":") for part in str(value).split(",") if part)
        ]
    return {
        _number("former_master_keys", version.strip()): _key("former_master_keys", key.strip())
        for version, key in pairs
    }


def _number(name: str, value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 32_767:
        raise ValueError(f"{name} needs a version number from 1 to 32767")
    return int(value)
