"""The text of one source, for those who can do nothing without it."""

from __future__ import annotations

from commonground.case.model import Case, Source
from commonground.case.quotes import document_of
from commonground.errors import Problem, UsageError, nearest_word
from commonground.record import Document

__all__ = ["text_needed"]


def text_needed(case: Case, source: str | None) -> tuple[Source, Document]:
    """The source named, and its text.

    Raises
    ------
    UsageError
        No source is named or none of that name is there, or its text is not at hand.
    """
    if source is None or source not in case.sources:
        what = "Which source is to be read?" if source is None else f"This case has no source “{source[:80]}”."
        expected = "one of " + ", ".join(list(case.sources)[:12]) if case.sources else "a source in sources.yaml"
        nearest = None if source is None else nearest_word(source, case.sources)
        raise UsageError(Problem(what, read=source, expected=expected, nearest=nearest, code="unknown-source"))
    document = document_of(case, case.sources[source])
    if document is None:
        expected = f"commonground attach {case.id} {source} FILE, or “file:” in sources.yaml and the text in sources/"
        raise UsageError(Problem(f"The text of “{source}” is not at hand.", expected=expected, code="no-text"))
    return case.sources[source], document
