"""A SAT solver that answers under assumptions and keeps to a budget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from commonground.agreement.solving.budget import Budget

__all__ = ["SOLVER", "STRETCH", "Oracle", "stretched"]

SOLVER = "m22"  # MiniSat: small and incremental; the questions here are many and short
STRETCH = 2_000  # conflicts between two looks at the clock, some tenths of a second at most


class Oracle:
    """Clauses, and whether they can be met together with some literals assumed.

    What is learnt in one stretch of work is kept for the next.
    """

    def __init__(self, clauses: Iterable[Sequence[int]], budget: Budget) -> None:
        from pysat.solvers import Solver

        self._solver: Any = Solver(name=SOLVER, bootstrap_with=clauses)
        self._budget = budget

    def __enter__(self) -> Oracle:
        return self

    def __exit__(self, *_: object) -> None:
        self._solver.delete()

    def add(self, clauses: Iterable[Sequence[int]]) -> None:
        for clause in clauses:
            self._solver.add_clause(clause)

    def prefer(self, literals: Sequence[int]) -> None:
        """Try these literals true first; this steers which model is found, never whether there is one."""
        self._solver.set_phases(literals)

    def satisfiable(self, assumptions: Sequence[int], budget: Budget | None = None) -> bool:
        return stretched(self._solver, assumptions, budget or self._budget)

    def model(self) -> frozenset[int]:
        """The literals true in the last model."""
        return frozenset(self._solver.get_model() or ())

    def core(self) -> frozenset[int]:
        """Assumptions that the last "no" needed; not a smallest set of them."""
        return frozenset(self._solver.get_core() or ())


def stretched(solver: Any, assumptions: Sequence[int], budget: Budget) -> bool:
    """Whether the assumptions can be met, searched for in stretches with a look at the clock before each."""
    while True:
        budget.check()
        solver.conf_budget(STRETCH)
        answer: bool | None = solver.solve_limited(assumptions=assumptions)
        if answer is not None:
            return answer
