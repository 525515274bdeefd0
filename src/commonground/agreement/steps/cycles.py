"""The circles in an order: what waits for what.

A *cycle* is a simple cycle of the graph of steps, given by its edges: each waits for the one before it, and no step
occurs twice. Two edges between the same steps make two cycles. There can be exponentially many (Johnson, SIAM J.
Comput. 4, 1975), so they are listed up to a cap, shorter ones first; a cap reached is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from commonground.agreement.solving.budget import UNLIMITED, Budget, OutOfTime
from commonground.agreement.solving.question import natural
from commonground.agreement.steps.graph import Arrow, knotted

__all__ = ["Cycles", "bad_cycles", "cycles"]

CAP = 200


@dataclass(frozen=True, slots=True)
class Cycles:
    """Cycles by length, each from its first edge in natural order on; ``exhaustive`` if these are all."""

    cycles: tuple[tuple[Arrow, ...], ...]
    exhaustive: bool


def cycles(arrows: Sequence[Arrow], budget: Budget = UNLIMITED, cap: int = CAP) -> Cycles:
    """The cycles of these arrows, at most ``cap``."""
    inside = knotted(arrows)
    found, whole = _listed(inside, None, budget, cap)
    if not whole:  # too many: the shortest ones, then
        nodes = len({arrow.tail for arrow in inside})
        for length in range(1, nodes + 1):
            some, complete = _listed(inside, length, budget, cap)
            if len(some) >= len(found) or complete:
                found = some
            if not complete:
                break
    ordered = sorted((_from_first(cycle) for cycle in found), key=lambda c: (len(c), [natural(a.edge) for a in c]))
    return Cycles(tuple(ordered), whole)


def _listed(
    arrows: Sequence[Arrow], length: int | None, budget: Budget, cap: int
) -> tuple[list[tuple[Arrow, ...]], bool]:
    found: list[tuple[Arrow, ...]] = []
    try:
        for cycle in _walk(arrows, length, budget):
            if len(found) == cap:
                return found, False
            found.append(cycle)
    except OutOfTime:
        return found, False
    return found, True


def _walk(arrows: Sequence[Arrow], length: int | None, budget: Budget) -> Iterator[tuple[Arrow, ...]]:
    import networkx as nx

    between: dict[tuple[str, str], list[Arrow]] = {}
    for arrow in arrows:
        between.setdefault((arrow.tail, arrow.head), []).append(arrow)
    graph: nx.DiGraph[str] = nx.DiGraph(between.keys())
    budget.check()
    for nodes in nx.simple_cycles(graph, length_bound=length):
        pairs = zip(nodes, [*nodes[1:], nodes[0]], strict=True)
        for chosen in product(*(between[pair] for pair in pairs)):
            budget.check()
            yield chosen


def _from_first(cycle: tuple[Arrow, ...]) -> tuple[Arrow, ...]:
    start = min(range(len(cycle)), key=lambda place: natural(cycle[place].edge))
    return cycle[start:] + cycle[:start]


def bad_cycles(
    arrows: Iterable[Arrow], soft: Collection[str] = (), without: Collection[str] = ()
) -> list[tuple[Arrow, ...]]:
    """Short cycles with a strict arrow in them, no two with an arrow in common, as many as are easily found."""
    kept = [arrow for arrow in arrows if arrow.tail not in without and arrow.head not in without]
    leaving: dict[str, list[Arrow]] = {}
    for arrow in kept:
        leaving.setdefault(arrow.tail, []).append(arrow)
    used: set[str] = set()
    found: list[tuple[Arrow, ...]] = []
    for arrow in knotted(kept, soft):
        if arrow.edge not in used:
            cycle = _shortest(arrow, leaving, used)
            if cycle:
                used.update(each.edge for each in cycle)
                found.append(cycle)
    return found


def _shortest(arrow: Arrow, leaving: dict[str, list[Arrow]], used: Collection[str]) -> tuple[Arrow, ...]:
    """A shortest cycle through ``arrow`` that uses none of the arrows in use; empty if there is none."""
    came: dict[str, Any] = {arrow.head: None}
    waiting = deque([arrow.head])
    while waiting and arrow.tail not in came:
        here = waiting.popleft()
        for step in leaving.get(here, ()):
            if step.edge not in used and step.head not in came:
                came[step.head] = step
                waiting.append(step.head)
    if arrow.tail not in came:
        return ()
    back = [arrow]
    at = arrow.tail
    while came[at] is not None:
        back.append(came[at])
        at = came[at].tail
    return (arrow, *reversed(back[1:]))
