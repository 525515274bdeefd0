"""Stable states of a model in option form, by sweeps over an array with one axis per party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from commonground.conflict.array.any_moves import AnyMoves
from commonground.conflict.array.fixpoint import Sweep, Tell, lower_until_still
from commonground.conflict.array.improving import Improvements, sorted_lines
from commonground.conflict.array.labels import escape_label, rank_label
from commonground.conflict.array.levels import Labels, Mask, floored, label_type
from commonground.conflict.array.lines import lines_of
from commonground.conflict.array.memory import refuse_too_large
from commonground.conflict.array.one_way import along_axis, reduced, ways_of
from commonground.conflict.array.pairs import apart, together
from commonground.conflict.array.sim import simultaneous
from commonground.conflict.model.contract import CONCEPTS, Concept, Progress
from commonground.conflict.model.option_form import OptionForm

__all__ = ["ArrayBackEnd"]

Responses = Literal["any moves", "improvements"]
PAIRED: dict[Responses, tuple[Concept, Concept]] = {  # found together: the same responses, each of the two labels
    "any moves": ("gmr", "smr"),
    "improvements": ("seq", "sseq"),
}


class ArrayBackEnd:
    """Answers kept as one bit a state, so that asking again costs nothing.

    Parameters
    ----------
    form
        The model. Refused, with a `UsageError`, when it would not fit in memory.
    progress
        Told during long work what share of all that ``concepts`` asks of all parties is done.
    concepts
        What will be asked, for the progress alone; every concept can be asked.
    memory
        How many bytes may be used; by default what the system says is free. See `commonground.conflict.array.memory`.

    Examples
    --------
    >>> from commonground.conflict.model.option_form import OptionForm
    >>> ranks = np.array([[3, 1], [4, 2]], dtype=np.uint16), np.array([[3, 4], [1, 2]], dtype=np.uint16)
    >>> both = ("both ways",)
    >>> dilemma = OptionForm(("row", "column"), (("defect",), ("defect too",)), (both, both), None, ranks)
    >>> ArrayBackEnd(dilemma).stable(0, "nash").tolist()
    [False, False, True, True]
    >>> ArrayBackEnd(dilemma).stable(0, "seq").tolist()
    [True, False, True, True]
    """

    def __init__(
        self,
        form: OptionForm,
        progress: Progress | None = None,
        *,
        concepts: Sequence[Concept] = CONCEPTS,
        memory: int | None = None,
    ) -> None:
        refuse_too_large(form, memory)
        self.form = form
        self._kind = label_type(form)
        self._progress = progress
        self._pieces = len(form.parties) * sum(bool(set(pair) & set(concepts)) for pair in PAIRED.values())
        self._done = 0
        self._sorted: dict[int, Improvements] = {}
        self._answers: dict[tuple[int, Concept], NDArray[np.uint8]] = {}

    def stable(self, party: int, concept: Concept) -> Mask:
        """Where the party is stable, over all cells by flat index; False at infeasible ones."""
        if (party, concept) not in self._answers:
            self._answers |= self._found(party, concept)
        return np.unpackbits(self._answers[party, concept], count=self.form.size).view(np.bool_)

    def _found(self, party: int, concept: Concept) -> dict[tuple[int, Concept], NDArray[np.uint8]]:
        """The answer, and any that comes with it. Nothing is kept before all of it is there, so work can be stopped."""
        if concept == "sim":
            return {(party, "sim"): np.packbits(simultaneous(self.form, party))}
        if concept == "nash":
            return {(party, "nash"): self._stable(party, None)}
        responses: Responses = "any moves" if concept in PAIRED["any moves"] else "improvements"
        found = {
            (party, each): self._stable(party, low)
            for each, low in zip(PAIRED[responses], self._lows(party, responses), strict=True)
        }
        self._done += 1
        return found

    def _stable(self, party: int, low: Labels | None) -> NDArray[np.uint8]:
        """Nothing that the party can move to is better than the state, at the worst that comes of it."""
        own = floored(self.form.ranks[party], self.form.feasible, self._kind)
        ends = own if low is None else np.minimum(own, np.broadcast_to(low, own.shape))
        best = along_axis(ends, party, ways_of(self.form, party), np.maximum)
        stable = best <= own
        if self.form.feasible is not None:
            stable &= self.form.feasible
        return np.packbits(stable.reshape(-1))

    def _lows(self, party: int, responses: Responses) -> tuple[Labels, ...]:
        """For each of the two labels, the least that the others can bring about."""
        form = self.form
        others = [other for other, own in enumerate(form.options) if own and other != party]
        labels = rank_label(form, party, self._kind), escape_label(form, party, self._kind)
        tell = self._teller(party, responses)
        if responses == "any moves" and self._free(others):
            lows = tuple(_least(label, others) for label in labels)
            tell(1.0)
            return lows
        pairs = together(*labels)
        del labels
        lower_until_still(pairs, [self._sweep(other, responses) for other in others], tell)
        return tuple(low.reshape(form.shape) for low in apart(pairs))

    def _free(self, parties: Sequence[int]) -> bool:
        """Whether these parties together can bring about every setting of their options (Howard's closed forms)."""
        return self.form.feasible is None and all(
            way == "both ways" for party in parties for way in ways_of(self.form, party)
        )

    def _sweep(self, party: int, responses: Responses) -> Sweep:
        lines, ways = lines_of(self.form, party), ways_of(self.form, party)
        if responses == "any moves":
            return AnyMoves(lines, ways)
        if party not in self._sorted:
            ranks = floored(self.form.ranks[party], self.form.feasible, self._kind)
            self._sorted[party] = sorted_lines(lines, ranks.reshape(-1), ways)
        return self._sorted[party]

    def _teller(self, party: int, responses: Responses) -> Tell:
        doing = f"What the others' {responses} can do to {self.form.parties[party]}"
        furthest = 0.0

        def tell(share: float) -> None:
            nonlocal furthest
            furthest = max(furthest, share)
            if self._progress is not None:
                self._progress(min(1.0, (self._done + furthest) / max(1, self._pieces)), doing)

        return tell


def _least(label: Labels, axes: Sequence[int]) -> Labels:
    for axis in axes:
        label = reduced(label, axis, np.minimum)
    return label
