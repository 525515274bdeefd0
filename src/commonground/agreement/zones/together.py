"""Which issues can move together: all largest sets of issues that can leave the status quo in one package.

A set of issues *can move together* iff some joint outcome satisfies the meaning rules and every mandate at the table
and has each issue of the set off its status quo. Given are the inclusion-maximal sets: the maximal satisfiable subsets
of the wishes "issue i leaves its status quo", found one after the other by growing a model and then asking for one
that is not within any set found. There may be exponentially many, so their number is capped and a cap reached is told.

If the mandates can be met but no issue can move, the one maximal set is empty; if they cannot be met at all, there is
no set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonground.agreement.solving.budget import UNLIMITED, Budget, OutOfTime
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.solving.question import Question
from commonground.agreement.zones.blocking import correction_set

__all__ = ["CAP", "Together", "maximal_sets", "together"]

CAP = 100


@dataclass(frozen=True, slots=True)
class Together:
    """Sets of issues, larger ones first, each in the order of the file; ``exhaustive`` if these are all."""

    sets: tuple[tuple[str, ...], ...]
    exhaustive: bool


def together(question: Question, budget: Budget = UNLIMITED, cap: int = CAP) -> Together:
    """The largest sets of issues that can leave the status quo together, at most ``cap`` of them."""
    encoded = question.encoded
    moves = {issue: -literal for issue, literal in encoded.status_quo.items()}
    mandates = [[selector] for selector in encoded.selectors.values()]
    return maximal_sets(question, [*encoded.ground, *mandates], moves, budget, cap)


def maximal_sets(
    question: Question, hard: Sequence[Sequence[int]], moves: Mapping[str, int], budget: Budget, cap: int
) -> Together:
    """The largest sets of issues whose ``moves`` can hold together with the clauses ``hard``."""
    found: list[tuple[str, ...]] = []
    try:
        with Oracle(hard, budget) as oracle:
            oracle.prefer(list(moves.values()))
            while oracle.satisfiable(()):
                if len(found) == cap:
                    return _told(question, found, exhaustive=False)
                stay = set(correction_set(oracle, list(moves.values()), ()))
                found.append(tuple(issue for issue, move in moves.items() if move not in stay))
                if not stay:
                    break
                oracle.add([sorted(stay)])
    except OutOfTime:
        return _told(question, found, exhaustive=False)
    return _told(question, found, exhaustive=True)


def _told(question: Question, found: list[tuple[str, ...]], exhaustive: bool) -> Together:
    place = {issue: position for position, issue in enumerate(question.case.issues)}
    sets = [tuple(sorted(issues, key=place.__getitem__)) for issues in found]
    sets.sort(key=lambda issues: (-len(issues), [place[issue] for issue in issues]))
    return Together(tuple(sets), exhaustive)
