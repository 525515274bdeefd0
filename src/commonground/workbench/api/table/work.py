"""Long work: begun, told about while it runs, stopped; and whether a case was changed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.workbench.api.shapes import NUMBER, TEXT, THING, YES, many, maybe, one_of, record, ref
from commonground.workbench.api.told import Given, Told

__all__ = ["WORK"]

_ID = Given("The id of the work, which its beginning gave.", "0f3a5c77d2e1")
_JOB = record(
    id=TEXT,
    address=TEXT,
    case=maybe(TEXT),
    title=TEXT,
    state=one_of("waiting", "running", "done", "failed", "stopped"),
    share=maybe(NUMBER),
    told=TEXT,
    expected=maybe(TEXT),
    seconds=NUMBER,
    began=TEXT,
    outcome=maybe(TEXT),
    problems=many(ref("Problem")),
    came_to=THING,
)

WORK: Mapping[str, Told] = {
    "GET /case/{case}/changed": Told(
        "Changed elsewhere",
        "Whether a case was changed",
        "When it was changed since a version of it, in which files, and what, as far as that is known.",
        query={
            "seen": Given("The version that is known; an earlier answer gave it.", "0" * 64),
            "told": Given("A version of which a page was told already, and is told nothing more.", "0" * 64),
            "sent": Given("Whether the page is the answer to a form.", "1", one_of("", "1")),
        },
        answer=record(
            {"at": maybe(TEXT), "files": many(TEXT), "told": many(TEXT), "readable": YES}, changed=YES, version=TEXT
        ),
        view=False,
    ),
    "POST /case/{case}/job": Told(
        "Long work",
        "Work a page out in the background",
        "For a page that answers `too-slow`; what comes of it is then found under the address of the page itself. "
        "No job where the page is there at once.",
        form={
            "page": Given("Which page.", "stability", one_of("stability", "paths", "state", "holds"), needed=True),
            "name": Given("Of a state: which.", "YNYN"),
        },
        answer=record(job=maybe(_JOB), outcome=TEXT),
    ),
    "GET /case/{case}/job/{id}": Told(
        "Long work",
        "How far it has come",
        "What is being done, how much of it is done, and in the end where the outcome is, or what went wrong.",
        about={"id": _ID},
        answer=record(job=_JOB, changed_since=YES),
    ),
    "POST /case/{case}/job/{id}/stop": Told(
        "Long work", "Stop it", "It is ended at once.", about={"id": _ID}, answer=record(job=_JOB), view=False
    ),
    "GET /job/{id}": Told(
        "Long work",
        "How far the reading of one text has come",
        "The same, for a text without a case.",
        about={"id": _ID},
        answer=record(job=_JOB, changed_since=YES),
        view=False,
    ),
    "GET /job/{id}/text": Told(
        "Long work",
        "The text that was read",
        "What reading one text came to, once it is done.",
        about={"id": _ID},
        answer=THING,
        view=False,
    ),
    "POST /job/{id}/stop": Told(
        "Long work", "Stop reading", "It is ended at once.", about={"id": _ID}, answer=record(job=_JOB), view=False
    ),
}
