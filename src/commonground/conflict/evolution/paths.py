"""The shortest legal paths from one state to another, with who moves.

All of them are found, up to a bound that the result says. Each is a tuple of steps; a path from a state to itself is
the empty one. They are read backwards off the lengths that `reachable` finds: each step comes from a state (in graph
form: a state and who moved last) that is one move nearer, so no search runs into a dead end. Two parties that own the
same move in graph form make two paths of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from commonground.conflict.evolution.axis_moves import listed_ends
from commonground.conflict.evolution.reach import Reach, reachable
from commonground.conflict.evolution.steps import Step
from commonground.conflict.model.option_form import OptionForm

if TYPE_CHECKING:
    from commonground.conflict.model.contract import Model, Progress

__all__ = ["MOST_PATHS", "Paths", "paths_to", "shortest_paths"]

MOST_PATHS = 100

Node = tuple[int, int]  # a state and who moved last; -1 where it does not matter
Before = Callable[[Node], Iterator[tuple[Step, Node]]]


@dataclass(frozen=True)
class Paths:
    """Shortest legal paths between two states.

    Parameters
    ----------
    start, goal
        Flat indexes.
    improving
        Whether every move is an improvement of its mover.
    steps
        How many moves each path has; None where no path leads to the goal.
    paths
        The paths, in order of their steps.
    exhaustive
        Whether these are all shortest ones.
    """

    start: int
    goal: int
    improving: bool
    steps: int | None
    paths: tuple[tuple[Step, ...], ...]
    exhaustive: bool

    def to_dict(self, model: Model) -> dict[str, Any]:
        return {
            "from": model.name(self.start),
            "to": model.name(self.goal),
            "improving": self.improving,
            "steps": self.steps,
            "paths": [[step.to_dict(model) for step in path] for path in self.paths],
            "exhaustive": self.exhaustive,
        }


def shortest_paths(
    model: Model,
    start: int,
    goal: int,
    improving: bool = False,
    movers: Iterable[int] | None = None,
    most: int = MOST_PATHS,
    progress: Progress | None = None,
) -> Paths:
    """All shortest legal paths, up to ``most``.

    Examples
    --------
    >>> from commonground.conflict.model.graph_form import GraphForm
    >>> arcs = (np.array([[0, 1], [1, 2]]), np.array([[1, 2]]))
    >>> ranks = (np.array([1, 2, 3], np.uint16), np.array([1, 1, 1], np.uint16))
    >>> line = GraphForm(("a", "b"), ("peace", "talks", "war"), arcs, ranks)
    >>> [[(step.mover, step.after) for step in path] for path in shortest_paths(line, 0, 2).paths]
    [[(0, 1), (1, 2)]]
    """
    return paths_to(model, reachable(model, start, improving, movers, progress), goal, most)


def paths_to(model: Model, reach: Reach, goal: int, most: int = MOST_PATHS) -> Paths:
    """The shortest paths to one of the states reached; for many goals from one start."""
    length = int(reach.steps[goal])
    if length < 0:
        return Paths(reach.start, goal, reach.improving, None, (), exhaustive=True)
    if length == 0:
        return Paths(reach.start, goal, reach.improving, 0, ((),), exhaustive=True)
    before = _along_axes(model, reach) if isinstance(model, OptionForm) else _along_arcs(model, reach)
    found = list(islice(_backwards(reach, goal, length, before), most + 1))
    return Paths(reach.start, goal, reach.improving, length, tuple(sorted(found[:most])), len(found) <= most)


def _backwards(reach: Reach, goal: int, length: int, before: Before) -> Iterator[tuple[Step, ...]]:
    """Paths by depth-first search from the goal, without recursion: they may be long."""
    nodes: list[Node] = [(goal, -1)]
    if reach.turns is not None:
        nodes = [(goal, mover) for mover in reach.movers if reach.turns.get((goal, mover)) == length]
    waiting: list[tuple[Node, _Tail]] = [(node, None) for node in reversed(nodes)]
    while waiting:
        node, tail = waiting.pop()
        if tail is not None and tail[0].before == reach.start and tail[2] == length:
            yield _unrolled(tail)
            continue
        done = 0 if tail is None else tail[2]
        waiting += [(earlier, (step, tail, done + 1)) for step, earlier in before(node)]


_Tail = tuple[Step, "_Tail", int] | None  # the step, what follows it, how many steps that makes


def _unrolled(tail: Any) -> tuple[Step, ...]:
    steps = []
    while tail is not None:
        steps.append(tail[0])
        tail = tail[1]
    return tuple(steps)


def _along_axes(form: OptionForm, reach: Reach) -> Before:
    def before(node: Node) -> Iterator[tuple[Step, Node]]:
        state = node[0]
        here = np.array([state], dtype=np.intp)
        for party in reach.movers:
            _, earlier = listed_ends(form, party, here, improving=reach.improving, back=True)
            nearer = earlier[reach.steps[earlier] == reach.steps[state] - 1]
            yield from ((Step(one, party, state), (one, -1)) for one in nearer.tolist())

    return before


def _along_arcs(model: Model, reach: Reach) -> Before:
    turns = reach.turns or {}
    comes_from: dict[Node, list[int]] = {}
    for party in reach.movers:
        ranks = model.rank(party)
        for state in model.states().tolist():
            for end in model.moves(party, state):
                if not reach.improving or ranks[end] > ranks[state]:
                    comes_from.setdefault((end, party), []).append(state)

    def before(node: Node) -> Iterator[tuple[Step, Node]]:
        state, mover = node
        length = turns[node] - 1
        for earlier in comes_from.get(node, ()):
            if length == 0:
                if earlier == reach.start:
                    yield Step(earlier, mover, state), (earlier, -1)
                continue
            for last in reach.movers:
                if last != mover and turns.get((earlier, last)) == length:
                    yield Step(earlier, mover, state), (earlier, last)

    return before
