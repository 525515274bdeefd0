"""Stable states from listed moves: for graph form, and for small models in option form.

For party i with ranks p_i, an improvement s1 of s is deterred when some response s2 has ``label(s2) <= p_i(s)``: the
label is i's rank there (gmr, seq) or the best rank that i can still escape to, or keep, from there (smr, sseq). So for
each s1 only the least label among the ends of the others' legal sequences matters, and no pair of states is stored.

A response may lead back to s itself. In *logical form* s is not better than s, so that deters. In *matrix form* (Xu,
Hipel and Kilgour 2009) the diagonal is left out and it does not. With hand-made arcs the two often differ; in option
form they cannot, because nobody else can undo what i did. ``back_to_start`` says which is meant. Where a return does
not count, the two least labels of different ends are kept, and the second serves when the first stands at s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.sparse.legal import NOTHING, over_legal_ends, two_least_keys
from commonground.conflict.sparse.listing import Listed, too_large
from commonground.errors import Problem, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.model.contract import Concept, Model, Progress
    from commonground.conflict.sparse.arcs import Arcs

    Mask = NDArray[np.bool_]
    Labels = NDArray[np.int64]

__all__ = ["BackToStart", "SparseBackEnd"]

BackToStart = Literal["deters", "does not deter"]


class SparseBackEnd:
    """Finds stable states by a search over (state, last mover).

    Parameters
    ----------
    model
        In graph form, or in option form up to 16,384 states.
    progress
        Told how far each question is.
    back_to_start
        Whether a response that brings the conflict back to the very state that was left deters.

    Raises
    ------
    UsageError
        The model is too large for its moves to be listed.

    Examples
    --------
    >>> from commonground.conflict.model.graph_form import GraphForm
    >>> arcs = (np.array([[0, 1]]), np.array([[1, 0]]))
    >>> ranks = (np.array([1, 2], np.uint16), np.array([2, 1], np.uint16))
    >>> truce = GraphForm(("a", "b"), ("truce", "raid"), arcs, ranks)
    >>> SparseBackEnd(truce).stable(0, "gmr").tolist()
    [True, True]
    >>> SparseBackEnd(truce, back_to_start="does not deter").stable(0, "gmr").tolist()
    [False, True]
    """

    def __init__(self, model: Model, progress: Progress | None = None, back_to_start: BackToStart = "deters") -> None:
        why = too_large(model)
        if why is not None:
            expected = "the array back end, which lists no moves"
            raise UsageError(Problem(why, expected=expected, code="too-large-to-list"))
        self.model = model
        self.back_to_start = back_to_start
        self._listed = Listed(model)
        self._progress = progress
        self._answers: dict[tuple[int, Concept], Mask] = {}

    def stable(self, party: int, concept: Concept) -> Mask:
        """Flat array over all cells of the model: where the party is stable; False at infeasible cells."""
        if concept == "sim":
            raise UsageError(_no_sim(self.model))
        if (party, concept) not in self._answers:
            self._answer(party, concept)
        whole = np.zeros(self.model.size, dtype=np.bool_)
        whole[self._listed.states] = self._answers[party, concept]
        return whole

    def _answer(self, party: int, concept: Concept) -> None:
        if concept == "nash":
            self._answers[party, "nash"] = np.diff(self._listed.improvements[party].first) == 0
            return
        improving = concept in {"seq", "sseq"}
        movers = self._listed.improvements if improving else self._listed.moves
        others = [arcs for other, arcs in enumerate(movers) if other != party]
        deterred = self._deterred(party, others)
        own = self._listed.improvements[party]
        stable = own.over_moves(deterred, np.logical_and, nothing=True)
        plain, symmetric = ("seq", "sseq") if improving else ("gmr", "smr")
        self._answers[party, plain] = stable[:, 0]  # type: ignore[index]
        self._answers[party, symmetric] = stable[:, 1]  # type: ignore[index]

    def _deterred(self, party: int, others: list[Arcs]) -> Mask:
        """For each improvement of the party, whether a response deters it: plainly, and with no escape from there."""
        ranks, own = self._listed.ranks[party], self._listed.improvements[party]
        labels = np.stack([ranks, self._escapes(party)], axis=1)
        left = ranks[own.starts][:, np.newaxis]
        if self.back_to_start == "deters":
            low = over_legal_ends(others, labels, np.minimum, NOTHING, self._tell)
            return low[own.ends] <= left
        count = ranks.size
        keys = labels * count + np.arange(count)[:, np.newaxis]  # no two alike, and the state can be told from each
        least, second = (keys[own.ends] for keys in two_least_keys(others, keys, self._tell))
        back = least % count == own.starts[:, np.newaxis]
        low = np.where((least != NOTHING) & back, second, least)
        deterred: Mask = (low != NOTHING) & (low // count <= left)
        return deterred

    def _escapes(self, party: int) -> Labels:
        """The best rank that the party has or can move to from each state."""
        ranks = self._listed.ranks[party]
        return np.maximum(ranks, self._listed.moves[party].over_ends(ranks, np.maximum, 0))

    def _tell(self, share: float) -> None:
        if self._progress is not None:
            self._progress(share, "following what the others can do")


def _no_sim(model: Model) -> Problem:
    if isinstance(model, OptionForm):
        what = "Simultaneous stability is not found from listed moves."
        return Problem(what, expected="the array back end", code="no-sim")
    what = "Simultaneous stability is about options that change at the same time, and named states have none."
    expected = "a case in option form, or one of nash, gmr, smr, seq, sseq"
    return Problem(what, expected=expected, code="no-sim")
