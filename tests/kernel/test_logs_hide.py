"""Logs never show local variables: what identifies a member may be among them."""

from pathlib import Path

import pytest
import structlog

from shuke.kernel import configure_logs, load_settings

NUMBER = "+8613800000521"


def fail(phone: str) -> None:
    raise RuntimeError(f"no call to a number of {len(phone)} digits")


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_traceback_shows_no_locals(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHUKE_LOG_FORMAT", form)
    configure_logs(load_settings(data_dir=tmp_path))
    try:
        fail(NUMBER)
    except RuntimeError:
        structlog.get_logger("t").exception("call_failed")
    err = capsys.readouterr().err
    assert "call_failed" in err
    assert "no call to a number" in err
    assert "13800000521" not in err
