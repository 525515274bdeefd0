"""Repairs of an impossible order, in grades, compared without weights.

A *repair* drops some demanded edges, softens some to "not later than", and splits some steps into the phases that the
case gives them, so that an order becomes possible. Take a cycle C and a strict arrow e of it. The repair has to drop an
edge of C, or split a step of C, or, if e is demanded, soften e: a set of things one of which must be done. Repairs are
the sets that meet all of these, so the smallest are minimum hitting sets, and the sets to meet are made when a
candidate turns out to leave a cycle (implicit hitting sets: Moreno-Centeno and Karp, Oper. Res. 61, 2013). Structural
edges are never dropped or softened; a split may re-aim them, since what was said of a whole step now has to be said of
its parts.

Repairs are compared by how many edges they drop, how many they soften and how many steps they split: one is *better*
than another if it is so in one of the three and worse in none. What is listed is the *Pareto front*, all repairs that
none is better than. No number weighs a dropped edge against a softened one, and none says which side should give way:
beside the front stand all minimal sets of edges to drop, and what each party could do alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from commonground.agreement.solving.budget import Budget, OutOfTime
from commonground.agreement.solving.fewest import Fewest
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.solving.question import in_natural_order, natural
from commonground.agreement.steps.cycles import bad_cycles
from commonground.agreement.steps.graph import Arrow, OrderGraph, knotted

__all__ = ["Front", "Knots", "Way", "some_repair"]

Counts = tuple[int, int, int]
KINDS = ("drop", "soften", "split")
CAP = 200  # repairs listed in all


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """What a repair does: ids of edges, ids of edges, ids of steps."""

    drop: tuple[str, ...]
    soften: tuple[str, ...]
    split: tuple[str, ...]

    @property
    def counts(self) -> Counts:
        return len(self.drop), len(self.soften), len(self.split)


@dataclass(frozen=True, slots=True)
class Front:
    """The Pareto front: its points and the repairs found at them; ``exhaustive`` if these are all."""

    points: tuple[Counts, ...]
    ways: tuple[Way, ...]
    exhaustive: bool


class _Candidates(Fewest):
    """Which things a best model does, also those that are not counted."""

    def model(self) -> frozenset[int]:
        return frozenset(self._solver.model or ())


class Knots:
    """The sets that every repair of one graph has to meet, as far as they are known."""

    def __init__(self, graph: OrderGraph) -> None:
        self._graph = graph
        inside = knotted(graph.arrows)
        free = in_natural_order({arrow.edge for arrow in inside if not arrow.firm})
        steps = {arrow.tail for arrow in inside}
        parts: Mapping[str, Sequence[str]] = {
            "drop": free,
            "soften": free,
            "split": [step for step in graph.splittable if step in steps],
        }
        every = ((kind, name) for kind in KINDS for name in parts[kind])
        self._numbers = {item: number for number, item in enumerate(every, 1)}
        self._items = {number: item for item, number in self._numbers.items()}
        self._of = {kind: [self._numbers[kind, name] for name in parts[kind]] for kind in KINDS}
        self._sets: dict[tuple[int, ...], None] = {}
        self._learn(self._missed(Way((), (), ())))

    def _missed(self, way: Way) -> list[tuple[int, ...]]:
        """Sets that a candidate does not meet; none, and it is a repair."""
        dropped = set(way.drop)
        kept = [arrow for arrow in self._graph.arrows if arrow.edge not in dropped]
        return [found for cycle in bad_cycles(kept, set(way.soften), set(way.split)) for found in self._to_meet(cycle)]

    def _to_meet(self, cycle: Sequence[Arrow]) -> Iterator[tuple[int, ...]]:
        demanded = [arrow.edge for arrow in cycle if not arrow.firm]
        both = {self._numbers["drop", edge] for edge in demanded}
        both |= {self._numbers["split", arrow.tail] for arrow in cycle if ("split", arrow.tail) in self._numbers}
        if len(demanded) < len(cycle):  # a structural arrow stays strict, whatever is softened
            yield tuple(sorted(both))
        else:
            yield from (tuple(sorted(both | {self._numbers["soften", edge]})) for edge in demanded)

    def _learn(self, sets: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
        new = [found for found in sets if found not in self._sets]
        self._sets.update(dict.fromkeys(new))
        return new

    def _way(self, true: Collection[int]) -> Way:
        names = [self._items[number] for number in true if number in self._items]
        return Way(*(in_natural_order(name for kind, name in names if kind == each) for each in KINDS))

    def _bounds(self, most: Mapping[str, int], allowed: Collection[int] | None) -> tuple[list[list[int]], int]:
        """At most so many of a kind, as clauses; and, if given, nothing but what is allowed."""
        from pysat.card import CardEnc, EncType

        top = len(self._items)
        clauses: list[list[int]] = []
        for kind, bound in most.items():
            if bound <= 0:
                clauses += [[-number] for number in self._of[kind]]
            elif bound < len(self._of[kind]):
                made = CardEnc.atmost(self._of[kind], bound, top_id=top, encoding=EncType.totalizer)
                clauses += made.clauses
                top = max(top, made.nv)
        if allowed is not None:
            clauses += [[-number] for number in self._items if number not in allowed]
        return clauses, top

    def least(
        self, kind: str, most: Mapping[str, int], budget: Budget, allowed: Collection[int] | None = None
    ) -> Way | None:
        """A repair with the fewest of one kind, the others bounded; None if there is none."""
        return next(self._ascending(kind, most, budget, allowed), None)

    def _ascending(
        self, kind: str, most: Mapping[str, int], budget: Budget, allowed: Collection[int] | None = None
    ) -> Iterator[Way]:
        """Repairs, those with fewer of one kind first, none that does all that an earlier one of that kind does."""
        bounds, top = self._bounds(most, allowed)
        wishes = [-number for number in self._of[kind]]
        with _Candidates([*map(list, self._sets), *bounds], wishes, top) as problem:
            while (given_up := problem.given_up(budget)) is not None:
                way = self._way(problem.model() & self._items.keys())
                new = self._learn(self._missed(way))
                if not new:
                    yield way
                    if not given_up:
                        return
                    new = [tuple(given_up)]
                for clause in new:
                    problem.require(clause)

    def fewest_drops(self, budget: Budget) -> Way | None:
        """A repair that only drops edges, as few as possible."""
        return self.least("drop", {"soften": 0, "split": 0}, budget)

    def minimal_drops(self, budget: Budget, cap: int = 100) -> tuple[tuple[tuple[str, ...], ...], bool]:
        """The minimal sets of edges to drop, smaller ones first, and whether these are all."""
        found: list[tuple[str, ...]] = []
        try:
            for way in self._ascending("drop", {"soften": 0, "split": 0}, budget):
                if len(found) == cap:
                    return tuple(found), False
                found.append(way.drop)
        except OutOfTime:
            return tuple(found), False
        return tuple(sorted(found, key=lambda ids: (len(ids), [natural(name) for name in ids]))), True

    def alone(self, edges: Collection[str], budget: Budget) -> tuple[str, ...] | None:
        """The fewest of these edges whose dropping is enough; None if not even all of them are."""
        own = {self._numbers["drop", edge] for edge in edges if ("drop", edge) in self._numbers}
        way = self.least("drop", {"soften": 0, "split": 0}, budget, own)
        return None if way is None else way.drop

    def front(self, budget: Budget, known: Way | None = None) -> Front:
        """The Pareto front, point by point, at least one repair for each point."""
        found: dict[Way, None] = {} if known is None else {known: None}
        exhaustive = True
        search = budget.part(0.7)
        try:
            for splits in range(len(self._of["split"]) + 1):
                for way in self._slice(splits, search):
                    found[way] = None
        except OutOfTime:
            exhaustive = False
        points = {way.counts for way in found}
        best = sorted(point for point in points if not any(_better(other, point) for other in points))
        ways = {way: None for way in found if way.counts in best}
        try:
            for number, point in enumerate(best):
                share = max(1, (CAP - len(ways)) // (len(best) - number))
                some = self._at(point, budget, share + 1)
                exhaustive &= len(some) <= share
                ways |= dict.fromkeys(some[:share])
        except OutOfTime:
            exhaustive = False
        return Front(tuple(best), tuple(sorted(ways, key=_place)), exhaustive)

    def _slice(self, splits: int, budget: Budget) -> Iterator[Way]:
        """A repair for each point of the front in dropped and softened edges, with at most so many splits."""
        softened = len(self._of["soften"])
        while True:
            fewest = self.least("drop", {"soften": softened, "split": splits}, budget)
            if fewest is None:
                return
            dropped = len(fewest.drop)
            way = self.least("soften", {"drop": dropped, "split": splits}, budget)
            if way is None:  # cannot be: `fewest` is one
                return
            yield way
            if not way.soften:
                return
            softened = len(way.soften) - 1

    def _at(self, point: Counts, budget: Budget, cap: int) -> list[Way]:
        """The repairs at a point of the front, at most ``cap``."""
        bounds, _ = self._bounds(dict(zip(KINDS, point, strict=True)), None)
        found: list[Way] = []
        with Oracle([*map(list, self._sets), *bounds], budget) as oracle:
            while len(found) < cap and oracle.satisfiable(()):
                true = sorted(oracle.model() & self._items.keys())
                way = self._way(true)
                new = self._learn(self._missed(way))
                if not new:
                    found.append(way)
                    new = [tuple(-number for number in true)]
                oracle.add(new)
        return found


def some_repair(graph: OrderGraph) -> Way:
    """A minimal repair that only drops edges, not shown to be a smallest: for when time is short.

    All demanded edges in a circle are dropped, then taken back one after the other, the parties in turn, where an order
    stays possible.
    """
    import networkx as nx

    by_party: dict[str | None, list[str]] = {}
    inside = {arrow.edge for arrow in knotted(graph.arrows) if not arrow.firm}
    for edge in graph.edges:
        if edge.id in inside:
            by_party.setdefault(edge.party, []).append(edge.id)
    ends = {arrow.edge: arrow for arrow in graph.arrows}
    kept: nx.DiGraph[str] = nx.DiGraph()
    kept.add_edges_from((arrow.tail, arrow.head) for name, arrow in ends.items() if name not in inside)
    dropped = []
    for name in chain.from_iterable(zip_longest(*by_party.values())):
        if name is not None:
            arrow = ends[name]
            kept.add_nodes_from((arrow.tail, arrow.head))
            if nx.has_path(kept, arrow.head, arrow.tail):
                dropped.append(name)
            else:
                kept.add_edge(arrow.tail, arrow.head)
    return Way(in_natural_order(dropped), (), ())


def _better(one: Counts, other: Counts) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def _place(way: Way) -> tuple[Counts, list[object]]:
    return way.counts, [natural(name) for name in (*way.drop, *way.soften, *way.split)]
