"""A schedule: stages, one after the other, for what a repair leaves of an order.

A *schedule* is a list of stages, a *stage* a list of moments, a *moment* the steps done at once, mostly a single one.
Steps are at once iff they are in one strongly connected component of the edges kept, which only softened edges can tie:
"the ceasefire is announced at the meeting" is such a component. Every edge kept between two moments leads to a later
stage, and each moment stands in the earliest stage that the edges allow; where nothing says when, that is the first.
Moments of one stage are in no order.

A step that is split stands there as its phases. Its edges are *aimed* at phases: each end as near to the whole step as
can be without making the order impossible, structural edges first, then demands in the natural order of their ids.
Where that order decided something, `forced` is False: other aims are possible too, and can be asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from commonground.agreement.steps.graph import Arrow, End, OrderGraph, aimed, knotted, node
from commonground.case.model import Case, Edge

__all__ = ["Schedule", "Stages", "schedule", "stages_of"]

Stages = tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """Stages of moments of steps, and at which phase the edges of split steps are aimed, if not at the whole step."""

    stages: Stages
    reaimed: Mapping[str, Mapping[str, str]]  # edge -> "before" or "after" -> phase
    forced: bool  # no other aims as near to the whole steps are possible
    arrows: tuple[Arrow, ...] = field(repr=False)  # the order it keeps


def schedule(
    graph: OrderGraph, drop: Collection[str] = (), soften: Collection[str] = (), split: Collection[str] = ()
) -> Schedule | None:
    """The schedule of an order with some edges dropped, some softened, some steps split; None if it is impossible."""
    phases = {**graph.asked.phases, **{step: graph.splittable[step] for step in split}}
    edges = [edge for edge in graph.edges if edge.id not in drop]
    if knotted(aimed(edges, phases, graph.asked.aims), soften):
        return None
    aims, forced = _aims(graph, edges, phases, soften)
    arrows = aimed(edges, phases, aims)
    reaimed: dict[str, dict[str, str]] = {}
    for (edge, side), place in aims.items():
        own = phases[_step(graph.case, edge, side)]
        if place != (len(own) - 1 if side == "before" else 0):
            reaimed.setdefault(edge, {})[side] = own[place]
    stages = stages_of(graph.case, arrows, phases)
    told = MappingProxyType({edge: MappingProxyType(ends) for edge, ends in reaimed.items()})
    return Schedule(stages, told, forced, arrows)


def _step(case: Case, edge: str, side: str) -> str:
    found = case.order[edge]
    return found.before if side == "before" else found.after


def _aims(
    graph: OrderGraph, edges: Sequence[Edge], phases: Mapping[str, tuple[str, ...]], soft: Collection[str]
) -> tuple[dict[End, int], bool]:
    """The strongest aims that leave the order possible, and whether there was no choice among such."""
    asked = dict(graph.asked.aims)
    ends: dict[End, range] = {}  # the phases that an end may be aimed at, asking for most first
    for edge in sorted(edges, key=lambda each: each.kind == "demanded"):
        if edge.before in phases and (edge.id, "before") not in asked:
            ends[edge.id, "before"] = range(len(phases[edge.before]) - 1, -1, -1)
        if edge.after in phases and (edge.id, "after") not in asked:
            ends[edge.id, "after"] = range(len(phases[edge.after]))

    def possible(aims: Mapping[End, int]) -> bool:
        return not knotted(aimed(edges, phases, aims), soft)

    least = asked | {end: places[-1] for end, places in ends.items()}
    chosen = dict(least)
    forced = True
    for end, places in ends.items():
        chosen[end] = next(place for place in places if possible(chosen | {end: place}))
        forced &= chosen[end] == next(place for place in places if possible(least | {end: place}))
    kept = {edge.id for edge in edges}
    return {end: place for end, place in chosen.items() if end[0] in kept}, forced


def stages_of(case: Case, arrows: Sequence[Arrow], phases: Mapping[str, tuple[str, ...]]) -> Stages:
    """All steps of a case in stages, each as early as the arrows allow."""
    import networkx as nx

    names = [
        name for step in case.steps for name in ([node(step, p) for p in phases[step]] if step in phases else [step])
    ]
    place = {name: number for number, name in enumerate(names)}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from((arrow.tail, arrow.head) for arrow in arrows)
    whole = nx.condensation(graph)
    stage: dict[int, int] = {}
    for moment in nx.topological_sort(whole):
        stage[moment] = max((stage[earlier] + 1 for earlier in whole.predecessors(moment)), default=0)
    made: list[list[tuple[str, ...]]] = [[] for _ in range(max(stage.values(), default=-1) + 1)]
    for moment, number in stage.items():
        made[number].append(tuple(sorted(whole.nodes[moment]["members"], key=place.__getitem__)))
    return tuple(tuple(sorted(moments, key=lambda steps: place[steps[0]])) for moments in made)
