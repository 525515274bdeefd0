"""The words that formulas of a case may use.

A *name* is a run of Unicode letters, digits and underscores that is not a keyword. Names of issues and of options
share one space: ``values`` of an evaluation, axes of an array and models of a solver are keyed by them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from commonground.errors import FormulaError, Problem

__all__ = ["KEYWORDS", "Names", "is_name"]

KEYWORDS = frozenset({"and", "or", "not", "in", "iff", "true", "false"})


def is_name(text: str) -> bool:
    r"""Whether ``text`` can stand for an issue, an outcome or an option in a formula.

    >>> [is_name(word) for word in ("ceasefire", "3_days", "перемирие", "to-sign", "iff", "")]
    [True, True, True, False, False, False]
    """
    return re.fullmatch(r"\w+", text) is not None and text not in KEYWORDS


@dataclass(frozen=True)
class Names:
    """What formulas are bound against.

    Parameters
    ----------
    issues
        Each issue with its outcomes in order, the first being the status quo.
    ordered
        The issues whose order of outcomes means something, so that ``<`` and its like may be used.
    options
        What parties can do or leave.

    Examples
    --------
    >>> names = Names({"ceasefire": ("none", "local", "full")}, options=frozenset({"offensive"}))
    >>> names.issues["ceasefire"][0]
    'none'
    """

    issues: Mapping[str, tuple[str, ...]]
    ordered: frozenset[str] = frozenset()
    options: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        issues = {issue: tuple(outcomes) for issue, outcomes in self.issues.items()}
        object.__setattr__(self, "issues", MappingProxyType(issues))
        object.__setattr__(self, "ordered", frozenset(self.ordered))
        object.__setattr__(self, "options", frozenset(self.options))
        problems = [_both(name) for name in issues if name in self.options]
        problems += [_unusable(issue) for issue, outcomes in issues.items() if len(set(outcomes)) != len(outcomes)]
        problems += [_empty(issue) for issue, outcomes in issues.items() if not outcomes]
        if problems:
            raise FormulaError(problems)

    def __hash__(self) -> int:
        return hash((frozenset(self.issues.items()), self.ordered, self.options))

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping proxy cannot be pickled, and cases travel to worker processes.
        return Names, (dict(self.issues), self.ordered, self.options)


def _both(name: str) -> Problem:
    return Problem(f"“{name}” is an issue and an option at once; a formula could mean either.", code="name-twice")


def _unusable(issue: str) -> Problem:
    return Problem(f"The issue “{issue}” has the same outcome twice.", code="outcome-twice")


def _empty(issue: str) -> Problem:
    return Problem(f"The issue “{issue}” has no outcomes.", code="no-outcomes")
