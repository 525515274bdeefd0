"""Everything a brief speaks of, computed once: the case as loaded, and the answers to all the questions.

Each part of the brief is a function of this material and computes nothing heavy itself, so that two parts never say
different things of one matter. ``data`` holds the same answers as plain data; a number in the text is a path into it.

The seconds given are shared: each question may use a part of what is left, so what one leaves over is there for the
next. Four questions take seconds and not a shared budget; they get a fixed part of the whole, so that the parameters
told with their answers are the same in every run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any

from commonground.agreement import (
    AgreementReport,
    Budget,
    Departures,
    Glance,
    LevelsReport,
    NextMeeting,
    OrderReport,
    OrderTurnsOn,
    TurnsOn,
    UltimatumReport,
    WaysOut,
    agreement,
    departures,
    glance,
    levels,
    next_meeting,
    order,
    order_turns_on,
    targets_of,
    tellers_of,
    turns_on,
    ways_out_of,
)
from commonground.brief.earlier import Earlier, objects_told
from commonground.brief.language import Tongue, tongue
from commonground.brief.made import made
from commonground.case import Case, Target, shares_told_by_others
from commonground.case.quotes import Quote, quotes
from commonground.case.readings import readings
from commonground.errors import CommongroundError, UsageError

__all__ = ["Material", "gather"]

# What part of all seconds the questions may use that take seconds of their own.
_AGREEMENT, _NEXT, _LEVELS, _HOLDING = 0.3, 0.1, 0.05, 0.2
_MOST_WAYS = 30  # ways out told of one target

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Material:
    """What is known when a brief is written. Made by :func:`gather`."""

    case: Case
    round: str | None
    report: AgreementReport
    turning: TurnsOn
    glance: Glance
    levels: LevelsReport
    ways: Mapping[str, WaysOut]  # of every excluded matter in `asked`
    order: OrderReport | None  # None: the case says nothing of an order
    order_turning: OrderTurnsOn | None
    next: NextMeeting | None  # None: nobody knows who would sit there
    next_missing: str | None  # why there is none
    rounds: Departures | None  # None: fewer than two rounds
    durability: Any | None  # None: no conflict part, or one of which this cannot be asked
    durability_missing: str | None = None  # why not
    readings: Mapping[str, Case]  # the case with each rival reading that is off, without each layer that is on
    quotes: Mapping[str, Quote]  # of statements whose text is at hand
    earlier: Earlier | None  # what the brief is compared with
    tongue: Tongue
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def ultimatum(self) -> UltimatumReport:
        return self.glance.test

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """Every target by name: those of the case, its issues, its outcomes."""
        return targets_of(self.case)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The matters the brief goes through: the case's own targets, then each issue that asks something else."""
        told = {self.targets[name].formula for name in self.case.targets}
        return (*self.case.targets, *(i for i in self.case.issues if self.targets[i].formula not in told))

    @cached_property
    def tellers(self) -> Mapping[str, Mapping[str, str]]:
        """By matter: clauses and acceptances its verdict turns on that only another party tells of; id to party."""
        return tellers_of(self.case, self.report, dict.fromkeys((*self.asked, *self.case.issues)))

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """All answers as plain data."""
        answers = {
            "case": {
                "id": self.case.id,
                "title": self.case.title,
                "round": self.round,
                "issues": list(self.case.issues),
                "statements": list(self.case.statements),
                "sources": list(self.case.sources),
                "objects": objects_told(self.case),
            },
            "agreement": self.report.to_dict(),
            "turns_on": self.turning.to_dict(),
            "glance": self.glance.to_dict(),
            "ultimatum": self.ultimatum.to_dict(),
            "levels": self.levels.to_dict(),
            "ways": {name: found.to_dict() for name, found in self.ways.items()},
            "order": _told(self.order),
            "order_turns_on": _told(self.order_turning),
            "next": _told(self.next),
            "rounds": _told(self.rounds),
            "durability": _told(self.durability),
            "parameters": dict(self.parameters),
            "shares": {
                party: {"told_by_others": [clause.id for clause in told], "clauses": total}
                for party, (told, total) in shares_told_by_others(self.case, self.round).items()
            },
        }
        return {**answers, "made": made(self, answers)}


