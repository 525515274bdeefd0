"""Responses in graph form: a search, the shortest first, over pairs of a state and who moved last.

Hand-made arcs need not compose, so it matters who moved last: nobody moves twice in succession. A state can be
reached with one last mover and go no further, and with another and go on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.witness.question import Answer
from commonground.conflict.witness.records import Step

if TYPE_CHECKING:
    from commonground.conflict.witness.question import Question

__all__ = ["answer_by_pairs"]

Pair = tuple[int, int]
NOBODY = -1


def answer_by_pairs(question: Question, improvement: int) -> Answer:
    """What the others can do about an improvement."""
    start: Pair = (improvement, NOBODY)
    came: dict[Pair, Pair] = {}
    layer: list[Pair] = [start]
    while layer:
        following: list[Pair] = []
        for pair in layer:
            for reached in _steps(question, pair):
                if reached not in came:
                    came[reached] = pair
                    following.append(reached)
        question.spend(len(following))
        ends = np.array(sorted({state for state, _ in following}), dtype=np.intp)
        deterring = question.deterring(improvement, ends)
        if deterring.size:
            last = next(pair for pair in following if pair[0] == deterring[0])
            return Answer(_back(came, last, start), ends[:0])
        layer = following
    every = {state for state, _ in came} - {improvement}
    return Answer(None, np.array(sorted(every), dtype=np.intp))


def _steps(question: Question, pair: Pair) -> list[Pair]:
    state, last = pair
    found: list[Pair] = []
    for mover in question.others:
        if mover != last:
            ends = question.model.moves(mover, state)
            ranks = question.model.rank(mover)
            found += [(end, mover) for end in ends if not question.improving or ranks[end] > ranks[state]]
    return found


def _back(came: dict[Pair, Pair], last: Pair, start: Pair) -> tuple[Step, ...]:
    steps: list[Step] = []
    while last != start:
        before = came[last]
        steps.append(Step(last[1], before[0], last[0]))
        last = before
    return tuple(reversed(steps))
