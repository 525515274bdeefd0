"""Blocking sets with no clause in common: each needs a concession of its own.

To open a zone at least one clause of every blocking set has to be given up, so k blocking sets without common clauses
call for k concessions at least. A largest such family is hard to find; this one is greedy: take a blocking set, lay
its clauses aside, look for another among the rest, until the rest blocks no more. Its size is a lower bound only.
"""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.solving.question import Question
from commonground.agreement.zones.blocking import blocking_set, minimal
from commonground.case.model import Target

__all__ = ["disjoint_blocking_sets"]


def disjoint_blocking_sets(
    question: Question,
    target: Target,
    *,
    alone: bool = False,
    budget: Budget = UNLIMITED,
    first: Iterable[str] | None = None,
) -> tuple[tuple[str, ...], ...]:
    """A greedy family of blocking sets, no two with a common clause, that no further one can join.

    ``first`` is the blocking set to begin with, if one is known.
    """
    start = tuple(first) if first is not None else blocking_set(question, target, alone=alone, budget=budget).clauses
    if not start:
        return ()
    blockage = question.encoded.blockage(target, alone)
    family = [start]
    laid_aside = {blockage.selectors[clause] for clause in start}
    with Oracle(blockage.hard, budget) as oracle:
        while True:
            rest = [selector for selector in blockage.selectors.values() if selector not in laid_aside]
            if oracle.satisfiable(rest):
                return tuple(family)
            found = minimal(oracle, rest)
            laid_aside.update(found)
            family.append(blockage.ids(found))
