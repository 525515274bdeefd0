"""A smallest set that meets each of some sets, more of which may come.

A *hitting set* of a family of sets has an element in common with each of them. One of least size is a MaxSAT problem: a
hard clause for each set, and for each element the wish to leave it out. Kept as one growing problem, since it is asked
again after each new set (implicit hitting sets: Moreno-Centeno and Karp, Operations Research 61, 2013).
"""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement.solving.budget import Budget
from commonground.agreement.solving.fewest import Fewest

__all__ = ["HittingSets"]


class HittingSets:
    """Sets of integers to meet."""

    def __init__(self) -> None:
        self._problem = Fewest((), (), 0)
        self._variables: dict[int, int] = {}  # elements are numbered as they come, to keep the problem small

    def __enter__(self) -> HittingSets:
        return self

    def __exit__(self, *exception: object) -> None:
        self._problem.__exit__(*exception)

    def meet(self, elements: Iterable[int]) -> None:
        """One more set to meet."""
        clause = [self._variable(element) for element in elements]
        self._problem.require(clause)

    def smallest(self, budget: Budget) -> list[int]:
        """A smallest set that meets all sets so far, none of which is empty."""
        chosen = {-wish for wish in self._problem.given_up(budget) or ()}
        return [element for element, variable in self._variables.items() if variable in chosen]

    def _variable(self, element: int) -> int:
        if element not in self._variables:
            self._variables[element] = len(self._variables) + 1
            self._problem.wish(-self._variables[element])
        return self._variables[element]
