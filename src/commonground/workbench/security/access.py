"""The token that everybody shows, where the server can be reached from other machines.

It is shown once, in the address that the program prints (``?access=…``) or in a header (``Authorization: Bearer …``);
from then on a cookie holds it, and the address bar does not.
"""

from __future__ import annotations

from hmac import compare_digest
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from commonground.errors import Problem
from commonground.workbench.problems import refusal
from commonground.workbench.settings import Settings

__all__ = ["PARAMETER", "AccessGuard"]

PARAMETER = "access"


class AccessGuard:
    """Refuses with 401 who does not show the token, if there is one."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.token = settings.access
        self.cookie = f"commonground-access-{settings.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        if scope["type"] == "http" and self.token is not None:
            request = Request(scope)
            given = request.query_params.get(PARAMETER)
            if given is not None and self._is(given):
                app = self._let_in(request)
            elif not (self._is(request.cookies.get(self.cookie)) or self._is(_bearer(request))):
                what = "This workbench is open to those who have its token."
                expected = "the whole address that the program printed when it started"
                app = refusal(Problem(what, expected=expected, code="no-access"), 401)
        await app(scope, receive, send)

    def _is(self, given: str | None) -> bool:
        return given is not None and compare_digest(given.encode(), str(self.token).encode())

    def _let_in(self, request: Request) -> ASGIApp:
        """To the same address without the token, which a cookie holds from now on."""
        query = [(name, value) for name, value in parse_qsl(request.url.query) if name != PARAMETER]
        path = quote("/" + str(request.scope["path"]).lstrip("/\\"))  # never //elsewhere
        response = RedirectResponse(f"{path}?{urlencode(query)}" if query else path, 303)
        response.set_cookie(self.cookie, str(self.token), httponly=True, samesite="strict")
        return response


def _bearer(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token if kind.lower() == "bearer" else None
