"""Which states of a conflict are worth drawing.

Thousands of states drawn at once are a smear. So a picture has all states where they are few, and else those that
somebody will ask about, in this order, each as long as there is room:

1. today's state, and the state asked about;
2. of the state asked about, those one move away: first where a move leads that its mover gains by;
3. those from which nobody gains by leaving, under most concepts first and nearest to today first, each with a shortest
   way of improvements from today to it, where there is one;
4. where no state is asked about, those one move from today's.

Which these are follows from the model alone: the same picture every time. What is left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonground.conflict.evolution.paths import paths_to
from commonground.conflict.evolution.reach import reachable
from commonground.conflict.model.contract import Model
from commonground.conflict.state_graph.distance import distances, nearest

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FEW", "MOST", "Chosen", "Reason", "chosen"]

FEW = 40  # states that are drawn without choosing
MOST = 300

Reason = Literal["today", "asked about", "stable", "on a way", "one move away", "any"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The states drawn, ascending, each with why it is there.

    ``count`` states there are in all, and ``stable`` of them are such that nobody gains by leaving; ``stable_left`` of
    these are not drawn.
    """

    reasons: Mapping[int, Reason]
    count: int
    stable: int
    stable_left: int

    @property
    def states(self) -> tuple[int, ...]:
        return tuple(self.reasons)

    @property
    def left_out(self) -> int:
        return self.count - len(self.reasons)


def chosen(
    model: Model, votes: NDArray[np.integer], around: int | None = None, *, most: int = MOST, whole: bool = False
) -> Chosen:
    """The states to draw.

    Parameters
    ----------
    model
        The conflict.
    votes
        By flat index, under how many of the concepts asked for a state is an equilibrium.
    around
        The state asked about, if one is.
    most
        How many states at most; two at least.
    whole
        As many as may be: all, or after those chosen the ones nearest to today.
    """
    kept: dict[int, Reason] = {}
    for state, reason in _in_order(model, votes, around, whole or model.count <= min(FEW, most)):
        if len(kept) >= max(2, most):
            break
        kept.setdefault(state, reason)
    stable = np.flatnonzero(votes)
    left = sum(state not in kept for state in stable.tolist())
    return Chosen(dict(sorted(kept.items())), model.count, int(stable.size), left)


def _in_order(
    model: Model, votes: NDArray[np.integer], around: int | None, whole: bool
) -> Iterator[tuple[int, Reason]]:
    today = model.status_quo
    if today is not None:
        yield today, "today"
    if around is not None:
        yield around, "asked about"
        yield from ((state, "one move away") for state in _beside(model, around))
    for way in _stable(model, votes):
        yield from ((state, "stable" if votes[state] else "on a way") for state in way)
    if today is not None and around is None:
        yield from ((state, "one move away") for state in _beside(model, today))
    if whole:
        yield from ((state, "any") for state in nearest(model))


def _beside(model: Model, state: int) -> Iterator[int]:
    """Where one move leads: first the moves that their movers gain by."""
    for gaining in (True, False):
        for party in range(len(model.parties)):
            ranks = model.rank(party)
            yield from (end for end in model.moves(party, state) if bool(ranks[end] > ranks[state]) is gaining)


def _stable(model: Model, votes: NDArray[np.integer]) -> Iterator[tuple[int, ...]]:
    """Each equilibrium, and before it what lies on a shortest way of improvements to it."""
    states = np.flatnonzero(votes).tolist()
    far = distances(model, states)
    reach = None if model.status_quo is None else reachable(model, model.status_quo, improving=True)
    for state in sorted(states, key=lambda each: (-int(votes[each]), far[each], each)):
        if reach is None or reach.steps[state] < 1:
            yield (state,)
        else:
            way = paths_to(model, reach, state, most=1).paths[0]
            yield (state, *(step.before for step in way[1:]))
