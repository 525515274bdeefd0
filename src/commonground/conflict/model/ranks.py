"""Dense ranks: whole numbers from 1 without gaps, higher is better, equal is a tie.

However a party's preferences are said, what the analyses compare is these. They are taken over the feasible states
alone: what stands at the others means nothing.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Ranks = NDArray[np.unsignedinteger]

__all__ = ["dense"]

MOST_SHORT = 65_534  # ranks in 16 bits, with one value to spare at either end


def dense(scores: NDArray[Any], feasible: Mask | None, shape: tuple[int, ...]) -> Ranks:
    """The ranks of states by their scores.

    Parameters
    ----------
    scores
        Unsigned integers, broadcastable to ``shape``; a higher one is better.
    feasible
        Where there is a state to be ranked; None: everywhere.
    shape
        That of the result.

    Examples
    --------
    >>> dense(np.array([[7], [3], [7]], dtype=np.uint8), None, (3, 2)).tolist()
    [[2, 2], [1, 1], [2, 2]]
    """
    ranked = scores if feasible is None else np.broadcast_to(scores, shape)[feasible]
    top = int(ranked.max(initial=0))
    if top <= max(1 << 16, 4 * prod(shape)):  # a table of all scores is shorter than sorting
        return _spread(_by_table(scores, ranked, top), shape)
    levels, places = np.unique(ranked, return_inverse=True)
    ranks = places.reshape(ranked.shape).astype(_kind(levels.size))
    ranks += 1
    if feasible is None:
        return _spread(ranks, shape)
    whole = np.zeros(shape, dtype=ranks.dtype)
    whole[feasible] = ranks
    return whole


def _by_table(scores: NDArray[Any], ranked: NDArray[Any], top: int) -> Ranks:
    there = np.zeros(top + 1, dtype=np.bool_)
    there[ranked] = True
    table: Ranks = np.cumsum(there, dtype=_kind(int(np.count_nonzero(there))))
    found: Ranks = table[np.minimum(scores, top)]  # infeasible states may score higher than any that counts
    return found


def _kind(levels: int) -> Any:
    return np.uint16 if levels <= MOST_SHORT else np.uint32


def _spread(ranks: Ranks, shape: tuple[int, ...]) -> Ranks:
    return np.ascontiguousarray(np.broadcast_to(ranks, shape))
