"""What can come of today: the states that legal sequences lead to, and in how few moves.

A *legal sequence* is one in which no party moves twice in succession (Li, Kilgour and Hipel 2005; Xu, Li, Hipel and
Kilgour 2009). ``steps`` holds for each state the length of the shortest one from the start, 0 at the start itself and
-1 where none leads. With *improvements only*, each move has to be strictly better for its mover than the state left.

In graph form this is a search over (state, last mover): the shortest way over states alone may let a party move twice
in succession. In option form two successive moves of one party are one move, and so are two successive improvements, so
no shortest way has them, and the search over states alone is right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from commonground.conflict.evolution.axis_moves import improved_from, listed_ends, spread
from commonground.conflict.evolution.steps import ordered
from commonground.conflict.model.option_form import OptionForm

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.model.contract import Model, Progress

    Flat = NDArray[np.intp]
    Steps = NDArray[np.int32]

__all__ = ["Reach", "Turns", "reachable"]

Turns = dict[tuple[int, int], int]  # (state, last mover): length of the shortest legal sequence that ends so


@dataclass(frozen=True, eq=False)
class Reach:
    """The states reached from one, in how many moves.

    Parameters
    ----------
    start
        Flat index of the state where it begins.
    improving
        Whether every move had to be an improvement of its mover.
    movers
        Who could move, by place among the model's parties.
    steps
        Flat array over all cells: the least number of moves, -1 where none lead.
    turns
        Graph form only: the same for each pair of a state and who moved last.
    """

    start: int
    improving: bool
    movers: tuple[int, ...]
    steps: Steps = field(repr=False)
    turns: Turns | None = field(default=None, repr=False)

    @property
    def count(self) -> int:
        """How many states are reached, the start among them."""
        return int(np.count_nonzero(self.steps >= 0))

    @property
    def farthest(self) -> int:
        """The most moves that any state takes."""
        return int(self.steps.max())

    def states(self) -> Flat:
        """The states reached, nearest first."""
        found = np.flatnonzero(self.steps >= 0)
        return found[np.argsort(self.steps[found], kind="stable")]

    def to_dict(self, model: Model, most: int = 10_000) -> dict[str, Any]:
        """With names; states and their least number of moves up to ``most`` states."""
        nearest = self.states()[:most].tolist()
        return {
            "from": model.name(self.start),
            "improving": self.improving,
            "movers": [model.parties[mover] for mover in self.movers],
            "count": self.count,
            "farthest": self.farthest,
            "steps": {model.name(state): int(self.steps[state]) for state in nearest},
            "all_listed": self.count <= most,
        }


def reachable(
    model: Model,
    start: int,
    improving: bool = False,
    movers: Iterable[int] | None = None,
    progress: Progress | None = None,
) -> Reach:
    """What legal sequences of these movers (everybody, if none are named) reach from a state.

    Examples
    --------
    >>> from commonground.conflict.model.graph_form import GraphForm
    >>> arcs = (np.array([[0, 1], [1, 2]]), np.array([[1, 0]]))
    >>> ranks = (np.array([1, 2, 3], np.uint16), np.array([1, 1, 1], np.uint16))
    >>> line = GraphForm(("a", "b"), ("peace", "talks", "war"), arcs, ranks)
    >>> reachable(line, 0).steps.tolist()  # a may not move twice, and b only leads back
    [0, 1, -1]
    >>> reachable(line, 1).steps.tolist()
    [1, 0, 1]
    """
    who = ordered(model, movers)
    if isinstance(model, OptionForm):
        return Reach(start, improving, who, _level_by_level(model, start, improving, who, progress))
    turns = _turn_by_turn(model, start, improving, who)
    steps = np.full(model.size, -1, dtype=np.int32)
    for (state, _), length in turns.items():
        steps[state] = length if steps[state] < 0 else min(int(steps[state]), length)
    steps[start] = 0
    return Reach(start, improving, who, steps, turns)


def _level_by_level(
    form: OptionForm, start: int, improving: bool, who: tuple[int, ...], progress: Progress | None
) -> Steps:
    steps = np.full(form.size, -1, dtype=np.int32)
    steps[start] = 0
    level, reached, edge = 0, 1, np.array([start], dtype=np.intp)
    while edge.size:
        level += 1
        fresh = []
        for party in who:
            if form.options[party]:
                ends = _ends(form, party, edge, improving)
                ends = ends[steps[ends] < 0]
                steps[ends] = level
                fresh.append(ends)
        edge = np.concatenate(fresh) if fresh else edge[:0]
        reached += edge.size
        if progress is not None:
            progress(reached / form.count, f"looking {level} moves ahead")
    return steps


def _ends(form: OptionForm, party: int, edge: Flat, improving: bool) -> Flat:
    """Each state that a move of the party leads to from the edge, once; where many are, the edge itself may be too."""
    if edge.size << len(form.options[party]) <= form.size >> 5:  # sorting them is less work than a sweep
        return np.unique(listed_ends(form, party, edge, improving=improving)[1])
    here = np.zeros(form.size, dtype=np.bool_)
    here[edge] = True
    return np.flatnonzero(improved_from(form, party, here) if improving else spread(form, party, here))


def _turn_by_turn(model: Model, start: int, improving: bool, who: tuple[int, ...]) -> Turns:
    ranks = {party: model.rank(party) for party in who}
    turns: Turns = {}
    edge: list[tuple[int, int]] = [(start, -1)]
    length = 0
    while edge:
        length += 1
        fresh = []
        for state, last in edge:
            for party in who:
                if party == last:
                    continue
                for end in model.moves(party, state):
                    if (end, party) not in turns and not (improving and ranks[party][end] <= ranks[party][state]):
                        turns[end, party] = length
                        fresh.append((end, party))
        edge = fresh
    return turns
