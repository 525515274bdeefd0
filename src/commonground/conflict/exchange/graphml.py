"""A graph model as GraphML: states as nodes with their options and ranks, moves as edges with who makes them.

A move that several parties can make is several edges. Read it with networkx, Gephi, yEd or Cytoscape.
"""

from __future__ import annotations

from typing import Any

from commonground.conflict.exchange.result import Exported
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import Problem, UsageError, Where

__all__ = ["MOST_MOVES", "MOST_STATES", "graphml_from_model"]

MOST_STATES = 1 << 12
MOST_MOVES = 200_000


def graphml_from_model(model: OptionForm | GraphForm, title: str = "") -> Exported:
    """The bytes of a GraphML file.

    A node has ``status_quo``, for each option whether it is taken (``option NAME``) and for each party how it ranks the
    state (``rank NAME``, higher is better); an edge has ``party`` and whether it is an ``improvement``.

    Raises
    ------
    UsageError
        The model has more states or moves than a picture or a general graph program could show.
    """
    import networkx

    if model.count > MOST_STATES:
        raise _refused(f"{model.count:,} states are too many for such a file.", f"{MOST_STATES:,} or fewer")
    graph: Any = networkx.MultiDiGraph(name=title)
    ranks = [model.rank(party) for party in range(len(model.parties))]
    for state in model.states().tolist():
        node: dict[str, Any] = {"status_quo": state == model.status_quo, **_options(model, state)}
        node |= {f"rank {party}": int(own[state]) for party, own in zip(model.parties, ranks, strict=True)}
        graph.add_node(model.name(state), **node)
    moves = 0
    for state in model.states().tolist():
        for party, own in enumerate(ranks):
            for end in model.moves(party, state):
                moves += 1
                if moves > MOST_MOVES:
                    raise _refused(f"More than {MOST_MOVES:,} moves.", "a smaller model")
                better = bool(own[end] > own[state])
                graph.add_edge(model.name(state), model.name(end), party=model.parties[party], improvement=better)
    text = "\n".join(networkx.generate_graphml(graph)) + "\n"
    return Exported(text.encode("utf-8"))


def _options(model: OptionForm | GraphForm, state: int) -> dict[str, bool]:
    if isinstance(model, GraphForm):
        return {}
    letters = zip(model.option_names, model.name(state), strict=True)
    return {f"option {option}": letter == "Y" for option, letter in letters}


def _refused(what: str, expected: str) -> UsageError:
    return UsageError(Problem(what, Where(), expected=expected, code="not-in-this-format"))
