"""The table of addresses, and the application made of it.

Every page about a case takes the same query (see :mod:`commonground.workbench.view`), and is given as data under the
same address with ``.json`` (of home: ``/home.json``). What changes something is a POST with the token of its form.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from commonground.errors import CommongroundError
from commonground.workbench.cases import Cases
from commonground.workbench.forms import formulas
from commonground.workbench.jobs.desk import Jobs
from commonground.workbench.page import pages, simple
from commonground.workbench.pages import (
    adding,
    api,
    beginning,
    bringing,
    changes,
    coders,
    coding_writes,
    editing,
    entries,
    entry,
    entry_writes,
    home,
    keeping,
    one_text,
    speakers,
    taking,
    watching,
    work,
)
from commonground.workbench.pages import brief as brief_page
from commonground.workbench.pages import search as search_page
from commonground.workbench.pages.coding import coding
from commonground.workbench.pages.conflict import paths, stability, state
from commonground.workbench.pages.depth import QUESTIONS, depth
from commonground.workbench.pages.files import file
from commonground.workbench.pages.history import history
from commonground.workbench.pages.levels import levels
from commonground.workbench.pages.matters import issue, target
from commonground.workbench.pages.meeting import meeting
from commonground.workbench.pages.overview import overview
from commonground.workbench.pages.record import judged, source, statement
from commonground.workbench.pages.state_graph import graph
from commonground.workbench.pages.ultimatum import ultimatum
from commonground.workbench.pages.whatif import whatif
from commonground.workbench.problems import on_error, on_http, on_mistake
from commonground.workbench.security.access import AccessGuard
from commonground.workbench.security.headers import SafeHeaders
from commonground.workbench.security.limits import Limits
from commonground.workbench.security.origin import OriginGuard
from commonground.workbench.security.writing import writing
from commonground.workbench.settings import Settings
from commonground.workbench.vendored import Static

__all__ = ["application", "routes"]

THREADS = 8  # answers made at the same time: more only take turns, and each keeps memory of its own


def routes() -> list[BaseRoute]:
    """Every address of the workbench."""
    return [
        *simple("/", home.home, "home", "/home.json"),
        *simple("/api", api.api, "api", "/openapi.json"),
        Route("/api/token.json", api.token, name="token.json"),
        *simple("/new", beginning.beginning, "new"),
        Route("/new", writing(beginning.make), methods=["POST"]),
        Route("/import", writing(bringing.bring_in), methods=["POST"], name="import"),
        Route("/read", writing(one_text.read_text), methods=["POST"], name="read"),
        Route("/read.json", writing(one_text.read_text), methods=["POST"], name="read.json"),
        Route("/case/{case}/copy", writing(bringing.copy), methods=["POST"], name="copy"),
        *pages("/case/{case}/issue/{name}", issue, "issue", issue),
        *pages("/case/{case}/target/{name:path}", target, "target", target),
        *pages("/case/{case}/statement/{name}", statement, "statement"),
        *pages("/case/{case}/statement/{name}/history", history, "history"),
        Route("/case/{case}/statement/{name}/decide", writing(coding_writes.decide), methods=["POST"], name="decide"),
        Route("/case/{case}/statement/{name}/back", writing(coding_writes.go_back), methods=["POST"], name="back"),
        *pages("/case/{case}/formula", formulas.formula, "formula"),
        *pages("/case/{case}/names", formulas.names, "names"),
        *pages("/case/{case}/entries", entries.entries, "entries"),
        *pages("/case/{case}/entry/{section}/{name:path}", entry.entry, "entry"),
        Route("/case/{case}/entry/{section}/{name:path}", writing(entry_writes.save_entry), methods=["POST"]),
        Route("/case/{case}/entry-move/{section}/{name:path}", writing(entry_writes.move_entry), methods=["POST"]),
        *pages("/case/{case}/entry-new/{section}/{party}", entry.new_entry, "entry-new"),
        Route("/case/{case}/entry-new/{section}/{party}", writing(entry_writes.add_entry), methods=["POST"]),
        *pages("/case/{case}/entry-new/{section}", entry.new_entry, "entry-new.whole"),
        Route("/case/{case}/entry-new/{section}", writing(entry_writes.add_entry), methods=["POST"]),
        *pages("/case/{case}/changes", changes.changes, "changes"),
        Route("/case/{case}/changes/{number}", writing(changes.take_back_change), methods=["POST"]),
        *pages("/case/{case}/coders", coders.coders, "coders"),
        Route("/case/{case}/coders", writing(coders.settle), methods=["POST"], name="settle"),
        *pages("/case/{case}/proposed", taking.proposed, "proposed"),
        Route("/case/{case}/proposed/{name}", writing(taking.take_one), methods=["POST"], name="take"),
        *pages("/case/{case}/add", adding.adding, "add"),
        Route("/case/{case}/add", writing(adding.add), methods=["POST"], name="add.new"),
        *simple("/case/{case}/edit/{name:path}", editing.editing, "edit", "/case/{case}/edit-data/{name:path}"),
        Route("/case/{case}/edit/{name:path}", writing(editing.save), methods=["POST"], name="edit.save"),
        Route("/case/{case}/edit-back/{name:path}", writing(editing.take_back), methods=["POST"], name="edit.back"),
        *pages("/case/{case}/code/{name}", coding, "code"),
        Route("/case/{case}/code/{name}", writing(coding_writes.code), methods=["POST"], name="code.new"),
        Route("/case/{case}/code/{name}/speakers", writing(speakers.say_who), methods=["POST"], name="speakers"),
        Route("/case/{case}/code/{name}/propose", writing(coding_writes.propose), methods=["POST"], name="propose"),
        *pages("/case/{case}/source/{name}", source, "source"),
        *pages("/case/{case}/object/{name}", judged, "object"),
        *pages("/case/{case}/state/{name:path}/graph", graph, "state.graph"),
        *pages("/case/{case}/state/{name:path}", state, "state"),
        *pages("/case/{case}/stability/graph", graph, "stability.graph"),
        *pages("/case/{case}/stability", stability, "stability"),
        *pages("/case/{case}/paths", paths, "paths", paths),
        *pages("/case/{case}/levels", levels, "levels"),
        *pages("/case/{case}/ultimatum", ultimatum, "ultimatum", ultimatum),
        *(route for name in QUESTIONS for route in pages(f"/case/{{case}}/{name}", depth(name), name, depth(name))),
        *pages("/case/{case}/next", meeting, "next"),
        *pages("/case/{case}/what-if", whatif, "what-if"),
        *pages("/case/{case}/what-if/layer", keeping.as_layer, "what-if.layer"),
        Route("/case/{case}/what-if/layer", writing(keeping.keep), methods=["POST"]),
        *pages("/case/{case}/what-if/take-over", keeping.over, "what-if.over"),
        Route("/case/{case}/what-if/take-over", writing(keeping.taken_over), methods=["POST"]),
        *pages("/case/{case}/search", search_page.found, "search"),
        *pages("/case/{case}/brief", brief_page.brief, "brief"),
        _only("/case/{case}/brief/page", brief_page.preview, "brief-page"),
        _only("/case/{case}/brief/download/{form}", brief_page.download, "brief-download"),
        *simple("/case/{case}/file/{name:path}", file, "file", "/case/{case}/data/{name:path}"),
        Route("/case/{case}/changed.json", watching.changed, name="changed.json"),
        Route("/case/{case}/changed", watching.changed, name="changed"),
        Route("/case/{case}/job", writing(work.begin), methods=["POST"], name="job.new"),
        Route("/case/{case}/job/{id}/stop", writing(work.stop), methods=["POST"], name="job.stop"),
        Route("/case/{case}/job/{id}.json", work.job, name="job.json"),
        Route("/case/{case}/job/{id}", work.job, name="job"),
        Route("/job/{id}/stop", writing(work.stop), methods=["POST"], name="text-job.stop"),
        Route("/job/{id}/text.json", work.outcome_of_text, name="text-job.text.json"),
        Route("/job/{id}/text", work.outcome_of_text, name="text-job.text"),
        Route("/job/{id}.json", work.text_job, name="text-job.json"),
        Route("/job/{id}", work.text_job, name="text-job"),
        *pages("/case/{case}", overview, "case", overview),
        Route("/static/css/parts.css", _style, name="style"),
        Mount("/static", Static(packages=[("commonground.workbench", "static")]), name="static"),
    ]


def application(settings: Settings) -> Starlette:
    """The application; what stands first in ``middleware`` sees a request first and an answer last."""
    app = Starlette(
        routes=routes(),
        middleware=[
            Middleware(SafeHeaders),
            Middleware(OriginGuard, settings=settings),
            Middleware(AccessGuard, settings=settings),
            Middleware(Limits),
        ],
        exception_handlers={CommongroundError: on_mistake, HTTPException: on_http, 500: on_error},
        lifespan=_running,
    )
    app.router.redirect_slashes = False
    app.state.settings = settings
    app.state.cases = Cases(settings)
    app.state.jobs = Jobs(settings)
    return app


@asynccontextmanager
async def _running(app: Starlette) -> AsyncIterator[None]:
    """While the server runs; what works in the background ends with it."""
    current_default_thread_limiter().total_tokens = THREADS
    yield
    app.state.jobs.close()


def _only(path: str, show: object, name: str) -> Route:
    """A page that is given in one form alone."""
    return pages(path, show, name)[1]  # type: ignore[arg-type]


def _style(request: Request) -> Response:
    """The style of a brief's parts, which pages share with it."""
    folder = files("commonground.brief").joinpath("templates")
    style = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("brief.css", "document.css"))
    return Response(style, media_type="text/css", headers={"cache-control": "no-cache"})
