"""What blocks: a blocking set of an excluded target, as small as can be found.

Let S be the mandate clauses in force, F the meaning rules, T a target. A *blocking set* is a set B of clauses such that
F, T and B cannot hold together, while F, T and any proper part of B can: a minimal unsatisfiable subset (MUS) of S. It
says why there is no zone; it says nothing about who ought to move, since a clause is in it only together with others.

One MUS by deletion: take out clause after clause, keep each without which the rest can be met (Marques-Silva, ISMVL
2010). A smallest one by implicit hitting sets (Ignatiev, Previti, Liffiton, Marques-Silva, CP 2015): every blocking
set meets every correction set, so a smallest set that meets the correction sets found so far is no larger than a
smallest blocking set; if its clauses cannot hold together it is one, and if they can, the rest of them show a further
correction set. The search ends at the latest when this bound reaches the size of the set found by deletion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commonground.agreement.solving.budget import UNLIMITED, Budget, OutOfTime
from commonground.agreement.solving.hitting import HittingSets
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.solving.question import Question
from commonground.case.model import Target

__all__ = ["BlockingSet", "blocking_set", "correction_set", "minimal"]


@dataclass(frozen=True, slots=True)
class BlockingSet:
    """Clauses that together leave no zone, none of them spare. None at all: there is a zone, or meaning forbids one."""

    clauses: tuple[str, ...]
    smallest: bool  # shown to be as small as any


def blocking_set(
    question: Question,
    target: Target,
    *,
    alone: bool = False,
    budget: Budget = UNLIMITED,
    smallest: Budget | None = None,
) -> BlockingSet:
    """A blocking set of a target, the smallest if that can be shown within the budget ``smallest``.

    Raises ``OutOfTime`` if the budget ends before any is found.
    """
    blockage = question.encoded.blockage(target, alone)
    selectors = list(blockage.selectors.values())
    with Oracle(blockage.hard, budget) as oracle:
        if oracle.satisfiable(selectors):
            return BlockingSet((), smallest=True)
        found = minimal(oracle, selectors)
        try:
            best, shown = _smallest(oracle, selectors, found, smallest or budget), True
        except OutOfTime:
            best, shown = found, False
    return BlockingSet(blockage.ids(best), shown)


def minimal(oracle: Oracle, selectors: Sequence[int]) -> list[int]:
    """One minimal set of these selectors that cannot be met; together they cannot be met."""
    oracle.prefer(selectors)
    if oracle.satisfiable(selectors):
        raise ValueError("nothing blocks: these clauses can be met together")
    needed: list[int] = []
    open_ = _kept(selectors, oracle.core())
    while open_:
        tried = open_.pop()
        if oracle.satisfiable([*needed, *open_]):
            needed.append(tried)
        else:
            open_ = _kept(open_, oracle.core())
    return sorted(needed)


def _smallest(oracle: Oracle, selectors: Sequence[int], found: list[int], budget: Budget) -> list[int]:
    """A blocking set of least size, given one of perhaps more."""
    if len(found) <= 1:
        return found
    with HittingSets() as hitting:
        # To begin with a correction set around each clause found, so that the bound does not start from nothing.
        for spared in found:
            kept = [selector for selector in found if selector != spared]
            hitting.meet(correction_set(oracle, selectors, kept, budget))
        while True:
            candidate = sorted(hitting.smallest(budget))
            if len(candidate) >= len(found):
                return found
            if not oracle.satisfiable(candidate, budget):
                return candidate
            hitting.meet(correction_set(oracle, selectors, candidate, budget))


def correction_set(
    oracle: Oracle, selectors: Sequence[int], kept: Sequence[int], budget: Budget | None = None
) -> list[int]:
    """A minimal set of selectors to leave out so that the others, ``kept`` among them, can be met; ``kept`` can be."""
    together = list(kept)
    left_out: list[int] = []
    taken = set(kept)
    waiting = [selector for selector in selectors if selector not in taken]
    if not oracle.satisfiable(together, budget):
        raise ValueError("what is to be kept cannot be met")
    while True:
        true = oracle.model()
        together += [selector for selector in waiting if selector in true]
        waiting = [selector for selector in waiting if selector not in true]
        # Clauses are tried one by one from here: each either joins or is seen to be in the way.
        while waiting and not oracle.satisfiable([*together, waiting[0]], budget):
            left_out.append(waiting.pop(0))
        if not waiting:
            return left_out


def _kept(selectors: Iterable[int], core: frozenset[int]) -> list[int]:
    return [selector for selector in selectors if selector in core]
