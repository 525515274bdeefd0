"""What every page that writes shares: the case as it stands, who writes, and the answer when it is done.

A name is asked for once and kept in a cookie; it is a signature under decisions, and no password.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, unquote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from commonground.case.places import own_folder
from commonground.errors import Problem, UsageError
from commonground.statements.files import coder_file
from commonground.workbench.page import Opened, cases_of, opened
from commonground.workbench.problems import is_json, problem_response

__all__ = ["done", "name_given", "name_of", "now", "number", "refused", "text", "to_write"]

LONGEST = 20_000  # characters of one field
_COOKIE, _YEAR = "commonground-name", 31_536_000


def to_write(request: Request) -> Opened:
    """The case as it stands, of a folder of the user's own; UsageError where nothing can be written."""
    entry = cases_of(request).entry(str(request.path_params["case"]))
    if not entry.writable:
        what = "This case can only be read here."
        raise UsageError(Problem(what, read=entry.key, expected="a copy of it in a folder", code="not-a-folder"))
    own_folder(str(entry.path))
    return opened(request)


def now() -> str:
    """The time, as statements have it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def text(form: FormData, name: str) -> str:
    """The words in a field; none where it is missing."""
    value = form.get(name)
    words = value.replace("\r\n", "\n").strip() if isinstance(value, str) else ""
    if len(words) > LONGEST:
        what = "This is longer than a field holds."
        raise UsageError(Problem(what, expected=f"at most {LONGEST:,} characters", code="too-large"))
    return words


def number(form: FormData, name: str) -> int | None:
    """The whole number in a field; None where there is none."""
    words = text(form, name)
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 10 else None


def name_given(form: FormData) -> str:
    """Who writes, as the form says; a name that a file can have."""
    name = text(form, "who")
    if not name:
        what = "Under whose name is this to be kept?"
        raise UsageError(Problem(what, expected="your name, or what you go by here", code="coder-needed"))
    coder_file(name)
    return name


def name_of(request: Request) -> str:
    """Who wrote last from this browser, to be written into the next form."""
    return unquote(request.cookies.get(_COOKIE, ""))[:64]


def done(request: Request, where: str, told: Mapping[str, Any], name: str | None = None) -> Response:
    """The answer after writing: to a page, or what was written as data."""
    response: Response = JSONResponse(told) if is_json(request) else RedirectResponse(where, 303)
    if name is not None:
        response.set_cookie(_COOKIE, quote(name), max_age=_YEAR, httponly=True, samesite="strict")
    return response


def refused(request: Request, error: Any, status: int) -> Response | None:
    """The answer to a program whose request was refused; None where a person is to get the form back."""
    return problem_response(request, error, status) if is_json(request) else None
