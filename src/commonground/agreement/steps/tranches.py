"""Tranches: two steps done in turns, part by part.

Where neither side will go first, and a step is *divisible*, it can be done in parts that alternate with the other
step: a1 < b1 < a2 < b2 < ..., so that no side is ever more than one part ahead. If only a is divisible, b comes between
its first part and the rest. This is the step-by-step exchange of Osgood (1962, "graduated and reciprocated initiatives
in tension reduction"), reduced to its order.

Shown are pairs of steps not yet done, one of them divisible at least, that wait for each other (an edge joins them and
both are in one strongly connected component) or of which one covers the other. Who begins is a matter of its own, so
both beginnings stand side by side. That a step is divisible is the case's claim; how large the parts are is not said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from commonground.agreement.steps.graph import OrderGraph, knotted
from commonground.case.model import Step
from commonground.errors import Problem, UsageError

__all__ = ["Tranches", "tranches"]

MOST = 100


@dataclass(frozen=True, slots=True)
class Tranches:
    """Two steps, the edges between them, and their parts in turns with either beginning."""

    steps: tuple[str, str]
    edges: tuple[str, ...]
    turns: tuple[tuple[str, ...], ...]  # one row for each beginning; a single one where only one step is divisible

    def to_dict(self) -> dict[str, Any]:
        return {"steps": list(self.steps), "edges": list(self.edges), "turns": [list(row) for row in self.turns]}


def tranches(graph: OrderGraph, parts: int = 2) -> tuple[Tranches, ...]:
    """What could be done in turns, in ``parts`` parts each."""
    if isinstance(parts, bool) or not isinstance(parts, int) or not 2 <= parts <= MOST:
        what = "Tranches are a number of parts."
        raise UsageError(
            Problem(what, read=repr(parts), expected=f"a whole number from 2 to {MOST}", code="bad-tranches")
        )
    steps = graph.case.steps
    return tuple(
        Tranches((a, b), edges, tuple(_turns(steps[a], steps[b], parts))) for (a, b), edges in _pairs(graph).items()
    )


def _pairs(graph: OrderGraph) -> dict[tuple[str, str], tuple[str, ...]]:
    """Pairs of steps, in file order, with the edges that keep them waiting."""
    steps = [step for step in graph.case.steps.values() if not step.done]
    waiting: dict[frozenset[str], list[str]] = {}
    for arrow in knotted(graph.arrows):
        waiting.setdefault(frozenset((arrow.tail, arrow.head)), []).append(arrow.edge)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for number, one in enumerate(steps):
        for other in steps[number + 1 :]:
            edges = waiting.get(frozenset((one.id, other.id)), [])
            covers = one.id in other.covered_by or other.id in one.covered_by
            if (one.divisible or other.divisible) and (edges or covers):
                found[one.id, other.id] = tuple(edges)
    return found


def _turns(one: Step, other: Step, parts: int) -> Iterator[tuple[str, ...]]:
    if one.divisible and other.divisible:
        for first, second in ((one.id, other.id), (other.id, one.id)):
            yield tuple(f"{step}:{part}" for part in range(1, parts + 1) for step in (first, second))
    else:
        whole, divided = (other, one) if one.divisible else (one, other)
        yield (f"{divided.id}:1", whole.id, *(f"{divided.id}:{part}" for part in range(2, parts + 1)))
