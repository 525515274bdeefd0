"""A graph model in graph form: named states, and for each party the moves it can make.

A *move* of party i is an ordered pair of different states (s, q) that i can bring about in one step (Kilgour, Hipel and
Fang 1987). A pair that several parties own is a *common move*. Nothing makes the moves of a party transitive here: two
steps one after the other may lead where no single step does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arcs = NDArray[np.intp]
    Ranks = NDArray[np.unsignedinteger]

__all__ = ["GraphForm"]


@dataclass(frozen=True, eq=False)
class GraphForm:
    """Parties, named states, moves, and how each party ranks the states.

    Parameters
    ----------
    parties
        Names of the parties.
    state_names
        Names of the states; all of them are feasible.
    arcs
        Per party an array of shape (moves, 2): from and to, as positions in ``state_names``. No pair twice, no loops.
    ranks
        Per party an array with one unsigned integer per state: dense from 1, higher is better, equal is a tie.
    status_quo
        Position of today's state, where it is known.
    """

    parties: tuple[str, ...]
    state_names: tuple[str, ...]
    arcs: tuple[Arcs, ...] = field(repr=False)
    ranks: tuple[Ranks, ...] = field(repr=False)
    status_quo: int | None = None

    @property
    def size(self) -> int:
        """How many states there are."""
        return len(self.state_names)

    @property
    def count(self) -> int:
        """How many states are feasible: all."""
        return self.size

    def states(self) -> NDArray[np.intp]:
        """All states, ascending."""
        return np.arange(self.size)

    def is_feasible(self, state: int) -> bool:
        """Whether there is such a state."""
        return 0 <= state < self.size

    def name(self, state: int) -> str:
        return self.state_names[state]

    def number(self, name: str) -> int:
        """The position of a state; ValueError where there is none of this name."""
        if name not in self._places:
            raise ValueError(name)
        return self._places[name]

    def rank(self, party: int) -> Ranks:
        """The ranks of one party, by position."""
        return self.ranks[party]

    def moves(self, party: int, state: int) -> Iterator[int]:
        """Where a party can go from a state in one move, ascending."""
        return iter(self._next[party].get(state, ()))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.state_names)}

    @cached_property
    def _next(self) -> tuple[dict[int, tuple[int, ...]], ...]:
        found: list[dict[int, tuple[int, ...]]] = []
        for arcs in self.arcs:
            leads: dict[int, list[int]] = {}
            for start, end in arcs.tolist():
                leads.setdefault(start, []).append(end)
            found.append({start: tuple(sorted(ends)) for start, ends in leads.items()})
        return tuple(found)
