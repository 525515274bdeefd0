"""Which parties of a case could together do better than a state, by which steps, and what the rest could answer.

For each coalition that can improve on the state (`improving_coalitions`) it is also said whether the rest can deter it:
``cgmr``, ``csmr`` and ``cseq`` in both readings, as `CoalitionBackEnd` defines them. True means that every improvement
is deterred, so the coalition would stay; None that it was not computed. What groups among the rest would want takes
pairs of states, so it is asked up to 2,048 states here; the back end goes further for those who can wait.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from commonground.case.frame import Framed, frame_of
from commonground.case.model import Case
from commonground.conflict.coalitions.back_end import CoalitionBackEnd
from commonground.conflict.coalitions.result import CoalitionConcept, ImprovingCoalition, Reading
from commonground.conflict.coalitions.search import MOST_ENDS, improving_coalitions
from commonground.conflict.model.contract import Model, Progress
from commonground.conflict.model.of_case import graph_model
from commonground.conflict.stability.analysis import presumed_in
from commonground.conflict.stability.states import state_or_today

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

    ``asked`` says how many coalitions were looked at and ``exhaustive`` whether that is all of them.
    """

    state: str
    coalitions: tuple[Together, ...]
    asked: int
    exhaustive: bool
    presumed: tuple[str, ...]
    elapsed: float = field(compare=False)
    model: Model = field(repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as ``together --json`` prints it."""
        return self.frame() | {
            "state": self.state,
            "coalitions": [each.to_dict(self.model) for each in self.coalitions],
            "asked": self.asked,
            "presumed": list(self.presumed),
            "exhaustive": self.exhaustive,
        }


def together(
    case: Case, state: str | None = None, *, most: int = MOST_ENDS, progress: Progress | None = None
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
    found = improving_coalitions(model, asked, most, progress=progress)
    back_end = CoalitionBackEnd(model, progress)
    listed = {frozenset(members) for members in case.conflict.coalitions}
    return CoalitionReport(
        **frame_of(case),
        state=model.name(asked),
        coalitions=tuple(
            Together(
                each,
                _deterred(back_end, each, asked),
                frozenset(model.parties[member] for member in each.members) in listed,
            )
            for each in found.coalitions
        ),
        asked=found.asked,
        exhaustive=found.exhaustive,
        presumed=presumed_in(case, model.parties),
        elapsed=monotonic() - started,
        model=model,
    )


def _deterred(back_end: CoalitionBackEnd, each: ImprovingCoalition, state: int) -> dict[str, bool | None]:
    others = len(back_end.model.parties) - len(each.members)
    said: dict[str, bool | None] = {}
    for name, (concept, how) in _ASKED.items():
        in_pairs = concept == "cseq" and how == "subcoalitions" and others > 1
        asked = not in_pairs or back_end.model.count <= MOST_STATES_IN_PAIRS
        said[name] = back_end.stays(each.members, concept, state, how) if asked else None
    return said
