"""A target as a caller names it: the target itself, its name, or a formula."""

from __future__ import annotations

import re

from commonground.agreement.solving.targets import target as from_formula
from commonground.agreement.solving.targets import targets_of
from commonground.case.model import Case, Target
from commonground.errors import Problem, UsageError, nearest_word

__all__ = ["wanted"]


def wanted(case: Case, named: Target | str) -> Target:
    """A target of the case by its name (an issue's and an outcome's target have one too), else what is written.

    Raises
    ------
    UsageError
        It reads like a name and is none of this case's.
    FormulaError
        It is no name, and as a formula it cannot be read.

    Examples
    --------
    >>> from commonground.case import load
    >>> wanted(load("istanbul-2025"), "full ceasefire").text
    'ceasefire = full'
    """
    if isinstance(named, Target):
        return named
    known = targets_of(case)
    if named in known:
        return known[named]
    if re.fullmatch(r"[\w ]*", named) and named not in case.options:
        names = [*case.targets, *case.issues]
        expected = f"one of {', '.join(names[:16])}, issue=outcome, or a formula"
        what = f"There is no target “{named[:80]}”."
        nearest = nearest_word(named, names)
        raise UsageError(Problem(what, read=named, expected=expected, nearest=nearest, code="no-target"))
    return from_formula(case, named)
