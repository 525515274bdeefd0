"""What can come of today's state: which equilibria can be reached, by which shortest paths, and what cannot be undone.

Two questions stand side by side, as Li, Kilgour and Hipel (2005) ask them: what *any* legal moves lead to, and what is
led to by moves that are each an improvement for who makes it. An equilibrium that only the first reaches needs somebody
to make a move that it does not gain by in itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np

from commonground.case.frame import Framed, frame_of
from commonground.case.model import Case
from commonground.conflict.evolution.lock_in import lock_in
from commonground.conflict.evolution.locked import LockIn
from commonground.conflict.evolution.paths import Paths, paths_to
from commonground.conflict.evolution.reach import Reach, reachable
from commonground.conflict.evolution.turning import WaysTurning, turning
from commonground.conflict.model.contract import CONCEPTS, Concept, Model, Progress
from commonground.conflict.model.of_case import graph_model
from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.stability.analysis import presumed_in, stability
from commonground.conflict.stability.results import StabilityReport
from commonground.conflict.stability.states import known_state, state_or_today
from commonground.logic import Formula, Taken

if TYPE_CHECKING:
    from commonground.conflict.array.estimate import Estimate

__all__ = ["EvolutionReport", "Goal", "evolution"]

MOST_GOALS = 50


@dataclass(frozen=True, slots=True)
class Goal:
    """A state and how one gets there: under which concepts it is an equilibrium, by any moves, by improvements only."""

    state: str
    concepts: tuple[Concept, ...]
    by_any: Paths
    by_improvements: Paths

    def to_dict(self, model: Model) -> dict[str, Any]:
        return {
            "state": self.state,
            "concepts": list(self.concepts),
            "by_any_moves": self.by_any.to_dict(model),
            "by_improvements": self.by_improvements.to_dict(model),
        }


@dataclass(frozen=True, kw_only=True)
class EvolutionReport(Framed):
    """What can come of a state.

    ``goals``: equilibria (or the state asked for), those under most concepts and nearest first; ``goals_left`` how many
    more there are. ``locked``: what cannot be left or reached again: today's state, each irreversible option taken or
    dropped, each outcome of an issue that the case links to states. ``turns_on``: which single changes of what is
    assumed give other goals or other lengths; None where it was not looked for.
    """

    start: str
    reached: int
    reached_by_improvements: int
    goals: tuple[Goal, ...]
    goals_left: int
    locked: LockIn
    presumed: tuple[str, ...]
    turns_on: WaysTurning | None = field(repr=False)
    elapsed: float = field(compare=False)
    model: Model = field(repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as ``paths --json`` prints it."""
        return self.frame() | {
            "from": self.start,
            "states": self.model.count,
            "reached": self.reached,
            "reached_by_improvements": self.reached_by_improvements,
            "goals": [goal.to_dict(self.model) for goal in self.goals],
            "goals_left": self.goals_left,
            "locked": self.locked.to_dict(self.model),
            "presumed": list(self.presumed),
            "turns_on": None if self.turns_on is None else self.turns_on.to_dict(self.model),
            "exhaustive": self.goals_left == 0 and self.locked.exhaustive,
        }


def evolution(
    case: Case,
    to: str | None = None,
    start: str | None = None,
    concepts: Iterable[str] = CONCEPTS,
    *,
    most: int = MOST_GOALS,
    progress: Progress | None = None,
    announce: Callable[[Estimate], None] | None = None,
    seconds: float | None = 3.0,
) -> EvolutionReport:
    """What can come of today's state.

    Parameters
    ----------
    case
        A case with a conflict part.
    to
        A state to find paths to; every equilibrium unless given.
    start
        Where to begin; today's state unless given.
    concepts
        Equilibria under any of these are goals.
    most
        How many goals at most.
    progress
        Told how far the work has come.
    announce
        Told before long work how long finding the equilibria will take, roughly, and how much memory.
    seconds
        For how long to look for changes of preferences that give another answer; 0: not at all, None: no limit. A model
        of which one answer takes longer is not asked.

    Raises
    ------
    UsageError
        No conflict part, no such state, or no state to begin from.

    Examples
    --------
    >>> from commonground.case import load
    >>> report = evolution(load("istanbul-2025"), to="NNNNNYNY")
    >>> report.goals[0].by_any.steps, report.goals[0].by_improvements.steps
    (2, None)
    """
    started = monotonic()
    model = graph_model(case)
    begin = state_or_today(model, start)
    report = stability(case, concepts, progress=progress, announce=announce, seconds=0)
    ways = reachable(model, begin), reachable(model, begin, improving=True)
    states, left = _asked(model, report, ways[0], to, most)
    turns_on = None
    if seconds != 0:
        only = None if to is None else states[0]
        turns_on = turning(case, report, ways, only, took=monotonic() - started, seconds=seconds)
    return EvolutionReport(
        **frame_of(case),
        start=model.name(begin),
        reached=ways[0].count,
        reached_by_improvements=ways[1].count,
        goals=tuple(_goal(report, state, ways) for state in states),
        goals_left=left,
        locked=lock_in(model, begin, _lasting(case, model, begin), progress=progress),
        presumed=presumed_in(case, model.parties),
        turns_on=turns_on,
        elapsed=monotonic() - started,
        model=model,
    )


def _asked(model: Model, report: StabilityReport, reach: Reach, to: str | None, most: int) -> tuple[list[int], int]:
    """The states to find ways to, and how many more there would be."""
    if to is not None:
        return [known_state(model, to)], 0
    if not report.masks:
        return [], 0
    votes = np.stack([report.equilibria(concept) for concept in report.masks]).sum(axis=0)
    states = np.flatnonzero(votes)
    steps = np.where(reach.steps[states] < 0, np.iinfo(np.int32).max, reach.steps[states])
    order = np.lexsort((states, steps, -votes[states]))
    return states[order][:most].tolist(), max(0, states.size - most)


def _goal(report: StabilityReport, state: int, ways: tuple[Reach, Reach]) -> Goal:
    return Goal(
        report.model.name(state),
        tuple(concept for concept in report.masks if report.equilibria(concept)[state]),
        paths_to(report.model, ways[0], state),
        paths_to(report.model, ways[1], state),
    )


def _lasting(case: Case, model: Model, begin: int) -> dict[str, list[int] | Formula]:
    """What to ask of about leaving and losing, by name."""
    asked: dict[str, list[int] | Formula] = {"the state where it begins": [begin]}
    if isinstance(model, OptionForm):
        for option in case.options.values():
            if option.irreversible is not None:
                asked[option.id] = Taken(option.id)
        for item in case.holdings.values():
            asked[f"{item.issue}={item.outcome}"] = item.formula
    return asked
