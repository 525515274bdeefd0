"""What a child can do: each kind takes the order and tells how far it has come; what it made lies in its folder."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonground.errors import NewerVersionError, Problem, UsageError
from commonground.workbench.jobs.child import Teller
from commonground.workbench.view import View

if TYPE_CHECKING:
    from commonground.workbench.cases import Cases, Entry
    from commonground.workbench.settings import Settings

__all__ = ["GIVEN", "KINDS", "PAGE", "TEXT", "TEXT_DATA", "brief_file", "page_made"]

PAGE, TEXT, TEXT_DATA = "page.pickle", "text.html", "text.json"
GIVEN = "given"  # the text as it was sent, until it is read
Order = Mapping[str, Any]


def brief_file(ending: str) -> str:
    """The name of a brief."""
    return f"brief.{ending}"


def page_made(folder: Path) -> Any:
    """The page that a child of ours left."""
    return pickle.loads((folder / PAGE).read_bytes())  # noqa: S301 - written by our own child, where nobody else writes


def make_page(order: Order, tell: Teller) -> dict[str, Any]:
    """A page of a case whose answers take longer than anybody waits for a page."""
    from starlette.requests import Request

    from commonground.workbench.app import application
    from commonground.workbench.jobs.patient import PatientAnswers
    from commonground.workbench.page import Opened

    asks, view = dict(order["asks"]), _view(order)
    name = asks.pop("page")
    app = application(_settings(order))
    show = next(route.endpoint.show for route in app.routes if getattr(route, "name", None) == name)  # type: ignore[attr-defined]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": view.query()[1:].encode(), "headers": []}
    request = Request({**scope, "app": app, "path_params": {"case": order["case"], **asks}})
    cases: Cases = app.state.cases
    entry = _entry(order, cases)
    plain = cases.answers(entry, view)
    known = {each.name: getattr(plain, each.name) for each in fields(plain)}
    answers = PatientAnswers(**known, progress=tell.progress, announce=tell.expected, memory=order["memory"])
    page = show(Opened(request, cases, entry, view, answers))
    (Path(order["folder"]) / PAGE).write_bytes(pickle.dumps(replace(page, data=json.loads(json.dumps(page.data)))))
    return {}


def make_brief(order: Order, tell: Teller) -> dict[str, Any]:
    """A brief in one of its forms."""
    from commonground.brief.write import write_brief
    from commonground.workbench.cases import Cases
    from commonground.workbench.sharing import BRIEF, shared

    cases, view = Cases(_settings(order)), _view(order)
    entry = _entry(order, cases)
    case = cases.answers(entry, view).case
    form = order["asks"]["form"]
    to = Path(order["folder"]) / (BRIEF if form == "zip" else brief_file(form))

    def progress(done: int, of: int) -> None:
        tell.count("asking its questions" if done < of else "setting the brief", done, of)

    written = write_brief(case, to, round=view.round, progress=progress)
    if written.path != to:
        told = " ".join(str(note) for note in written.notes)
        what = f"The brief cannot be written in this form. {told}".strip()
        raise UsageError(Problem(what, expected="one of the other forms", code="not-possible"))
    if form == "zip":
        (to.parent / brief_file(form)).write_bytes(shared(cases.folder(entry), entry.key, to.read_bytes()))
    return {"notes": [str(note) for note in written.notes]}


def make_proposals(order: Order, tell: Teller) -> dict[str, Any]:
    """What the rules find in a source, waiting to be reviewed."""
    from commonground.case import load
    from commonground.case.proposing import propose_from

    _still(order)
    found = propose_from(load(order["path"]), order["asks"]["source"], progress=_reading(tell))
    return {**found.to_dict(), "told": found.in_words()}


def read_text(order: Order, tell: Teller) -> dict[str, Any]:
    """One text with no case around it, as the brief of a record; the text itself is thrown away."""
    from commonground.brief.forms.html import to_html
    from commonground.brief.of_record.compose import document
    from commonground.workbench.pages.one_text import contents_of

    folder, asks = Path(order["folder"]), order["asks"]
    data = (folder / GIVEN).read_bytes()
    (folder / GIVEN).unlink()
    tell.progress(None, "reading the text")
    contents = contents_of(asks["name"], data, asks["kind"] or None, _reading(tell))
    tell.progress(None, "setting the page")
    (folder / TEXT_DATA).write_text(json.dumps(contents.to_dict()), encoding="utf-8")
    (folder / TEXT).write_text(to_html(document(contents)), encoding="utf-8")
    return {}


KINDS: Mapping[str, Callable[[Order, Teller], dict[str, Any]]] = {
    "page": make_page,
    "brief": make_brief,
    "proposals": make_proposals,
    "text": read_text,
}


def _settings(order: Order) -> Settings:
    from commonground.workbench.settings import Settings

    return Settings(folder=Path(order["folder"]), port=order["port"], seconds=order["seconds"])


def _view(order: Order) -> View:
    view = order["view"]
    return View(tuple(view["layers"]), tuple(view["what_if"]), view["as_of"], view["round"])


def _entry(order: Order, cases: Cases) -> Entry:
    from commonground.workbench.cases import Entry

    entry = Entry(order["case"], Path(order["path"]), order["bundled"])
    if cases.version(entry) != order["version"]:
        raise _changed()
    return entry


def _still(order: Order) -> None:
    """NewerVersionError where the case is another by now than the one that was asked about."""
    from commonground.workbench.cases import Cases

    _entry(order, Cases(_settings(order)))


def _changed() -> NewerVersionError:
    what = "The case was changed before this had begun; nothing was done."
    return NewerVersionError(Problem(what, expected="the same asked again", code="changed-since"))


def _reading(tell: Teller) -> Callable[[int, int], None]:
    return lambda done, of: tell.count("reading the text", done, of)
