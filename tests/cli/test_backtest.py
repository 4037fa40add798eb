"""`shuke backtest` as it is called."""

import asyncio
from pathlib import Path

import pytest
from tests.backtest.story import BROKEN, HALF, told
from tests.cli.test_command import Shell


@pytest.fixture
def shell(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("SHUKE_DATABASE_URL", database_url)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(tmp_path)

    async def happen() -> None:
        async with told(database_url, tmp_path / "data"):
            pass

    asyncio.run(happen())
    return Shell(tmp_path / "data")


@pytest.mark.slow
def test_a_file_a_release_and_drafts_are_back_tested(shell: Shell, tmp_path: Path) -> None:
    half = tmp_path / "half.yaml"
    half.write_text(HALF, "utf-8")
    status, said = shell.json("backtest", "--release", str(half), "--from", "2026-03-03")
    assert status == 0
    assert (said["from"], said["to"], said["same"]) == ("2026-03-03", "2026-03-11", False)
    assert said["currencies"][0]["flows"]["issued"] == {"was": 52, "draft": 29, "difference": -23}
    status, said = shell.json("backtest", "--release", "R-1")
    assert (status, said["same"]) == (0, True)
    assert shell.json("apply", str(half))[0] == 0
    status, said = shell.json("backtest")
    assert (status, said["release"]["what"]) == (0, "drafts")
    status, told = shell.call("backtest", "--release", "drafts", "--top", "1")
    assert status == 0
    assert "Points: 0 gain, 3 lose" in told
    assert "issued" in told
    assert "silver → basic: 2" in told
    assert "earning_rule:basket: 14 → 14 taken, 1 → 1 refused" in told


def test_what_cannot_be_back_tested_is_said(shell: Shell, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(BROKEN, "utf-8")
    for code, arguments in (
        ("nothing_to_publish", []),
        ("release_unknown", ["--release", "7"]),
        ("release_unknown", ["--release", "nowhere"]),
        ("definition_invalid", ["--release", str(broken)]),
        (
            "backtest_range_invalid",
            ["--release", "1", "--from", "2026-03-05", "--to", "2026-03-04"],
        ),
        ("backtest_range_empty", ["--release", "1", "--from", "2026-03-05", "--to", "2026-03-09"]),
    ):
        status, said = shell.json("backtest", *arguments)
        assert (status, said["code"]) == (1, code)
