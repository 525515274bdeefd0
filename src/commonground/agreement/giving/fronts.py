"""The Pareto front of who gives what, by how much and by level.

Of every set of units whose giving opens a target, take for each party how many units it gives: the front are the
combinations of which none is better for one party and as good for all others. Likewise *by level*: for each party the
highest level that owns something it gives, or nobody; a combination is better if it stays lower.

Both are one problem. Give each party a row of nested wishes, "fewer than k are given" for each k, or "nothing owned at
level l or above is given" for each l. The wishes that a combination fails are then a minimal correction set of the
rows exactly if it is on the front (P-minimal models: Soh, Banbara, Tamura and Le Berre, CP 2017). Numbers are written
with totalizers (Bailleux and Boufkhad, CP 2003), which grow with the square of the units, so there is a bound to them.

The front compares numbers party by party and never adds them up across parties. A number is a menu card, not a price:
which clauses they are is what matters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commonground.agreement.giving.matters import MatterEncoding
from commonground.agreement.solving.budget import Budget, OutOfTime
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.zones.blocking import correction_set

__all__ = ["MOST_UNITS", "count_front", "level_front"]

MOST_UNITS = 400  # units of one party that are counted by a totalizer

# What each party fails of its row, and a set of units that does it.
Point = tuple[dict[str, int], tuple[int, ...]]


def count_front(
    encoding: MatterEncoding, hard: Sequence[Sequence[int]], cap: int, budget: Budget
) -> tuple[list[Point], bool]:
    """How many units each party gives, for each point of the front; and whether these are all."""
    if max(map(len, encoding.whose.values()), default=0) > MOST_UNITS:
        return [], False
    from pysat.card import ITotalizer

    top = encoding.top
    more: list[list[int]] = []
    rows: dict[str, list[int]] = {}
    for party, selectors in encoding.whose.items():
        if not selectors:
            continue
        with ITotalizer([-selector for selector in selectors], ubound=len(selectors), top_id=top) as counted:
            more += counted.cnf.clauses
            top = max(top, counted.top_id)
            rows[party] = [-at_least for at_least in counted.rhs[: len(selectors)]]
    return _front(encoding, [*hard, *more], rows, cap, budget)


def level_front(
    encoding: MatterEncoding, hard: Sequence[Sequence[int]], cap: int, budget: Budget
) -> tuple[list[tuple[dict[str, str | None], tuple[int, ...]]], bool]:
    """For each point of the front by level, the highest level of each party that gives anything, None for nothing."""
    top = encoding.top
    more: list[list[int]] = []
    rows: dict[str, list[int]] = {}
    levels: Mapping[str, list[str | None]] = {
        party.id: [None, *reversed(party.levels)] for party in encoding.question.parties
    }
    for party in encoding.question.parties:
        rows[party.id] = []
        for level in reversed(party.levels):
            top += 1
            rows[party.id].append(top)
            above = [
                s for s in encoding.whose[party.id] if party.rank(encoding.units[s].matter.owner) <= party.rank(level)
            ]
            more += [[-top, selector] for selector in above]
    points, exhaustive = _front(encoding, [*hard, *more], rows, cap, budget)
    return [({party: levels[party][failed] for party, failed in at.items()}, given) for at, given in points], exhaustive


def _front(
    encoding: MatterEncoding, hard: Sequence[Sequence[int]], rows: Mapping[str, list[int]], cap: int, budget: Budget
) -> tuple[list[Point], bool]:
    wishes = [wish for row in rows.values() for wish in row]
    found: list[Point] = []
    try:
        with Oracle(hard, budget) as oracle:
            # Giving little first keeps the models that are grown from here small.
            oracle.prefer([*encoding.units, *wishes])
            while oracle.satisfiable(()):
                if len(found) == cap:
                    return found, False
                failed = set(correction_set(oracle, wishes, ()))
                at = {party: sum(wish in failed for wish in row) for party, row in rows.items()}
                kept = [wish for wish in wishes if wish not in failed]
                found.append((at, tuple(correction_set(oracle, list(encoding.units), kept))))
                if not failed:
                    break
                oracle.add([sorted(failed)])
    except OutOfTime:
        return found, False
    return found, True
