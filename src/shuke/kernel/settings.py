"""Settings: environment ``SHUKE_*`` over ``shuke.toml`` over defaults; secrets kept in the folder.

Every setting is one field of ``Settings`` and one line in ``docs/how/settings.md``.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from shuke.kernel.errors import ShukeError, Text
from shuke.kernel.secrets import Secrets, kept_secrets, keys_of

Environment = Literal["development", "production"]
LogLevel = Literal["debug", "info", "warning", "error"]


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an operator may set. Secrets are never part of its text form."""

    data_dir: Path = Path(".shuke")
    database_url: str | None = None
    database_port: Annotated[int, msgspec.Meta(ge=1, le=65_535)] | None = None
    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65_535)] = 8080
    processes: Annotated[int, msgspec.Meta(ge=1, le=64)] = 1
    lanes: Annotated[int, msgspec.Meta(ge=1, le=16)] | None = None
    log_level: LogLevel = "info"
    log_format: Literal["auto", "text", "json"] = "auto"
    environment: Environment = "development"
    secrets: Secrets

    @property
    def master_key(self) -> bytes:
        """The 32 bytes that wrap every member's data key now."""
        return self.secrets.master_key

    @property
    def master_key_version(self) -> int:
        """The number of ``master_key``; kept beside everything that it wraps."""
        return self.secrets.master_key_version

    @property
    def former_master_keys(self) -> Mapping[int, bytes]:
        """Earlier master keys by version, for unwrapping until rotation is through."""
        return self.secrets.former_master_keys

    @property
    def index_key(self) -> bytes:
        """The 32 bytes of the HMAC by which identities are looked up; it never rotates."""
        return self.secrets.index_key

    @property
    def session_key(self) -> bytes:
        """The 32 bytes that sign sessions and CSRF tokens."""
        return self.secrets.session_key

    def __repr__(self) -> str:
        return (
            f"Settings(data_dir={str(self.data_dir)!r}, environment={self.environment!r}, "
            f"host={self.host!r}, port={self.port}, "
            f"database={'by url' if self.database_url else 'embedded'})"
        )


class InvalidSettings(ShukeError):
    """A setting is unknown or has a value that it cannot take."""

    code = "settings_invalid"
    status = 500
    title = Text(en="A setting is wrong", zh="设置有误")


_PLAIN = tuple(name for name in Settings.__struct_fields__ if name != "secrets")
_SECRET = ("master_key", "master_key_version", "former_master_keys", "index_key", "session_key")


def load_settings(
    environ: Mapping[str, str] | None = None,
    *,
    data_dir: Path | None = None,
    file: Path | None = None,
) -> Settings:
    """Read the settings; make the secrets that are not given and keep them in the data folder.

    ``data_dir`` (a command's ``--data``) wins over the environment, which wins over the file
    (``SHUKE_CONFIG`` or ``shuke.toml`` in the working folder).

    Errors: ``settings_invalid`` for an unknown name, a wrong value, an unreadable file, or a
    production environment on an outside database without its own master key; ``data_folder_…``
    when secrets cannot be kept.
    """
    env = os.environ if environ is None else environ
    named = file is not None or bool(env.get("SHUKE_CONFIG"))
    values = _from_file(file or _config_path(env), explicit=named)
    values.update(_from_environ(env))
    if data_dir is not None:
        values["data_dir"] = str(data_dir)
    given = {name: values.pop(name) for name in _SECRET if name in values}
    plain = _converted(values)
    _refuse_unsafe(plain, given)
    folder = Path(plain.get("data_dir", ".shuke")).expanduser().absolute()
    plain["data_dir"] = folder
    try:
        secrets = kept_secrets(folder, keys_of(given))
    except ValueError as error:
        raise InvalidSettings(Text(en=str(error), zh=f"密钥有误：{error}")) from error
    return Settings(**plain, secrets=secrets)


def _config_path(env: Mapping[str, str]) -> Path:
    return Path(env.get("SHUKE_CONFIG") or "shuke.toml")


def _from_file(path: Path, *, explicit: bool) -> dict[str, Any]:
    if not path.exists():
        if explicit:
            raise InvalidSettings(
                Text(en=f"The settings file {path} does not exist.", zh=f"设置文件 {path} 不存在。")
            )
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InvalidSettings(
            Text(en=f"Cannot read {path}: {error}.", zh=f"读不了 {path}：{error}。")
        ) from error
    _refuse_unknown(found, origin=str(path))
    return found


# Names that other parts of Shuke or its build read from the environment.
_FOREIGN = {"SHUKE_CONFIG", "SHUKE_SKIP_CONSOLE"}


def _from_environ(env: Mapping[str, str]) -> dict[str, Any]:
    found = {
        name.removeprefix("SHUKE_").lower(): value
        for name, value in env.items()
        if name.startswith("SHUKE_") and not name.startswith("SHUKE_TEST_") and name not in _FOREIGN
    }
    _refuse_unknown(found, origin="the environment")
    return found


def _refuse_unknown(found: Mapping[str, Any], *, origin: str) -> None:
    known = (*_PLAIN, *_SECRET)
    for name in sorted(found):
        if name in known:
            continue
        near = difflib.get_close_matches(name, known, n=1)
        hint = Text(en=f"Did you mean {near[0]}?", zh=f"是不是 {near[0]}?") if near else None
        raise InvalidSettings(
            Text(en=f"Unknown setting {name} in {origin}.", zh=f"{origin} 里有未知设置 {name}。"),
            hint=hint,
            place=name,
        )


def _converted(values: dict[str, Any]) -> dict[str, Any]:
    """Types checked by msgspec (text from the environment becomes numbers where they belong)."""
    types = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    plain: dict[str, Any] = {}
    for name, value in values.items():
        if value == "":
            continue
        try:
            if name == "data_dir":
                plain[name] = msgspec.convert(value, str)
            else:
                plain[name] = msgspec.convert(value, types[name], strict=False)
        except msgspec.ValidationError as error:
            raise InvalidSettings(
                Text(en=f"Setting {name}: {error}.", zh=f"设置 {name} 的值不对：{error}。"),
                place=name,
            ) from error
    return plain


def _refuse_unsafe(plain: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    # A key made on the spot differs on the next machine, and members sealed with it are lost.
    if plain.get("environment") != "production" or not plain.get("database_url"):
        return
    for name in ("master_key", "index_key", "session_key"):
        if name not in given:
            raise InvalidSettings(
                Text(
                    en=f"In production on an outside database, {name} must be set.",
                    zh=f"生产环境使用外部数据库时，必须设置 {name}。",
                ),
                hint=Text(
                    en=f"Set SHUKE_{name.upper()} to 32 bytes in base64 and keep a copy.",
                    zh=f"把 SHUKE_{name.upper()} 设为 32 字节的 base64, 并另存一份。",
                ),
                place=name,
            )
