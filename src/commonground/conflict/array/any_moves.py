"""One party's sweep by any allowed move: each state gets the least label that the party can bring about from it.

Within the sweep values pass through infeasible cells, because one move may change several options; when it ends, those
cells go back to +inf, because a step between two parties must stand on a feasible state. An infeasible cell is known by
its label: no other is +inf.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from commonground.conflict.array.levels import Labels, above_all, raised
from commonground.conflict.array.lines import Lines
from commonground.conflict.array.one_way import Ways, along_axis
from commonground.conflict.array.pairs import halves

__all__ = ["AnyMoves", "back_to_infinity"]


@dataclass(frozen=True)
class AnyMoves:
    """A party's lines and how its options can be changed."""

    lines: Lines
    ways: Ways

    def lowered(self, pairs: Labels, block: int, columns: NDArray[np.intp] | None) -> Labels:
        """Labels of some lines as (strategy, line) after the sweep."""
        before = halves(pairs)
        after = back_to_infinity(along_axis(before, 0, self.ways, np.minimum), before)
        return after.view(pairs.dtype)


def back_to_infinity(after: Labels, before: Labels) -> Labels:
    """What was +inf is +inf again."""
    return raised(after, before == above_all(before.dtype))
