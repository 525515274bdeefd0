"""A user's mistake as a page or as JSON: its sentences, and where it is written. Never a trace, never a 5xx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from commonground.errors import CommongroundError, LockedError, NewerVersionError, Problem, StoreError
from commonground.workbench.look import environment
from commonground.workbench.security.headers import HEADERS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["is_json", "on_error", "on_http", "on_mistake", "problem_response", "refusal", "status_of"]

_NOT_THERE = frozenset(
    {"unknown-id", "no-such-case", "unknown-source", "no-file", "no-such-page", "no-such-job", "unknown-target"}
)


_FILES, _DATA_OF_FILES = ("file", "edit"), ("data", "edit-data")


def is_json(request: Request) -> bool:
    """Whether the answer is wanted as data: by the address, or by what is accepted."""
    asked = request.scope["path"].split("/")  # of a file of a case, which may itself be .json, the data is elsewhere
    if len(asked) > 4 and asked[1] == "case" and asked[3] in _DATA_OF_FILES:
        return True
    if asked[-1].endswith(".json") and not (len(asked) > 4 and asked[1] == "case" and asked[3] in _FILES):
        return True
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def status_of(error: CommongroundError) -> int:
    """The HTTP status: not there, somebody else's change, or wrong."""
    if isinstance(error, LockedError | NewerVersionError):
        return 409
    codes = {problem.code for problem in error.problems}
    if codes & _NOT_THERE:
        return 404
    return 409 if isinstance(error, StoreError) else 400


def problem_response(request: Request, error: CommongroundError, status: int | None = None) -> Response:
    """The problems of ``error``, as the request wants them told."""
    return _told(request, error.problems, status or status_of(error))


def refusal(problem: Problem, status: int) -> ASGIApp:
    """An application that answers with this problem alone."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await _told(Request(scope), (problem,), status)(scope, receive, send)

    return app


async def on_mistake(request: Request, error: Exception) -> Response:
    """What the library refused."""
    assert isinstance(error, CommongroundError)  # noqa: S101 - registered for nothing else
    return problem_response(request, error)


async def on_http(request: Request, error: Exception) -> Response:
    """What has no page here, or cannot be asked in this way."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    if error.status_code == 404:
        problem = Problem("There is no such page.", read=request.url.path[:200], code="no-such-page")
    elif error.status_code == 405:
        problem = Problem("This address is not asked in that way.", read=request.method, code="wrong-method")
    else:
        problem = Problem("This request cannot be read.", read=str(error.detail), code="unreadable-request")
    return _told(request, (problem,), error.status_code)


async def on_error(request: Request, error: Exception) -> Response:
    """What is our mistake and not the user's; the trace goes to the terminal of the server, and nothing is lost."""
    what = "Something went wrong here that is a mistake of the program's; nothing was changed."
    response = _told(request, (Problem(what, expected="a report of what you did", code="our-mistake"),), 500)
    response.headers.update(HEADERS)  # this stands outside of all that adds them
    return response


def _told(request: Request, problems: Iterable[Problem], status: int) -> Response:
    told = tuple(problems)
    if is_json(request):
        return JSONResponse({"problems": [problem.to_dict() for problem in told]}, status)
    page = environment().get_template("problem.html").render(problems=told, status=status)
    return HTMLResponse(page, status)
