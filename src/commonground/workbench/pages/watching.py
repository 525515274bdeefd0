"""Whether a case was changed since a page was opened on it: a notice for the page, which stays as it is."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from commonground.workbench.cases import Cases, Entry
from commonground.workbench.elsewhere import change_since
from commonground.workbench.links import Links
from commonground.workbench.look import environment
from commonground.workbench.page import cases_of
from commonground.workbench.problems import is_json
from commonground.workbench.view import View

__all__ = ["changed", "watch"]

_LONGEST = 64


def changed(request: Request) -> Response:
    """Nothing (204) where the case is as the page has it, or as it was told already; else the notice."""
    cases = cases_of(request)
    entry = cases.entry(str(request.path_params["case"]))
    seen, told = (request.query_params.get(name, "")[:_LONGEST] for name in ("seen", "told"))
    change = change_since(cases, entry, seen)
    if is_json(request):
        return JSONResponse({"changed": False, "version": cases.version(entry)} if change is None else change.to_dict())
    if change is None or change.version == told:
        return Response(status_code=204)
    sent = request.query_params.get("sent") == "1"
    where = Links(entry.key, View()).to() if sent else ""  # what a form was sent to may not be a page
    shown: dict[str, Any] = {"change": change, "where": where}
    shown["watch"] = watch(cases, entry, seen, told=change.version, sent=sent)
    return HTMLResponse(environment().get_template("_changed.html").render(shown))


def watch(cases: Cases, entry: Entry, seen: str | None = None, *, told: str = "", sent: bool = False) -> str | None:
    """The address that a page about a case asks now and then; None for a case that nobody can change.

    ``sent``: whether the page is the answer to a form.
    """
    if entry.bundled:
        return None
    asked = {"seen": cases.version(entry) if seen is None else seen, "told": told, "sent": "1" if sent else ""}
    return (
        f"{Links(entry.key, View()).to('changed')}?{urlencode({name: value for name, value in asked.items() if value})}"
    )
