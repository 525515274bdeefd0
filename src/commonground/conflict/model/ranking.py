"""Ranks from a ranking: a list of places, best first, that has every feasible state exactly once.

In option form a place holds patterns over Y, N and - (either), one letter for each option in file order; all feasible
states that the patterns of one place match are tied. A pattern may match infeasible states beside others, or only such:
they are passed over. In graph form a place holds names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.model.ranks import dense

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Ranks = NDArray[np.unsignedinteger]

__all__ = ["NotARanking", "by_names", "by_patterns"]

SHOWN = 5  # states named in a message


class NotARanking(Exception):
    """Some feasible states are missing, or stand twice: a few of them, and how many there are."""

    def __init__(self, kind: str, states: Sequence[int], count: int) -> None:
        super().__init__(kind)
        self.kind, self.states, self.count = kind, tuple(states), count


def by_patterns(places: Sequence[Sequence[str]], width: int, feasible: Mask | None, shape: tuple[int, ...]) -> Ranks:
    """Ranks in option form.

    Raises
    ------
    NotARanking
        A feasible state stands in no place, or twice.

    Examples
    --------
    >>> by_patterns([["YN"], ["N-"], ["YY"]], 2, None, (2, 2)).tolist()
    [[2, 2], [3, 1]]
    """
    grid = (2,) * width
    counts = np.ones(grid, dtype=np.bool_) if feasible is None else feasible.reshape(grid)
    wanted = {"Y": slice(1, 2), "N": slice(0, 1), "-": slice(None)}
    return _ranked(places, lambda pattern: tuple(wanted[letter] for letter in pattern), counts).reshape(shape)


def by_names(places: Sequence[Sequence[str]], names: Sequence[str]) -> Ranks:
    """Ranks in graph form.

    Raises
    ------
    NotARanking
        A state stands in no place, or twice.

    Examples
    --------
    >>> by_names([["peace"], ["war", "truce"]], ["war", "truce", "peace"]).tolist()
    [1, 1, 2]
    """
    number = {name: place for place, name in enumerate(names)}
    counts = np.ones(len(names), dtype=np.bool_)
    return _ranked(places, lambda name: (slice(number[name], number[name] + 1),), counts)


def _ranked(places: Sequence[Sequence[str]], cells: Callable[[str], tuple[slice, ...]], counts: Mask) -> Ranks:
    place = np.zeros(counts.shape, dtype=np.uint32)  # from the end: the last place is 1, and 0 is none yet
    for value, pattern in _from_the_end(places):
        here = cells(pattern)
        twice = (place[here] > 0) & counts[here]
        if twice.any():
            there = np.zeros_like(counts)
            there[here] = twice
            raise _refusal("ranking-repeats", there)
        place[here] = value
    missing = (place == 0) & counts
    if missing.any():
        raise _refusal("ranking-misses", missing)
    return dense(place, counts, place.shape)


def _refusal(kind: str, where: Mask) -> NotARanking:
    states = np.flatnonzero(where)
    return NotARanking(kind, states[:SHOWN].tolist(), states.size)


def _from_the_end(places: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    for number, patterns in enumerate(places):
        yield from ((len(places) - number, pattern) for pattern in patterns)
