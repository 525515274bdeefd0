"""Coding together: how far blind coders agree, and what they still have to settle, one stretch at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commonground.case import Case
from commonground.case.coding import agreement_between_coders
from commonground.case.quotes import document_of
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import CommongroundError, NewerVersionError, Problem, UsageError
from commonground.statements import append_statement
from commonground.statements.naming import UNKNOWN
from commonground.statements.reliability import Disagreement, Reliability
from commonground.statements.reliability.settling import NONE, dropped, settled, unsettled
from commonground.statements.review import Review, checked
from commonground.statements.versions import versions_of
from commonground.store import locked
from commonground.workbench.coding.meanings import ACT_WORDS, MODALITY_WORDS, MODE_WORDS, POLARITY_WORDS
from commonground.workbench.page import Opened, Page, respond
from commonground.workbench.problems import status_of
from commonground.workbench.to_write import done, name_given, name_of, now, refused, text, to_write

__all__ = ["coders", "settle"]

_WORDS: Mapping[str, Mapping[str, str]] = {
    "act": ACT_WORDS,
    "polarity": POLARITY_WORDS,
    "modality": MODALITY_WORDS,
    "mode": MODE_WORDS,
}
_ACTORS = ("speaker", "source", "addressee")


def coders(found: Opened) -> Page:
    """The figures, and the first disagreement that is not settled."""
    return _page(found)


def settle(request: Request, form: FormData) -> Response:
    """One disagreement, as those who coded settled it; a newer version of each of their statements."""
    found = to_write(request)
    try:
        who = name_given(form)
        with locked(found.entry.path):
            found = to_write(request)
            item = _asked(found, text(form, "at"))
            if text(form, "seen") != _seen(found, item):
                what = "One of these statements was decided on since this page was opened; nothing was written."
                raise NewerVersionError(Problem(what, expected="a look at how it stands now", code="changed-since"))
            statements = found.case.statements
            if text(form, "decision") == "drop":
                made = dropped(item, statements, who, now())
            else:
                labels = {field: text(form, f"label.{field}") for field in item.labels}
                given = {field: "" if value == NONE else value for field, value in labels.items()}
                made = settled(item, statements, labels, who, now())
                checked(Review(who, (), vocabulary=vocabulary_of(found.case)), given)
            for each in made:
                append_statement(found.entry.path, each.coder or UNKNOWN, each)
    except CommongroundError as error:
        status = status_of(error)
        told = refused(request, error, status)
        values = {str(key): text(form, str(key)) for key in form if str(key).startswith("label.")}
        values["at"] = text(form, "at")
        fresh = to_write(request)
        return told or respond(request, _page(fresh, error.problems, values, status), fresh)
    return done(request, f"{found.links.to('coders')}#settle", {"statements": [each.id for each in made]}, who)


def _page(
    found: Opened, problems: Sequence[Problem] = (), values: Mapping[str, str] | None = None, status: int = 200
) -> Page:
    report, missing = _report(found)
    todo = unsettled(report.disagreements) if report is not None else ()
    asked = found.request.query_params.get("at") or (values or {}).get("at")
    current = next((item for item in todo if _key(item) == asked), todo[0] if todo else None)
    more: dict[str, Any] = {
        "report": report,
        "missing": missing,
        "todo": [(_key(item), item) for item in todo[:200]],
        "count": len(todo),
        "figures": _figures(report),
        "settled": 0 if report is None else len(report.disagreements) - len(todo),
        "current": current,
        "key": _key(current) if current else "",
        "words": _words(found.case, current) if current else None,
        "seen": _seen(found, current) if current and found.entry.writable else "",
        "choices": {field: _choices(found.case, field) for field in current.labels} if current else {},
        "problems": tuple(problems),
        "values": defaultdict(str, values or {}),
        "who": name_of(found.request),
        "writable": found.entry.writable,
    }
    data: dict[str, Any] = {"case": found.case.id, "missing": missing, "unsettled": [item.to_dict() for item in todo]}
    data["reliability"] = None if report is None else report.to_dict()
    return Page("Coders", data, (), "coders.html", more, status)


def _report(found: Opened) -> tuple[Reliability | None, str | None]:
    """How far the coders agree, or why that cannot be told."""
    try:
        return agreement_between_coders(found.entry.path), None
    except UsageError as error:
        return None, " ".join(str(problem) for problem in error.problems)


def _figures(report: Reliability | None) -> list[tuple[str, int, str]]:
    """What was compared, on how many stretches, and how far they agree: 1 is always, 0 no more than by chance."""
    if report is None:
        return []
    told = {**report.labels, "the words that were marked": report.spans}
    return [
        (name, alpha.units, f"{alpha.value:.2f}" if alpha.value is not None else alpha.why_not or "not known")
        for name, alpha in told.items()
        if alpha is not None
    ]


def _asked(found: Opened, key: str) -> Disagreement:
    report, missing = _report(found)
    for item in () if report is None else unsettled(report.disagreements):
        if _key(item) == key:
            return item
    what = missing or "This is settled by now, or was never disagreed on."
    raise UsageError(Problem(what, read=key[:80] or None, code="nothing-waiting"))


def _key(item: Disagreement) -> str:
    """What tells a disagreement from the others: its statements."""
    return "|".join(sorted(item.statements.values()))


def _seen(found: Opened, item: Disagreement) -> str:
    """How many versions each of its statements has."""
    statements = [found.case.statements[name] for name in sorted(item.statements.values())]
    return ".".join(str(len(versions_of(found.entry.path, each))) for each in statements)


def _words(case: Case, item: Disagreement) -> str | None:
    document = document_of(case, case.sources[item.document]) if item.document in case.sources else None
    return None if document is None else document.text[item.start : item.end]


def _choices(case: Case, field: str) -> list[tuple[str, str]]:
    """What may be settled on in a field."""
    none = [(NONE, "")] if field in ("issue", "addressee") else []
    if field == "issue":
        return [*none, *((issue.id, issue.title) for issue in case.issues.values())]
    if field in _ACTORS:
        return [*none, *((name, words[0] if words else "") for name, words in vocabulary_of(case).actors.items())]
    return [*_WORDS.get(field, {}).items()]
