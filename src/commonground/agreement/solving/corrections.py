"""Sets of wishes to give up, the smallest first: minimal correction sets, enumerated within a cap and a budget.

A *correction set* of hard clauses and wishes is a set of wishes without which the rest can be met; *minimal*, if none
of it could be kept (MCS). In order of size they come from a MaxSAT solver that is asked again with each set found
forbidden (``solving.fewest``): what it finds next has least size among those that contain none of
the sets before, so nothing smaller is inside it and it is minimal. With some thousand clauses the first of them can be
out of reach; then they are found as they come, by growing a model (Marques-Silva et al., IJCAI 2013), and it is
said that they stand in no order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.agreement.solving.budget import Budget, OutOfTime
from commonground.agreement.solving.fewest import Fewest
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.zones.blocking import correction_set

__all__ = ["Corrections", "corrections"]


@dataclass(frozen=True, slots=True)
class Corrections:
    """Minimal correction sets. ``exhaustive``: these are all; ``by_size``: none that is missing is smaller."""

    sets: tuple[tuple[int, ...], ...]
    exhaustive: bool
    by_size: bool


def corrections(
    hard: Sequence[Sequence[int]], wishes: Sequence[int], top: int, cap: int, budget: Budget
) -> Corrections:
    """At most ``cap`` minimal correction sets; none at all if the hard clauses cannot be met."""
    found = _in_order(hard, wishes, top, cap, budget.part(0.6))
    return found if found.sets or found.exhaustive else _as_they_come(hard, wishes, cap, budget)


def _in_order(hard: Sequence[Sequence[int]], wishes: Sequence[int], top: int, cap: int, budget: Budget) -> Corrections:
    found: list[tuple[int, ...]] = []
    try:
        budget.check()
        with Fewest(hard, wishes, top) as problem:
            while (given_up := problem.given_up(budget)) is not None:
                if len(found) == cap:
                    return Corrections(tuple(found), exhaustive=False, by_size=True)
                found.append(tuple(given_up))
                if not given_up:
                    break
                problem.require(given_up)
    except OutOfTime:
        return Corrections(tuple(found), exhaustive=False, by_size=True)
    return Corrections(tuple(found), exhaustive=True, by_size=True)


def _as_they_come(hard: Sequence[Sequence[int]], wishes: Sequence[int], cap: int, budget: Budget) -> Corrections:
    found: list[tuple[int, ...]] = []
    try:
        with Oracle(hard, budget) as oracle:
            oracle.prefer(wishes)
            while oracle.satisfiable(()):
                if len(found) == cap:
                    return Corrections(tuple(found), exhaustive=False, by_size=False)
                given_up = set(correction_set(oracle, wishes, ()))
                found.append(tuple(wish for wish in wishes if wish in given_up))
                if not given_up:
                    break
                oracle.add([sorted(given_up)])
    except OutOfTime:
        return Corrections(tuple(found), exhaustive=False, by_size=False)
    return Corrections(tuple(found), exhaustive=True, by_size=True)
