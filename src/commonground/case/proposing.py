"""Propose statements from a text of the case into a file of their own, where they wait for a person.

What the rules propose passes the gate, gets ids that belong to its source, and is appended to
``statements/rules.jsonl`` as *proposed*: it feeds nothing until somebody confirms it. What was proposed before is not
proposed again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from commonground.case.model import Case
from commonground.case.places import own_folder
from commonground.case.quotes import document_of
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import Problem, UsageError, nearest_word
from commonground.record import Document
from commonground.statements import MOVES, Statement, append_statements
from commonground.statements import propose as proposals_of
from commonground.statements.gating import gate

__all__ = ["CODER", "Proposed", "propose", "propose_from"]

CODER = "rules"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of reading one source."""

    source: str
    written: tuple[Statement, ...]
    known: int  # proposed before, and so left out
    refused: Mapping[str, int]  # by the gate, by reason

    def in_words(self) -> str:
        moves = sum(statement.act in MOVES for statement in self.written)
        count = f"{len(self.written)} statements from {self.source}, {moves} of them moves,"
        told = f"{count} are proposed in statements/{CODER}.jsonl."
        if self.known:
            told += f" {self.known} were proposed before."
        return told + "".join(f" Refused: {count} ({reason})." for reason, count in self.refused.items())

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": 1,
            "source": self.source,
            "written": [statement.id for statement in self.written],
            "known": self.known,
            "refused": dict(self.refused),
        }


def propose(document: Document, case: Case | None = None) -> tuple[Statement, ...]:
    """Statements that the rules see in a document, all of them proposed; a case lends its actors, issues and names.

    >>> from commonground.record import Document
    >>> said = propose(Document.from_text("We reject the plan."))
    >>> {statement.status for statement in said}
    {'proposed'}
    """
    return proposals_of(document, None if case is None else vocabulary_of(case))


def propose_from(case: Case, source: str | None, *, claims: bool = False) -> Proposed:
    """Read the text of ``source`` and propose statements from it; claims, which carry no cue, if asked for.

    Raises
    ------
    UsageError
        No such source, its text is not at hand, or the case is no folder that can be written to.
    """
    name = _source(case, source)
    root = own_folder(case.path)
    document = document_of(case, case.sources[name])
    if document is None:
        expected = f"commonground attach {case.id} {name} FILE, or its text in sources/"
        what = f"The text of “{name}” is not at hand."
        raise UsageError(Problem(what, expected=expected, code="no-text"))
    vocabulary = vocabulary_of(case)
    gated = gate(document, proposals_of(document, vocabulary, claims=claims), vocabulary)
    places = {
        (s.anchor.start, s.anchor.end, s.act) for s in case.statements.values() if s.document == name and s.anchor
    }
    fresh = [s for s in gated.kept if s.anchor is None or (s.anchor.start, s.anchor.end, s.act) not in places]
    taken = set(case.statements)
    written = tuple(_named(statement, name, taken) for statement in fresh)
    if written:
        append_statements(root, CODER, written)
    return Proposed(name, written, len(gated.kept) - len(fresh), gated.reasons)


def _source(case: Case, source: str | None) -> str:
    if source in case.sources:
        return str(source)
    what = "Which source is to be read?" if source is None else f"This case has no source “{source[:80]}”."
    expected = "one of " + ", ".join(list(case.sources)[:12]) if case.sources else "a source in sources.yaml"
    nearest = None if source is None else nearest_word(source, case.sources)
    raise UsageError(Problem(what, read=source, expected=expected, nearest=nearest, code="unknown-source"))


def _named(statement: Statement, source: str, taken: set[str]) -> Statement:
    """The statement under an id that is not taken and tells its source."""
    number = 1
    while (name := f"{source}.{number}") in taken:
        number += 1
    taken.add(name)
    return replace(statement, id=name, document=source)
