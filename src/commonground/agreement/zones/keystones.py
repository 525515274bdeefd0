"""Clauses without which nothing would block: those in every blocking set.

A clause c is a *keystone* of an excluded target iff it is in every blocking set, which is so iff the zone opens when c
alone is given up: {c} is then a correction set (hitting-set duality; Reiter 1987). Hence one question for each clause
of any one blocking set answers for all of them. That a clause is a keystone depends on the other clauses; it is a fact
about the whole table and no count of anybody's fault.

Reiter, R. (1987), "A theory of diagnosis from first principles", Artificial Intelligence 32.
"""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import Question
from commonground.agreement.zones.blocking import blocking_set
from commonground.agreement.zones.zone import opens
from commonground.case.model import Target

__all__ = ["keystones"]


def keystones(
    question: Question,
    target: Target,
    *,
    alone: bool = False,
    budget: Budget = UNLIMITED,
    among: Iterable[str] | None = None,
) -> tuple[str, ...]:
    """The clauses in every blocking set of a target; ``among`` is any one blocking set, if one is known."""
    if among is None:
        among = blocking_set(question, target, alone=alone, budget=budget, smallest=Budget(0)).clauses
    return tuple(clause for clause in among if opens(question, target, {clause}, alone=alone, budget=budget))
