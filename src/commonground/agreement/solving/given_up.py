"""The fewest clauses of a given kind to give up, while others may be set aside for nothing.

Let *open* be clauses from which the least set is to be taken, *free* ones that are set aside anyhow; all others stand.
With nothing free and all of a party's clauses open this is its price; with the clauses that those present own set free
and the rest open, it is what would have to come from elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection

from commonground.agreement.solving.budget import UNLIMITED, Budget, OutOfTime
from commonground.agreement.solving.fewest import Fewest
from commonground.agreement.solving.question import Question
from commonground.agreement.zones.concession import Concession
from commonground.case.model import Target

__all__ = ["fewest_given_up"]


def fewest_given_up(
    question: Question,
    target: Target,
    open_: Collection[str],
    *,
    free: Collection[str] = (),
    budget: Budget = UNLIMITED,
) -> Concession:
    """A least set of ``open_`` clauses without which a zone opens, those in ``free`` set aside; None if none does."""
    blockage = question.encoded.blockage(target)
    standing = {c: selector for c, selector in blockage.selectors.items() if c not in free}
    firm = [[selector] for clause, selector in standing.items() if clause not in open_]
    wishes = [selector for clause, selector in standing.items() if clause in open_]
    with Fewest((*blockage.hard, *firm), wishes, blockage.top) as problem:
        given_up = problem.given_up(budget)
        if given_up is None:
            return Concession(None, None)
        if not given_up:
            return Concession((), unique=True)
        problem.require(given_up)  # not this very set again: is there another as small?
        try:
            other = problem.given_up(budget)
            unique: bool | None = other is None or len(other) > len(given_up)
        except OutOfTime:
            unique = None
    return Concession(blockage.ids(given_up), unique)
