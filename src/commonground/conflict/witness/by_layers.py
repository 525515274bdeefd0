"""Responses in option form: a search in layers over an array, the shortest first.

What the others do leaves the party's own options alone, so only the slab of the array with its present strategy
counts. A layer is all states that the others reach in so many moves and not in fewer. Who moved last need not be known:
in option form two successive moves of one party are one move, and two successive improvements one improvement, so a
shortest sequence never has the same mover twice in succession.

From the last layer each party spreads along its own axis: each cell gets the least rank, for this party, among the
cells of the layer that it can come from, and is reached if it is better than that (any move: if there is such a cell).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from commonground.conflict.array.levels import above_all
from commonground.conflict.array.one_way import along_axis
from commonground.conflict.witness.own_moves import inner_size, strategy, strategy_before
from commonground.conflict.witness.question import Answer
from commonground.conflict.witness.records import Step

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.model.option_form import OptionForm, Reversible
    from commonground.conflict.witness.question import Question

    Mask = NDArray[np.bool_]
    Layers = NDArray[np.int32]
    States = NDArray[np.intp]

__all__ = ["answer_by_layers"]

BACKWARDS: dict[Reversible, Reversible] = {
    "both ways": "both ways",
    "once taken": "once dropped",
    "once dropped": "once taken",
}


def answer_by_layers(question: Question, form: OptionForm, improvement: int) -> Answer:
    """What the others can do about an improvement."""
    slab = _Slab(question, form, improvement)
    while slab.grow():
        deterring = question.deterring(improvement, slab.newest())
        if deterring.size:
            return Answer(slab.back(int(deterring[0])), deterring[:0])
    return Answer(None, slab.reached())


class _Slab:
    """The part of the array with the party's own options as they are in one state."""

    def __init__(self, question: Question, form: OptionForm, improvement: int) -> None:
        self.question, self.form = question, form
        own = strategy(form, question.party, improvement)
        self.part = (*(slice(None),) * question.party, slice(own, own + 1))
        self.base = own * inner_size(form, question.party)
        self.feasible = None if form.feasible is None else form.feasible[self.part]
        shape = tuple(1 if party == question.party else length for party, length in enumerate(form.shape))
        self.layers: Layers = np.full(shape, -1, dtype=np.int32)
        self.layers.reshape(-1)[self._inside(np.array([improvement]))] = 0
        self.depth = 0

    def grow(self) -> bool:
        """One layer more; whether there was anything left to reach."""
        last = self.layers == self.depth
        fresh = np.zeros_like(last)
        for mover in self.question.others:
            if self.form.options[mover]:
                self.question.spend(last.size)
                fresh |= self._spread(last, mover)
        fresh &= self.layers < 0
        if self.feasible is not None:
            fresh &= self.feasible
        self.depth += 1
        self.layers[fresh] = self.depth
        return bool(fresh.any())

    def newest(self) -> States:
        """The states of the last layer, by flat index of the whole."""
        return self._outside(np.flatnonzero(self.layers == self.depth))

    def reached(self) -> States:
        """All states of all layers but the improvement itself."""
        return self._outside(np.flatnonzero(self.layers > 0))

    def back(self, state: int) -> tuple[Step, ...]:
        """A shortest sequence that ends in a state of the last layer."""
        steps: list[Step] = []
        for depth in range(self.depth - 1, -1, -1):
            steps.append(next(step for mover in self.question.others for step in self._into(state, mover, depth)))
            state = steps[-1].start
        return tuple(reversed(steps))

    def _spread(self, last: Mask, mover: int) -> Mask:
        ways = tuple(BACKWARDS[way] for way in self.form.reversible[mover])
        reached: Mask
        if not self.question.improving:
            reached = along_axis(last.view(np.uint8), mover, ways, np.maximum) > 0
            return reached
        ranks: NDArray[Any] = self.form.ranks[mover][self.part]
        least = along_axis(np.where(last, ranks, _top(ranks)), mover, ways, np.minimum)
        reached = ranks > least
        return reached

    def _into(self, state: int, mover: int, depth: int) -> Iterator[Step]:
        """The party's steps that lead to a state from one of a layer."""
        own, inner = strategy(self.form, mover, state), inner_size(self.form, mover)
        starts = state + (strategy_before(self.form, mover, own) - own) * inner
        starts = starts[self.layers.reshape(-1)[self._inside(starts)] == depth]
        if self.question.improving:
            ranks = self.form.rank(mover)
            starts = starts[ranks[starts] < ranks[state]]
        for start in starts.tolist():
            yield Step(mover, start, state)

    def _inside(self, states: States) -> States:
        """Places within the slab: the party's own digits taken out."""
        inner = inner_size(self.form, self.question.party)
        found: States = states // (inner * self.form.shape[self.question.party]) * inner + states % inner
        return found

    def _outside(self, places: States) -> States:
        inner = inner_size(self.form, self.question.party)
        whole: States = places // inner * (inner * self.form.shape[self.question.party]) + places % inner
        return whole + self.base


def _top(ranks: NDArray[Any]) -> Any:
    return ranks.dtype.type(above_all(ranks.dtype))
