"""The gate that every import goes through, whatever the format: the fields, the ids, the anchors.

A statement is accepted if its fields can be read, if it could be written into a coder's file, and if the text (where
it is at hand) has its words. Positions that count UTF-16 units, as browsers do, are put right where the text shows that
they do. Words found elsewhere than said are accepted with a warning; words not found are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, get_args

from commonground.errors import CommongroundError, Problem, RecordError, Where
from commonground.record.anchors import Anchor, anchor_at, find, seal
from commonground.record.document import Document
from commonground.record.selectors import anchor_from
from commonground.record.utf16 import from_utf16
from commonground.statements.annotation import statement_from
from commonground.statements.exchange.carried import HISTORY, Read
from commonground.statements.files import to_line
from commonground.statements.schema import Statement, Status, Version

__all__ = ["MOST_PROBLEMS", "accepted"]

MOST_PROBLEMS = 500


def accepted(
    reads: Iterable[Read], documents: Mapping[str, Document]
) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """The statements that pass, in order, and what is wrong with the others (and, as warnings, with some that pass)."""
    passed: dict[tuple[str | None, str], Statement] = {}
    problems: list[Problem] = []
    for read in reads:
        statement, found = _statement(read)
        if statement is not None:
            statement, more = _anchored(statement, documents.get(statement.document), made_here=read.made_here)
            found = [*found, *more]
        problems += found
        if statement is not None and (statement.coder, statement.id) in passed:
            what = "Two statements of one coder have this id; the first was kept."
            problems.append(Problem(what, read.where, read=statement.id, code="same-id"))
        elif statement is not None:
            passed[statement.coder, statement.id] = statement
        if len(problems) >= MOST_PROBLEMS:
            what = f"There are {MOST_PROBLEMS} problems; reading stopped here."
            problems.append(Problem(what, Where(read.where.file), code="too-many-problems"))
            break
    return tuple(passed.values()), tuple(problems)


def _statement(read: Read) -> tuple[Statement | None, list[Problem]]:
    creator = read.annotation.get("creator")
    if creator is not None and not isinstance(creator, str):
        what = "The creator has to be a name."
        return None, [Problem(what, replace(read.where, field="creator"), code="wrong-type")]
    try:
        statement, problems = statement_from(read.annotation, creator, read.where)
        problems = [problem.at(_inside(read.where, problem.where)) for problem in problems]
        if statement is None:
            return None, problems
        statement = replace(statement, history=_history(read.annotation["body"], statement.anchor))
        to_line(statement)
    except CommongroundError as error:
        return None, [problem.at(read.where) for problem in error.problems]
    except RecursionError:
        return None, [Problem("This annotation is nested too deeply.", read.where, code="too-deep")]
    return statement, problems


def _inside(where: Where, inner: Where) -> Where:
    """The place of a field in an annotation that has a place in the file."""
    return replace(where, field=", ".join(each for each in (where.field, inner.field) if each))


def _history(body: Mapping[str, Any], anchor: Anchor | None) -> tuple[Version, ...]:
    """Earlier versions as :func:`annotation_of` wrote them; none if anything about them is odd."""
    versions = body.get(HISTORY)
    if not isinstance(versions, list):
        return ()
    found = [_version(each, anchor) for each in versions]
    return tuple(each for each in found if each is not None) if None not in found else ()


def _version(value: object, anchor: Anchor | None) -> Version | None:
    if not isinstance(value, dict) or value.get("status") not in get_args(Status):
        return None
    reviewer, time, blind = value.get("reviewer"), value.get("time"), value.get("blind", False)
    if not all(each is None or isinstance(each, str) for each in (reviewer, time)) or not isinstance(blind, bool):
        return None
    target = value.get("target")
    try:
        stood = anchor_from(target) if isinstance(target, dict) else anchor
    except RecordError:
        return None
    return Version(value["status"], reviewer, time, stood, blind)


def _anchored(
    statement: Statement, document: Document | None, *, made_here: bool
) -> tuple[Statement | None, list[Problem]]:
    """The statement with an anchor that stands in the document."""
    anchor, where = statement.anchor, statement.where
    if anchor is None or document is None:
        return statement, []
    place = find(document, anchor)
    if place.status == "exact":
        return (_moved(statement, document, anchor.start, anchor.end) if made_here else statement), []
    if (units := _as_utf16(document, anchor)) is not None:
        what = "The positions counted UTF-16 units, as browsers do; they were put right."
        return _moved(statement, document, *units), [_warning(what, where)]
    if place.start is None or place.end is None:
        several = place.status == "ambiguous"
        what = "The text has these words in several places." if several else "The text does not have these words."
        return None, [Problem(what, where, read=anchor.quote, code=f"anchor-{place.status}")]
    if made_here:  # its positions were those of a copy with other line ends
        return _moved(statement, document, place.start, place.end), []
    what = f"The words stand elsewhere in the text: {place.start} to {place.end}. The anchor was left as it is."
    return statement, [_warning(what, where)]


def _moved(statement: Statement, document: Document, start: int, end: int) -> Statement:
    anchor = anchor_at(document, start, end)
    sealed = statement.anchor is not None and statement.anchor.sealed
    return replace(statement, anchor=seal(anchor) if sealed else anchor)


def _as_utf16(document: Document, anchor: Anchor) -> tuple[int, int] | None:
    try:
        start, end = from_utf16(document.text, anchor.start), from_utf16(document.text, anchor.end)
    except RecordError:
        return None
    same = find(document, replace(anchor, start=start, end=end)) if start < end else None
    return (start, end) if same is not None and same.status == "exact" else None


def _warning(what: str, where: Where) -> Problem:
    return Problem(what, where, code="anchor-moved", severity="warning")
