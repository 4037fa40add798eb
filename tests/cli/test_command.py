"""The commands as they are called: answers for programs, sentences for people, exit status."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner

from shuke.cli.place import settled
from shuke.cli.root import app, run

COMMANDS = (
    "demo",
    "serve",
    "worker",
    "migrate",
    "verify",
    "doctor",
    "export",
    "diff",
    "apply",
    "keys",
    "user",
    "erase",
    "backtest",
    "bench",
)

RULE = """
kind: earning_rule
key: one-a-dollar
name: {en: One a dollar, zh: 每元一分}
when: order.paid
give: {how: per_amount, currency: points, points: 1, per_cents: 100}
---
kind: currency
key: points
name: {en: Points, zh: 积分}
unit: {en: points, zh: 分}
"""


class Shell:
    """`shuke` on one folder and database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runner = CliRunner()

    def call(self, *arguments: str, stdin: str | None = None) -> tuple[int, str]:
        done = self.runner.invoke(app, [*arguments, "--data", str(self.folder)], input=stdin)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout

    def json(self, *arguments: str, stdin: str | None = None) -> tuple[int, Any]:
        status, said = self.call(*arguments, "--json", stdin=stdin)
        return status, json.loads(said)


@pytest.fixture
def shell(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("SHUKE_DATABASE_URL", database_url)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path / "data")


def test_every_command_is_there_and_takes_json() -> None:
    runner = CliRunner()
    said = runner.invoke(app, ["--help"]).stdout
    for name in COMMANDS:
        assert name in said
    for name in ("demo", "serve", "worker", "migrate", "verify", "doctor", "export", "bench"):
        assert "--json" in runner.invoke(app, [name, "--help"], terminal_width=200).stdout
    for name in ("keys", "user", "erase"):
        assert "--json" in runner.invoke(app, [name, "list", "--help"]).stdout


def test_a_wrong_call_is_status_2() -> None:
    assert CliRunner().invoke(app, ["fly"]).exit_code == 2
    assert CliRunner().invoke(app, ["keys", "create"]).exit_code == 2


@pytest.mark.parametrize("call", [["fly"], ["verify", "--nope"], ["keys", "create"]])
def test_a_program_hears_of_a_wrong_call_in_json(
    call: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["shuke", *call, "--json"])
    with pytest.raises(SystemExit) as ended:
        run()
    told = json.loads(capsys.readouterr().out)
    assert (ended.value.code, told["code"]) == (2, "call_wrong")
    assert told["detail"]


def test_migrate_has_nothing_to_do_twice(shell: Shell) -> None:
    assert shell.json("migrate") == (0, {"applied": []})
    assert shell.json("migrate", "--check") == (0, {"pending": []})
    assert shell.call("migrate") == (0, "Already up to date.\n")


