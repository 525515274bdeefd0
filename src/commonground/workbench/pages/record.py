"""The record: a source with its turns and the statements marked in them, one statement, one object of the case.

The text is shown as it stands, white space and all, cut where a statement begins or ends. Whose position it is shows in
the colour, the act in the line below the words, and both in words in the list beside it: colour alone says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from commonground.brief.document import Piece, Section
from commonground.brief.of_record.marked_text import marked_text
from commonground.brief.of_record.places import Places
from commonground.brief.parts.evidence_objects import object_entry
from commonground.brief.parts.evidence_sources import source_entry
from commonground.brief.parts.evidence_statements import statement_entry
from commonground.brief.parts.references import who
from commonground.case import Case
from commonground.case.drop import judged_objects
from commonground.case.quotes import document_of, places_in
from commonground.record import Document
from commonground.statements import Statement
from commonground.statements.annotation import to_annotation
from commonground.workbench.answers import Answers
from commonground.workbench.page import Opened, Page, known

__all__ = ["Marked", "judged", "marked_statements", "source", "statement"]

COLOURS = 8  # party colours in the style sheet
_CONTEXT = 400  # characters around a statement on its own page


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement where it stands in a text."""

    id: str
    start: int
    end: int
    classes: str
    label: str


def source(found: Opened) -> Page:
    """A source: what it is, its text if it is at hand, and what was coded in it."""
    case, answers = found.case, found.answers
    item = known(found.name(), case.sources, "source")
    document = document_of(case, item)
    coded = [each for each in case.statements.values() if each.document == item.id]
    marked = [] if document is None else marked_statements(answers, item.id, document)
    quoted = [] if document is None else _quotations(document)
    blocks = () if document is None else marked_text(document, Places(document), [*marked, *quoted])
    rows = [_row(answers, each, {mark.id: mark for mark in marked}) for each in coded]
    data: dict[str, Any] = {
        "case": case.id,
        "source": item.id,
        "title": item.title,
        "at_hand": document is not None,
        "sha256": None if document is None else document.sha256,
        "turns": [] if document is None else _turns(document),
        "statements": [to_annotation(each) for each in coded],
        "places": {mark.id: [mark.start, mark.end] for mark in marked},
    }
    more = {
        "source": item,
        "document": document,
        "blocks": blocks,
        "marks_by_id": {mark.id: mark for mark in marked},
        "look": partial(_look, {mark.id: mark for mark in marked}, {mark.id: mark for mark in quoted}),
        "quoted": bool(quoted),
        "inserted": any(piece.kind == "insertion" for block in blocks for line in block.lines for piece in line.pieces),
        "rows": rows,
        "parties": _parties(case),
        "speakers": dict(enumerate(document.turns, 1)) if document is not None else {},
    }
    sections = (Section("about", "About this source", (source_entry(answers, item),)),)
    return Page(item.title, data, sections, "source.html", more)


def statement(found: Opened) -> Page:
    """A statement: its words, who says it of whom, what rests on it, and the words around it."""
    case, answers = found.case, found.answers
    item: Statement = known(found.name(), case.statements, "statement")
    holds = tuple(each.id for each in judged_objects(case).values() if item.id in each.evidence)
    sections = (Section("statement", "What was said", (statement_entry(answers, item, holds),)),)
    around = _around(case, item)
    data = {"case": case.id, "statement": to_annotation(item), "holds": list(holds), "around": around}
    history = [*item.history, item.version]
    more = {"statement": item, "around": around, "history": history}
    return Page(f"Statement {item.id}", data, sections, "statement.html", more)


