"""Which states are feasible: those that every rule of the case allows.

Where the rules leave no state at all, a smallest set of rules that contradict each other says why: a minimal
unsatisfiable set with the fewest members (Ignatiev, Previti, Liffiton and Marques-Silva, "Smallest MUS extraction with
minimal hitting set dualization", CP 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from commonground.case.model import Rule
from commonground.logic import Axes, Encoding, Names, to_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

__all__ = ["contradiction", "feasible_states"]


def feasible_states(rules: Iterable[Rule], axes: Axes) -> Mask | None:
    """Where all rules hold; None where that is everywhere."""
    mask: Mask | None = None
    for rule in rules:
        truth = to_array(rule.formula, axes)
        if not truth.all():
            mask = np.ones(axes.shape, dtype=np.bool_) if mask is None else mask
            mask &= truth
    return mask


def contradiction(rules: Sequence[Rule], names: Names) -> tuple[Rule, ...]:
    """A smallest set of rules that no state obeys; empty where some state obeys all of them."""
    from pysat.examples.optux import OptUx
    from pysat.formula import WCNF

    encoding, problem = Encoding(names), WCNF()
    for rule in rules:
        selector = encoding.fresh()
        encoding.require(rule.formula, unless=-selector)
        problem.append([selector], weight=1)
    for clause in encoding.clauses:
        problem.append(clause)
    with OptUx(problem, unsorted=True) as smallest:
        found: Sequence[int] | None = smallest.compute()
    return tuple(rules[place - 1] for place in sorted(found or ()))
