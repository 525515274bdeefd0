"""Write a brief: ask all the questions, put the answers together, set them in a form, save."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from contextlib import nullcontext
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from commonground.case.model import Case
from commonground.errors import Problem, UsageError

if TYPE_CHECKING:
    from commonground.brief.document import Document
    from commonground.brief.forms.choose import Written

__all__ = ["brief", "brief_document", "checked_length", "checked_paper", "write_brief"]

Paper = Literal["A4", "letter"]
_WITH_PICTURES = ("html", "pdf", "docx")
Place = str | PathLike[str]
Progress = Callable[[int, int], None]


def brief(
    case: Case,
    to: Place = "brief.html",
    *,
    round: str | None = None,
    budget: float | None = 10.0,
    language: str = "en",
    paper: Paper = "A4",
    template: Place | None = None,
    pages: int | None = None,
    since: Place | None = None,
) -> Path:
    """Write the brief of ``case`` to ``to``, in the form that its ending asks for; the path it was written to.

    Parameters
    ----------
    case
        A loaded case.
    to
        A name that ends in .html, .pdf, .docx, .md or .json, in a folder that exists.
    round
        The id of a round; by default the latest.
    budget
        Seconds for all questions together; None for no limit.
    language
        Of the sentences, ``en`` or ``uk``; names, titles and paraphrases stand as the case has them.
    paper
        ``A4`` or ``letter``.
    template
        A Word file whose styles are to be used; for .docx alone.
    pages
        1 for page one alone; by default all.
    since
        What to mark changes against: an earlier brief as .json, or a round, layer, folder or Git revision.

    Where a form needs something that is not installed, the page is written instead, its path returned, and a warning
    says what to install.

    Raises
    ------
    UsageError
        An ending that stands for no form, an unknown round or language, nothing to compare with.
    StoreError
        The file cannot be written there; what was there before is still there.
    """
    written = write_brief(
        case,
        to,
        round=round,
        budget=budget,
        language=language,
        paper=paper,
        template=template,
        pages=pages,
        since=since,
    )
    for note in written.notes:
        warnings.warn(str(note), UserWarning, stacklevel=2)
    return written.path


def write_brief(
    case: Case,
    to: Place = "brief.html",
    *,
    round: str | None = None,
    budget: float | None = 10.0,
    language: str = "en",
    paper: Paper = "A4",
    template: Place | None = None,
    pages: int | None = None,
    since: Place | None = None,
    progress: Progress | None = None,
) -> Written:
    """The same, told with what is otherwise than asked; ``progress`` hears how many of the questions are done."""
    from commonground.brief.forms.choose import checked_path, form_of, write
    from commonground.brief.forms.set_apart import setting_apart
    from commonground.brief.plots.draw import begin_early

    checked_path(to)
    sheet = checked_paper(paper)
    if form_of(to) in _WITH_PICTURES:
        begin_early()
    with setting_apart() if form_of(to) == "pdf" else nullcontext() as apart:
        made = brief_document(
            case, round=round, budget=budget, language=language, pages=pages, since=since, progress=progress
        )
        return write(made, to, paper=sheet, template=template, apart=apart)


def brief_document(
    case: Case,
    *,
    round: str | None = None,
    budget: float | None = 10.0,
    language: str = "en",
    pages: int | None = None,
    since: Place | None = None,
    progress: Progress | None = None,
) -> Document:
    """The brief before it takes a form; ``to_dict`` is what ``brief --json`` prints."""
    from commonground.brief.compose import document
    from commonground.brief.earlier import earlier_of
    from commonground.brief.material import gather

    length = checked_length(pages)
    before = None if since is None else earlier_of(case, since, budget)
    return document(gather(case, round, budget, language, before, progress), length)


def checked_length(pages: int | None) -> int | None:
    """How many pages; UsageError if it is a length that no brief has."""
    if pages not in (None, 1):
        what = "A brief has a short form of one page; all of it has as many as it needs."
        raise UsageError(Problem(what, read=str(pages), expected="1, or nothing for all of it", code="no-such-length"))
    return pages


def checked_paper(paper: str) -> Paper:
    """A size of paper; UsageError if it is none that there is."""
    known: dict[str, Paper] = {"a4": "A4", "letter": "letter"}
    if paper.lower() not in known:
        what = "A brief is not set on paper of this size."
        raise UsageError(Problem(what, read=paper, expected="A4 or letter", code="no-such-paper"))
    return known[paper.lower()]
