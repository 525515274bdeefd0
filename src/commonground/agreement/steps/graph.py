"""Steps and the order between them, as a graph.

An edge a < b says that step a has to be done before step b; one may also say that it is agreed or begun before, as long
as the case means the same throughout. Each edge is of a kind: *demanded* by a party, which may drop or soften it, or
*structural*, in the nature of things, which nobody can. What is over constrains nothing: an edge of kind *done*, one
whose first step is done (it is *met*), and one whose second step is done (it is *overtaken*: the step cannot wait any
more). Edges of parties outside the table are left out, as their clauses are from zones.

A *split* puts phases in the place of a step, the earlier before the later, and *re-aims* the edges that touch it. What
has to come before the step comes before one of its phases, what has to come after it after one of them. The whole
step is meant by "before its first phase" and "after its last"; every other aim asks for less. Least is asked by "before
its last phase" and "after its first", so no circle runs through a step that is split that way, and if any aims
make an order possible, these do.

    a                 a step; a phase of it is written a:phase
    tail -> head      an arrow: the tail comes before the head
    firm              an arrow that cannot be dropped or softened
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from commonground.agreement.solving.question import natural
from commonground.case.model import Case, Edge

__all__ = [
    "Aims",
    "Arrow",
    "Asked",
    "End",
    "OrderGraph",
    "aimed",
    "arrow_of_phases",
    "has_phases",
    "knotted",
    "node",
    "order_graph",
]

End = tuple[str, str]  # an edge, and "before" or "after": which of its two steps is meant
Aims = Mapping[End, int]  # the number of a phase, from 0


@dataclass(frozen=True, slots=True)
class Arrow:
    """One edge between two steps or phases."""

    edge: str
    tail: str
    head: str
    firm: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Splits that a caller asks for: the phases of each step, and aims that are not to be searched for."""

    phases: Mapping[str, tuple[str, ...]]
    aims: Aims


@dataclass(frozen=True)
class OrderGraph:
    """What constrains the order of steps in a case."""

    case: Case
    edges: tuple[Edge, ...]  # that constrain, in natural order of ids
    arrows: tuple[Arrow, ...]  # the same, after the splits asked for
    asked: Asked
    splittable: Mapping[str, tuple[str, ...]]  # steps that could be split besides, with their phases
    settled: Mapping[str, str]  # edges that constrain nothing -> "met" or "overtaken"
    left_out: tuple[str, ...]  # edges of parties outside the table


def order_graph(case: Case, asked: Asked) -> OrderGraph:
    """The graph of a case, with some steps split already."""
    outside = {party.id for party in case.parties.values() if party.role == "outside"}
    every = sorted(case.order.values(), key=lambda edge: natural(edge.id))
    settled = {edge.id: over for edge in every if (over := _over(case, edge)) is not None}
    edges = tuple(edge for edge in every if edge.id not in settled and edge.party not in outside)
    free = {step.id: step.phases for step in case.steps.values() if not step.done and has_phases(step.phases)}
    return OrderGraph(
        case=case,
        edges=edges,
        arrows=aimed(edges, asked.phases, asked.aims),
        asked=asked,
        splittable=MappingProxyType({step: phases for step, phases in free.items() if step not in asked.phases}),
        settled=MappingProxyType(settled),
        left_out=tuple(edge.id for edge in every if edge.id not in settled and edge.party in outside),
    )


def has_phases(phases: Collection[str]) -> bool:
    """Whether these are phases to split into: at least two, no two alike."""
    return len(phases) >= 2 and len(set(phases)) == len(phases)


def _over(case: Case, edge: Edge) -> str | None:
    if edge.kind == "done" or case.steps[edge.before].done:
        return "met"
    return "overtaken" if case.steps[edge.after].done else None


def node(step: str, phase: str) -> str:
    """The name of a phase of a step; no step can have it, since ids hold no colon."""
    return f"{step}:{phase}"


def arrow_of_phases(step: str, earlier: str, later: str) -> str:
    """The id of the order between two phases of a step."""
    return f"{node(step, earlier)}<{node(step, later)}"


def aimed(edges: Iterable[Edge], splits: Mapping[str, tuple[str, ...]], aims: Aims) -> tuple[Arrow, ...]:
    """Arrows for edges, with some steps split; an end without an aim asks for the least."""

    def at(step: str, end: End, least: int) -> str:
        return node(step, splits[step][aims.get(end, least)]) if step in splits else step

    made = [
        Arrow(
            edge.id,
            tail=at(edge.before, (edge.id, "before"), 0),
            head=at(edge.after, (edge.id, "after"), -1),
            firm=edge.kind != "demanded",
        )
        for edge in edges
    ]
    for step, phases in splits.items():
        for earlier, later in pairwise(phases):
            made.append(Arrow(arrow_of_phases(step, earlier, later), node(step, earlier), node(step, later), firm=True))
    return tuple(made)


def knotted(arrows: Iterable[Arrow], soft: Collection[str] = (), without: Collection[str] = ()) -> list[Arrow]:
    """The strict arrows that lie inside a strongly connected component: none, and the order is possible.

    Components run at once, which a soft arrow ("not later than") allows and a strict one does not. ``without`` are
    nodes to leave out.
    """
    kept = [arrow for arrow in arrows if arrow.tail not in without and arrow.head not in without]
    place = {name: number for number, component in enumerate(_components(kept)) for name in component}
    return [arrow for arrow in kept if arrow.edge not in soft and place[arrow.tail] == place[arrow.head]]


def _components(arrows: Iterable[Arrow]) -> Iterator[set[str]]:
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((arrow.tail, arrow.head) for arrow in arrows)
    return iter(nx.strongly_connected_components(graph))
