"""The fewest wishes to give up: partial MaxSAT with a budget.

Given *hard* clauses and *wishes* (literals one would like true), find a model of the hard clauses that falsifies as
few wishes as possible. The falsified wishes are a minimum correction set; with hard clauses "meet this set" and wishes
"leave this element out" they are a minimum hitting set. Solved by RC2 (Ignatiev, Morgado, Marques-Silva, J. Satisf.
Boolean Model. Comput. 11, 2019), which starts from all wishes and lifts its bound core by core.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from commonground.agreement.budget import Budget
from commonground.agreement.oracle import SOLVER, STRETCH

__all__ = ["Fewest"]


class Fewest:
    """A MaxSAT problem that may grow: ask, add a clause, ask again."""

    def __init__(self, hard: Iterable[Sequence[int]], wishes: Iterable[int], top: int) -> None:
        from pysat.examples.rc2 import RC2
        from pysat.formula import WCNF

        self._wishes = list(wishes)
        problem = WCNF()
        problem.hard = [list(clause) for clause in hard]
        problem.soft = [[wish] for wish in self._wishes]
        problem.wght = [1] * len(self._wishes)
        problem.nv = top
        self._solver: Any = RC2(problem, solver=SOLVER)

    def __enter__(self) -> Fewest:
        return self

    def __exit__(self, *_: object) -> None:
        self._solver.delete()

    def given_up(self, budget: Budget) -> list[int] | None:
        """The falsified wishes of one best model, in the order of the wishes; None: the hard clauses have no model."""
        while True:
            budget.check()
            # A limit on conflicts holds for the whole search that follows. When it is reached RC2 returns without a
            # model and keeps all it has; its solver's status then tells "not known" from "no".
            self._solver.oracle.conf_budget(STRETCH)
            model = self._solver.compute()
            if model is not None:
                true = frozenset(model)
                return [wish for wish in self._wishes if wish not in true]
            if self._solver.oracle.get_status() is False:
                return None

    def require(self, clause: Sequence[int]) -> None:
        """One more hard clause."""
        self._solver.add_clause(list(clause))

    def wish(self, literal: int) -> None:
        """One more wish."""
        self._wishes.append(literal)
        self._solver.add_clause([literal], weight=1)
