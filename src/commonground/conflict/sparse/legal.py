"""What can come of legal sequences, for all states at once, by a search over (state, last mover).

A *legal sequence* of some movers is one or more moves in which nobody moves twice in succession. Let ``v`` be a value
of each state, and ``c`` a way to combine values in which order and repetition do not matter (least, or, and). Then

    begun[k](s) = c over q in R_k(s) of  v(q),  begun[j](q) for each j other than k

is the combination over the ends of all legal sequences from s that k begins, and the fixpoint is reached from nothing
by going round. Sets are words of bits combined by "or": one bit for each of the sets in question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from commonground.conflict.sparse.arcs import Arcs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Values = NDArray[Any]
    Keys = NDArray[np.int64]

__all__ = ["NOTHING", "over_legal_ends", "two_least_keys"]

NOTHING = np.iinfo(np.int64).max
Tell = Callable[[float], None]  # told the share of movers that are up to date


def over_legal_ends(
    movers: Sequence[Arcs], values: Values, combine: np.ufunc, nothing: Any, tell: Tell | None = None
) -> Values:
    """For each state, the values at the ends of all legal sequences from it, combined.

    Parameters
    ----------
    movers
        Each mover's moves.
    values
        One row for each state.
    combine
        ``np.minimum``, ``np.bitwise_or`` or their like.
    nothing
        What to say where no sequence begins; combining it changes nothing.
    tell
        Called after each mover's turn.
    """
    begun = [np.full_like(values, nothing) for _ in movers]

    def again(mover: int) -> bool:
        here = values
        for other, found in enumerate(begun):
            if other != mover:
                here = combine(here, found)
        now = movers[mover].over_ends(here, combine, nothing)
        changed = not np.array_equal(now, begun[mover])
        begun[mover] = now
        return changed

    _until_still(len(movers), again, tell)
    whole = np.full_like(values, nothing)
    for found in begun:
        combine(whole, found, out=whole)
    return whole


def two_least_keys(movers: Sequence[Arcs], keys: Keys, tell: Tell | None = None) -> tuple[Keys, Keys]:
    """For each state, the least and the next key among the ends of all legal sequences from it.

    No key stands at two states, so the two belong to different ends; `NOTHING` where there is no such end. Whoever may
    not count one certain end has the other.
    """
    least = [np.full_like(keys, NOTHING) for _ in movers]
    second = [np.full_like(keys, NOTHING) for _ in movers]

    def again(mover: int) -> bool:
        low, high = keys, np.full_like(keys, NOTHING)
        for other in range(len(movers)):
            if other != mover:
                low, high = _two_of(low, high, least[other], second[other])
        arcs = movers[mover]
        best = arcs.over_ends(low, np.minimum, NOTHING)
        others = np.where(low[arcs.ends] == best[arcs.starts], high[arcs.ends], low[arcs.ends])
        then = arcs.over_moves(others, np.minimum, NOTHING)
        changed = not (np.array_equal(best, least[mover]) and np.array_equal(then, second[mover]))
        least[mover], second[mover] = best, then
        return changed

    _until_still(len(movers), again, tell)
    low, high = np.full_like(keys, NOTHING), np.full_like(keys, NOTHING)
    for mover in range(len(movers)):
        low, high = _two_of(low, high, least[mover], second[mover])
    return low, high


def _two_of(low: Keys, high: Keys, other_low: Keys, other_high: Keys) -> tuple[Keys, Keys]:
    apart = np.where(low == other_low, NOTHING, np.maximum(low, other_low))
    return np.minimum(low, other_low), np.minimum(apart, np.minimum(high, other_high))


def _until_still(count: int, again: Callable[[int], bool], tell: Tell | None) -> None:
    """Each mover has its turn until no turn changes anything; a change calls on all the others."""
    waiting = set(range(count))
    while waiting:
        for mover in range(count):
            if mover in waiting:
                waiting.remove(mover)
                if again(mover):
                    waiting.update(other for other in range(count) if other != mover)
                if tell is not None:
                    tell(1 - len(waiting) / count)
