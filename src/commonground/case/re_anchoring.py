"""After a text changed: which statements' words stand elsewhere in it, which are lost, and moving one by one.

A statement whose words are found where they were needs nothing. One whose words are *elsewhere*, at one place or at
several alike, keeps its anchor until a person says that it is the same passage; one whose words are *lost* is told
with the nearest place, and has to be rejected or coded anew. What a person moves is added to the coder's file as a
newer version: its status stays, and the anchor that it had stays in its history.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from commonground.case.model import Case, Source
from commonground.case.quotes import document_of, kept_text
from commonground.errors import CommongroundError, Problem, UsageError, Where
from commonground.record import Document, anchor_at, find, seal
from commonground.record.nearest import nearest
from commonground.statements import Statement

__all__ = ["Misplaced", "line_of", "misplaced", "re_anchored", "text_problems"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A statement whose words are not where they were. ``places``: where they stand now, one or several alike."""

    statement: Statement
    status: Literal["elsewhere", "lost"]
    was: Span
    places: tuple[Span, ...] = ()
    near: Span | None = None  # of lost words: the stretch that is most like them

    def to_dict(self) -> dict[str, Any]:
        return {
            "statement": self.statement.id,
            "source": self.statement.document,
            "status": self.status,
            "was": list(self.was),
            "places": [list(place) for place in self.places],
            "near": None if self.near is None else list(self.near),
        }


def misplaced(case: Case, source: str | None = None) -> tuple[Misplaced, ...]:
    """The statements, of one source or of all whose text is at hand, whose words are elsewhere or lost."""
    return tuple(item for _, item in _with_texts(case, source))


def re_anchored(document: Document, statement: Statement, place: Span, reviewer: str, time: str) -> Statement:
    """A newer version of ``statement`` with its anchor at ``place``, sealed if it was; not yet kept.

    Raises
    ------
    UsageError
        The words at that place are not those of the statement.
    """
    found = _misplaced(document, statement)
    if statement.anchor is None or found is None or place not in found.places:
        what = f"The words of {statement.id} do not stand from {place[0]} to {place[1]} of the text."
        raise UsageError(Problem(what, expected="one of the places where they were found", code="words-lost"))
    anchor = anchor_at(document, *place)
    moved = seal(anchor) if statement.anchor.sealed else anchor
    history = (*statement.history, statement.version)
    return replace(statement, anchor=moved, reviewer=reviewer, time=time, history=history)


def text_problems(case: Case) -> tuple[Problem, ...]:
    """For ``check``: texts in ``sources/`` that cannot be read, and statements whose words are not where they were."""
    return (*_unread(case), *_not_where_they_were(case))


def line_of(document: Document, position: int) -> int:
    """The line of the text (from 1) that a position stands in."""
    return document.text.count("\n", 0, position) + 1


def _with_texts(case: Case, source: str | None = None) -> Iterator[tuple[Document, Misplaced]]:
    for each in case.sources.values():
        statements = [s for s in case.statements.values() if s.document == each.id and s.anchor is not None]
        document = document_of(case, each) if statements and source in (None, each.id) else None
        if document is None:
            continue
        for statement in statements:
            item = _misplaced(document, statement)
            if item is not None:
                yield document, item


def _misplaced(document: Document, statement: Statement) -> Misplaced | None:
    anchor = statement.anchor
    place = None if anchor is None else find(document, anchor)
    if anchor is None or place is None or place.status == "exact":
        return None
    was = (anchor.start, anchor.end)
    if place.status == "lost":
        return Misplaced(statement, "lost", was, near=nearest(document, anchor))
    one = () if place.start is None or place.end is None else ((place.start, place.end),)
    return Misplaced(statement, "elsewhere", was, one or place.candidates)


def _unread(case: Case) -> Iterator[Problem]:
    for source in case.sources.values():
        try:
            kept_text(case, source)
        except CommongroundError as error:
            yield _not_read(source, error.problems[0])


def _not_read(source: Source, problem: Problem) -> Problem:
    what = f"The text of source {source.id} cannot be read: {problem.what[:1].lower()}{problem.what[1:]}"
    return Problem(
        what, source.where, source.file, "the name of a file in sources/", code="text-not-read", severity="warning"
    )


def _not_where_they_were(case: Case) -> Iterator[Problem]:
    for document, item in _with_texts(case):
        name = item.statement.document
        where = Where(item.statement.file, item.statement.line)
        if item.status == "lost":
            near = "" if item.near is None else f"; line {line_of(document, item.near[0])} is most like them"
            what = f"The words of statement {item.statement.id} are not in the text of {name} any more{near}."
            expected = "to reject it, and to code what the text says now"
            yield Problem(what, where, expected=expected, code="words-lost", severity="warning")
            continue
        lines = ", ".join(str(line_of(document, start)) for start, _ in item.places[:5])
        what = f"The words of statement {item.statement.id} stand elsewhere in the text of {name} now (line {lines})."
        expected = f"commonground attach CASE {name} --re-anchor --reviewer NAME"
        yield Problem(what, where, expected=expected, code="words-elsewhere", severity="warning")
