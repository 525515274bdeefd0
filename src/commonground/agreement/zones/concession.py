"""What would have to give: the fewest clauses whose giving up opens a zone, by all sides together or by one alone.

A *concession* for an excluded target is a set of clauses without which the remaining ones leave a zone, and of which
none could be kept: a minimal correction set (MCS). Given are

* jointly: one of least size over the clauses of all parties at the table;
* by one party: one of least size over its own clauses, with those of the others as they stand. Its size is the party's
  *price*; there is none if the party cannot open the zone by itself.

Clauses are not alike, and their number is not what they are worth: a price says which clauses and how many, nothing
more. Where several sets have the least size, one of them is given and the tie is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.agreement.solving.budget import UNLIMITED, Budget, OutOfTime
from commonground.agreement.solving.fewest import Fewest
from commonground.agreement.solving.question import Question
from commonground.agreement.zones.zone import opens
from commonground.case.model import Target

__all__ = ["Concession", "concession", "price"]


@dataclass(frozen=True, slots=True)
class Concession:
    """Clauses to give up.

    ``clauses`` is None where giving up does not help: meaning rules the target out, or other parties' clauses block
    it on their own. ``unique`` is False if another set is as small, None if that was not settled.
    """

    clauses: tuple[str, ...] | None
    unique: bool | None

    @property
    def size(self) -> int | None:
        return None if self.clauses is None else len(self.clauses)


def concession(
    question: Question,
    target: Target,
    *,
    alone: bool = False,
    budget: Budget = UNLIMITED,
    stones: Sequence[str] | None = None,
) -> Concession:
    """The fewest clauses, whosever they are, to be given up for the zone of a target to open.

    ``stones`` are the target's keystones, if they are known: where there are any, each by itself is a least concession.
    """
    return _single(stones) or _fewest(question, target, frozenset(question.clauses), alone, budget)


def price(
    question: Question,
    target: Target,
    party: str,
    *,
    alone: bool = False,
    budget: Budget = UNLIMITED,
    stones: Sequence[str] | None = None,
) -> Concession:
    """The fewest of its own clauses that one party would have to give up to open the zone by itself."""
    own = frozenset(clause.id for clause in question.clauses.values() if clause.party == party)
    if not opens(question, target, own, alone=alone, budget=budget):
        return Concession(None, None)
    found = _single([stone for stone in stones or () if stone in own])
    return found or _fewest(question, target, own, alone, budget)


def _single(stones: Sequence[str] | None) -> Concession | None:
    """A concession of one clause: these are the keystones and no others."""
    return Concession((stones[0],), len(stones) == 1) if stones else None


def _fewest(question: Question, target: Target, soft: frozenset[str], alone: bool, budget: Budget) -> Concession:
    blockage = question.encoded.blockage(target, alone)
    firm = [[selector] for clause, selector in blockage.selectors.items() if clause not in soft]
    wishes = [selector for clause, selector in blockage.selectors.items() if clause in soft]
    with Fewest((*blockage.hard, *firm), wishes, blockage.top) as problem:
        given_up = problem.given_up(budget)
        if given_up is None:
            return Concession(None, None)
        if not given_up:
            return Concession((), unique=True)
        return Concession(blockage.ids(given_up), _unique(problem, given_up, budget))


def _unique(problem: Fewest, given_up: list[int], budget: Budget) -> bool | None:
    """Whether no other set is as small: none is iff it costs more once this very set may not be given up whole."""
    problem.require(given_up)
    try:
        other = problem.given_up(budget)
    except OutOfTime:
        return None
    return other is None or len(other) > len(given_up)
