"""Words for the terminal: those of the brief's parts, in English and without links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from commonground.brief.document import plain
from commonground.brief.language import tongue
from commonground.brief.parts.formulas import formula_words
from commonground.brief.parts.formulas import mandate_words as clause_words
from commonground.case import Case, Clause
from commonground.logic import Formula

__all__ = ["NOT_COMPUTED", "day", "either", "formula_in_words", "listed", "mandate_words", "party_name"]

NOT_COMPUTED = "not computed"


def day(value: date | None) -> str:
    """``25 July 2025``; says so when the day is unknown."""
    return tongue("en").day(value)


def listed(words: Iterable[str], last: str = "and") -> str:
    """``a, b and c``.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return plain(tongue("en").listed(words, last))


def either(words: Iterable[str]) -> str:
    return listed(words, "or")


def party_name(case: Case, party: str) -> str:
    return case.parties[party].name if party in case.parties else party


def formula_in_words(case: Case, formula: Formula) -> str:
    """A formula as an English reader would say it."""
    return plain(formula_words(case, tongue("en"), formula))


def mandate_words(case: Case, clause: Clause) -> str:
    """What a clause lets through, or rules out, whichever is shorter to say."""
    return plain(clause_words(case, tongue("en"), clause))
