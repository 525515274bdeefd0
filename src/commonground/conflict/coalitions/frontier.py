"""Which of many states no other *dominates*: is at least as high for each member of a coalition, and higher for one.

States that all members rank alike stand or fall together, so only different rows of ranks are compared. They are
collected a block of states at a time, so that millions of states take little memory, no single call into NumPy takes
long, and too many rows are noticed early.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ranks = NDArray[np.unsignedinteger]

__all__ = ["MOST_COMPARED", "undominated"]

MOST_COMPARED = 2_000  # different rows
BLOCK = 1 << 16  # states


def undominated(ranks: Sequence[Ranks], states: NDArray[np.intp], block: int = BLOCK) -> NDArray[np.bool_] | None:
    """Which of the states no other of them dominates; None where there are too many different ones to compare.

    Examples
    --------
    >>> high, low = np.array([1, 3, 2, 3], np.uint16), np.array([5, 1, 1, 1], np.uint16)
    >>> undominated((high, low), np.arange(4)).tolist()
    [True, True, False, True]
    """
    seen: set[tuple[int, ...]] = set()
    for start in range(0, states.size, block):
        seen.update(map(tuple, np.unique(_rows(ranks, states[start : start + block]), axis=0).tolist()))
        if len(seen) > MOST_COMPARED:
            return None
    rows = np.array(sorted(seen), dtype=np.int64).reshape(len(seen), len(ranks))
    free = {tuple(row.tolist()): np.count_nonzero((rows >= row).all(axis=1)) == 1 for row in rows}
    found = np.zeros(states.size, dtype=np.bool_)
    for start in range(0, states.size, block):
        here, where = np.unique(_rows(ranks, states[start : start + block]), axis=0, return_inverse=True)
        found[start : start + block] = np.array([free[tuple(row)] for row in here.tolist()])[where.reshape(-1)]
    return found


def _rows(ranks: Sequence[Ranks], states: NDArray[np.intp]) -> Ranks:
    return np.stack([each[states] for each in ranks], axis=1)
