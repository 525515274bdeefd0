"""Sets of states that cannot be left once entered, and have no smaller such set inside.

A set is *closed* when no move of anybody leads out of it. The smallest closed sets are the ends of every conflict: from
each state moves lead into at least one of them, and inside one every state can be reached from every other. (They are
the strongly connected components of the graph of moves that nothing leaves.) A state from which nobody can move is one.

Finding them takes whole sweeps and not a search from state to state: from a state v go to all that is after it; what
cannot come back to v is farther on, so go on from one of those; where everything comes back, the set is closed. Then
strike out all that leads into it and begin again with what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.evolution.coming_and_going import Ground

    Mask = NDArray[np.bool_]

__all__ = ["dead_ends", "only", "smallest_closed_sets"]


def smallest_closed_sets(ground: Ground, among: Mask) -> Iterator[Mask]:
    """One after the other, those in a set that is itself closed: first the single states that nobody leaves."""
    still = dead_ends(ground, among)
    for state in np.flatnonzero(still).tolist():
        yield only(among.size, state)
    left = among & ~ground.before(still)
    while left.any():
        inside = _farthest_on(ground, left)
        yield inside
        left = left & ~ground.before(inside)


def dead_ends(ground: Ground, among: Mask) -> Mask:
    """States from which nobody can move."""
    return among & ~ground.left_by_somebody()


def only(size: int, state: int) -> Mask:
    """A single state as a mask."""
    mask = np.zeros(size, dtype=np.bool_)
    mask[state] = True
    return mask


def _farthest_on(ground: Ground, among: Mask) -> Mask:
    state = int(np.argmax(among))
    while True:
        here = only(among.size, state)
        after = ground.after(here)
        beyond = after & ~ground.before(here)
        if not beyond.any():
            return after
        state = int(np.flatnonzero(beyond)[-1])
