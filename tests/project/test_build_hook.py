"""The build hook: the console is built when its sources change, and never stops the back end."""

import subprocess
from pathlib import Path

import pytest
from tests.console import build_hook

hook = build_hook()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a console, and a Node and npm that only write down what they are asked."""
    console = tmp_path / "console"
    (console / "src").mkdir(parents=True)
    (console / "package.json").write_text("{}")
    (console / "package-lock.json").write_text("{}")
    (console / "src" / "main.ts").write_text("one")
    monkeypatch.setenv("PATH", f"{programs(tmp_path, npm=WORKING)}:/usr/bin:/bin")
    monkeypatch.delenv("SHUKE_SKIP_CONSOLE", raising=False)
    return tmp_path


WORKING = """
echo "$@" >> "$PWD/../asked"
case "$*" in ci*) mkdir -p node_modules;; esac
case "$*" in *build*)
  mkdir -p ../src/shuke/api/static/console
  echo built > ../src/shuke/api/static/console/index.html;;
esac
"""


def programs(folder: Path, *, npm: str, node: str = "echo v22.1.0") -> Path:
    place = folder / "bin"
    place.mkdir(exist_ok=True)
    for name, text in (("npm", npm), ("node", node)):
        (place / name).write_text(f"#!/bin/sh\n{text}\n")
        (place / name).chmod(0o755)
    return place


def asked(root: Path) -> list[str]:
    path = root / "asked"
    found = path.read_text().splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return [line.split()[0] for line in found]


def test_built_once_and_again_only_when_a_source_changes(root: Path) -> None:
    assert hook.build(root) is True
    assert asked(root) == ["ci", "run"]
    assert hook.build(root) is True
    assert asked(root) == []
    (root / "console" / "src" / "main.ts").write_text("two")
    (root / "console" / "node_modules" / "ignored.js").write_text("x")
    assert hook.build(root) is True
    assert asked(root) == ["run"]
    (root / "console" / "package-lock.json").write_text('{"a": 1}')
    assert hook.build(root) is True
    assert asked(root) == ["ci", "run"]


def test_left_alone_when_asked_to(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHUKE_SKIP_CONSOLE", "1")
    assert hook.build(root) is False
    assert asked(root) == []


def test_a_registry_that_is_away_does_not_stop_the_back_end(
    root: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    programs(root, npm='echo "$@" >> "$PWD/../asked"; exit 1')
    assert hook.build(root) is False
    assert "npm could not fetch" in capfd.readouterr().err
    said = (root / "asked").read_text()
    assert "--fetch-retries=1" in said
    assert "--fetch-timeout=20000" in said


def test_a_console_that_does_not_build_is_an_error(root: Path) -> None:
    programs(root, npm='case "$*" in ci*) mkdir -p node_modules;; *) exit 1;; esac')
    with pytest.raises(subprocess.CalledProcessError):
        hook.build(root)
    assert hook.is_stale(root)


def test_an_old_node_is_no_node(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(root, npm=WORKING, node="echo v18.20.0")
    assert hook.machine_node() is None
    programs(root, npm=WORKING, node="echo v20.19.0")
    assert hook.machine_node() == root / "bin"
    monkeypatch.setenv("PATH", "/nowhere")
    assert hook.machine_node() is None


def test_a_package_without_the_consoles_sources_keeps_what_it_has(tmp_path: Path) -> None:
    assert hook.is_stale(tmp_path) is False
    assert hook.build(tmp_path) is False
