"""Formulas as a person types them: whether one can be read, where it is wrong, and the names that it may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonground.case import Case
from commonground.errors import FormulaError
from commonground.logic import read, to_text
from commonground.workbench.page import Opened, Page

__all__ = ["FORMULA", "Wrong", "comparisons", "formula", "names", "wrong_formula"]

FORMULA = frozenset({"mandates", "acceptances", "offers"})  # sections whose proposed entries are formulas
LONGEST = 2_000  # characters
MOST = 500  # comparisons that a field completes without a script
MOST_STATEMENTS = 2_000


@dataclass(frozen=True, slots=True)
class Wrong:
    """A formula with a mark below the sign that is wrong, and what is wrong with it."""

    marked: str
    told: str
    at: int  # from 0
    size: int


def formula(found: Opened) -> Page:
    """Whether a formula can be read, and where it cannot."""
    words = found.request.query_params.get("text", "")[:LONGEST]
    try:
        told, wrong = f"Read as: {to_text(read(words, found.case.names))}", None
    except FormulaError as error:
        wrong = wrong_formula(words, error)
        told = wrong.told
    data: dict[str, Any] = {"text": words, "problem": wrong is not None, "told": told}
    data |= {"marked": wrong.marked if wrong else words}
    data |= {"at": wrong.at if wrong else None, "size": wrong.size if wrong else None}
    return Page("A formula", data, (), "formula.html", data)


def names(found: Opened) -> Page:
    """Every name that a formula of this case may use, and the statements that an entry may rest on."""
    case = found.case
    issues = [
        {
            "name": issue.id,
            "title": issue.title,
            "ordered": issue.ordered,
            "outcomes": [{"name": name, "title": words} for name, words in issue.outcomes.items()],
        }
        for issue in case.issues.values()
    ]
    options = [
        {"name": each.id, "title": each.title, "party": case.parties[each.party].name} for each in case.options.values()
    ]
    counted = [each for each in case.statements.values() if each.counts][:MOST_STATEMENTS]
    statements = [{"name": each.id, "title": each.paraphrase or each.act} for each in counted]
    data = {"case": case.id, "issues": issues, "options": options, "statements": statements}
    return Page("Names that a formula may use", data, (), "names.html", data)


def wrong_formula(words: str, error: FormulaError) -> Wrong:
    """Where a formula is wrong, as a person sees it."""
    problem = error.problems[0]
    column = min(problem.where.column or 1, len(words) + 1)
    size = max(1, len(problem.read or "")) if problem.read and words.startswith(problem.read, column - 1) else 1
    told = problem.what + (f" Expected: {problem.expected}." if problem.expected else "")
    told += f" Did you mean “{problem.nearest}”?" if problem.nearest else ""
    size = min(size, 40)
    return Wrong(f"{words}\n{' ' * (column - 1)}{'^' * size}", told, column - 1, size)


def comparisons(case: Case) -> list[str]:
    """What a formula is made of: each issue with each outcome."""
    return [f"{issue.id} = {outcome}" for issue in case.issues.values() for outcome in issue.outcomes][:MOST]
