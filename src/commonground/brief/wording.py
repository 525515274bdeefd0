"""Formulas, clauses and verdicts in plain words, with the titles that the case gives its issues and outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from commonground.case import Case, Clause
from commonground.logic import Among, And, Constant, Formula, Iff, Implies, Not, Or, Taken

__all__ = ["NOT_COMPUTED", "day", "either", "formula_in_words", "listed", "mandate_words", "party_name"]

NOT_COMPUTED = "not computed"


def day(value: date | None) -> str:
    """``25 July 2025``; says so when the day is unknown."""
    return "an unrecorded day" if value is None else f"{value.day} {value:%B %Y}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """``a, b and c``.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else "nothing"


def either(words: Iterable[str]) -> str:
    return listed(words, "or")


def party_name(case: Case, party: str) -> str:
    return case.parties[party].name if party in case.parties else party


def formula_in_words(case: Case, formula: Formula) -> str:
    """A formula as a reader would say it."""
    match formula:
        case Among(issue, outcomes):
            matter = case.issues[issue]
            return f"{matter.title}: {either(f'“{matter.outcomes[outcome]}”' for outcome in outcomes)}"
        case Taken(option):
            return f"“{case.options[option].title}” is done"
        case Constant(value):
            return "always" if value else "never"
        case Not(Among(issue, outcomes)):
            matter = case.issues[issue]
            return f"{matter.title}: not {either(f'“{matter.outcomes[outcome]}”' for outcome in outcomes)}"
        case Not(inner):
            return f"not ({formula_in_words(case, inner)})"
        case And(parts):
            return "; and ".join(formula_in_words(case, part) for part in parts)
        case Or(parts):
            return "; or ".join(formula_in_words(case, part) for part in parts)
        case Implies(left, right):
            return f"{formula_in_words(case, left)}, only with {formula_in_words(case, right)}"
        case Iff(left, right):
            return f"{formula_in_words(case, left)} exactly when {formula_in_words(case, right)}"
    raise AssertionError(formula)


def mandate_words(case: Case, clause: Clause) -> str:
    """What a clause lets through, or rules out, whichever is shorter to say."""
    formula = clause.formula
    if isinstance(formula, Among):
        matter = case.issues[formula.issue]
        out = [words for outcome, words in matter.outcomes.items() if outcome not in formula.outcomes]
        if 0 < len(out) <= len(formula.outcomes):
            return f"{matter.title}: rules out {listed(f'“{words}”' for words in out)}"
        return f"{matter.title}: only {either(f'“{matter.outcomes[outcome]}”' for outcome in formula.outcomes)}"
    return formula_in_words(case, formula)
