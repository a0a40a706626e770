"""Static files of the pages, held in memory and named by their content."""

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_MEDIA_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_FOR_EVER = "public, max-age=31536000, immutable"
_SHARED = (
    ("bot.pages", "static/base.css"),
    ("bot.pages", "static/lotus.svg"),
    ("js_lib_htmx", "static/htmx/htmx.min.js"),
)


@dataclass(frozen=True, slots=True)
class _Asset:
    media_type: str
    plain: bytes
    packed: bytes
    version: str


def _read(package: str, path: str) -> _Asset:
    plain = (resources.files(package) / path).read_bytes()
    return _Asset(
        media_type=_MEDIA_TYPES[path.rpartition(".")[2]],
        plain=plain,
        packed=gzip.compress(plain, mtime=0),
        version=hashlib.sha256(plain).hexdigest()[:12],
    )


class Assets:
    """Serves the static files.

    Args:
        files: those of single pages, as package and path in it, beside the ones all pages share.
    """

    def __init__(self, files: Iterable[tuple[str, str]] = ()) -> None:
        self._assets = {
            path.rpartition("/")[2]: _read(package, path) for package, path in (*_SHARED, *files)
        }

    def address(self, name: str) -> str:
        """The address of a file; it changes with the content, so browsers keep it for ever."""
        return f"/static/{name}?v={self._assets[name].version}"

    async def serve(self, request: Request) -> Response:
        """Sends a file, packed where the browser takes that."""
        asset = self._assets.get(request.path_params["name"])
        if asset is None:
            raise HTTPException(404)
        is_current = request.query_params.get("v") == asset.version
        headers = {"Cache-Control": _FOR_EVER if is_current else "no-cache"}
        headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(asset.packed, headers=headers, media_type=asset.media_type)
        return Response(asset.plain, headers=headers, media_type=asset.media_type)
