"""The brief: seen in a frame, and downloaded in every form that the program writes.

The page of a brief carries its style with it, which the policy of the workbench does not allow; so it is shown in a
frame that can do nothing, under a policy of its own.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import RedirectResponse, Response

from commonground.errors import Problem, UsageError, nearest_word
from commonground.workbench.jobs.work import Job
from commonground.workbench.page import Opened, Page
from commonground.workbench.problems import is_json
from commonground.workbench.sharing import plain_name
from commonground.workbench.writing_briefs import brief_begun, written

__all__ = ["brief", "download", "preview"]

FORMS = {
    "html": ("A page for any browser", "text/html; charset=utf-8"),
    "pdf": ("Sheets of paper, as PDF", "application/pdf"),
    "docx": ("For Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "md": ("Markdown", "text/markdown; charset=utf-8"),
    "json": ("The answers as data", "application/json"),
    "zip": ("The case and its brief in one folder, to pass on", "application/zip"),
}
SOON = 2.0  # seconds that the page waits for its preview before it says how far that has come
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"
_LATER = (
    b"<!doctype html><html lang=en><title>The brief</title><p>This brief takes longer than a page waits. It is being "
    b"made in the background; the page of the case says how far it has come."
)


def brief(found: Opened) -> Page:
    """The preview, and a link for each form."""
    forms = [(ending, words, found.links.to("brief", "download", ending)) for ending, (words, _) in FORMS.items()]
    more: dict[str, Any] = {"forms": forms, "preview": found.links.to("brief", "page"), "job": None}
    more["bound"] = [(s.title, s.handling) for s in found.case.sources.values() if s.file and s.handling]
    if not is_json(found.request):  # to ask for the addresses begins no work
        more["job"] = brief_begun(found, "html")
        more["job"].wait(SOON)
    data = {"case": found.case.id, "page": more["preview"], "forms": {ending: href for ending, _, href in forms}}
    return Page("The brief", data, (), "brief.html", more)


def preview(found: Opened) -> Response:
    """The page itself; a word in its place while it is not there yet."""
    made = written(found, "html")
    headers = {"content-security-policy": _POLICY, "x-frame-options": "SAMEORIGIN"}
    data = _LATER if isinstance(made, Job) else made
    return Response(data, media_type=FORMS["html"][1], headers=headers)


def download(found: Opened) -> Response:
    """The brief as a file."""
    ending = found.name("form")
    if ending not in FORMS:
        what, nearest = f"A brief is not written as “{ending[:20]}”.", nearest_word(ending, FORMS)
        raise UsageError(
            Problem(what, read=ending, expected="one of " + ", ".join(FORMS), nearest=nearest, code="no-file")
        )
    data = written(found, ending)
    if isinstance(data, Job):
        return RedirectResponse(data.address, 303)
    stem = plain_name(found.entry.key) + ("-brief" if ending != "zip" else "")
    headers = {
        "content-disposition": f'attachment; filename="{stem}.{ending}"',
        "content-security-policy": _POLICY,
    }
    return Response(data, media_type=FORMS[ending][1], headers=headers)
