"""The console's files: gzip made once, ETags, hashed files for ever, every other path the page."""

import gzip
import mimetypes
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec
from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler

from shuke.api.operation import takes_gzip
from shuke.api.problem import NotFound
from shuke.kernel import Text

CONSOLE: Final = Path(__file__).parent / "static" / "console"
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_GZIP_FROM_BYTES: Final = 1_000
_ALREADY_SMALL: Final = frozenset({".png", ".jpg", ".webp", ".woff2", ".gz", ".ico"})


class Asset(msgspec.Struct, frozen=True):
    """A file as it is sent. `changed_ns` tells when it must be read again."""

    plain: bytes
    packed: bytes | None
    etag: str
    media_type: str
    changed_ns: int


class Assets:
    """A folder of built files, kept in memory once asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._kept: dict[Path, Asset] = {}

    def find(self, path: str) -> tuple[Path, Asset] | None:
        """The file at a relative path, never outside the folder."""
        try:
            file = (self._folder / path.lstrip("/")).resolve()
            if not file.is_relative_to(self._folder) or not file.is_file():
                return None
            changed = file.stat().st_mtime_ns
        except (OSError, ValueError):
            return None
        kept = self._kept.get(file)
        if kept is None or kept.changed_ns != changed:
            kept = self._kept[file] = _read(file, changed)
        return file.relative_to(self._folder), kept

    def page(self, path: str) -> tuple[Path, Asset] | None:
        """The file, or the page itself for a path that is one of the console's routes."""
        found = self.find(path or "index.html")
        if found is None and "." not in path.rpartition("/")[2]:
            found = self.find("index.html")
        return found


def console_handlers(folder: Path = CONSOLE) -> list[HTTPRouteHandler]:
    """`/console` and everything below it; `/` leads there."""
    assets = Assets(folder)

    async def console(request: Request[Any, Any, Any]) -> Response[bytes]:
        path = str(request.path_params.get("path", "")).lstrip("/")
        found = assets.page(path)
        if found is None:
            raise NotFound(
                Text(en="The console is not built here.", zh="这里没有构建控制台。")
                if not (folder / "index.html").exists()
                else None
            )
        return send_file(request, *found)

    async def home() -> Response[bytes]:
        return Response(b"", status_code=307, headers={"location": "/console/"})

    async def page(request: Request[Any, Any, Any]) -> Response[bytes]:
        return await console(request)

    return [
        _getter("/", home),
        _getter("/console", page),
        _getter("/console/{path:path}", console),
    ]


def member_page_handlers(folder: Path = CONSOLE) -> list[HTTPRouteHandler]:
    """`/m` and everything below it is one page; its files lie beside the console's."""
    assets = Assets(folder)

    async def member_page(request: Request[Any, Any, Any]) -> Response[bytes]:
        found = assets.find("m.html")
        if found is None:
            raise NotFound(Text(en="The member page is not built here.", zh="这里没有构建会员页。"))
        return send_file(request, *found)

    async def page(request: Request[Any, Any, Any]) -> Response[bytes]:
        return await member_page(request)

    return [_getter("/m", page), _getter("/m/{path:path}", member_page)]


def send_file(request: Request[Any, Any, Any], path: Path, asset: Asset) -> Response[bytes]:
    """The answer for a file: 304 when the browser has it."""
    hashed = path.parts[0] == "assets"
    headers = {
        "etag": asset.etag,
        "cache-control": _FOR_EVER if hashed else _ASK_AGAIN,
        "vary": "Accept-Encoding",
    }
    if asset.etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    body = asset.plain
    if asset.packed is not None and takes_gzip(request.headers.get("accept-encoding")):
        body = asset.packed
        headers["content-encoding"] = "gzip"
    return Response(body, headers=headers, media_type=asset.media_type)


def _getter(path: str, run: Any) -> HTTPRouteHandler:
    return HTTPRouteHandler(path, http_method="GET")(run)


def _read(file: Path, changed_ns: int) -> Asset:
    plain = file.read_bytes()
    packed = None
    if len(plain) >= _GZIP_FROM_BYTES and file.suffix not in _ALREADY_SMALL:
        packed = gzip.compress(plain, 9, mtime=0)
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Asset(plain, packed, f'"{sha256(plain).hexdigest()[:32]}"', media_type, changed_ns)
