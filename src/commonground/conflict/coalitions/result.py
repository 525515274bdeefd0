"""What is said of coalitions: where one is stable, and which can improve on a state, or that it was not computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.evolution.steps import Step
    from commonground.conflict.model.contract import Model

    Mask = NDArray[np.bool_]

__all__ = [
    "CoalitionConcept",
    "CoalitionEnd",
    "CoalitionStability",
    "ImprovingCoalition",
    "ImprovingCoalitions",
    "Reading",
]

CoalitionConcept = Literal["cnash", "cgmr", "csmr", "cseq"]
Reading = Literal["subcoalitions", "individual"]


@dataclass(frozen=True)
class CoalitionStability:
    """Where a coalition is stable under one concept.

    Parameters
    ----------
    members
        The parties of the coalition, by place among the model's parties.
    concept
        As asked: cnash, cgmr, csmr, cseq; for blocks that move as one nash, gmr, smr, seq, sseq.
    how
        Which reading of credible responses (for cseq), or that blocks move as one; None where neither matters.
    stable
        Flat array over all cells of the model; None where it was not computed.
    why
        A sentence that says why it was not computed; None where it was.
    """

    members: tuple[int, ...]
    concept: str
    how: str | None
    stable: Mask | None = field(repr=False, compare=False)
    why: str | None = None

    @property
    def computed(self) -> bool:
        return self.stable is not None

    def to_dict(self, model: Model) -> dict[str, Any]:
        states = None if self.stable is None else [model.name(state) for state in np.flatnonzero(self.stable).tolist()]
        return {
            "members": [model.parties[member] for member in self.members],
            "concept": self.concept,
            "how": self.how,
            "computed": self.computed,
            "why": self.why,
            "stable": states,
        }


@dataclass(frozen=True)
class CoalitionEnd:
    """A state that every member strictly prefers, and how the coalition gets there.

    Parameters
    ----------
    state
        Flat index.
    best
        No other state that this coalition can bring about is at least as good for each member and better for one; None
        where there are too many to compare.
    path
        One shortest legal path of the members; None where only a joint move leads there.
    joint
        Whether one move of all members together leads there; None where that means nothing (named states).
    """

    state: int
    best: bool | None
    path: tuple[Step, ...] | None
    joint: bool | None

    def to_dict(self, model: Model) -> dict[str, Any]:
        return {
            "state": model.name(self.state),
            "best": self.best,
            "path": None if self.path is None else [step.to_dict(model) for step in self.path],
            "joint": self.joint,
        }


@dataclass(frozen=True)
class ImprovingCoalition:
    """A coalition that can improve on a state.

    Parameters
    ----------
    members
        By place among the model's parties.
    needs_all
        Whether no smaller coalition inside it can improve on the state.
    count
        How many states it can bring about that every member strictly prefers.
    ends
        These states, the best first and then those with the shortest paths, up to a bound.
    exhaustive
        Whether these are all.
    """

    members: tuple[int, ...]
    needs_all: bool
    count: int
    ends: tuple[CoalitionEnd, ...]
    exhaustive: bool

    def to_dict(self, model: Model) -> dict[str, Any]:
        return {
            "members": [model.parties[member] for member in self.members],
            "needs_all": self.needs_all,
            "count": self.count,
            "ends": [end.to_dict(model) for end in self.ends],
            "exhaustive": self.exhaustive,
        }


@dataclass(frozen=True)
class ImprovingCoalitions:
    """All coalitions that can improve on a state.

    Parameters
    ----------
    state
        Flat index of the state.
    coalitions
        Those that can, smallest first.
    asked
        How many coalitions were looked at.
    exhaustive
        Whether these were all there are.
    """

    state: int
    coalitions: tuple[ImprovingCoalition, ...]
    asked: int
    exhaustive: bool

    def to_dict(self, model: Model) -> dict[str, Any]:
        return {
            "state": model.name(self.state),
            "coalitions": [coalition.to_dict(model) for coalition in self.coalitions],
            "asked": self.asked,
            "exhaustive": self.exhaustive,
        }
