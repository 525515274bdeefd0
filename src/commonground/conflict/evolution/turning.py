"""On which of the assumed preferences it turns which equilibria there are to reach, and in how many moves.

What is tried is what `commonground.conflict.stability.flips` tries, one change at a time. Two answers are the same
where the goals are the same states, with as many moves to each, by any moves and by improvements. What moves there
are does not depend on preferences, so a goal that stays one keeps its length by any moves. Where one state was asked
for, it alone is the goal, whether it is an equilibrium or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from commonground.conflict.evolution.reach import Reach, reachable
from commonground.conflict.model.of_case import graph_model
from commonground.conflict.stability.analysis import stability
from commonground.conflict.stability.flips import Flips
from commonground.conflict.stability.turning import asked_otherwise

if TYPE_CHECKING:
    from commonground.case.model import Case
    from commonground.conflict.model.contract import Model
    from commonground.conflict.stability.results import StabilityReport

__all__ = ["Lengths", "WaysTurning", "turning"]

Lengths = dict[int, tuple[int, int]]  # goal: fewest moves of any kind, and by improvements; -1 where no way leads there
MOST_GOALS_TOLD = 100  # of one change


@dataclass(frozen=True, slots=True)
class WaysTurning:
    """The single changes of preferences that give another answer, and how many were tried."""

    found: Flips[Lengths | None]

    def altered(self, answer: Lengths) -> list[int]:
        """The states of which the answer says something else."""
        was = self.found.verdict or {}
        return sorted(state for state in was.keys() | answer.keys() if was.get(state) != answer.get(state))

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Of each change the first goals that it alters, and how many there are; null where no way leads there."""
        plain = self.found.to_dict()
        for told, flip in zip(plain["flips"], self.found.flips, strict=True):
            answer = flip.verdict or {}
            altered = self.altered(answer)
            told["altered"] = len(altered)
            told["goals"] = [_plain(model, state, answer.get(state)) for state in altered[:MOST_GOALS_TOLD]]
        return plain


def turning(
    case: Case,
    report: StabilityReport,
    ways: tuple[Reach, Reach],
    only: int | None,
    *,
    took: float,
    seconds: float | None,
) -> WaysTurning:
    """What the ways from a state turn on; ``ways``: by any moves and by improvements; ``only``: the state asked for."""
    by_any, by_improvements = ways

    def ask(otherwise: Case) -> Lengths:
        improving = reachable(graph_model(otherwise), by_any.start, improving=True)
        other = report if only is not None else stability(otherwise, report.masks, seconds=0)
        return _lengths(other, by_any, improving, only)

    base = _lengths(report, by_any, by_improvements, only)
    return WaysTurning(asked_otherwise(case, report.parties, base, ask, took=took, seconds=seconds))


def _lengths(report: StabilityReport, by_any: Reach, improving: Reach, only: int | None) -> Lengths:
    if only is not None:
        goals = np.array([only])
    elif report.masks:
        goals = np.flatnonzero(np.logical_or.reduce([report.equilibria(concept) for concept in report.masks]))
    else:
        return {}
    lengths = zip(by_any.steps[goals].tolist(), improving.steps[goals].tolist(), strict=True)
    return dict(zip(goals.tolist(), lengths, strict=True))


def _plain(model: Model, state: int, lengths: tuple[int, int] | None) -> dict[str, Any]:
    by_any, by_improvements = (None if length < 0 else length for length in lengths or (-1, -1))
    return {
        "state": model.name(state),
        "goal": lengths is not None,
        "by_any_moves": by_any,
        "by_improvements": by_improvements,
    }
