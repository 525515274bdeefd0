"""A target as a caller names it: the target itself, its name, or a formula."""

from __future__ import annotations

from commonground.agreement.solving.targets import target as from_formula
from commonground.agreement.solving.targets import targets_of
from commonground.case.model import Case, Target

__all__ = ["wanted"]


def wanted(case: Case, named: Target | str) -> Target:
    """A target of the case by its name (an issue's and an outcome's target have one too), else what is written.

    Raises
    ------
    FormulaError
        It is no name of a target, and as a formula it cannot be read.

    Examples
    --------
    >>> from commonground.case import load
    >>> wanted(load("istanbul-2025"), "full ceasefire").text
    'ceasefire = full'
    """
    if isinstance(named, Target):
        return named
    known = targets_of(case)
    return known[named] if named in known else from_formula(case, named)
