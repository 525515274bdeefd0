"""What is asked of the others' responses: which of them would deter."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.array.labels import escape_label
from commonground.conflict.array.levels import label_type
from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.witness.own_moves import own_moves
from commonground.conflict.witness.records import MOST_ESCAPES, Escape, Opening, Step

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.model.contract import Concept, Model
    from commonground.conflict.sparse.back_end import BackToStart

    States = NDArray[np.intp]
    Mask = NDArray[np.bool_]

__all__ = ["Answer", "Question", "TooMuch"]


class TooMuch(Exception):
    """The search would look at more than it was allowed."""


@dataclass(frozen=True)
class Answer:
    """A shortest deterring sequence; or None, and what the others can bring about instead."""

    steps: tuple[Step, ...] | None
    ends: States  # all states other than the improvement; empty where a sequence was found


@dataclass
class Question:
    """A party, the state it might leave, the concept, and how much more may be looked at."""

    model: Model
    party: int
    state: int
    concept: Concept
    back_to_start: BackToStart
    looks: int
    others: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.others = tuple(other for other in range(len(self.model.parties)) if other != self.party)

    @property
    def improving(self) -> bool:
        """Whether each response has to improve for its mover."""
        return self.concept in {"seq", "sseq"}

    @property
    def escapes(self) -> bool:
        """Whether the party may move once more after the responses."""
        return self.concept in {"smr", "sseq"}

    @cached_property
    def here(self) -> int:
        return int(self.model.rank(self.party)[self.state])

    def spend(self, looks: int) -> None:
        self.looks -= looks
        if self.looks < 0:
            raise TooMuch

    def not_better(self, states: States) -> Mask:
        """Which of some feasible states are not better, and are no return that does not count."""
        found: Mask = self.model.rank(self.party)[states] <= self.here
        return found if self.back_to_start == "deters" else found & (states != self.state)

    def deterring(self, improvement: int, states: States) -> States:
        """Those of some feasible states that would deter: fewest options changed first, then the worst."""
        left = states[self.not_better(states)]
        if self.escapes and left.size:
            left = left[self._best_from(left) <= self.here]
        changed = np.bitwise_count(left ^ improvement) if isinstance(self.model, OptionForm) else np.zeros_like(left)
        return left[np.lexsort((left, self.model.rank(self.party)[left], changed))]

    def opening(self, improvement: int, ends: States) -> Opening:
        """Written down that none of these ends deters."""
        left = ends[self.not_better(ends)]
        shown = left[:MOST_ESCAPES].tolist() if self.escapes else []
        ways_out = ((state, self.best_move(state)[1]) for state in shown)
        escapes = tuple(Escape(state, end) for state, end in ways_out if end is not None)
        return Opening(improvement, int(ends.size), int(left.size), escapes)

    def best_move(self, state: int) -> tuple[int, int | None]:
        """How many own moves the party has in a state, and the end of the one it ranks highest."""
        moves = own_moves(self.model, self.party, state)
        return int(moves.size), int(moves[np.argmax(self.model.rank(self.party)[moves])]) if moves.size else None

    def _best_from(self, states: States) -> NDArray[np.int64]:
        """The best rank that the party can keep or move to from each."""
        if self._labels is not None:
            return self._labels[states].astype(np.int64)
        ranks = self.model.rank(self.party)
        ends = ([state, *self.model.moves(self.party, state)] for state in states.tolist())
        return np.array([max(int(ranks[end]) for end in each) for each in ends], dtype=np.int64)

    @cached_property
    def _labels(self) -> NDArray[np.unsignedinteger] | None:
        """The same for all states at once, where there are options."""
        if not isinstance(self.model, OptionForm):
            return None
        labels: NDArray[np.unsignedinteger] = escape_label(self.model, self.party, label_type(self.model)).reshape(-1)
        return labels
