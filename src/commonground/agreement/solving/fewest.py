"""The fewest wishes to give up: partial MaxSAT with a budget.

Given *hard* clauses and *wishes* (literals one would like true), find a model of the hard clauses that falsifies as
few wishes as possible. The falsified wishes are a minimum correction set; with hard clauses "meet this set" and wishes
"leave this element out" they are a minimum hitting set. Solved by RC2 (Ignatiev, Morgado, Marques-Silva, J. Satisf.
Boolean Model. Comput. 11, 2019), which starts from all wishes and lifts its bound core by core.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.oracle import SOLVER, stretched

__all__ = ["Fewest"]


class Fewest:
    """A MaxSAT problem that may grow: ask, add a clause, ask again."""

    def __init__(self, hard: Iterable[Sequence[int]], wishes: Iterable[int], top: int) -> None:
        from pysat.examples.rc2 import RC2
        from pysat.formula import WCNF

        self._wishes = list(wishes)
        problem = WCNF()
        problem.hard = list(hard)
        problem.soft = [[wish] for wish in self._wishes]
        problem.wght = [1] * len(self._wishes)
        problem.nv = top
        # Cores made smaller before they are used: without it some thousand clauses can take minutes instead of tenths.
        self._solver: Any = RC2(problem, solver=SOLVER, minz=True)
        self._watched = self._solver.oracle = _Watched(self._solver.oracle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._solver.delete()

    def given_up(self, budget: Budget) -> list[int] | None:
        """The falsified wishes of one best model, in the order of the wishes; None: the hard clauses have no model."""
        self._watched.budget = budget
        model = self._solver.compute()
        if model is None:
            return None
        true = frozenset(model)
        return [wish for wish in self._wishes if wish not in true]

    def require(self, clause: Sequence[int]) -> None:
        """One more hard clause."""
        self._solver.add_clause(list(clause))

    def wish(self, literal: int) -> None:
        """One more wish."""
        self._wishes.append(literal)
        self._solver.add_clause([literal], weight=1)


class _Watched:
    """The solver inside RC2, made to end with ``OutOfTime`` from within a search.

    RC2 searches through whatever stands in its place of a solver. Its search is cut into stretches here, except
    where RC2 itself has set a limit on conflicts, as it does while it makes a core smaller.
    """

    def __init__(self, solver: Any) -> None:
        self._solver = solver
        self._limited = False
        self.budget = UNLIMITED

    def __getattr__(self, name: str) -> Any:
        return getattr(self._solver, name)

    def conf_budget(self, budget: int = -1) -> None:
        self._limited = budget >= 0
        self._solver.conf_budget(budget)

    def solve(self, assumptions: Sequence[int] = ()) -> bool:
        return stretched(self._solver, assumptions, self.budget)

    def solve_limited(self, assumptions: Sequence[int] = (), expect_interrupt: bool = False) -> bool | None:
        if not self._limited:
            return self.solve(assumptions)
        self.budget.check()
        answer: bool | None = self._solver.solve_limited(assumptions, expect_interrupt)
        return answer
