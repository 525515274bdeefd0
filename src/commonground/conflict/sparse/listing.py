"""The moves of a whole model, listed once, party by party or block by block.

In option form the states that agree on everybody else's options are one another's neighbours along a party's moves, so
the list is made by sorting the states by the others' options. A *block* is several parties that move as one: one move
may change any of their options at once. The list grows with the number of moves, so it is made only up to a bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.sparse.arcs import Arcs, from_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.model.contract import Model

    Flat = NDArray[np.intp]

__all__ = ["MOST_MOVES", "MOST_STATES", "Listed", "block_moves", "too_large"]

MOST_STATES = 1 << 14  # feasible states of an option form whose moves are listed
MOST_MOVES = 1 << 25  # 128 MiB as a list


@dataclass(frozen=True, eq=False)
class Listed:
    """A model, its feasible states numbered from 0, and every party's ranks and moves by those numbers."""

    model: Model = field(repr=False)

    @cached_property
    def states(self) -> Flat:
        """The flat index of each state."""
        return self.model.states().astype(np.intp, copy=False)

    @cached_property
    def place(self) -> NDArray[np.int32]:
        """The number of each cell, -1 where nothing can be."""
        place = np.full(self.model.size, -1, dtype=np.int32)
        place[self.states] = np.arange(self.states.size, dtype=np.int32)
        return place

    @cached_property
    def ranks(self) -> tuple[NDArray[np.int64], ...]:
        """Each party's ranks by number."""
        return tuple(self.model.rank(party)[self.states].astype(np.int64) for party in range(len(self.model.parties)))

    @cached_property
    def moves(self) -> tuple[Arcs, ...]:
        """Each party's moves."""
        parties = range(len(self.model.parties))
        if isinstance(self.model, OptionForm):
            return tuple(block_moves(self.model, (party,)) for party in parties)
        return tuple(self._asked_one_by_one(party) for party in parties)

    @cached_property
    def improvements(self) -> tuple[Arcs, ...]:
        """Each party's moves to states that it strictly prefers to the one left."""
        return tuple(self.improving(arcs, (party,)) for party, arcs in enumerate(self.moves))

    def improving(self, arcs: Arcs, members: Iterable[int]) -> Arcs:
        """The moves to states that every member strictly prefers to the one left."""
        chosen = np.ones(arcs.ends.size, dtype=np.bool_)
        for member in members:
            chosen &= self.ranks[member][arcs.ends] > self.ranks[member][arcs.starts]
        return arcs.kept(chosen)

    def _asked_one_by_one(self, party: int) -> Arcs:
        pairs = [(s, q) for s, state in enumerate(self.states.tolist()) for q in self.model.moves(party, state)]
        if not pairs:
            return from_pairs(np.zeros(0, np.intp), np.zeros(0, np.intp), self.states.size)
        both = np.array(pairs, dtype=np.intp)
        return from_pairs(both[:, 0], self.place[both[:, 1]], self.states.size)


def block_moves(form: OptionForm, members: Sequence[int]) -> Arcs:
    """The moves of several parties as one player, between states by number."""
    own, taken, dropped = (sum(bits) for bits in zip(*(_bits(form, member) for member in members), strict=True))
    states = form.states()
    order, start, length = _neighbours(states, own)
    here = np.repeat(np.arange(states.size), length)
    within = np.arange(here.size) - np.repeat(np.cumsum(length) - length, length)
    there = order[np.repeat(start, length) + within]
    before, after = states[here], states[there]
    forbidden = (before & ~after & taken) | (after & ~before & dropped)
    chosen = (forbidden == 0) & (before != after)
    return from_pairs(here[chosen], there[chosen], states.size)


def too_large(model: Model, blocks: Sequence[Sequence[int]] | None = None) -> str | None:
    """Why the moves of a model are not listed, as a sentence; None where they are.

    ``blocks``: the parties that move as one, where it is not each by itself.
    """
    if not isinstance(model, OptionForm):
        return None
    if model.count > MOST_STATES:
        return f"The model has {model.count:,} states, and moves are listed one by one only up to {MOST_STATES:,}."
    states = model.states()
    movers = [(party,) for party in range(len(model.parties))] if blocks is None else blocks
    moves = 0
    for members in movers:
        own = sum(_bits(model, member)[0] for member in members)
        moves += int(_neighbours(states, own)[2].sum())
    if moves > MOST_MOVES:
        return f"The model has up to {moves:,} moves, and they are listed one by one only up to {MOST_MOVES:,}."
    return None


def _bits(form: OptionForm, party: int) -> tuple[int, int, int]:
    """As bits of the flat index: a party's options, those stuck once taken, those stuck once dropped."""
    after = sum(map(len, form.options[party + 1 :]))
    own = (1 << len(form.options[party])) - 1
    return own << after, form.stuck(party, "once taken") << after, form.stuck(party, "once dropped") << after


def _neighbours(states: Flat, own: int) -> tuple[Flat, Flat, Flat]:
    """States sorted into groups that differ in these bits only; for each state, where its group starts and how long."""
    others = states & ~own
    order = np.argsort(others, kind="stable")
    _, group, length = np.unique(others, return_inverse=True, return_counts=True)
    start = np.cumsum(length) - length
    return order, start[group], length[group]
