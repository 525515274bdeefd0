"""Answers of a process that may take long: nothing is refused for the time it takes, and progress is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commonground.brief.asked_once import asked_once
from commonground.brief.material import Material
from commonground.conflict.model.contract import Progress
from commonground.workbench.answers import Answers

if TYPE_CHECKING:
    from commonground.conflict.evolution.report import EvolutionReport
    from commonground.conflict.stability.results import StabilityReport

__all__ = ["PatientAnswers"]


@dataclass(frozen=True, kw_only=True, eq=False)
class PatientAnswers(Answers):
    """``progress`` hears how far it has come, ``announce`` what it will take; ``memory`` in bytes."""

    progress: Progress
    announce: Callable[[object], None]
    memory: int

    @asked_once
    def stability(self) -> StabilityReport:
        from commonground.conflict.stability.analysis import stability

        return stability(self.case, progress=self.progress, memory=self.memory, announce=self.announce)

    @asked_once
    def paths(self) -> EvolutionReport:
        from commonground.conflict.evolution.report import evolution

        return evolution(self.case, most=20, progress=self.progress, announce=self.announce)

    @asked_once
    def _holding(self) -> tuple[Any | None, str | None]:
        self.progress(0.0, "asking whether deals would hold")
        return Material._holding.ask(self)
