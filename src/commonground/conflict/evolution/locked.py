"""What `lock_in` answers: goals that can be lost or sealed, traps, and the moves that lead there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from commonground.conflict.evolution.steps import Step
    from commonground.conflict.model.contract import Model

    Mask = NDArray[np.bool_]

__all__ = ["Crossing", "GoalLock", "LockIn", "Trap"]


@dataclass(frozen=True)
class Crossing:
    """The moves that lead into a set that is never left again.

    Parameters
    ----------
    steps
        The moves, up to a bound for each party.
    states
        For each party that has such moves, by place among the model's parties: from how many states it has one.
    exhaustive
        Whether these are all.
    """

    steps: tuple[Step, ...]
    states: tuple[tuple[int, int], ...]
    exhaustive: bool

    def to_dict(self, model: Model) -> dict[str, Any]:
        return {
            "moves": [step.to_dict(model) for step in self.steps],
            "states": {model.parties[party]: count for party, count in self.states},
            "exhaustive": self.exhaustive,
        }


@dataclass(frozen=True)
class GoalLock:
    """What can become of one goal from the start.

    Parameters
    ----------
    name
        As the caller called it.
    reachable
        Whether any moves lead from the start into the goal (or the start is in it).
    closed
        Whether no move leads out of the goal, wherever one is in it; False where it has no state.
    states, lasting, lost
        Of the states that can come from the start: how many are in the goal, how many of these it can never be left
        from, and from how many it can never be reached again.
    sealing
        Moves after which the goal can never be left, from states of which that was not so.
    points_of_no_return
        Moves after which the goal can never be reached, from states of which that was not so.
    lasting_states, lost_states
        These sets as flat masks.
    """

    name: str
    reachable: bool
    closed: bool
    states: int
    lasting: int
    lost: int
    sealing: Crossing
    points_of_no_return: Crossing
    lasting_states: Mask = field(repr=False, compare=False)
    lost_states: Mask = field(repr=False, compare=False)

    def to_dict(self, model: Model) -> dict[str, Any]:
        return {
            "name": self.name,
            "reachable": self.reachable,
            "closed": self.closed,
            "states": self.states,
            "lasting": self.lasting,
            "lost": self.lost,
            "sealing": self.sealing.to_dict(model),
            "points_of_no_return": self.points_of_no_return.to_dict(model),
        }


@dataclass(frozen=True)
class Trap:
    """A smallest set of states that cannot be left once entered.

    Parameters
    ----------
    states
        Its states, up to 1,000.
    count
        How many it has.
    entries
        The moves into it from the other states that can come from the start.
    """

    states: tuple[int, ...]
    count: int
    entries: Crossing

    def to_dict(self, model: Model) -> dict[str, Any]:
        states = [model.name(state) for state in self.states]
        return {"states": states, "count": self.count, "entries": self.entries.to_dict(model)}


@dataclass(frozen=True)
class LockIn:
    """What cannot be left or undone from one state on.

    Parameters
    ----------
    start
        Flat index of the state where it begins.
    reached
        How many states any moves lead to from it, itself among them.
    goals
        One answer for each goal.
    traps
        The smallest closed sets among the states reached, those of one state first.
    exhaustive
        Whether these are all such sets.
    """

    start: int
    reached: int
    goals: tuple[GoalLock, ...]
    traps: tuple[Trap, ...]
    exhaustive: bool

    def to_dict(self, model: Model) -> dict[str, Any]:
        return {
            "from": model.name(self.start),
            "reached": self.reached,
            "goals": [goal.to_dict(model) for goal in self.goals],
            "traps": [trap.to_dict(model) for trap in self.traps],
            "exhaustive": self.exhaustive,
        }
