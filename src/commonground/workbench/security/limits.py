"""How much a request may send, and how long it may take over it."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from commonground.errors import Problem
from commonground.workbench.problems import refusal

__all__ = ["LARGEST", "SLOWEST", "Limits"]

LARGEST = 64 * 1024 * 1024  # bytes of a request: a case as a .zip, or a volume of talks
SLOWEST = 60.0  # seconds between two parts of it


class Limits:
    """Refuses with 413 a request that is or says that it is too large, and with 408 one that stops in the middle."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST, slowest: float = SLOWEST) -> None:
        self.app = app
        self.largest = largest
        self.slowest = slowest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "0")
        if not said.isdigit() or int(said) > self.largest:
            await refusal(_too_large(self.largest), 413)(scope, receive, send)
            return
        begun = False

        async def watched_send(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, self._bounded(receive), watched_send)
        except (_TooLargeError, TimeoutError) as error:
            if begun:
                raise
            large = isinstance(error, _TooLargeError)
            problem = _too_large(self.largest) if large else Problem("The request did not arrive.", code="too-slow")
            await refusal(problem, 413 if large else 408)(scope, receive, send)

    def _bounded(self, receive: Receive) -> Receive:
        seen, whole = 0, False

        async def bounded() -> Message:
            nonlocal seen, whole
            if whole:  # from here on it is only asked whether the reader went away
                return await receive()
            message = await asyncio.wait_for(receive(), self.slowest)
            seen += len(message.get("body", b""))
            whole = message["type"] != "http.request" or not message.get("more_body", False)
            if seen > self.largest:
                raise _TooLargeError
            return message

        return bounded


class _TooLargeError(Exception):
    """More came than was said or than is allowed."""


def _too_large(largest: int) -> Problem:
    what = "This is too large to be sent here."
    return Problem(what, expected=f"at most {largest // (1024 * 1024)} MB", code="too-large")
