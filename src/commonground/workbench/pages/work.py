"""Long work: offered where a page would take too long, told about while it runs, stopped, and its outcome shown."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from commonground.errors import CommongroundError, Problem, UsageError
from commonground.workbench.answers import TakesLongError
from commonground.workbench.jobs.desk import Jobs, jobs_of, memory_allowed
from commonground.workbench.jobs.kinds import TEXT, TEXT_DATA, page_made
from commonground.workbench.jobs.work import Job, Work, memory_in_words, time_in_words
from commonground.workbench.links import Links
from commonground.workbench.page import Opened, Page, opened, respond
from commonground.workbench.problems import is_json, problem_response
from commonground.workbench.to_write import done, text
from commonground.workbench.view import View

__all__ = ["begin", "bounds_in_words", "instead", "job", "outcome_of_text", "stop", "text_job"]

LONG = {  # pages that may take long: what each is called, and the names of the rest of its address
    "stability": ("Stable states", ()),
    "paths": ("Paths", ()),
    "state": ("State {name}", ("name",)),
    "holds": ("Would a deal hold", ()),
}


def instead(found: Opened, name: str, error: TakesLongError) -> Response:
    """In place of a page that takes long: the page, once it is made; how far it has come; or an offer to begin."""
    request, jobs = found.request, jobs_of(found.request)
    if name not in LONG:
        raise error
    work = _work(found, name, {each: str(request.path_params[each]) for each in LONG[name][1]})
    known = jobs.find(work)
    if known is not None and known.state == "done":
        return respond(request, page_made(known.folder), found)
    if is_json(request):
        if known is None or not known.active:
            return problem_response(request, error, 409)
        return JSONResponse({"job": known.to_dict()}, 202)
    if known is not None and known.active:
        return RedirectResponse(known.address, 303)
    problems = known.problems if known is not None else ()
    more = {
        "why": error.problems[0].what,
        "asks": dict(work.asks),
        "begin": found.links.to("job"),
        "bounds": bounds_in_words(jobs),
        "problems": problems,
    }
    return respond(request, Page(work.title, {}, (), "long.html", more), found)


def begin(request: Request, form: FormData) -> Response:
    """A page that takes long, begun in the background."""
    found = opened(request)
    name = text(form, "page")
    if name not in LONG:
        what = "This is no page that is made in the background."
        raise UsageError(Problem(what, read=name[:80], expected="one of " + ", ".join(LONG), code="unknown-id"))
    given = {each: text(form, each)[:200] for each in LONG[name][1]}
    work = _work(found, name, given)
    if not found.answers.is_wide:  # the page is there at once
        return done(request, work.leads_to, {"job": None, "outcome": work.leads_to})
    begun = jobs_of(request).begin(work)
    return done(request, begun.address, {"job": begun.to_dict(), "outcome": work.leads_to})


def job(request: Request) -> Response:
    """How far work about a case has come."""
    found = jobs_of(request).get(str(request.path_params["id"]), str(request.path_params["case"]))
    try:
        about: Opened | None = opened(request)
    except CommongroundError:  # a case that cannot be read: its work is told about, and can be stopped
        about = None
    return _told(request, found, about)


def text_job(request: Request) -> Response:
    """How far the reading of one text has come."""
    return _told(request, jobs_of(request).get(str(request.path_params["id"]), None), None)


def stop(request: Request, form: FormData) -> Response:
    """End it now."""
    case = request.path_params.get("case")
    found = jobs_of(request).get(str(request.path_params["id"]), None if case is None else str(case))
    jobs_of(request).stop(found)
    return done(request, found.address, {"job": found.to_dict()})


def outcome_of_text(request: Request) -> Response:
    """One text that was read in the background, as a page or as data."""
    from commonground.workbench.pages.one_text import POLICY

    found = jobs_of(request).get(str(request.path_params["id"]), None)
    if found.state != "done" or found.work.kind != "text":
        return RedirectResponse(found.address, 303)
    if is_json(request):
        return Response((found.folder / TEXT_DATA).read_bytes(), media_type="application/json")
    return HTMLResponse((found.folder / TEXT).read_bytes(), headers={"content-security-policy": POLICY})


def bounds_in_words(jobs: Jobs) -> str:
    """How much long work may take."""
    memory = memory_in_words(memory_allowed(jobs.settings))
    return f"at most {time_in_words(jobs.settings.work_seconds)} and {memory} of memory"


def _work(found: Opened, name: str, given: dict[str, str]) -> Work:
    title, rest = LONG[name]
    return Work(
        kind="page",
        title=title.format(**given),
        leads_to=found.links.to(name, *(given[each] for each in rest)),
        case=found.entry.key,
        path=str(found.entry.path),
        bundled=found.entry.bundled,
        version=found.cases.version(found.entry),
        view=found.view,
        asks=(("page", name), *given.items()),
    )


def _told(request: Request, found: Job, about: Opened | None) -> Response:
    response = respond(request, _page(jobs_of(request), found, about), about)
    if not found.active:  # a page that asks for news of the words alone gets all of it, with what comes next
        response.headers.update({"hx-retarget": "#job", "hx-reselect": "#job"})
    return response


def _page(jobs: Jobs, found: Job, about: Opened | None) -> Page:
    more: dict[str, Any] = {
        "job": found,
        "bounds": bounds_in_words(jobs),
        "so_far": time_in_words(found.seconds),
        "stale": about is not None and found.work.version != about.cases.version(about.entry),
        "back": "/" if found.work.case is None else Links(found.work.case, View()).to(),
    }
    return Page(found.work.title, {"job": found.to_dict(), "changed_since": more["stale"]}, (), "job.html", more)
