"""Settings: environment over file over defaults; secrets made once, kept private, never shown."""

import base64
import stat
from pathlib import Path

import pytest

from shuke.kernel import InvalidSettings, load_settings

KEY = bytes(range(32))
TEXT = base64.b64encode(KEY).decode()


def refusal(environ: dict[str, str], folder: Path, file: Path | None = None) -> InvalidSettings:
    with pytest.raises(InvalidSettings) as caught:
        load_settings(environ, data_dir=folder, file=file)
    return caught.value


def test_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings({})
    assert settings.data_dir == tmp_path / ".shuke"
    assert (settings.host, settings.port, settings.database_url) == ("127.0.0.1", 8080, None)


def test_the_environment_wins_over_the_file_and_the_option_over_both(tmp_path: Path) -> None:
    file = tmp_path / "shuke.toml"
    file.write_text('port = 9000\nhost = "0.0.0.0"\ndata_dir = "/nowhere"\n')
    environ = {"SHUKE_PORT": "9001", "SHUKE_CONFIG": str(file), "HOME": "/root"}
    settings = load_settings(environ, data_dir=tmp_path / "data")
    assert (settings.host, settings.port) == ("0.0.0.0", 9001)
    assert settings.data_dir == tmp_path / "data"


def test_an_unknown_setting_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    error = refusal({"SHUKE_PROT": "9000"}, tmp_path)
    assert (error.code, error.place) == ("settings_invalid", "prot")
    assert error.hint is not None
    assert error.hint.en == "Did you mean port?"
    file = tmp_path / "shuke.toml"
    file.write_text("datadir = 'x'\n")
    assert refusal({}, tmp_path, file).place == "datadir"


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "high"), ("LOG_LEVEL", "loud"), ("ENVIRONMENT", "test"), ("MASTER_KEY", "short")],
)
def test_a_wrong_value_is_refused_and_secrets_are_not_repeated(
    tmp_path: Path, name: str, value: str
) -> None:
    error = refusal({f"SHUKE_{name}": value}, tmp_path)
    assert name.lower() in error.detail.en
    assert not (name == "MASTER_KEY" and value in error.detail.en)


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "shuke.toml"
    file.write_text("port = ")
    assert str(file) in refusal({}, tmp_path, file).detail.en
    assert "does not exist" in refusal({}, tmp_path, tmp_path / "none.toml").detail.en


def test_secrets_are_made_once_and_kept_private(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = load_settings({}, data_dir=folder)
    kept = folder / "secrets.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    second = load_settings({}, data_dir=folder)
    assert first.secrets.master_key == second.secrets.master_key
    assert len({first.master_key, first.index_key, first.session_key}) == 3
    assert {len(key) for key in (first.master_key, first.index_key, first.session_key)} == {32}


def test_given_secrets_win_and_are_not_written(tmp_path: Path) -> None:
    environ = {
        "SHUKE_MASTER_KEY": TEXT,
        "SHUKE_MASTER_KEY_VERSION": "3",
        "SHUKE_FORMER_MASTER_KEYS": f"1:{KEY[::-1].hex()},2:{TEXT}",
        "SHUKE_INDEX_KEY": KEY.hex(),
        "SHUKE_SESSION_KEY": TEXT.rstrip("="),
    }
    settings = load_settings(environ, data_dir=tmp_path)
    assert settings.master_key == settings.index_key == settings.session_key == KEY
    assert settings.master_key_version == 3
    assert settings.former_master_keys == {1: KEY[::-1], 2: KEY}
    assert list(tmp_path.iterdir()) == []


def test_damaged_secrets_are_never_replaced(tmp_path: Path) -> None:
    load_settings({}, data_dir=tmp_path)
    (tmp_path / "secrets.json").write_text("{")
    assert "damaged" in refusal({}, tmp_path).detail.en
    assert (tmp_path / "secrets.json").read_text() == "{"


def test_production_on_an_outside_database_needs_its_own_keys(tmp_path: Path) -> None:
    environ = {"SHUKE_ENVIRONMENT": "production", "SHUKE_DATABASE_URL": "postgresql:///shuke"}
    error = refusal(environ, tmp_path)
    assert error.place == "master_key"
    assert list(tmp_path.iterdir()) == []


def test_settings_do_not_show_their_secrets(tmp_path: Path) -> None:
    environ = {"SHUKE_MASTER_KEY": TEXT, "SHUKE_DATABASE_URL": "postgresql://u:pass@h/d"}
    shown = repr(load_settings(environ, data_dir=tmp_path))
    assert "pass" not in shown
    assert TEXT not in shown
    assert repr(KEY) not in shown
    assert "\\x" not in shown


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    missing = tmp_path / "other.toml"
    error = refusal({"SHUKE_CONFIG": str(missing)}, tmp_path)
    assert error.detail.en == f"The settings file {missing} does not exist."


@pytest.mark.parametrize("name", ["PORT", "DATABASE_PORT"])
def test_a_port_is_one_that_exists(name: str, tmp_path: Path) -> None:
    assert refusal({f"SHUKE_{name}": "65536"}, tmp_path).place == name.lower()
    assert refusal({f"SHUKE_{name}": "-1"}, tmp_path).place == name.lower()
