"""The moves of one mover, listed.

States are numbered from 0 by their place among the feasible ones. The moves from state s stand at ``first[s]`` up to
``first[s + 1]`` in ``ends`` (compressed rows), so a list takes room for its moves and its states and never for pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    States = NDArray[np.int32]
    Values = NDArray[Any]

__all__ = ["Arcs", "from_pairs"]


@dataclass(frozen=True, eq=False)
class Arcs:
    """Moves sorted by where they start."""

    first: NDArray[np.intp]
    ends: States

    @property
    def count(self) -> int:
        """How many states there are."""
        return self.first.size - 1

    @cached_property
    def leaving(self) -> NDArray[np.intp]:
        """The states from which there is a move."""
        return np.flatnonzero(np.diff(self.first))

    @cached_property
    def starts(self) -> States:
        """Where each move starts."""
        return np.repeat(np.arange(self.count, dtype=np.int32), np.diff(self.first))

    def kept(self, chosen: Mask) -> Arcs:
        """Only the moves that are chosen."""
        return from_pairs(self.starts[chosen], self.ends[chosen], self.count)

    def backwards(self) -> Arcs:
        """Every move the other way round."""
        order = np.argsort(self.ends, kind="stable")
        return from_pairs(self.ends[order], self.starts[order], self.count)

    def over_ends(self, values: Values, combine: np.ufunc, nothing: Any) -> Values:
        """For each state, the values at the ends of its moves combined; ``nothing`` where there is no move."""
        return self.over_moves(values[self.ends], combine, nothing)

    def over_moves(self, values: Values, combine: np.ufunc, nothing: Any) -> Values:
        """For each state, the values of its moves combined; ``nothing`` where there is no move."""
        found = np.full((self.count, *values.shape[1:]), nothing, dtype=values.dtype)
        if values.size:
            found[self.leaving] = combine.reduceat(values, self.first[self.leaving], axis=0)
        return found


def from_pairs(starts: NDArray[np.integer[Any]], ends: NDArray[np.integer[Any]], count: int) -> Arcs:
    """Arcs from their starts, ascending, and their ends."""
    first = np.zeros(count + 1, dtype=np.intp)
    np.cumsum(np.bincount(starts, minlength=count), out=first[1:])
    return Arcs(first, ends.astype(np.int32, copy=False))
