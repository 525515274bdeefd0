"""The material of a case as it is looked at in the workbench, and what is asked of its conflict part on pages alone."""

from __future__ import annotations

from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING

from commonground.brief.asked_once import asked_once
from commonground.brief.material import Material
from commonground.brief.time_given import TimeGiven
from commonground.case import Case
from commonground.errors import CommongroundError, Problem, UsageError, nearest_word

if TYPE_CHECKING:
    from commonground.agreement import WaysOut
    from commonground.conflict.evolution.report import EvolutionReport
    from commonground.conflict.stability.results import StabilityReport

__all__ = ["Answers", "answers_of"]

SLOWEST = 20.0  # seconds that an analysis of states may be expected to take


class Answers(Material):
    """Made by :func:`answers_of`. Each question has its own seconds, whenever a page first asks it."""

    @asked_once
    def writing(self) -> RLock:
        """Held while a brief is written, so that two who want it get the same."""
        return RLock()

    @asked_once
    def stability(self) -> StabilityReport:
        """UsageError where it would take longer than anybody waits for a page."""
        from commonground.conflict.model.of_case import graph_model
        from commonground.conflict.stability.analysis import expected, stability

        soon = expected(graph_model(self.case))
        if soon is not None and soon.seconds > SLOWEST:
            what = f"The states of this conflict are too many to be looked at while a page waits: it would take {soon}."
            instead = "commonground stability, which tells how far it has come"
            raise UsageError(Problem(what, expected=instead, code="too-slow"))
        return stability(self.case)

    @asked_once
    def paths(self) -> EvolutionReport:
        from commonground.conflict.evolution.report import evolution

        self.stability  # noqa: B018 - which refuses what would take too long
        return evolution(self.case, most=20)

    @property
    def conflict_problems(self) -> tuple[Problem, ...]:
        """Why the conflict part is no model; nothing where it is one."""
        from commonground.conflict.model.of_case import graph_model

        try:
            graph_model(self.case)
        except CommongroundError as error:
            return error.problems
        return ()

    def about(self, name: str) -> Answers:
        """The same, with the ways out of one matter only."""
        kept: dict[str, WaysOut] = self.found.get("ways") or {}
        ways = {name: kept[name]} if name in kept else self.ways_of(name)
        return replace(self, found={**self.found, "ways": ways}, locks={})


def answers_of(case: Case, round: str | None = None, seconds: float = 5.0) -> Answers:
    """What is asked of a case on pages; UsageError where it has no such round."""
    if round is not None and round not in case.rounds:
        what = f"There is no round “{round[:80]}”."
        expected = "one of " + ", ".join(case.rounds) if case.rounds else "no round: this case has none"
        nearest = nearest_word(round, case.rounds)
        raise UsageError(Problem(what, read=round, expected=expected, nearest=nearest, code="unknown-id"))
    return Answers(case=case, asked_round=round, time=TimeGiven(seconds))