def gather(
    case: Case,
    round: str | None = None,
    budget: float | None = 10.0,
    language: str = "en",
    since: Earlier | None = None,
    progress: Progress | None = None,
) -> Material:
    """Ask all the questions of a case.

    Parameters
    ----------
    case
        A loaded case.
    round
        The id of a round; by default the latest.
    budget
        Seconds for all questions together; None for no limit.
    language
        Of the brief's sentences.
    since
        What to compare with; see :mod:`commonground.brief.earlier`.
    progress
        Told how many of the questions are done.

    Examples
    --------
    >>> from commonground.case import load
    >>> gather(load("saltmarsh")).data["agreement"]["case"]
    'saltmarsh'
    """
    speak = tongue(language)
    step = _steps(progress)
    limit = Budget(budget)
    report = agreement(case, round, budget=_part(budget, _AGREEMENT))
    next(step)
    steps = order(case, budget=limit.part(0.4)) if case.order else None
    turned = order_turns_on(case, limit.part(0.2)) if case.order else None
    next(step)
    seen = glance(case, round, limit.part(0.3))
    next(step)
    turning = turns_on(case, round, budget=limit.part(0.5))
    next(step)
    meeting, missing = _meeting(case, round, _part(budget, _NEXT))
    at_levels = levels(case, round, budget=_part(budget, _LEVELS))
    next(step)
    ways = ways_out_of(case, _excluded(case, report), round, cap=_MOST_WAYS, budget=limit.part(0.5))
    history = departures(case, budget=limit.part(0.5)) if len(case.rounds) > 1 else None
    holding, not_asked = _durability(case, report.round, _part(budget, _HOLDING))
    next(step)
    made = Material(
        case=case,
        round=report.round,
        report=report,
        turning=turning,
        glance=seen,
        levels=at_levels,
        ways=ways,
        order=steps,
        order_turning=turned,
        next=meeting,
        next_missing=missing,
        rounds=history,
        durability=holding,
        durability_missing=not_asked,
        readings=_readings(case),
        quotes=quotes(case),
        earlier=since,
        tongue=speak,
        parameters={"round": round, "budget": budget},
    )
    next(step)
    return made


def _part(budget: float | None, share: float) -> float | None:
    return None if budget is None else budget * share


def _steps(progress: Progress | None) -> Iterator[None]:
    of = 7
    for done in range(1, of + 2):
        if progress is not None:
            progress(done, of)
        yield


def _excluded(case: Case, report: AgreementReport) -> list[str]:
    """The excluded matters, the case's own targets first; one name for each formula."""
    known = targets_of(case)
    first: dict[Any, str] = {}
    for name in (*case.targets, *case.issues):
        if report.targets[name].zone == "excluded":
            first.setdefault(known[name].formula, name)
    return list(first.values())


def _meeting(case: Case, round: str | None, seconds: float | None) -> tuple[NextMeeting | None, str | None]:
    """The next meeting of those who sat at the last one; where that is not on record, why there is none."""
    try:
        return next_meeting(case, None, round, budget=seconds), None
    except UsageError as error:
        return None, error.problems[0].what


def _readings(case: Case) -> Mapping[str, Case]:
    """None for a case that has no folder, or whose layers were given from elsewhere and cannot be laid on again."""
    if case.path is None:
        return {}
    try:
        return readings(case.path, [layer.id for layer in case.layers], case.as_of)
    except CommongroundError:
        return {}


def _durability(case: Case, round: str | None, seconds: float | None) -> tuple[Any | None, str | None]:
    """Whether deals would hold; where the conflict part does not let that be asked, why not."""
    if not case.options and not case.conflict.states:
        return None, None
    try:
        return import_module("commonground.durability").durability(case, round=round, budget=seconds), None
    except CommongroundError as error:
        return None, error.problems[0].what


def _told(answer: Any | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    plain: dict[str, Any] = answer.to_dict()
    return plain
