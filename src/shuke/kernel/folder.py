"""The data folder: made when missing, private, and refused with a reason when it cannot serve."""

import os
from pathlib import Path

from shuke.kernel.errors import ShukeError, Text


class FolderError(ShukeError):
    """The data folder cannot be used."""

    code = "data_folder_unusable"
    status = 503
    title = Text(en="The data folder cannot be used", zh="数据文件夹不能用")


class ForeignFolder(FolderError):
    """The folder belongs to another account of this machine."""

    code = "data_folder_foreign"


class ReadOnlyFolder(FolderError):
    """The folder, or the disk under it, cannot be written."""

    code = "data_folder_read_only"


def prepared_folder(folder: Path) -> Path:
    """Make ``folder`` when it is missing; make sure that it is ours and can be written.

    Nobody else may look into it. When we are root its server runs as another account, which may
    pass through to its own part (0711).

    Errors: ``data_folder_foreign``, ``data_folder_read_only``, ``data_folder_unusable`` (a file
    stands there, or a parent cannot be entered).
    """
    try:
        folder.mkdir(mode=0o700 if os.geteuid() else 0o711, parents=True, exist_ok=True)
        refuse_foreign(folder)
        probe = folder / f".probe.{os.getpid()}"
        probe.touch()
        probe.unlink()
    except FileExistsError as error:
        raise FolderError(
            Text(en=f"{folder} is a file, not a folder.", zh=f"{folder} 是文件，不是文件夹。"),
            hint=_ANOTHER,
        ) from error
    except OSError as error:
        raise ReadOnlyFolder(
            Text(
                en=f"{folder} cannot be written: {error.strerror}.",
                zh=f"{folder} 不能写：{error.strerror}。",
            ),
            hint=_ANOTHER,
            folder=str(folder),
        ) from error
    return folder


def refuse_foreign(folder: Path, *, allowed: frozenset[int] = frozenset()) -> None:
    """Refuse a folder whose owner is neither this process's user nor one of ``allowed``."""
    owner = folder.stat().st_uid
    if owner == os.geteuid() or owner in allowed:
        return
    theirs, ours = account_name(owner), account_name(os.geteuid())
    raise ForeignFolder(
        Text(
            en=f"{folder} belongs to {theirs}, and this process runs as {ours}.",
            zh=f"{folder} 属于 {theirs}，而本进程以 {ours} 运行。",
        ),
        hint=_ANOTHER,
        folder=str(folder),
    )


def account_name(uid: int) -> str:
    """The account's name, or its number when it has none."""
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


_ANOTHER = Text(
    en="Choose another folder with --data or SHUKE_DATA_DIR.",
    zh="用 --data 或 SHUKE_DATA_DIR 另选一个文件夹。",
)
