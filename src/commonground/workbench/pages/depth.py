"""One question in depth on a page of its own: each is a part of the brief, set by itself, and the answer behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from commonground.brief.document import Block, Section, paragraph, sentence
from commonground.workbench.answers import Answers
from commonground.workbench.page import Opened, Page

__all__ = ["QUESTIONS", "depth"]


def depth(name: str) -> Callable[[Opened], Page]:
    """The page of one question; see :data:`QUESTIONS`."""
    title, parts, data = QUESTIONS[name]

    def show(found: Opened) -> Page:
        answers = found.answers
        sections = tuple(section for part in parts if (section := _part(answers, part)) is not None)
        if not sections:
            sections = (Section("nothing", title, _nothing(name)),)
        return Page(title=title, data=data(answers), sections=sections)

    return show


def _part(answers: Answers, name: str) -> Section | None:
    section: Section | None = import_module(f"commonground.brief.parts.{name}").part(answers)
    return section


def _nothing(name: str) -> tuple[Block, ...]:
    why = {
        "order": "This case says nothing of an order of steps.",
        "rounds": "There are fewer than two rounds, so there is nothing to compare.",
        "ways": "No mandate excludes anything, so there is nothing to open.",
        "holds": "This case has no conflict part, so whether a deal would hold is not assessed.",
    }
    return (paragraph(sentence(why.get(name, "Nothing."))),)


def _told(answer: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {} if answer is None else answer.to_dict()
    return plain


def _ways(answers: Answers) -> dict[str, Any]:
    return {"ways": {name: ways.to_dict() for name, ways in answers.ways.items()}}


def _evidence(answers: Answers) -> dict[str, Any]:
    return {"clauses": {name: record.to_dict() for name, record in answers.report.clauses.items()}}


QUESTIONS: Mapping[str, tuple[str, tuple[str, ...], Callable[[Answers], dict[str, Any]]]] = {
    "order": ("The order of steps", ("order",), lambda answers: _told(answers.order)),
    "rounds": ("Round by round", ("rounds",), lambda answers: _told(answers.rounds)),
    "ways": ("Ways out", ("ways_out",), _ways),
    "rests": (
        "What it rests on",
        ("rests", "readings", "words_of_others"),
        lambda answers: answers.turning.to_dict(),
    ),
    "holds": ("Would a deal hold", ("would_hold",), lambda answers: _told(answers.durability)),
    "evidence": ("The evidence", ("evidence",), _evidence),
}
