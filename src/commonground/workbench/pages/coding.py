"""Coding a source: its text with numbered turns, a form for chosen words, and what waits, one at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from commonground.brief.parts.references import who
from commonground.case.codebook import read_codebook
from commonground.case.naming_speakers import unknown_speakers
from commonground.case.text_needed import text_needed
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import Problem
from commonground.statements import ACTS, MODALITIES, MODES, POLARITIES, Statement
from commonground.statements.afresh import begin_blind
from commonground.statements.annotation import to_annotation
from commonground.statements.naming import UNKNOWN
from commonground.statements.review import tally
from commonground.workbench.coding.meanings import ACT_WORDS, MODALITY_WORDS, MODE_WORDS, POLARITY_WORDS
from commonground.workbench.coding.text import numbered
from commonground.workbench.next_steps import next_steps
from commonground.workbench.page import Opened, Page
from commonground.workbench.pages.record import marked_statements
from commonground.workbench.to_write import name_of

__all__ = ["coding", "coding_page"]

MOST_LISTED = 200  # of what waits; the rest comes up as those are decided


def coding(found: Opened) -> Page:
    """The page as its address asks for it."""
    return coding_page(found, found.name())


def coding_page(
    found: Opened,
    name: str,
    problems: Sequence[Problem] = (),
    values: Mapping[str, str] | None = None,
    *,
    blind: str | None = None,
    at: str | None = None,
    status: int = 200,
) -> Page:
    """The page, with what was wrong with a form that was sent and what stood in it."""
    query, case = found.request.query_params, found.case
    blind = blind or query.get("blind") or None
    source, document = text_needed(case, name)
    book = read_codebook(found.cases.folder(found.entry))
    here = [each for each in case.statements.values() if each.document == source.id]
    if blind:
        here = list(begin_blind(case.statements.values(), blind, source.id).own)
    seen = {each.id for each in here}
    marks = [mark for mark in marked_statements(found.answers, source.id, document) if mark.id in seen]
    order = {mark.id: mark.start for mark in marks}
    waiting = sorted((s for s in here if s.status == "proposed"), key=lambda s: order.get(s.id, len(document.text)))
    current = _current(case.statements, seen, waiting, at or query.get("at")) if not blind else None
    done = query.get("done") if query.get("done") in (seen if blind else case.statements) else None
    filled = defaultdict(str, {"turn": str(query.get("turn", ""))[:6], **(values or {})})
    stretches = numbered(document, marks)
    more = {
        "source": source,
        "stretches": stretches,
        "marks_by_id": {mark.id: mark for mark in marks},
        "waiting": waiting[:MOST_LISTED],
        "left_out": max(0, len(waiting) - MOST_LISTED),
        "current": current,
        "seen": 0 if current is None else len(current.history) + 1,
        "done": None if done is None else case.statements[done],
        "own": here,
        "said": partial(_said, found),
        "tally": tally(here),
        "choices": choices(found),
        "book": book,
        "around": _around([each.id for each in waiting], current),
        "unknown": {} if blind else unknown_speakers(case, document),
        "named": "named" in query,
        "steps": () if blind else next_steps(found, found.links.to("code", source.id)),
        "added": "added" in query,
        "reviewing": not blind and any((filled.get("decision"), at, query.get("at"), query.get("proposed"))),
        # A browser does not move the focus where the address names a part of the page; those lead to a review.
        "focus": not problems and "turn" in query,
        "values": filled,
        "blank": defaultdict(str),
        "problems": tuple(problems),
        "who": blind or filled.get("who") or name_of(found.request),
        "blind": blind,
        "sealed": source.file is None,
    }
    data = {
        "case": case.id,
        "source": source.id,
        "turns": [{"number": s.number, "start": s.start, "who": s.who} for s in stretches],
        "waiting": [each.id for each in waiting],
        "statements": [to_annotation(each) for each in here],
        "problems": [problem.to_dict() for problem in problems],
    }
    return Page(f"Code: {source.title}", data, (), "coding.html", more, status)


def choices(found: Opened) -> dict[str, list[tuple[str, str]]]:
    """What may stand in each field: ids with what they are called, and words with what they mean."""
    case, vocabulary = found.case, vocabulary_of(found.case)
    actors = [(name, words[0] if words else name) for name, words in vocabulary.actors.items()]
    return {
        "act": [(name, ACT_WORDS[name]) for name in ACTS],
        "speaker": [*actors, (UNKNOWN, "somebody not known")],
        "source": [*actors, (UNKNOWN, "somebody not known")],
        "addressee": actors,
        "issue": [(issue.id, issue.title) for issue in case.issues.values()],
        "polarity": [(name, POLARITY_WORDS[name]) for name in POLARITIES],
        "modality": [(name, MODALITY_WORDS[name]) for name in MODALITIES],
        "mode": [(name, MODE_WORDS[name]) for name in MODES],
    }


def _said(found: Opened, statement: Statement) -> str:
    """Who does what about which matter, in names and not in ids."""
    case, name = found.case, statement.issue
    about = f" on {case.issues[name].title if name in case.issues else name}" if name else ""
    return f"{who(found.answers, statement.source)}: {statement.act}{about}"


def _around(waiting: Sequence[str], current: Statement | None) -> tuple[str | None, str | None]:
    """The proposals before and after the one looked at, as they stand in the text."""
    if current is None or current.id not in waiting:
        return None, waiting[0] if waiting else None
    at = waiting.index(current.id)
    return (waiting[at - 1] if at else None), next(iter(waiting[at + 1 :]), None)


def _current(
    statements: Mapping[str, Statement], here: set[str], waiting: Sequence[Statement], at: Any
) -> Statement | None:
    """The statement looked at: the one asked for, or the first that waits."""
    if at in here:
        return statements[at]
    return waiting[0] if waiting else None
