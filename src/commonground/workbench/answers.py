"""The answers about one case as it is looked at, each asked for when a page first needs it.

The parts of a brief are functions of its material. A brief needs all of it; a page of the workbench needs one or two
answers. So this is the same material, whose fields are computed on first use and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from commonground.agreement import (
    AgreementReport,
    Departures,
    Glance,
    LevelsReport,
    NextMeeting,
    OrderReport,
    OrderTurnsOn,
    TurnsOn,
    WaysOut,
    agreement,
    departures,
    glance,
    levels,
    next_meeting,
    order,
    order_turns_on,
    turns_on,
    ways_out_of,
)
from commonground.brief.language import Tongue, tongue
from commonground.brief.material import Material
from commonground.case import Case
from commonground.case.quotes import Quote, quotes
from commonground.case.readings import readings
from commonground.case.what_if import LAYER as WHAT_IF
from commonground.errors import CommongroundError, Problem, UsageError, nearest_word

if TYPE_CHECKING:
    from commonground.conflict.evolution.report import EvolutionReport
    from commonground.conflict.stability.results import StabilityReport

__all__ = ["Answers"]

T = TypeVar("T")
_MOST_WAYS = 30
SLOWEST = 20.0  # seconds that an analysis of states may be expected to take


class _Once(Generic[T]):
    """A field that is asked for once, by one thread."""

    def __init__(self, ask: Callable[[Any], T]) -> None:
        self.ask = ask
        self.name = ask.__name__
        self.__doc__ = ask.__doc__

    @overload
    def __get__(self, holder: None, kind: type) -> _Once[T]: ...
    @overload
    def __get__(self, holder: Answers, kind: type) -> T: ...
    def __get__(self, holder: Answers | None, kind: type) -> T | _Once[T]:
        if holder is None:
            return self
        with holder.lock:
            if self.name not in holder.found:
                holder.found[self.name] = self.ask(holder)
            answer: T = holder.found[self.name]
        return answer


class Answers(Material):
    """The material of a case, computed as it is asked for."""

    lock: RLock
    found: dict[str, Any]
    seconds: float

    def __init__(self, case: Case, round: str | None = None, seconds: float = 5.0) -> None:
        if round is not None and round not in case.rounds:
            what = f"There is no round “{round[:80]}”."
            expected = "one of " + ", ".join(case.rounds) if case.rounds else "no round: this case has none"
            raise UsageError(
                Problem(
                    what, read=round, expected=expected, nearest=nearest_word(round, case.rounds), code="unknown-id"
                )
            )
        now = case.latest_round if round is None else round
        fields: dict[str, Any] = {"case": case, "round": now, "seconds": seconds, "lock": RLock(), "found": {}}
        fields |= {"earlier": None, "parameters": {"round": round, "budget": seconds}}
        for name, value in fields.items():
            object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        return f"Answers({self.case.id!r}, {self.round!r})"

    @_Once
    def report(self) -> AgreementReport:
        return agreement(self.case, self.round, budget=self.seconds)

    @_Once
    def turning(self) -> TurnsOn:
        return turns_on(self.case, self.round, budget=self.seconds)

    @_Once
    def glance(self) -> Glance:
        return glance(self.case, self.round, budget=self.seconds)

    @_Once
    def levels(self) -> LevelsReport:
        return levels(self.case, self.round, budget=self.seconds)

    @_Once
    def ways(self) -> Mapping[str, WaysOut]:
        known = self.targets
        first: dict[Any, str] = {}
        for name in (*self.case.targets, *self.case.issues):
            if self.report.targets[name].zone == "excluded":
                first.setdefault(known[name].formula, name)
        return self.ways_of(*first.values())

    @_Once
    def order(self) -> OrderReport | None:
        return order(self.case, budget=self.seconds) if self.case.order else None

    @_Once
    def order_turning(self) -> OrderTurnsOn | None:
        return order_turns_on(self.case, self.seconds) if self.case.order else None

    @_Once
    def _meeting(self) -> tuple[NextMeeting | None, str | None]:
        try:
            return next_meeting(self.case, None, self.round, budget=self.seconds), None
        except UsageError as error:
            return None, error.problems[0].what

    @_Once
    def next(self) -> NextMeeting | None:
        return self._meeting[0]

    @_Once
    def next_missing(self) -> str | None:
        return self._meeting[1]

    @_Once
    def rounds(self) -> Departures | None:
        return departures(self.case, budget=self.seconds) if len(self.case.rounds) > 1 else None

    @_Once
    def durability(self) -> Any | None:
        if not self.has_conflict:
            return None
        from commonground.durability import durability

        return durability(self.case, round=self.round, budget=self.seconds)

    @_Once
    def quotes(self) -> Mapping[str, Quote]:
        return quotes(self.case)

    @_Once
    def readings(self) -> Mapping[str, Case]:
        """None under a what-if, which is no layer of the folder and cannot be laid on again."""
        if self.case.path is None or any(layer.id == WHAT_IF for layer in self.case.layers):
            return {}
        try:
            return readings(self.case.path, [layer.id for layer in self.case.layers], self.case.as_of)
        except CommongroundError:
            return {}

    @_Once
    def tongue(self) -> Tongue:
        return tongue("en")

    @_Once
    def stability(self) -> StabilityReport:
        from commonground.conflict.model.of_case import graph_model
        from commonground.conflict.stability.analysis import expected, stability

        soon = expected(graph_model(self.case))
        if soon is not None and soon.seconds > SLOWEST:
            what = f"The states of this conflict are too many to be looked at while a page waits: it would take {soon}."
            instead = "commonground stability, which tells how far it has come"
            raise UsageError(Problem(what, expected=instead, code="too-slow"))
        return stability(self.case)

    @_Once
    def paths(self) -> EvolutionReport:
        from commonground.conflict.evolution.report import evolution

        self.stability  # noqa: B018 - which refuses what would take too long
        return evolution(self.case, most=20)

    @property
    def has_conflict(self) -> bool:
        """Whether the case has a conflict part."""
        return bool(self.case.options or self.case.conflict.states)

    @property
    def conflict_problems(self) -> tuple[Problem, ...]:
        """Why the conflict part is no model; nothing where it is one."""
        from commonground.conflict.model.of_case import graph_model

        try:
            graph_model(self.case)
        except CommongroundError as error:
            return error.problems
        return ()

    def ways_of(self, *names: str) -> Mapping[str, WaysOut]:
        """The ways out of these targets."""
        return ways_out_of(self.case, names, self.round, cap=_MOST_WAYS, budget=self.seconds)

    def about(self, name: str) -> Answers:
        """The same, with the ways out of one matter only."""
        one = Answers(self.case, self.round, self.seconds)
        with self.lock:
            one.found.update(self.found)
        kept: dict[str, WaysOut] = one.found.get("ways") or {}
        one.found["ways"] = {name: kept[name]} if name in kept else self.ways_of(name)
        return one
