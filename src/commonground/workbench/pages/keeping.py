"""A what-if kept as a layer, or taken over into the case: first what would be written, to the letter, then the writing.

Both pages say at their own address what they would write, so that can be passed on and looked at; only the form below
writes. What was kept or taken over stands among the changes of this run, and can be taken back there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import ndiff
from typing import Any, cast, get_args

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commonground.case import Case, edit
from commonground.case.keeping import KeptLayer, keep_layer, kept_layer, layer_name
from commonground.case.mending import file_version
from commonground.case.model import LayerKind
from commonground.case.taking_over import take_over
from commonground.errors import CaseError, CommongroundError, NewerVersionError, Problem, UsageError
from commonground.workbench.page import Opened, Page, respond
from commonground.workbench.problems import status_of
from commonground.workbench.to_write import done, name_of, refused, text, to_write
from commonground.workbench.undo import Telling, drafted, remember

__all__ = ["as_layer", "keep", "over", "taken_over"]

FILE = "case.yaml"
_KINDS: Mapping[str, str] = {
    "hypothesis": "a hypothesis: what if; it rests on nobody's words",
    "reading": "a reading: another way to read the same record",
}
_AROUND = 3  # lines shown before and after a change


def as_layer(found: Opened) -> Page:
    """The layer that the what-if of the address would be, and where it would be written."""
    return _layer_page(found, found.request.query_params)


def keep(request: Request, form: FormData) -> Response:
    """Write the layer; refused where one of that name is there by now."""
    found = to_write(request)
    given = {name: text(form, name) for name in ("title", "name", "kind", "source", "note")}
    try:
        kept = _kept(found, given)
        before, after = keep_layer(found.entry.path, kept)
    except CommongroundError as error:
        status = 422 if status_of(error) == 404 else status_of(error)
        return refused(request, error, status) or respond(request, _layer_page(found, given, error, status), found)
    told = [f"Kept as the layer {kept.name}: {'; '.join(found.view.what_if)}"]
    remember(request, found.entry, {kept.file: (before, after)}, told)
    where = found.links.to(layers=(*found.view.layers, kept.name), what_if=())
    return done(request, where, {"layer": kept.name, "file": kept.file})


def over(found: Opened) -> Page:
    """What taking the what-if over would change in the text of the case."""
    return _over_page(found)


def taken_over(request: Request, form: FormData) -> Response:
    """Write the changes into the case; refused where it was changed since they were shown."""
    found = to_write(request)
    telling = Telling([f"Taken over: {line}" for line in found.view.what_if])
    try:
        with drafted(request, found.entry, telling) as draft:
            if file_version(found.cases.folder(found.entry), FILE) != text(form, "seen"):
                what = "The case was changed since this page was opened; nothing was written."
                raise NewerVersionError(Problem(what, expected="a look at what would change now", code="changed-since"))
            take_over(draft, _some(found))
    except CommongroundError as error:
        status = 422 if status_of(error) == 404 else status_of(error)
        return refused(request, error, status) or respond(request, _over_page(found, error, status), found)
    return done(request, found.links.to("changes", what_if=()), {"taken_over": list(found.view.what_if)})


def _layer_page(
    found: Opened, given: Mapping[str, str], error: CommongroundError | None = None, status: int = 200
) -> Page:
    title = given.get("title", "") or f"What if: {'; '.join(found.view.what_if)}"[:200]
    values = {
        "title": title,
        "name": given.get("name", "") or layer_name(title),
        "kind": given.get("kind", "") or "hypothesis",
        "source": given.get("source", _assumed_by(found.request)),
        "note": given.get("note", ""),
    }
    kept, problems = None, () if error is None else error.problems
    try:
        kept = _kept(found, values)
    except CommongroundError as wrong:
        problems = problems or wrong.problems
    data = {
        "case": found.case.id,
        "what_if": list(found.view.what_if),
        "file": None if kept is None else kept.file,
        "text": None if kept is None else kept.text,
        "problems": [problem.to_dict() for problem in problems],
    }
    more: dict[str, Any] = {"kept": kept, "values": values, "kinds": _KINDS, "problems": problems}
    more["writable"] = found.entry.writable
    return Page("Keep it as a layer", data, (), "keeping.html", more, status)


def _kept(found: Opened, given: Mapping[str, str]) -> KeptLayer:
    kind = given["kind"] if given["kind"] in get_args(LayerKind) else "hypothesis"
    case = _without_changes(found)
    name = given["name"] or layer_name(given["title"])
    if name in found.cases.layers(found.entry):
        what, expected = f"There is a layer “{name}” already.", "another name; nothing is written over"
        raise UsageError(Problem(what, read=name, expected=expected, code="not-empty"))
    return kept_layer(
        case, found.view.what_if, given["title"], cast("LayerKind", kind), given["source"], given["note"], name
    )


def _over_page(found: Opened, error: CommongroundError | None = None, status: int = 200) -> Page:
    problems, lines = () if error is None else error.problems, list[tuple[str, str]]()
    try:
        if found.entry.writable:
            draft = edit(found.entry.path)
            before = draft.text(FILE)
            take_over(draft, _some(found))
            draft.preview()
            if broken := draft.broken_layers():  # it would not be written, which is told before one asks for it
                raise CaseError(broken)
            lines = _difference(before, draft.text(FILE))
    except CommongroundError as wrong:
        problems = problems or wrong.problems
    data = {
        "case": found.case.id,
        "what_if": list(found.view.what_if),
        "file": FILE,
        "lines": [{"kind": kind, "text": words} for kind, words in lines if kind != "same"],
        "problems": [problem.to_dict() for problem in problems],
    }
    more: dict[str, Any] = {"lines": lines, "problems": problems, "writable": found.entry.writable}
    more["seen"] = file_version(found.cases.folder(found.entry), FILE)
    return Page("Take it over into the case", data, (), "taking_over.html", more, status)


def _some(found: Opened) -> tuple[str, ...]:
    if not found.view.what_if:
        what = "Nothing is asked otherwise, so there is nothing to take over."
        raise UsageError(Problem(what, expected="a what-if", code="not-a-change"))
    return found.view.what_if


def _without_changes(found: Opened) -> Case:
    return found.cases.answers(found.entry, replace(found.view, what_if=())).case


def _assumed_by(request: Request) -> str:
    who = name_of(request)
    return f"An assumption of {who}" if who else "An assumption, to see what would follow from it"


def _difference(before: str, after: str) -> list[tuple[str, str]]:
    kinds = {"-": "taken", "+": "added", " ": "same"}
    lines = [(kinds[line[0]], line[2:]) for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in kinds]
    near = [any(kind != "same" for kind, _ in lines[max(0, n - _AROUND) : n + _AROUND + 1]) for n in range(len(lines))]
    return [line for line, shown in zip(lines, near, strict=True) if shown]
