"""The API's own pages: the OpenAPI document, and Swagger UI from its wheel, without a CDN.

Both are open: the document tells how to ask, nothing of what is inside.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler

from shuke.api.openapi import document_bytes
from shuke.api.problem import NotFound
from shuke.api.static import Assets, send_file

_SHOWN: Final = frozenset({"swagger-ui-bundle.js", "swagger-ui.css", "favicon-32x32.png"})
_PAGE: Final = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Shuke API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css">
</head><body><div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script>
</body></html>
"""
_START: Final = b"""window.ui = SwaggerUIBundle({
  url: "/v1/openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null,
  defaultModelsExpandDepth: 0, displayRequestDuration: true, docExpansion: "list",
});
"""


def docs_handlers() -> list[HTTPRouteHandler]:
    """`/docs`, its files, and `/v1/openapi.json`."""
    spec = find_spec("swagger_ui")
    assert spec is not None
    assert spec.origin is not None
    assets = Assets(Path(spec.origin).parent / "static")

    async def page() -> Response[bytes]:
        return Response(_PAGE, media_type="text/html")

    async def part(request: Request[Any, Any, Any]) -> Response[bytes]:
        name = request.path_params["name"]
        if name == "start.js":
            return Response(_START, media_type="text/javascript")
        found = assets.find(name) if name in _SHOWN else None
        if found is None:
            raise NotFound
        return send_file(request, *found)

    async def openapi() -> Response[bytes]:
        return Response(document_bytes(), media_type="application/json")

    return [
        HTTPRouteHandler(path, http_method="GET")(run)
        for path, run in (
            ("/docs", page),
            ("/docs/{name:str}", part),
            ("/v1/openapi.json", openapi),
        )
    ]
