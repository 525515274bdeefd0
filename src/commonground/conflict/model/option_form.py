"""A graph model in option form: what each party can do, taken or not.

Every party i owns finitely many *options*; a *strategy* of i is a choice of which of them it takes, a *state* is
everybody's strategies together (Howard 1971; Fang, Hipel, Kilgour and Peng 2003). The states lie in an array with
**one axis per party**; the index along axis i is the strategy of i read as a binary number, its first option the most
significant bit. The flat index (C order) of a state is therefore its string of Y and N over all options in file order,
read as a binary number with Y = 1: ``"YNN"`` of three options is state 4, whoever owns them.

In one move a party goes to any other *feasible* state that agrees with this one on everybody else's options. Any number
of its own options may change at once, and what lies between need not be feasible. A move that changes several options
is forbidden as soon as one of its changes is: an option irreversible ``once taken`` cannot be dropped again, one
irreversible ``once dropped`` cannot be taken again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonground.logic import Axes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Ranks = NDArray[np.unsignedinteger]

__all__ = ["OptionForm", "Reversible"]

Reversible = Literal["both ways", "once taken", "once dropped"]


@dataclass(frozen=True, eq=False)
class OptionForm:
    """Parties, their options, which states are feasible, and how each party ranks them.

    Parameters
    ----------
    parties
        Names of the parties, in the order of the axes. A party without options has an axis of length 1.
    options
        Per party the names of its options, in file order.
    reversible
        Per party, for each option, whether it can be changed both ways.
    feasible
        Array of bool of ``shape``, or None when every state is feasible.
    ranks
        Per party an array of unsigned integers of ``shape``: dense from 1, higher is better, equal is a tie. What
        stands at infeasible states means nothing.
    status_quo
        Flat index of today's state, where it is known.
    """

    parties: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    reversible: tuple[tuple[Reversible, ...], ...]
    feasible: Mask | None = field(repr=False)
    ranks: tuple[Ranks, ...] = field(repr=False)
    status_quo: int | None = None

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """The number of strategies of each party, feasible or not."""
        return tuple(1 << len(own) for own in self.options)

    @cached_property
    def axes(self) -> Axes:
        """Where each option lies, for formulas evaluated on all states at once."""
        return Axes(self.parties, tuple(tuple((option, None) for option in own) for own in self.options))

    @property
    def size(self) -> int:
        """How many cells the array has: 2 to the number of options."""
        return 1 << self.width

    @cached_property
    def width(self) -> int:
        """How many options there are in all."""
        return sum(map(len, self.options))

    @cached_property
    def option_names(self) -> tuple[str, ...]:
        """All options in file order."""
        return tuple(option for own in self.options for option in own)

    @cached_property
    def count(self) -> int:
        """How many states are feasible."""
        return self.size if self.feasible is None else int(np.count_nonzero(self.feasible))

    def states(self) -> NDArray[np.intp]:
        """Flat indexes of the feasible states, ascending."""
        return np.arange(self.size) if self.feasible is None else np.flatnonzero(self.feasible)

    def is_feasible(self, state: int) -> bool:
        """Whether the state with this flat index is feasible."""
        return self.feasible is None or bool(self.feasible.reshape(-1)[state])

    def name(self, state: int) -> str:
        """One Y or N per option in file order."""
        return format(state, f"0{self.width}b").replace("1", "Y").replace("0", "N") if self.width else ""

    def number(self, name: str) -> int:
        """The flat index of the state so written; ValueError where it is not one."""
        if len(name) != self.width or set(name) - {"Y", "N"}:
            raise ValueError(name)
        return int(name.replace("Y", "1").replace("N", "0") or "0", 2)

    def rank(self, party: int) -> Ranks:
        """The ranks of one party over all cells, by flat index."""
        return self.ranks[party].reshape(-1)

    def moves(self, party: int, state: int) -> Iterator[int]:
        """Where a party can go from a state in one move, by flat index, ascending. One by one: for few states only."""
        inner = 1
        for length in self.shape[party + 1 :]:
            inner *= length
        length = self.shape[party]
        own = state // inner % length
        base = state - own * inner
        for other in range(length):
            if other != own and self._allowed(party, own, other) and self.is_feasible(base + other * inner):
                yield base + other * inner

    def _allowed(self, party: int, old: int, new: int) -> bool:
        taken, dropped = new & ~old, old & ~new
        return not (dropped & self.stuck(party, "once taken") or taken & self.stuck(party, "once dropped"))

    def stuck(self, party: int, way: Reversible) -> int:
        """The options of a party that are irreversible in this way, as bits of its strategies."""
        last = len(self.options[party]) - 1
        return sum(1 << (last - place) for place, each in enumerate(self.reversible[party]) if each == way)
