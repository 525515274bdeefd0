"""Answers at the same time (sim): everybody else stays, or improves from the state that is left, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.witness.own_moves import improvements_of, inner_size, strategy
from commonground.conflict.witness.records import Deterrence, Opening, Step

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.model.option_form import OptionForm
    from commonground.conflict.witness.question import Question

    States = NDArray[np.intp]

__all__ = ["answer_together"]


def answer_together(question: Question, form: OptionForm, improvement: int) -> Deterrence | Opening:
    """What the others can do about an improvement while it is made."""
    place = [strategy(form, party, improvement) for party in range(len(form.parties))]
    can = {other: improvements_of(form, other, question.state) for other in question.others}
    chosen = [[own] for own in place]
    for other, moves in can.items():
        chosen[other] += [strategy(form, other, moved) for moved in moves]
    question.spend(int(np.prod([len(each) for each in chosen], dtype=object)))
    flat: States = np.zeros(1, dtype=np.intp)
    for party, own in enumerate(chosen):
        flat = np.add.outer(flat, np.array(own) * inner_size(form, party)).reshape(-1)
    feasible = flat if form.feasible is None else flat[form.feasible.reshape(-1)[flat]]
    ends: States = np.sort(feasible[feasible != improvement])
    deterring = question.deterring(improvement, ends)
    if not deterring.size:
        return question.opening(improvement, ends)
    end = int(deterring[0])
    steps = tuple(
        Step(other, question.state, moved)
        for other, moves in can.items()
        for moved in moves
        if strategy(form, other, moved) == strategy(form, other, end)
    )
    return Deterrence(improvement, steps, end)
