"""The files of a case as text that can be changed: mistakes beside the lines, and nobody's change written over.

A case that cannot be read is opened here too, and mended. What was saved from here can be taken back while the server
runs, as long as nobody has changed the file since.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import ndiff
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commonground.case.mending import can_be_mended, file_version, write_file
from commonground.case.places import own_folder
from commonground.errors import (
    CommongroundError,
    LockedError,
    NewerVersionError,
    Problem,
    UsageError,
    nearest_word,
)
from commonground.workbench import undo
from commonground.workbench.cases import Cases, Entry
from commonground.workbench.forms.in_text import forms_in
from commonground.workbench.links import Links
from commonground.workbench.page import Page, cases_of, respond
from commonground.workbench.problems import status_of
from commonground.workbench.to_write import done, refused, text
from commonground.workbench.view import View

__all__ = ["editing", "save", "take_back"]

LONGEST = 2_000_000  # characters of a file
MOST_COMPARED = 5_000  # lines


def editing(request: Request) -> Page:
    """One file of a case, which need not be a case that can be read."""
    return _page(request)


def save(request: Request, form: FormData) -> Response:
    """The file as it was typed; refused where it breaks the case, or where the file changed meanwhile."""
    entry = cases_of(request).entry(str(request.path_params["case"]))
    own_folder(str(entry.path))
    name, typed = _name(request), form.get("text")
    if not isinstance(typed, str) or len(typed) > LONGEST:
        what = "This is no text of a file." if not isinstance(typed, str) else "This is too large for a file of a case."
        raise UsageError(Problem(what, expected=f"at most {LONGEST:,} characters", code="too-large"))
    try:
        before, after = write_file(entry.path, name, typed, text(form, "seen"))
    except CommongroundError as error:
        status = 422 if not isinstance(error, NewerVersionError | LockedError) else status_of(error)
        told = refused(request, error, status)
        return told or respond(request, _page(request, error, typed, status))
    undo.remember(request, entry, {name: (before, after)})
    told_of = {"file": name, "version": file_version(cases_of(request).folder(entry), name)}
    links = Links(entry.key, View())
    still = can_be_mended(name, _mistakes(cases_of(request), entry))  # a file of statements only while it is broken
    return done(request, f"{links.to('edit')}/{name}?kept=1" if still else links.to("changes"), told_of)


def take_back(request: Request, form: FormData) -> Response:
    """The file as it was before it was last saved from here, if nobody has changed it since."""
    entry = cases_of(request).entry(str(request.path_params["case"]))
    own_folder(str(entry.path))
    name = _name(request)
    undo.take_back(request, entry, name)
    links = Links(entry.key, View())
    where = links.to("proposed") if text(form, "from") == "proposed" else f"{links.to('edit')}/{name}"
    return done(request, where, {"file": name})


def _page(
    request: Request, error: CommongroundError | None = None, typed: str | None = None, status: int = 200
) -> Page:
    cases, name = cases_of(request), _name(request)
    entry = cases.entry(str(request.path_params["case"]))
    folder = cases.folder(entry)
    wrong = _mistakes(cases, entry)
    names = [each for each in folder.names() if can_be_mended(each, wrong)]
    if name not in names:
        what, nearest = f"There is no file “{name[:80]}” in this case that can be changed.", nearest_word(name, names)
        raise UsageError(Problem(what, read=name[:200], nearest=nearest, code="no-file"))
    stands = folder.read(name).decode("utf-8-sig", "replace")
    shown = stands if typed is None else typed.replace("\r\n", "\n")
    problems = error.problems if error is not None else wrong
    changed = isinstance(error, NewerVersionError)
    more: dict[str, Any] = {
        "links": Links(entry.key, View()),
        "entry": entry,
        "name": name,
        "names": names,
        "text": shown,
        "seen": file_version(folder, name),
        "problems": problems,
        "beside": _beside(problems, name, shown),
        "elsewhere": [problem for problem in problems if problem.where.file != name or problem.where.line is None],
        "forms": forms_in(folder, name, Links(entry.key, View())),
        "difference": _difference(stands, shown) if changed else None,
        "kept": request.query_params.get("kept") == "1" and error is None,
        "can_take_back": undo.can_take_back(request, entry, name),
    }
    data = {"case": entry.key, "file": name, "text": stands, "version": more["seen"]}
    data |= {"files": names, "problems": [problem.to_dict() for problem in problems]}
    return Page(f"Change {name}", data, (), "editing.html", more, status)


def _mistakes(cases: Cases, entry: Entry) -> tuple[Problem, ...]:
    """Why the case cannot be read as it stands; nothing where it can."""
    try:
        cases.answers(entry)
    except CommongroundError as error:
        return error.problems
    return ()


def _beside(problems: Sequence[Problem], name: str, shown: str) -> list[tuple[int, str, list[Problem]]]:
    """The lines of the text that something is wrong with, and what."""
    lines = shown.splitlines()
    found: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.where.file == name and problem.where.line is not None:
            found.setdefault(problem.where.line, []).append(problem)
    return [(line, lines[line - 1] if line <= len(lines) else "", found[line]) for line in sorted(found)]


def _difference(stands: str, typed: str) -> list[tuple[str, str]]:
    """What the file says now, line by line, and what was typed; alike lines far from any difference are left out."""
    before, after = stands.splitlines()[:MOST_COMPARED], typed.splitlines()[:MOST_COMPARED]
    kinds = {"-": "taken", "+": "added", " ": "same"}
    lines = [(kinds[line[0]], line[2:]) for line in ndiff(before, after) if line[0] in kinds]
    near = [any(kind != "same" for kind, _ in lines[max(0, n - 3) : n + 4]) for n in range(len(lines))]
    return [line for line, shown in zip(lines, near, strict=True) if shown]


def _name(request: Request) -> str:
    return str(request.path_params["name"])  # looked up among what can be mended