def judged(found: Opened) -> Page:
    """A clause, an acceptance, a rule: what it says, and the statements it rests on."""
    case, answers = found.case, found.answers
    item = known(found.name(), judged_objects(case), "clause, rule, acceptance, offer, power, edge or preference")
    entry = object_entry(answers, item)
    behind = [case.statements[name] for name in item.evidence if name in case.statements]
    words = tuple(statement_entry(answers, each) for each in behind)
    sections = [Section("object", "What it is read to say", (entry,))]
    if words:
        sections.append(Section("words", "What this rests on", words))
    data = {
        "case": case.id,
        "id": item.id,
        "text": getattr(item, "text", None),
        "party": getattr(item, "party", None),
        "evidence": list(item.evidence),
        "as_told_by": item.as_told_by,
        "note": item.note,
        "layer": item.layer,
        "hypothesis": item.hypothesis,
        "file": item.where.file,
        "line": item.where.line,
    }
    droppable = item.layer != "what-if"
    return Page(item.id, data, tuple(sections), "object.html", {"item": item, "droppable": droppable})


def marked_statements(answers: Answers, source: str, document: Document) -> list[Marked]:
    """Where the statements of a source stand; what is lost, or in several places, is in the list alone."""
    parties = _parties(answers.case)
    found = []
    for name, (status, start, end) in places_in(answers.case, source, document).items():
        item = answers.case.statements[name]
        if status in ("exact", "moved") and start < end and item.status != "rejected":
            colour = parties.get(_party_of(answers.case, item.source), COLOURS)
            classes = f"mark p{colour} act-{item.act}{'' if item.counts else ' proposed'}"
            label = f"{name}: {who(answers, item.speaker)}, {item.act}"
            found.append(Marked(name, start, end, classes, label))
    return found


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece looks, which statements it belongs to and which begin in it."""

    classes: str
    within: tuple[str, ...]
    begins: tuple[str, ...]


def _look(marks: dict[str, Marked], quotations: dict[str, Marked], piece: Piece) -> Look:
    """As its innermost statement; several at once, a quotation and an insertion are told by classes of their own."""
    within = tuple(name for name in piece.within if name in marks)
    begins = tuple(name for name in piece.begins if name in marks)
    classes = [marks[within[-1]].classes] if within else []
    classes += ["several"] if len(within) > 1 else []
    quoted = [quotations[name].classes for name in piece.within if name in quotations]
    classes += [max(quoted, key=len)] if quoted else []
    classes += ["insertion"] if piece.kind == "insertion" else []
    return Look(" ".join(classes), within, begins)


def _quotations(document: Document) -> list[Marked]:
    """What somebody is quoted as saying, as marks; quoted within a quotation is a depth more."""
    return [
        Marked(f"quotation {n}", each.start, each.end, "quotation deep" if each.depth > 1 else "quotation", "quoted")
        for n, each in enumerate(document.quotations, 1)
        if each.mode == "direct" and each.start < each.end
    ]


def _parties(case: Case) -> dict[str | None, int]:
    return {name: min(place, COLOURS - 1) for place, name in enumerate(case.parties)}


def _party_of(case: Case, name: str) -> str | None:
    if name in case.parties:
        return name
    actor = case.actors.get(name)
    return None if actor is None else actor.party


def _row(answers: Answers, item: Statement, marks: dict[str, Marked]) -> dict[str, Any]:
    colour = _parties(answers.case).get(_party_of(answers.case, item.source), COLOURS)
    return {
        "statement": item,
        "who": who(answers, item.speaker),
        "whose": who(answers, item.source) if item.attributed else None,
        "issue": _issue(answers.case, item.issue),
        "classes": f"mark p{colour} act-{item.act}",
        "placed": item.id in marks,
    }


def _issue(case: Case, name: str | None) -> str | None:
    return case.issues[name].title if name is not None and name in case.issues else name


def _turns(document: Document) -> list[dict[str, Any]]:
    return [{"start": turn.start, "end": turn.end, "speaker": turn.speaker} for turn in document.turns]


def _around(case: Case, item: Statement) -> dict[str, str] | None:
    """The statement's words in the text, and some before and after; None where the text is not at hand."""
    known_source = case.sources.get(item.document)
    if known_source is None or item.anchor is None:
        return None
    document = document_of(case, known_source)
    if document is None:
        return None
    status, start, end = places_in(case, item.document, document)[item.id]
    if status not in ("exact", "moved"):
        return None
    text = document.text
    return {
        "before": text[max(0, start - _CONTEXT) : start],
        "words": text[start:end],
        "after": text[end : end + _CONTEXT],
    }
