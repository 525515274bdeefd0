"""Only pages of this server may use it: the names under which it is asked, and where the asking page came from.

A page anywhere on the web can make a browser send requests to 127.0.0.1, and a name under that page's control can be
made to lead there (DNS rebinding). So a request is refused when its ``Host`` is not a name of this server, when its
``Origin`` is another page's, or when the browser says (``Sec-Fetch-Site``) that another page asks for it other than by
following a link.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from commonground.errors import Problem
from commonground.workbench.problems import refusal
from commonground.workbench.settings import Settings, is_loopback

__all__ = ["OriginGuard", "host_allowed", "why_not"]

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class OriginGuard:
    """Refuses with 403 what did not come from a page of this server."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        problem = why_not(scope["method"], Headers(scope=scope), self.settings)
        app = self.app if problem is None else refusal(problem, 403)
        await app(scope, receive, send)


def why_not(method: str, headers: Headers, settings: Settings) -> Problem | None:
    """Why a request with these headers is not answered; None: it is."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not host_allowed(hosts[0], settings):
        what = "The workbench is not asked under this name."
        return Problem(what, read=", ".join(hosts)[:80], expected=settings.address, code="wrong-host")
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != hosts[0]:
        what = "Another page than one of the workbench asked for this."
        return Problem(what, read=origin[:80], expected="a page of the workbench", code="wrong-origin")
    asked_by = headers.get("sec-fetch-site", "none")
    followed = method in ("GET", "HEAD") and headers.get("sec-fetch-mode") == "navigate"
    alone = headers.get("sec-fetch-dest", "document") == "document"  # not in a frame of the other page
    if asked_by not in ("none", "same-origin") and not (followed and alone):
        return Problem("Another page than one of the workbench asked for this.", read=asked_by, code="wrong-origin")
    return None


def host_allowed(host: str, settings: Settings) -> bool:
    """Whether the server goes by this name.

    Reached from other machines it goes by any address in numbers, which no rebinding can lead elsewhere.
    """
    try:
        parts = urlsplit(f"//{host}")
        name, port = (parts.hostname or "").lower(), parts.port or 80
    except ValueError:
        return False
    if port != settings.port or parts.username is not None or parts.path:
        return False
    if name in _LOOPBACK or name == settings.host.strip("[]").lower():
        return True
    return not is_loopback(settings.host) and _in_numbers(name)


def _in_numbers(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
