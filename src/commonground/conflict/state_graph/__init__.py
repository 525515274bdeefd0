"""The states of a conflict as a picture: which are worth looking at, where each stands, which moves join them."""

from __future__ import annotations

from commonground.conflict.state_graph.choosing import FEW, MOST, Chosen, Reason, chosen
from commonground.conflict.state_graph.graph import StateGraph, StateMove, StateNode, state_graph
from commonground.conflict.state_graph.joining import MOST_MOVES, Joined, joined
from commonground.conflict.state_graph.placing import placed

__all__ = [
    "FEW",
    "MOST",
    "MOST_MOVES",
    "Chosen",
    "Joined",
    "Reason",
    "StateGraph",
    "StateMove",
    "StateNode",
    "chosen",
    "joined",
    "placed",
    "state_graph",
]
