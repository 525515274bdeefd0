"""A page: a title, words for people and data for programs, made together, so that they never say different things.

Every page is asked for by an address and the same with ``.json``. A page about a case is a function of the case as it
is looked at (:class:`Opened`); :func:`pages` makes the routes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from commonground.brief.document import Section
from commonground.brief.frame_line import frame_line
from commonground.case import Case
from commonground.case.layers_listed import layers_listed
from commonground.errors import CaseError, CommongroundError, FormulaError, Problem, UsageError, nearest_word
from commonground.workbench.answers import Answers, TakesLongError
from commonground.workbench.cases import Cases, Entry
from commonground.workbench.jobs.desk import jobs_of
from commonground.workbench.links import Links
from commonground.workbench.look import environment
from commonground.workbench.pictures import picture
from commonground.workbench.problems import is_json
from commonground.workbench.security.writing import form_token, give_cookie
from commonground.workbench.view import ASKED, MOST, NAMES, View, view_of

__all__ = ["Opened", "Page", "cases_of", "known", "opened", "pages", "respond", "simple"]


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown. ``sections`` are set as in a brief, unless the template shows ``more`` in its own way."""

    title: str
    data: Mapping[str, Any]
    sections: tuple[Section, ...] = ()
    template: str = "answer.html"
    more: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """A request about a case, and the case as it is looked at."""

    request: Request
    cases: Cases
    entry: Entry
    view: View
    answers: Answers

    @property
    def case(self) -> Case:
        return self.answers.case

    @property
    def links(self) -> Links:
        return Links(self.entry.key, self.view, self.case)

    def name(self, parameter: str = "name") -> str:
        """A part of the address."""
        return str(self.request.path_params[parameter])


Show = Callable[[Opened], "Page | Response"]


def cases_of(request: Request) -> Cases:
    """The cases at hand."""
    cases: Cases = request.app.state.cases
    return cases


def opened(request: Request) -> Opened:
    """The case that the address names, as it asks to look at it."""
    cases, view = cases_of(request), view_of(request.query_params)
    entry = cases.entry(str(request.path_params["case"]))
    request.state.version = cases.version(entry)  # of what the page shows, whatever is saved while it is made
    return Opened(request, cases, entry, view, cases.answers(entry, view))


def known(name: str, among: Mapping[str, Any], what: str) -> Any:
    """What goes by this name; a UsageError that says it does not exist."""
    if name not in among:
        told = f"There is no {what} “{name[:80]}” in this case as it is looked at."
        raise UsageError(Problem(told, read=name[:200], nearest=nearest_word(name, among), code="unknown-id"))
    return among[name]


def pages(path: str, show: Show, name: str, pictured: Show | None = None) -> list[Route]:
    """The routes of a page about a case; its data under the same address with ``.json``.

    ``pictured`` makes a page with the figures whose pictures it shows, if it shows any: mostly the page itself.
    """

    def endpoint(request: Request) -> Response:
        try:
            found = opened(request)
            page = show(found)
        except (CaseError, FormulaError) as error:
            return _broken(request, error)
        except TakesLongError as error:
            return _instead(found, name, error)
        return page if isinstance(page, Response) else respond(request, page, found)

    endpoint.show = show  # type: ignore[attr-defined] # so that a process of its own can make the page

    def drawing(request: Request) -> Response:
        page = (pictured or show)(opened(request))
        return page if isinstance(page, Response) else picture(page, str(request.path_params["figure"]))

    pictures = [Route(f"{path}/picture/{{figure}}.svg", drawing, name=f"{name}.picture")] * (pictured is not None)
    return [*pictures, Route(f"{path}.json", endpoint, name=f"{name}.json"), Route(path, endpoint, name=name)]


def simple(path: str, show: Callable[[Request], Page], name: str, data: str | None = None) -> list[Route]:
    """The routes of a page that is about no case."""

    def endpoint(request: Request) -> Response:
        return respond(request, show(request))

    return [Route(data or f"{path}.json", endpoint, name=f"{name}.json"), Route(path, endpoint, name=name)]


def respond(request: Request, page: Page, found: Opened | None = None) -> Response:
    """The page as it was asked for."""
    if is_json(request):
        return JSONResponse(page.data, page.status)
    shown = {"page": page, "request": request, "token": form_token(request), "here": request.url.path, **page.more}
    if found is not None:
        shown |= _about(found)
    shown.setdefault("links", None)
    shown |= {"watch": _watch(request, found.entry if found is not None else page.more.get("entry")), "change": None}
    response = HTMLResponse(environment().get_template(page.template).render(shown), page.status)
    give_cookie(request, response)
    return response


def _about(found: Opened) -> dict[str, Any]:
    """What the frame of every page about a case shows."""
    case = found.case
    return {
        "found": found,
        "case": case,
        "links": found.links,
        "view": found.view,
        "frame": frame_line(case, found.answers.tongue),
        "layers": found.cases.in_short(found.entry, lambda: layers_listed(found.cases.folder(found.entry))),
        "besides": _besides(found.request),
        "has_conflict": found.answers.has_conflict,
        "jobs": jobs_of(found.request).listed(found.entry.key),
    }


def _besides(request: Request) -> list[tuple[str, str]]:
    """What else the address asks for, to be kept where the case is looked at otherwise."""
    pairs = request.query_params.multi_items() if request.method == "GET" else []
    return [(name, value) for name, value in pairs if value and name not in (*NAMES, *ASKED)][:MOST]


def _watch(request: Request, entry: object) -> str | None:
    """Where the page asks whether the case that it is about was changed."""
    from commonground.workbench.pages.watching import watch

    if not isinstance(entry, Entry):
        return None
    version = getattr(request.state, "version", None)
    return watch(cases_of(request), entry, version, sent=request.method == "POST")


def _instead(found: Opened, name: str, error: TakesLongError) -> Response:
    """To work in the background, where the page takes longer than anybody waits."""
    from commonground.workbench.pages.work import instead

    return instead(found, name, error)


def _broken(request: Request, error: CommongroundError) -> Response:
    """To what is wrong with the case, or with the layer or change that was asked for."""
    from commonground.workbench.pages.broken import broken

    page = broken(request, error)
    return page if isinstance(page, RedirectResponse) else respond(request, page)
