"""The material of a case as it is looked at in the workbench, and what is asked of its conflict part on pages alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, Any

from commonground.agreement import next_meeting
from commonground.brief.asked_once import asked_once
from commonground.brief.material import Material
from commonground.brief.time_given import TimeGiven
from commonground.case import Case
from commonground.errors import CommongroundError, Problem, UsageError, nearest_word

if TYPE_CHECKING:
    from commonground.agreement import WaysOut
    from commonground.conflict.evolution.report import EvolutionReport
    from commonground.conflict.stability.results import StabilityReport

__all__ = ["Answers", "TakesLongError", "answers_of"]

WIDEST = 18  # options of a conflict whose states are looked at while a page waits; more take seconds and much memory


class TakesLongError(UsageError):
    """What takes longer than anybody waits for a page, and more memory than the server should; it is done as a job."""


class Answers(Material):
    """Made by :func:`answers_of`. Each question has its own seconds, whenever a page first asks it."""

    @asked_once
    def writing(self) -> RLock:
        """Held while a brief is written, so that two who want it get the same."""
        return RLock()

    @asked_once
    def stability(self) -> StabilityReport:
        """TakesLongError where it would take longer than anybody waits for a page."""
        from commonground.conflict.stability.analysis import stability

        self.not_too_wide()
        return stability(self.case)

    @asked_once
    def states(self) -> StabilityReport | None:
        """The same without what it turns on, which is soon told; None where there is no model, or one too large."""
        from commonground.conflict.stability.analysis import stability

        if not self.has_conflict or "stability" in self.found:
            return self.found.get("stability")
        try:
            self.not_too_wide()
            return stability(self.case, seconds=0)
        except CommongroundError:
            return None

    @asked_once
    def paths(self) -> EvolutionReport:
        from commonground.conflict.evolution.report import evolution

        self.not_too_wide()
        return evolution(self.case, most=20)

    @asked_once
    def _holding(self) -> tuple[Any | None, str | None]:
        self.not_too_wide()
        return Material._holding.ask(self)

    @property
    def is_wide(self) -> bool:
        """Whether the conflict has more states than are looked at while a page waits."""
        return len(self.case.options) > WIDEST

    def not_too_wide(self) -> None:
        """TakesLongError where it is."""
        if self.is_wide:
            width = len(self.case.options)
            states = f"The {width} options of this conflict make {1 << width:,} states"
            what = f"{states}, too many to go through while a page waits."
            raise TakesLongError(Problem(what, expected="to let it be worked out in the background", code="too-slow"))

    @property
    def conflict_problems(self) -> tuple[Problem, ...]:
        """Why the conflict part is no model; nothing where it is one, or too large to be looked at in passing."""
        from commonground.conflict.model.of_case import graph_model

        if self.is_wide:
            return ()
        try:
            graph_model(self.case)
        except CommongroundError as error:
            return error.problems
        return ()

    def meeting(self, present: Mapping[str, str], absent: Iterable[str] = ()) -> Answers:
        """The same, with the next meeting of these; UsageError where nobody knows who would sit there."""
        found = next_meeting(self.case, present, self.asked_round, budget=self.time.fixed(0.1), absent=absent)
        return replace(self, found={**self.found, "_meeting": (found, None)}, locks={})

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
