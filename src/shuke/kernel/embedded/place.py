"""Where the parts of a data folder lie."""

import os
import stat
from hashlib import blake2b
from pathlib import Path
from typing import Final

from shuke.kernel.embedded.account import Account
from shuke.kernel.errors import Text
from shuke.kernel.folder import FolderError, refuse_foreign

# sun_path holds 108 bytes on Linux and 104 on macOS, the final NUL included.
_SOCKET_PATH_BYTES: Final = 103
_SOCKET_NAME: Final = "/.s.PGSQL.65535.lock"


class Place:
    """The paths below one data folder."""

    __slots__ = ("cluster", "data_dir", "log", "password", "start_lock", "users_lock")

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.cluster = data_dir / "postgres"
        self.log = data_dir / "postgres.log"
        self.password = data_dir / "postgres.password"
        self.start_lock = data_dir / "postgres.start"
        self.users_lock = data_dir / "postgres.users"

    def socket_folder(self, account: Account) -> Path:
        """A private folder for the socket, whose path is short enough to be a socket's address."""
        beside = self.data_dir / "socket"
        if len(os.fsencode(beside)) + len(_SOCKET_NAME) <= _SOCKET_PATH_BYTES:
            folder = beside
        else:
            name = blake2b(os.fsencode(self.data_dir.resolve()), digest_size=8).hexdigest()
            folder = Path("/tmp") / f"shuke-{name}"  # noqa: S108 - private, checked below
        folder.mkdir(mode=0o700, exist_ok=True)
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise FolderError(
                Text(en=f"{folder} is not a folder.", zh=f"{folder} 不是文件夹。"),
                hint=Text(en="Move it away and start again.", zh="把它移开再启动。"),
            )
        refuse_foreign(folder, allowed=frozenset({account.uid}))
        folder.chmod(0o700)
        account.own(folder)
        return folder
