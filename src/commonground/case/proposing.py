"""Propose statements from a text of the case into a file of their own, where they wait for a person.

What a proposer (:mod:`commonground.statements.proposers`) says passes the gate, gets ids that belong to its source,
and is appended to ``statements/NAME.jsonl`` as *proposed*, NAME being the kind of proposer: it feeds nothing until
somebody confirms it. What was proposed before, by whomever, is not proposed again. Where the text may not be kept in
the case, its words are not either: the anchors are sealed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonground.case.asked import keep_asked
from commonground.case.model import Case, Source
from commonground.case.places import own_folder
from commonground.case.text_needed import text_needed
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import Problem, UsageError
from commonground.record import Document, seal
from commonground.statements import MOVES, Statement, append_statements
from commonground.statements import propose as proposals_of
from commonground.statements.files import coder_file
from commonground.statements.gating import gate
from commonground.statements.naming import UNKNOWN, Names
from commonground.statements.proposers.rules import RulesProposer

if TYPE_CHECKING:
    from commonground.statements.proposers.contract import Progress, Proposer

__all__ = ["Proposed", "propose", "propose_from"]

_NAMED = 8  # speakers whom the case does not know are told by name


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of reading one source."""

    source: str
    by: str  # the kind of proposer
    proposer: str  # with its version
    written: tuple[Statement, ...]
    known: int  # proposed before, and so left out
    refused: Mapping[str, int]  # by the gate or for its form, by reason
    unread: tuple[str, ...] = ()  # what could not be read, one sentence each
    asked: Path | None = None  # where it is kept what a language model was asked and replied
    strangers: tuple[str, ...] = ()  # who speaks in the text and is no actor of the case

    @property
    def file(self) -> str:
        return coder_file(self.by)

    def in_words(self) -> str:
        moves = sum(statement.act in MOVES for statement in self.written)
        count = f"{len(self.written)} statements from {self.source}, {moves} of them moves,"
        told = [f"{count} are proposed in {self.file}."]
        if self.known:
            told.append(f"{self.known} were proposed before.")
        told += [f"Refused: {count} ({reason})." for reason, count in self.refused.items()]
        told += [f"{each[:1].upper()}{each[1:]}." for each in self.unread]
        if self.strangers:
            names = "; ".join(self.strangers[:_NAMED]) + (" and others" if len(self.strangers) > _NAMED else "")
            told.append(f"Speakers whom the case does not know, and who stand as “unknown”: {names}.")
            told.append("Their names belong among the actors of case.yaml, as a name or an alias.")
        if self.asked is not None:
            told.append(f"What was asked and replied is in {self.asked}.")
        return " ".join(told)

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": 1,
            "source": self.source,
            "by": self.by,
            "proposer": self.proposer,
            "file": self.file,
            "written": [statement.id for statement in self.written],
            "known": self.known,
            "refused": dict(self.refused),
            "unread": list(self.unread),
            "strangers": list(self.strangers),
            "asked": None if self.asked is None else str(self.asked),
        }


def propose(document: Document, case: Case | None = None) -> tuple[Statement, ...]:
    """Statements that the rules see in a document, all of them proposed; a case lends its actors, issues and names.

    >>> from commonground.record import Document
    >>> said = propose(Document.from_text("We reject the plan."))
    >>> {statement.status for statement in said}
    {'proposed'}
    """
    return proposals_of(document, None if case is None else vocabulary_of(case))


def propose_from(
    case: Case,
    source: str | None,
    *,
    claims: bool = False,
    by: Proposer | None = None,
    progress: Progress | None = None,
) -> Proposed:
    """Read the text of ``source`` with a proposer (the rules unless said) and write what passes the gate.

    Mere claims are written if asked for. ``progress`` hears how many characters of how many are read.

    Raises
    ------
    UsageError
        No such source, its text is not at hand, the case is no folder that can be written to, or nothing at all could
        be read by a proposer that asks somebody else.
    """
    origin, document = text_needed(case, source)
    name, root = origin.id, own_folder(case.path)
    proposer, vocabulary = by or RulesProposer(claims), vocabulary_of(case)
    found = proposer.read(document, vocabulary, progress)
    gated = gate(document, found.proposals, vocabulary)
    # What somebody coded blind is not to be guessed from what is left out.
    known = [s for s in case.statements.values() if s.document == name and not s.blind]
    places = {_place(s): s.id for s in known if s.anchor}
    fresh = [s for s in gated.kept if _place(s) not in places]
    names = (each for number in count(1) if (each := f"{name}.{number}") not in case.statements)
    named = [_kept(statement, origin, next(names)) for statement in fresh]
    ids = {s.id: places[_place(s)] for s in gated.kept if _place(s) in places}
    ids |= {old.id: new.id for old, new in zip(fresh, named, strict=True)}
    written = tuple(replace(each, follows=ids.get(each.follows or "")) for each in named)
    asked = keep_asked(root, origin, document, proposer, found.asked, written) if found.asked else None
    if found.asked and all(each.trouble for each in found.asked):
        what = f"Nothing of “{name}” was read: {found.asked[0].trouble}."
        raise UsageError(Problem(what, expected=f"a look at {asked}", code="nothing-read"))
    if written:
        append_statements(root, proposer.name, written)
    refused = dict((Counter(gated.reasons) + Counter(found.malformed)).most_common())
    known_before = len(gated.kept) - len(fresh)
    strangers = _strangers(document, Names(vocabulary))
    return Proposed(
        name, proposer.name, proposer.version, written, known_before, refused, found.unread, asked, strangers
    )


def _strangers(document: Document, names: Names) -> tuple[str, ...]:
    """The speakers of a text, as written, who are nobody in a vocabulary; who speaks most comes first."""
    turns = Counter(turn.speaker for turn in document.turns if turn.speaker)
    return tuple(who for who, _ in turns.most_common() if names.actor(who) in {None, UNKNOWN})


def _place(statement: Statement) -> tuple[int, int, str]:
    anchor = statement.anchor
    return (-1, -1, statement.id) if anchor is None else (anchor.start, anchor.end, statement.act)


def _kept(statement: Statement, source: Source, name: str) -> Statement:
    """The statement under an id of the case; sealed where the text stays out of the case."""
    anchor = statement.anchor
    if anchor is not None and source.file is None:
        anchor = seal(anchor)
    return replace(statement, id=name, document=source.id, anchor=anchor)
