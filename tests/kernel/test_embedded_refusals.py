"""A folder that cannot serve is refused with a code and a way out, and nothing in it changes."""

import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from shuke.kernel import FolderError, embedded

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders away")
as_user = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="shuke-pg-") as made:
        yield Path(made)


def made_cluster(folder: Path) -> Path:
    with embedded.start(folder):
        pass
    return folder / "postgres"


def refusal(folder: Path) -> FolderError:
    with pytest.raises(FolderError) as caught:
        embedded.start(folder)
    assert caught.value.hint is not None
    return caught.value


@as_root
def test_another_users_folder(folder: Path) -> None:
    os.chown(folder, 4242, 4242)
    error = refusal(folder)
    assert error.code == "data_folder_foreign"
    assert "user 4242" in error.detail.en
    assert "user 4242" in error.detail.zh
    assert list(folder.iterdir()) == []


@as_root
def test_another_users_cluster(folder: Path) -> None:
    cluster = made_cluster(folder)
    os.chown(cluster, 4242, 4242)
    assert refusal(folder).code == "data_folder_foreign"


@as_user
def test_roots_folder() -> None:
    assert refusal(Path("/usr")).code == "data_folder_foreign"


def test_another_versions_cluster(folder: Path) -> None:
    cluster = made_cluster(folder)
    (cluster / "PG_VERSION").write_text("16\n")
    error = refusal(folder)
    assert error.code == "data_folder_other_version"
    assert error.extra == {"found": "16", "needed": "18"}
    assert (cluster / "PG_VERSION").read_text() == "16\n"


@as_user
def test_a_read_only_folder(folder: Path) -> None:
    folder.chmod(0o500)
    assert refusal(folder).code == "data_folder_read_only"


def test_a_folder_on_a_read_only_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write into any folder, so the disk's own refusal stands in for one."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "touch", refuse)
    error = refusal(folder)
    assert error.code == "data_folder_read_only"
    assert "Read-only file system" in error.detail.en


def test_a_file_where_the_folder_should_be(folder: Path) -> None:
    place = folder / "file"
    place.write_text("mine")
    assert refusal(place).code == "data_folder_unusable"
    assert place.read_text() == "mine"


def test_a_folder_that_is_no_cluster(folder: Path) -> None:
    (folder / "postgres").mkdir()
    (folder / "postgres" / "letter.txt").write_text("mine")
    assert refusal(folder).code == "data_folder_unusable"
    assert [path.name for path in (folder / "postgres").iterdir()] == ["letter.txt"]


def test_a_damaged_cluster_says_what_its_log_says(folder: Path) -> None:
    cluster = made_cluster(folder)
    (cluster / "global" / "pg_control").write_bytes(b"")
    with pytest.raises(embedded.StartFailed) as caught:
        embedded.start(folder)
    assert caught.value.code == "postgres_start_failed"
    assert "pg_control" in caught.value.extra["log"]