def test_the_doctor_finds_all_well_and_says_what_is_not(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, said = shell.json("doctor")
    assert status == 0
    assert said["healthy"] is True
    states = {check["name"]: check["state"] for check in said["checks"]}
    assert states["release"] == "warning"
    assert {name for name, state in states.items() if state == "ok"} == {
        "python",
        "settings",
        "disk",
        "migrations",
        "database",
        "epoch",
        "keys",
        "inbox",
        "feed",
    }
    monkeypatch.setenv("SHUKE_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    status, said = shell.json("doctor")
    assert status == 1
    assert said["healthy"] is False
    assert said["checks"][-1]["name"] == "database"
    assert said["checks"][-1]["state"] == "wrong"


def test_keys_are_made_listed_and_ended(shell: Shell) -> None:
    status, made = shell.json("keys", "create", "till", "--scope", "events:write", "--days", "3")
    assert status == 0
    assert made["secret"].startswith("sk_")
    _, listed = shell.json("keys", "list")
    assert [key["name"] for key in listed["items"]] == ["till"]
    assert made["secret"] not in json.dumps(listed)
    status, ended = shell.json("keys", "revoke", made["key"]["id"])
    assert status == 0
    assert ended["revoked_at"] is not None
    status, problem = shell.json("keys", "create", "x", "--scope", "fly")
    assert (status, problem["code"]) == (1, "scope_unknown")


def test_people_are_let_in_and_switched_off(shell: Shell) -> None:
    status, made = shell.json("user", "add", "li@example.com", "--name", "Li")
    assert status == 0
    assert len(made["password"]) >= 12
    status, again = shell.json(
        "user", "password", "li@example.com", "--password-stdin", stdin="correct horse battery\n"
    )
    assert status == 0
    assert "password" not in again
    shell.json(
        "user",
        "add",
        "wu@example.com",
        "--name",
        "Wu",
        "--password-stdin",
        stdin="another horse battery\n",
    )
    status, off = shell.json("user", "off", "li@example.com")
    assert (status, off["user"]["active"]) == (0, False)
    status, said = shell.call("user", "list")
    assert status == 0
    assert "wu@example.com" in said
    status, problem = shell.json("user", "off", "nobody@example.com")
    assert (status, problem["code"]) == (1, "person_unknown")


def test_definitions_are_compared_applied_and_written_back(shell: Shell, tmp_path: Path) -> None:
    source = tmp_path / "rules.yaml"
    source.write_text(RULE, "utf-8")
    status, said = shell.json("diff", str(source))
    assert status == 0
    assert [(one["kind"], one["change"]) for one in said["changes"]] == [
        ("earning_rule", "added"),
        ("currency", "added"),
    ]
    assert shell.call("diff", str(source), "--check")[0] == 1
    status, said = shell.json("apply", str(source), "--publish", "--note", "first")
    assert (status, said["release"], said["replay"]) == (0, 1, None)
    assert shell.json("diff", str(source), "--check") == (0, {"changes": []})
    status, said = shell.json("export", str(tmp_path / "out"))
    assert sorted(Path(file).name for file in said["files"]) == [
        "currency.yaml",
        "earning_rule.yaml",
    ]
    assert shell.json("diff", str(tmp_path / "out"), "--whole") == (0, {"changes": []})


def test_a_bad_definition_is_refused_with_its_place(shell: Shell, tmp_path: Path) -> None:
    source = tmp_path / "rules.yaml"
    source.write_text(RULE.replace("per_cents: 100", "per_cents: -1"), "utf-8")
    status, problem = shell.json("apply", str(source))
    assert (status, problem["code"]) == (1, "definition_invalid")
    assert problem["errors"][0]["place"].startswith("/give")
    source.write_text(RULE.replace("currency: points", "currency: pionts"), "utf-8")
    status, problem = shell.json("apply", str(source), "--publish")
    assert status == 1
    assert problem["errors"][0]["suggestion"] == "points"
    # Nothing was kept: not even the drafts.
    source.write_text(RULE, "utf-8")
    assert shell.json("apply", str(source), "--publish")[1]["release"] == 1


def test_the_worker_does_what_is_due_once(shell: Shell) -> None:
    done = {"ticks": 0, "delivered": 0, "sequenced": 0, "counted": 0, "jobs": 0}
    assert shell.json("worker", "--once") == (0, done)


def test_verify_of_an_empty_database_is_clean(shell: Shell) -> None:
    status, said = shell.json("verify", "--processes", "1")
    assert status == 0
    assert (said["members"], said["events"], said["clean"]) == (0, 0, True)


def test_sentences_are_in_the_terminals_language(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert shell.call("migrate") == (0, "已是最新。\n")


def test_an_unknown_benchmark_is_refused(shell: Shell) -> None:
    status, problem = shell.json("bench", "fast")
    assert (status, problem["code"]) == (1, "bench_unknown")


def test_every_command_logs_json_on_stderr_and_names_nobody(
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SHUKE_DATABASE_URL", database_url)
    root = logging.getLogger()
    before = (root.handlers, root.level)
    try:
        with settled(tmp_path / "data"):
            phone = "+8613800000521"
            try:
                raise RuntimeError("no such number")
            except RuntimeError:
                structlog.get_logger("room").exception("call_failed", phone=phone)
    finally:
        root.handlers, root.level = before
        structlog.reset_defaults()
    out, err = capsys.readouterr()
    assert out == ""
    [line] = [json.loads(line) for line in err.splitlines()]
    assert (line["event"], line["phone"]) == ("call_failed", "[hidden]")
    assert "13800000521" not in err


def test_files_that_cannot_be_read_change_nothing(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"\xff\xfe")
    (tmp_path / "empty").mkdir()
    (tmp_path / "short").mkdir()
    (tmp_path / "short" / "rule.yml").write_text(RULE)
    assert shell.json("apply", str(tmp_path / "short"), "--publish")[0] == 0
    for name in ("latin.yaml", "empty"):
        status, said = shell.json("apply", str(tmp_path / name), "--whole", "--publish")
        assert (status, said["code"]) == (1, "definition_invalid")
        assert [flaw["code"] for flaw in said["errors"]] == ["yaml_unreadable"]
    assert shell.json("diff", str(tmp_path / "short"), "--whole") == (0, {"changes": []})


def test_a_member_is_erased_listed_and_erased_again(shell: Shell, tmp_path: Path) -> None:
    call = ("erase", "member", "nobody", "--reason", "asked for it")
    status, answer = shell.json(*call, "--confirm", "somebody")
    assert (status, answer) == (1, {"already": [], "erased": [], "unknown": []})
    status, answer = shell.json(*call, "--confirm", "nobody")
    assert (status, answer) == (1, {"already": [], "erased": [], "unknown": ["nobody"]})
    assert shell.json("erase", "list") == (0, {"items": []})
    file = tmp_path / "erased.json"
    file.write_text('{"items":[{"member":"nobody","at":"2026-03-02T04:00:00Z"}]}')
    status, answer = shell.json("erase", "again", str(file))
    assert (status, answer["unknown"]) == (0, ["nobody"])
    file.write_text("no list")
    status, answer = shell.json("erase", "again", str(file))
    assert (status, answer["code"]) == (1, "erasure_list_invalid")
