"""The picture of a conflict's states as data: states in their places, the moves between them, what is left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from commonground.case.frame import Framed, frame_of
from commonground.case.model import Case
from commonground.conflict.model.contract import Concept
from commonground.conflict.stability.results import StabilityReport
from commonground.conflict.stability.states import known_state
from commonground.conflict.state_graph.choosing import MOST, Reason, chosen
from commonground.conflict.state_graph.distance import base_of, distances
from commonground.conflict.state_graph.joining import joined
from commonground.conflict.state_graph.placing import placed
from commonground.errors import Problem, UsageError, nearest_word

__all__ = ["StateGraph", "StateMove", "StateNode", "state_graph"]


@dataclass(frozen=True, slots=True)
class StateNode:
    """A state: where it stands, how far from today, why it is drawn, and under which concepts it is an equilibrium."""

    id: str
    x: float
    y: float
    distance: int
    reason: Reason
    stable: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class StateMove:
    """A move of a party from one state to another; whether it gains by it."""

    before: str
    party: str
    after: str
    gains: bool


@dataclass(frozen=True, kw_only=True)
class StateGraph(Framed):
    """States, from left to right and from the top of each column, and the moves between them.

    Attributes
    ----------
    states, moves
        What is drawn.
    concepts
        Under any of which a state counted as an equilibrium when states were chosen.
    status_quo, around
        Today's state and the state asked about, by name, where there are such.
    base
        The state that distances are counted from.
    count, stable
        How many states there are in all, and how many of them are equilibria.
    stable_left, moves_left
        How many equilibria, and how many moves among the states drawn, are not drawn.
    """

    states: tuple[StateNode, ...]
    moves: tuple[StateMove, ...]
    parties: tuple[str, ...]
    concepts: tuple[Concept, ...]
    status_quo: str | None
    around: str | None
    base: str
    count: int
    stable: int
    stable_left: int
    moves_left: int

    @property
    def left_out(self) -> int:
        """How many states are not drawn."""
        return self.count - len(self.states)

    def to_dict(self) -> dict[str, Any]:
        """Plain data; a move is named by where it begins, who makes it and where it leads."""
        nodes = [
            {
                "id": node.id,
                "x": node.x,
                "y": node.y,
                "distance": node.distance,
                "reason": node.reason,
                "stable": list(node.stable),
            }
            for node in self.states
        ]
        moves = [
            {
                "id": f"{move.before}>{move.party}>{move.after}",
                "from": move.before,
                "party": move.party,
                "to": move.after,
                "gains": move.gains,
            }
            for move in self.moves
        ]
        counts = {"count": self.count, "left_out": self.left_out, "stable": self.stable}
        counts |= {"stable_left": self.stable_left, "moves_left": self.moves_left}
        named = {"status_quo": self.status_quo, "around": self.around, "base": self.base}
        asked = {"parties": list(self.parties), "concepts": list(self.concepts)}
        return self.frame() | named | asked | counts | {"states": nodes, "moves": moves}


def state_graph(
    case: Case,
    report: StabilityReport,
    concepts: Iterable[str] | None = None,
    around: str | None = None,
    *,
    most: int = MOST,
    whole: bool = False,
) -> StateGraph:
    """The states of a stability report to look at, laid out.

    Parameters
    ----------
    case
        The case of the report.
    report
        Its stable states, from :func:`commonground.stability`.
    concepts
        States that are equilibria under any of these are drawn; all that were computed, unless given.
    around
        A state to show with all its moves.
    most
        How many states at most.
    whole
        As many states as may be, not only those that stand out.

    Raises
    ------
    UsageError
        No such state, or a concept that was not computed.

    Examples
    --------
    >>> import commonground as cg
    >>> case = cg.load("istanbul-2025")
    >>> graph = state_graph(case, cg.stability(case), ["nash"])
    >>> len(graph.states), graph.left_out, graph.stable
    (16, 240, 2)
    """
    asked = _asked(report, concepts)
    model = report.model
    centre = None if around is None else known_state(model, around)
    marks = {concept: report.equilibria(concept) for concept in report.masks}
    votes = sum((marks[concept].astype(np.uint8) for concept in asked), np.zeros(model.size, np.uint8))
    drawn = chosen(model, votes, centre, most=most, whole=whole)
    marked = {state for state in drawn.states if votes[state]} | {model.status_quo}
    moves = joined(model, drawn.states, [state for state in marked if state is not None], centre)
    far = distances(model, drawn.states)
    places = placed(far, [(arc.before, arc.after) for arc in moves.arcs])
    names = {state: model.name(state) for state in drawn.states}
    nodes = [
        StateNode(
            names[state],
            *places[state],
            far[state],
            drawn.reasons[state],
            tuple(concept for concept, mask in marks.items() if mask[state]),
        )
        for state in sorted(drawn.states, key=places.__getitem__)
    ]
    return StateGraph(
        **frame_of(case),
        states=tuple(nodes),
        moves=tuple(
            StateMove(names[arc.before], report.parties[arc.mover], names[arc.after], arc.gains) for arc in moves.arcs
        ),
        parties=report.parties,
        concepts=asked,
        status_quo=report.status_quo,
        around=None if centre is None else names[centre],
        base=model.name(base_of(model)),
        count=drawn.count,
        stable=drawn.stable,
        stable_left=drawn.stable_left,
        moves_left=moves.left_out,
    )


def _asked(report: StabilityReport, concepts: Iterable[str] | None) -> tuple[Concept, ...]:
    if concepts is None:
        return tuple(report.masks)
    wanted = list(concepts)
    for name in wanted:
        if name not in report.masks:
            expected = "one of " + ", ".join(report.masks)
            nearest = nearest_word(name, report.masks)
            what = f"There are no stable states under “{name[:40]}” here."
            raise UsageError(Problem(what, read=name[:80], expected=expected, nearest=nearest, code="unknown-concept"))
    return tuple(concept for concept in report.masks if concept in wanted)
