"""The token in every request that changes something, so that no other page can make a browser send one.

The token of a form is made of a secret of this run of the server and of a cookie that only this server's pages get back
(``SameSite=Strict``). It comes in a field ``token``, or in the header ``X-Commonground-Token``. Every route that
changes something is wrapped in :func:`writing`; a test looks at the table of routes.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from hashlib import sha256
from hmac import compare_digest, new
from secrets import token_urlsafe

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from commonground.errors import Problem, UsageError
from commonground.workbench.problems import problem_response
from commonground.workbench.security.sent_again import can_be_sent_again, sent_again
from commonground.workbench.settings import Settings

__all__ = ["FIELD", "HEADER", "form_token", "give_cookie", "is_writing", "writing"]

FIELD, HEADER = "token", "x-commonground-token"
MOST_FIELDS, MOST_FILES = 2_000, 20

Endpoint = Callable[[Request], Awaitable[Response]]
Writer = Callable[[Request, FormData], "Response | Awaitable[Response]"]


def form_token(request: Request) -> str:
    """The token to put into the forms of a page."""
    settings: Settings = request.app.state.settings
    return _token_of(_session(request), settings)


def give_cookie(request: Request, response: Response) -> None:
    """The cookie that tokens are made of, for a reader who has none yet."""
    if _cookie_name(request) not in request.cookies:
        response.set_cookie(_cookie_name(request), _session(request), httponly=True, samesite="strict")


def writing(write: Writer) -> Endpoint:
    """An endpoint that reads the form, checks its token, and only then writes."""

    async def endpoint(request: Request) -> Response:
        try:
            async with request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=4_000_000) as form:
                if not _has_token(request, form):
                    what = "This form is not from a page of this run of the workbench, so nothing was changed."
                    expected = "the page opened anew, and the form sent from there"
                    return _without_token(request, form, Problem(what, expected=expected, code="no-token"))
                if inspect.iscoroutinefunction(write):
                    done: Response = await write(request, form)
                    return done
                return await run_in_threadpool(write, request, form)  # type: ignore[arg-type]
        except HTTPException as error:
            if error.status_code != 400:
                raise
            problem = Problem("This form cannot be read.", expected=str(error.detail), code="unreadable-form")
            return problem_response(request, UsageError(problem), 400)

    endpoint.writes = True  # type: ignore[attr-defined]
    return endpoint


def is_writing(endpoint: object) -> bool:
    """Whether an endpoint was made by :func:`writing`."""
    return getattr(endpoint, "writes", False) is True


def _without_token(request: Request, form: FormData, problem: Problem) -> Response:
    """Nothing is written; what a person typed before the server was started anew is not lost."""
    if not can_be_sent_again(request, form):
        return problem_response(request, UsageError(problem), 403)
    response = sent_again(request, form, form_token(request), problem)
    give_cookie(request, response)
    return response


def _has_token(request: Request, form: FormData) -> bool:
    given = request.headers.get(HEADER) or form.get(FIELD)
    session = request.cookies.get(_cookie_name(request))
    if not isinstance(given, str) or not session:
        return False
    return compare_digest(given.encode(), _token_of(session, request.app.state.settings).encode())


def _session(request: Request) -> str:
    if not hasattr(request.state, "session"):
        request.state.session = request.cookies.get(_cookie_name(request)) or token_urlsafe(24)
    session: str = request.state.session
    return session


def _token_of(session: str, settings: Settings) -> str:
    return new(settings.secret, session.encode(), sha256).hexdigest()


def _cookie_name(request: Request) -> str:
    return f"commonground-{request.app.state.settings.port}"  # cookies are kept by name and host, not by port
