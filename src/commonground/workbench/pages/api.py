"""The interface for programs: read as a page, as an OpenAPI document, and the token with which a program writes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commonground.workbench.api.document import openapi
from commonground.workbench.api.words import groups
from commonground.workbench.page import Page
from commonground.workbench.security.writing import FIELD, HEADER, form_token, give_cookie

__all__ = ["api", "token"]


def api(request: Request) -> Page:
    """Every address, what may be given to it, and what it answers."""
    document = _document()
    more = {"groups": groups(document), "problem": document["components"]["schemas"]["Problem"]["properties"]}
    return Page("The interface for programs", document, (), "api.html", more)


def token(request: Request) -> Response:
    """The token of this run of the server, for who keeps the cookie that comes with it."""
    response = JSONResponse({"token": form_token(request), "field": FIELD, "header": HEADER})
    give_cookie(request, response)
    return response


@lru_cache(maxsize=1)
def _document() -> dict[str, Any]:
    from commonground.workbench.app import routes

    return openapi(routes())
