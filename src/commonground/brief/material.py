"""Everything a brief or a page speaks of: a case as it is looked at, and the answers to all the questions.

Each part of the brief is a function of this material and computes nothing heavy itself, so that two parts never say
different things of one matter. What is given is frozen; an answer is worked out when it is first asked for, and kept.
A brief asks all of them at once (:func:`gather`); a page of the workbench those that it needs. ``data`` holds the same
answers as plain data; a number in the text is a path into it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from threading import RLock
from typing import Any

from commonground.agreement import (
    AgreementReport,
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
from commonground.brief.asked_once import asked_once
from commonground.brief.earlier import Earlier, objects_told, shape_told
from commonground.brief.language import Tongue, tongue
from commonground.brief.made import made
from commonground.brief.rivals import Rival, rivals_of
from commonground.brief.room import ROOMS, Room
from commonground.brief.time_given import TimeGiven
from commonground.case import Case, Target, shares_told_by_others
from commonground.case.quotes import Quote, quotes
from commonground.case.readings import readings
from commonground.errors import CommongroundError, UsageError

__all__ = ["Material", "gather"]

_MOST_WAYS = 30  # ways out told of one target
# Asked in this order when all are, so that in a hurry it is always the same ones that are cut short.
_STEPS = (
    ("report",),
    ("order", "order_turning"),
    ("glance",),
    ("turning",),
    ("_meeting", "levels"),
    ("ways", "rounds", "_holding"),
    ("readings", "quotes"),
)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True, eq=False)
class Material:
    """What is known when something is written of a case."""

    case: Case
    time: TimeGiven
    asked_round: str | None = None  # None: the latest
    tongue: Tongue = field(default_factory=lambda: tongue("en"))
    earlier: Earlier | None = None  # what it is compared with
    room: Room = ROOMS[0]  # how much page one may say
    found: dict[str, Any] = field(default_factory=dict, repr=False)
    locks: dict[str, RLock] = field(default_factory=dict, repr=False)

    @property
    def round(self) -> str | None:
        return self.case.latest_round if self.asked_round is None else self.asked_round

    @property
    def parameters(self) -> Mapping[str, Any]:
        return {"round": self.asked_round, "budget": self.time.seconds}

    @asked_once
    def report(self) -> AgreementReport:
        return agreement(self.case, self.asked_round, budget=self.time.fixed(0.3))

    @asked_once
    def order(self) -> OrderReport | None:
        """None: the case says nothing of an order."""
        return order(self.case, budget=self.time.rest(0.4)) if self.case.order else None

    @asked_once
    def order_turning(self) -> OrderTurnsOn | None:
        return order_turns_on(self.case, self.time.rest(0.2)) if self.case.order else None

    @asked_once
    def glance(self) -> Glance:
        return glance(self.case, self.asked_round, self.time.rest(0.3))

    @property
    def ultimatum(self) -> UltimatumReport:
        return self.glance.test

    @asked_once
    def turning(self) -> TurnsOn:
        return turns_on(self.case, self.asked_round, budget=self.time.rest(0.5))

    @asked_once
    def _meeting(self) -> tuple[NextMeeting | None, str | None]:
        """The next meeting of those who sat at the last one; where that is not on record, why there is none."""
        if not self.case.table:
            return None, "The case names no side."
        try:
            return next_meeting(self.case, None, self.asked_round, budget=self.time.fixed(0.1)), None
        except UsageError as error:
            return None, error.problems[0].what

    @property
    def next(self) -> NextMeeting | None:
        """None: nobody knows who would sit there."""
        return self._meeting[0]

    @property
    def next_missing(self) -> str | None:
        return self._meeting[1]

    @asked_once
    def levels(self) -> LevelsReport:
        return levels(self.case, self.asked_round, budget=self.time.fixed(0.05))

    @asked_once
    def ways(self) -> Mapping[str, WaysOut]:
        """Of the excluded matters, the case's own targets first; one name for each formula."""
        first: dict[Any, str] = {}
        for name in (*self.case.targets, *self.case.issues):
            if self.report.targets[name].zone == "excluded":
                first.setdefault(self.targets[name].formula, name)
        return self.ways_of(*first.values())

    def ways_of(self, *names: str) -> Mapping[str, WaysOut]:
        """The ways out of these matters."""
        return ways_out_of(self.case, names, self.asked_round, cap=_MOST_WAYS, budget=self.time.rest(0.5))

    @asked_once
    def rounds(self) -> Departures | None:
        """None: fewer than two rounds."""
        return departures(self.case, budget=self.time.rest(0.5)) if len(self.case.rounds) > 1 else None

    @property
    def has_conflict(self) -> bool:
        """Whether the case has a conflict part."""
        return bool(self.case.options or self.case.conflict.states)

    @asked_once
    def _holding(self) -> tuple[Any | None, str | None]:
        """Whether deals would hold; where the conflict part does not let that be asked, why not."""
        if not self.has_conflict:
            return None, None
        durability = import_module("commonground.durability").durability
        try:
            return durability(self.case, round=self.round, budget=self.time.fixed(0.2)), None
        except CommongroundError as error:
            return None, error.problems[0].what

    @property
    def durability(self) -> Any | None:
        """None: no conflict part, or one of which this cannot be asked."""
        return self._holding[0]

    @property
    def durability_missing(self) -> str | None:
        return self._holding[1]

    @asked_once
    def readings(self) -> Mapping[str, Case]:
        """The case with each rival reading that is off, without each layer that is on.

        None for a case that has no folder, or whose layers were given from elsewhere and cannot be laid on again.
        """
        if self.case.path is None:
            return {}
        try:
            return readings(self.case.path, [layer.id for layer in self.case.layers], self.case.as_of)
        except CommongroundError:
            return {}

    @asked_once
    def quotes(self) -> Mapping[str, Quote]:
        """Of statements whose text is at hand."""
        return quotes(self.case)

    @asked_once
    def targets(self) -> Mapping[str, Target]:
        """Every target by name: those of the case, its issues, its outcomes."""
        return targets_of(self.case)

    @asked_once
    def asked(self) -> tuple[str, ...]:
        """The matters the brief goes through: the case's own targets, then each issue that asks something else."""
        told = {self.targets[name].formula for name in self.case.targets}
        return (*self.case.targets, *(i for i in self.case.issues if self.targets[i].formula not in told))

    @asked_once
    def tellers(self) -> Mapping[str, Mapping[str, str]]:
        """By matter: clauses and acceptances its verdict turns on that only another party tells of; id to party."""
        return tellers_of(self.case, self.report, dict.fromkeys((*self.asked, *self.case.issues)))

    @asked_once
    def rivals(self) -> Mapping[str, Rival]:
        """What would be another under each rival reading that there was time and room to try."""
        return rivals_of(self)

    @asked_once
    def data_of_objects(self) -> Mapping[str, str]:
        """Every judged object and what it says, on one line."""
        return objects_told(self.case)

    @asked_once
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
                "objects": dict(self.data_of_objects),
                "shape": shape_told(self.case),
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
            "readings": {name: rival.to_dict() for name, rival in self.rivals.items()},
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
    material = Material(
        case=case,
        asked_round=round,
        time=TimeGiven.together(budget),
        tongue=tongue(language),
        earlier=since,
    )
    for done, names in enumerate(_STEPS, 1):
        for name in names:
            getattr(material, name)
        if progress is not None:
            progress(done, len(_STEPS))
    return material


def _told(answer: Any | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    plain: dict[str, Any] = answer.to_dict()
    return plain
