"""Which parties of a case could together do better than a state, by which steps, and what the rest could answer.

For each coalition that can improve on the state (`improving_coalitions`) it is also said whether the rest can deter it:
``cgmr``, ``csmr`` and ``cseq`` in both readings, as `CoalitionBackEnd` defines them. True means that every improvement
is deterred, so the coalition would stay; None that it was not computed. What groups among the rest would want takes
pairs of states, so it is asked up to 2,048 states here; the back end goes further for those who can wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from commonground.case.frame import Framed, frame_of
from commonground.case.model import Case
from commonground.conflict.coalitions.back_end import CoalitionBackEnd
from commonground.conflict.coalitions.result import CoalitionConcept, ImprovingCoalition, ImprovingCoalitions, Reading
from commonground.conflict.coalitions.search import MOST_ENDS, improving_coalitions
from commonground.conflict.coalitions.turning import CoalitionsTurning, CoalitionVerdict
from commonground.conflict.model.contract import Model, Progress
from commonground.conflict.model.of_case import graph_model
from commonground.conflict.stability.analysis import expected_of, presumed_in
from commonground.conflict.stability.states import state_or_today
from commonground.conflict.stability.turning import asked_otherwise

if TYPE_CHECKING:
    from commonground.conflict.array.estimate import Estimate

__all__ = ["CoalitionReport", "Together", "together"]

_ASKED: dict[str, tuple[CoalitionConcept, Reading]] = {
    "cgmr": ("cgmr", "subcoalitions"),
    "csmr": ("csmr", "subcoalitions"),
    "cseq": ("cseq", "subcoalitions"),
    "cseq, individual": ("cseq", "individual"),
}
MOST_STATES_IN_PAIRS = 1 << 11  # some seconds for four parties


@dataclass(frozen=True, slots=True)
class Together:
    """A coalition that can improve on the state.

    ``deterred`` says by concept whether the rest can deter each of its improvements; ``named``: the case lists it.
    """

    improving: ImprovingCoalition
    deterred: dict[str, bool | None]
    named: bool

    def to_dict(self, model: Model) -> dict[str, Any]:
        return self.improving.to_dict(model) | {"deterred": dict(self.deterred), "named": self.named}


@dataclass(frozen=True, kw_only=True)
class CoalitionReport(Framed):
    """The coalitions that can improve on a state, smallest first.

    ``asked`` says how many coalitions were looked at and ``exhaustive`` whether that is all of them; ``turns_on`` which
    single changes of what is assumed give other coalitions or other deterrence, None where it was not looked for.
    """

    state: str
    coalitions: tuple[Together, ...]
    asked: int
    exhaustive: bool
    presumed: tuple[str, ...]
    turns_on: CoalitionsTurning | None = field(repr=False)
    elapsed: float = field(compare=False)
    model: Model = field(repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as ``together --json`` prints it."""
        return self.frame() | {
            "state": self.state,
            "coalitions": [each.to_dict(self.model) for each in self.coalitions],
            "asked": self.asked,
            "presumed": list(self.presumed),
            "turns_on": None if self.turns_on is None else self.turns_on.to_dict(self.model.parties),
            "exhaustive": self.exhaustive,
        }


def together(
    case: Case,
    state: str | None = None,
    *,
    most: int = MOST_ENDS,
    progress: Progress | None = None,
    announce: Callable[[Estimate], None] | None = None,
    seconds: float | None = 3.0,
) -> CoalitionReport:
    """Which parties could together do better than a state.

    Parameters
    ----------
    case
        A case with a conflict part.
    state
        What they would improve on; today's state unless given.
    most
        How many better states to name for each coalition.
    progress
        Told how far the search has come.
    announce
        Told before long work how long it will take, roughly, and how much memory.
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
    >>> report = together(load("istanbul-2025"))
    >>> report.asked, len(report.coalitions[0].improving.members)
    (15, 2)
    """
    started = monotonic()
    model = graph_model(case)
    asked = state_or_today(model, state)
    if announce is not None:
        soon = expected_of(model, lambda small: improving_coalitions(small, 0, most), 48 + len(model.parties))
        if soon is not None:
            announce(soon)
    found = improving_coalitions(model, asked, most, progress=progress)
    listed = {frozenset(members) for members in case.conflict.coalitions}
    coalitions = tuple(
        Together(each, deterred, frozenset(model.parties[member] for member in each.members) in listed)
        for each, deterred in _with_deterrence(model, asked, found, progress)
    )
    return CoalitionReport(
        **frame_of(case),
        state=model.name(asked),
        coalitions=coalitions,
        asked=found.asked,
        exhaustive=found.exhaustive,
        presumed=presumed_in(case, model.parties),
        turns_on=None if seconds == 0 else _turning(case, model, asked, coalitions, monotonic() - started, seconds),
        elapsed=monotonic() - started,
        model=model,
    )


def _turning(
    case: Case, model: Model, state: int, coalitions: tuple[Together, ...], took: float, seconds: float | None
) -> CoalitionsTurning:
    base: CoalitionVerdict = {each.improving.members: each.deterred for each in coalitions}

    def ask(otherwise: Case) -> CoalitionVerdict:
        other = graph_model(otherwise)
        found = improving_coalitions(other, state, 1)
        return {each.members: deterred for each, deterred in _with_deterrence(other, state, found)}

    return CoalitionsTurning(asked_otherwise(case, model.parties, base, ask, took=took, seconds=seconds))


def _with_deterrence(
    model: Model, state: int, found: ImprovingCoalitions, progress: Progress | None = None
) -> Iterator[tuple[ImprovingCoalition, dict[str, bool | None]]]:
    back_end = CoalitionBackEnd(model, progress)
    for each in found.coalitions:
        yield each, _deterred(back_end, each, state)


def _deterred(back_end: CoalitionBackEnd, each: ImprovingCoalition, state: int) -> dict[str, bool | None]:
    others = len(back_end.model.parties) - len(each.members)
    said: dict[str, bool | None] = {}
    for name, (concept, how) in _ASKED.items():
        in_pairs = concept == "cseq" and how == "subcoalitions" and others > 1
        asked = not in_pairs or back_end.model.count <= MOST_STATES_IN_PAIRS
        said[name] = back_end.stays(each.members, concept, state, how) if asked else None
    return said
