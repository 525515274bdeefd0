"""Is the order of steps itself the deadlock?

Softening an edge a < b makes it "a not later than b". A set of edges is possible iff no strict one of them lies inside
a strongly connected component, whose steps then run at once.

    no deadlock     the edges have no cycle
    pure sequence   there are cycles, and softening demanded edges and splitting steps into the phases that the case
                    gives them removes all of them, with no demand dropped
    substance       every such order leaves some demands that cannot stand together; these *survive*
    structure       the structural edges alone run in a circle: the case contradicts itself, nobody's demand does

A *surviving* set is a minimal set of demanded edges that no softening and no split reconciles: the demands of a cycle
that runs through no step with phases and has a structural edge in it, which cannot be softened. The verdict needs only
linear search, so it is exact however large the graph; the list of surviving sets is bounded.

Graded repairs as a set are ours; that cycles are what makes an order impossible, and that sets of edges which meet
every cycle repair it (feedback arc sets), is standard.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import in_natural_order, natural
from commonground.agreement.steps.cycles import bad_cycles, cycles
from commonground.agreement.steps.graph import Arrow, OrderGraph, knotted

__all__ = ["OrderVerdict", "Surviving", "surviving", "turns_on", "verdict"]

OrderVerdict = Literal["no deadlock", "pure sequence", "substance", "structure"]


@dataclass(frozen=True, slots=True)
class Surviving:
    """Demands that no re-ordering reconciles, a set each with the structural edges that tie it into a cycle."""

    sets: tuple[tuple[str, ...], ...]
    through: tuple[tuple[str, ...], ...]
    exhaustive: bool


def verdict(graph: OrderGraph, without: Collection[str] = ()) -> OrderVerdict:
    """What kind of deadlock it is; ``without`` are edges to leave out."""
    arrows = [arrow for arrow in graph.arrows if arrow.edge not in without]
    if not knotted(arrows):
        return "no deadlock"
    if knotted([arrow for arrow in arrows if arrow.firm], without=graph.splittable):
        return "structure"
    return "substance" if _stuck(arrows, graph) else "pure sequence"


def _stuck(arrows: Sequence[Arrow], graph: OrderGraph) -> list[Arrow]:
    """The structural arrows in a circle when every demand is soft and every step with phases is split."""
    return knotted(arrows, _demanded(arrows), graph.splittable)


def _demanded(arrows: Iterable[Arrow]) -> set[str]:
    return {arrow.edge for arrow in arrows if not arrow.firm}


def surviving(graph: OrderGraph, budget: Budget = UNLIMITED) -> Surviving:
    """The minimal sets of demands that survive every re-ordering."""
    if not _stuck(graph.arrows, graph):
        return Surviving((), (), exhaustive=True)
    bare = [a for a in graph.arrows if a.tail not in graph.splittable and a.head not in graph.splittable]
    listed = cycles(bare, budget, cap=1_000)
    found = [cycle for cycle in listed.cycles if any(arrow.firm for arrow in cycle)]
    if not listed.exhaustive:
        found += bad_cycles(bare, _demanded(bare))
        found = [_shrunk(cycle, bare) for cycle in found[:100]]
    through: dict[frozenset[str], tuple[str, ...]] = {}
    for cycle in sorted(found, key=len):
        through.setdefault(frozenset(_demanded(cycle)), tuple(arrow.edge for arrow in cycle if arrow.firm))
    least = [ids for ids in through if not any(other < ids for other in through)]
    least.sort(key=lambda ids: (len(ids), [natural(name) for name in in_natural_order(ids)]))
    sets = tuple(in_natural_order(ids) for ids in least)
    return Surviving(sets, tuple(in_natural_order(through[ids]) for ids in least), listed.exhaustive)


def _shrunk(cycle: tuple[Arrow, ...], arrows: Sequence[Arrow]) -> tuple[Arrow, ...]:
    """A cycle whose demands are minimal: none of them can be left out of what is stuck."""
    firm = [arrow for arrow in arrows if arrow.firm]
    kept = [arrow for arrow in cycle if not arrow.firm]
    for arrow in tuple(kept):
        rest = [other for other in kept if other != arrow]
        if knotted([*firm, *rest], _demanded(rest)):
            kept = rest
    (first, *_) = bad_cycles([*firm, *kept], _demanded(kept))
    return first


def turns_on(graph: OrderGraph, budget: Budget = UNLIMITED) -> dict[str, OrderVerdict]:
    """The edges without any one of which the verdict would be another, and that other.

    Such an edge is in every cycle that the verdict rests on, so only those of any one of them are tried.
    """
    now = verdict(graph)
    found: dict[str, OrderVerdict] = {}
    known = {edge.id for edge in graph.edges}
    for arrow in _witness(graph, now):
        budget.check()
        otherwise = verdict(graph, {arrow.edge}) if arrow.edge in known else now
        if otherwise != now:
            found[arrow.edge] = otherwise
    return {name: found[name] for name in in_natural_order(found)}


def _witness(graph: OrderGraph, now: OrderVerdict) -> tuple[Arrow, ...]:
    """One cycle that a verdict rests on."""
    if now == "no deadlock":
        return ()
    if now == "pure sequence":
        return bad_cycles(graph.arrows)[0]
    if now == "structure":
        return bad_cycles([arrow for arrow in graph.arrows if arrow.firm], without=graph.splittable)[0]
    return bad_cycles(graph.arrows, _demanded(graph.arrows), graph.splittable)[0]
