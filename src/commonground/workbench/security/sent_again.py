"""A form whose token is of an earlier run of the server: shown with what was typed in it, to be sent once more.

Nothing is written by this. The form is offered only where the browser says that a page of this server sent it, and a
person has to press its button, so a page elsewhere gets no further than before.
"""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from commonground.errors import Problem
from commonground.workbench.look import environment
from commonground.workbench.problems import is_json

__all__ = ["can_be_sent_again", "sent_again"]

MOST = 4_000_000  # characters that are laid into a page once more
# Nobody types these.
_OURS = frozenset({"seen", "group", "has", "decision", "start", "end", "from", "version"})


def can_be_sent_again(request: Request, form: FormData) -> bool:
    """Whether somebody sits before a page of this server, and what they typed is not too much for one."""
    ours = request.headers.get("origin") is not None or request.headers.get("sec-fetch-site") == "same-origin"
    return ours and not is_json(request) and sum(len(value) for _, value in _typed(form)) <= MOST


def sent_again(request: Request, form: FormData, token: str, problem: Problem) -> Response:
    """The page with the form, and a token of this run."""
    typed = _typed(form)
    files = [name for name, value in form.multi_items() if isinstance(value, UploadFile) and value.filename]
    query = f"?{request.url.query}" if request.url.query else ""
    shown = {
        "problem": problem,
        "action": request.url.path + query,
        "token": token,
        "typed": typed,
        "told": [
            (name, value) for name, value in typed if name not in _OURS and not name.endswith(".was") and value.strip()
        ],
        "files": list(dict.fromkeys(files)),
    }
    return HTMLResponse(environment().get_template("again.html").render(shown), 403)


def _typed(form: FormData) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str) and name != "token"]
