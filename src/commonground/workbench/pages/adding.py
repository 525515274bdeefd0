"""A text added to the record of a case: a file or pasted words, with what is known of it; nothing is fetched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from commonground.case.adding_sources import ENDINGS, FIELDS, add_source
from commonground.case.quotes import document_of
from commonground.errors import CommongroundError, Problem, UsageError, Where
from commonground.record.kinds import KINDS
from commonground.store import locked
from commonground.workbench.next_steps import next_steps
from commonground.workbench.page import Opened, Page, respond
from commonground.workbench.problems import status_of
from commonground.workbench.to_write import done, refused, text, to_write
from commonground.workbench.undo import remember

__all__ = ["add", "adding"]

MOST = 2_000_000  # bytes of one text of a case


def adding(found: Opened) -> Page:
    """The form."""
    return _page(found)


async def add(request: Request, form: FormData) -> Response:
    """The text in the case, and on to coding it."""
    upload = form.get("file")
    name, data = "pasted.txt", b""
    if isinstance(upload, UploadFile) and upload.filename:
        name, data = PurePath(upload.filename.replace("\\", "/")).name, await upload.read()
    else:
        pasted = form.get("text")
        data = pasted.replace("\r\n", "\n").encode("utf-8", "replace") if isinstance(pasted, str) else b""
    return await run_in_threadpool(_add, request, form, name, data)


def _add(request: Request, form: FormData, name: str, data: bytes) -> Response:
    found = to_write(request)
    values = {field: text(form, field) for field in FIELDS}
    try:
        if len(data) > MOST:
            what, expected = "This text is too large for a case.", f"at most {MOST // 1_000_000} MB"
            raise UsageError(Problem(what, Where(name[-60:]), expected=expected, code="too-large"))
        with locked(found.entry.path):
            before = _sources(found)
            case, key = add_source(found.entry.path, name, data, values)
            told_so = [f"“{case.sources[key].title}”: added to the record."]
            remember(request, found.entry, {"sources.yaml": (before, _sources(found))}, told_so, ("sources", key))
    except CommongroundError as error:
        status = status_of(error)
        values["text"] = data.decode("utf-8", "replace") if name == "pasted.txt" else ""
        told = refused(request, error, status)
        return told or respond(request, _page(found, error.problems, values, status), found)
    document = document_of(case, case.sources[key])
    kind, turns = (document.kind, len(document.turns)) if document is not None else (None, 0)
    told_of: dict[str, Any] = {"source": key, "kind": kind, "turns": turns, "address": found.links.to("source", key)}
    return done(request, f"{found.links.to('code', key)}?added=1", told_of)


def _sources(found: Opened) -> bytes:
    folder = found.cases.folder(found.entry)
    return folder.read("sources.yaml") if "sources.yaml" in folder.names() else b""


def _page(
    found: Opened, problems: Sequence[Problem] = (), values: Mapping[str, str] | None = None, status: int = 200
) -> Page:
    more = {
        "problems": tuple(problems),
        "values": defaultdict(str, values or {}),
        "kinds": KINDS,
        "endings": ",".join(ENDINGS),
        "writable": found.entry.writable,
        "recorded": list(found.case.sources.values()),
        "steps": next_steps(found, found.links.to("add")),
    }
    data = {"case": found.case.id, "sources": list(found.case.sources), "problems": [p.to_dict() for p in problems]}
    return Page("Add a text to the record", data, (), "adding.html", more, status)
