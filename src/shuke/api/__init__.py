"""The HTTP door: every route, one permission each, problems that say what to do next.

`create_app` puts the routes over a running `Shuke`; `server` is uvicorn with our settings. Events
go past the framework to their own door, everything else is declared in one file per resource.
"""

from shuke.api.connection import server
from shuke.api.openapi import document
from shuke.api.site import create_app

__all__ = ["create_app", "document", "server"]
