"""The order of steps: what waits for what in a circle, what would end it, and who would be exposed on the way.

The parts stand in modules of their own: the graph in ``order_graph``, cycles in ``order_cycles``, the kinds of deadlock
in ``order_verdict``, repairs in ``order_repairs``, schedules in ``order_schedule``, exposure in ``exposure``, and steps
done in turns in ``tranches``. Here they are asked, within one budget. The verdict takes linear time and is never cut
short; listing all cycles and finding the least repairs can be hard, and what was cut short is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from time import monotonic
from types import MappingProxyType
from typing import Any, TypeVar

from commonground.agreement.solving.budget import Budget, OutOfTime, budget_of
from commonground.agreement.solving.question import natural
from commonground.agreement.steps.cycles import cycles
from commonground.agreement.steps.exposure import Exposure, exposure
from commonground.agreement.steps.graph import OrderGraph, arrow_of_phases, node, order_graph
from commonground.agreement.steps.repairs import Front, Knots, Way, some_repair
from commonground.agreement.steps.results import EdgeRecord, OrderReport, PartyOrder, Repair, Share
from commonground.agreement.steps.schedule import Schedule, schedule
from commonground.agreement.steps.split import asked_splits
from commonground.agreement.steps.tranches import tranches as in_turns
from commonground.agreement.steps.verdict import OrderVerdict, surviving, turns_on, verdict
from commonground.agreement.whole.grounds import Evidence
from commonground.case.evidence import statements_of, told_only_by
from commonground.case.frame import frame_of
from commonground.case.model import Case, Edge

__all__ = ["order"]

Answer = TypeVar("Answer")
STRUCTURAL = "structural"


def order(
    case: Case,
    *,
    split: str | Iterable[str] = (),
    tranches: int = 2,
    budget: Budget | float | None = 10.0,
) -> OrderReport:
    """Whether the order of steps is itself the deadlock, how it could be repaired, and who would be exposed.

    Parameters
    ----------
    case
        A loaded case with steps and an order.
    split
        Steps to take as split from the start: ``"ST"``, or ``"ST: O3=final, O5=framework"`` to say at which phase an
        edge is aimed.
    tranches
        In how many parts a divisible step is shown when two steps are done in turns.
    budget
        Seconds after which what is left is told as not computed; None for no limit.

    Raises
    ------
    UsageError
        A split that makes no sense, a number of tranches below two, a budget that is no number of seconds.

    Examples
    --------
    >>> from commonground.case import load
    >>> report = order(load("istanbul-2025"))
    >>> len(report.cycles), report.pure_sequence, report.surviving
    (4, False, (('O2', 'O6'),))
    """
    started = monotonic()
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    words = (split,) if isinstance(split, str) else tuple(split)
    graph = order_graph(case, asked_splits(case, words))
    turns = in_turns(graph, tranches)
    search = _Search(graph, limit)
    repairs = search.repairs()
    told = verdict(graph)
    whole = schedule(graph) if told == "no deadlock" else repairs[0].schedule if repairs else None
    return OrderReport(
        **frame_of(case),
        parties=tuple(party.id for party in case.table),
        edges=_records(graph),
        left_out=graph.left_out,
        verdict=told,
        cycles=tuple(tuple(arrow.edge for arrow in cycle) for cycle in search.cycles.cycles),
        surviving=search.surviving.sets,
        surviving_through=search.surviving.through,
        turns_on=search.turns_on,
        pareto=search.front.points,
        repairs=repairs,
        minimal_drops=search.minimal_drops,
        alone=search.alone,
        schedule=whole,
        exposure=repairs[0].exposure if repairs else _exposure(graph, whole, ()),
        orders=_orders(graph),
        tranches=turns,
        not_computed=tuple(search.missing),
        parameters={"split": list(words), "tranches": tranches},
        elapsed=monotonic() - started,
    )


class _Search:
    """The answers of one graph that may take time, each within its part of the budget; what is cut short is named."""

    def __init__(self, graph: OrderGraph, limit: Budget) -> None:
        self._graph = graph
        self.missing: dict[str, None] = {}
        self.cycles = cycles(graph.arrows, limit.part(0.1))
        self._note("cycles", whole=self.cycles.exhaustive)
        self.surviving = surviving(graph, limit.part(0.1))
        self._note("surviving", whole=self.surviving.exhaustive)
        without: dict[str, OrderVerdict] = {}
        self.turns_on = self._attempt("turns_on", lambda: turns_on(graph, limit.part(0.2)), without)
        self.front = Front((), (), exhaustive=True)
        self.minimal_drops: tuple[tuple[str, ...], ...] = ()
        self.alone: Mapping[str, tuple[str, ...] | None] = {}
        if verdict(graph) in ("pure sequence", "substance"):
            self._repair(Knots(graph), limit)

    def _repair(self, knots: Knots, limit: Budget) -> None:
        fewest = self._attempt("repairs", lambda: knots.fewest_drops(limit.part(0.4)), None)
        own = limit.part(0.3)
        self.alone = self._attempt("alone", lambda: self._alone(knots, own), {})
        self.front = knots.front(limit.part(0.7), fewest)
        self._note("repairs", whole=self.front.exhaustive)
        whole = False
        if fewest is not None or "repairs" not in self.missing:  # else even a single one is out of reach
            self.minimal_drops, whole = knots.minimal_drops(limit)
        self._note("minimal_drops", whole=whole)

    def _alone(self, knots: Knots, budget: Budget) -> dict[str, tuple[str, ...] | None]:
        edges = self._graph.edges
        return {p.id: knots.alone([e.id for e in edges if e.party == p.id], budget) for p in self._graph.case.table}

    def repairs(self) -> tuple[Repair, ...]:
        """All repairs found, with fewer drops, softenings and splits first, then the less exposed."""
        ways: Sequence[Way] = self.front.ways
        least = bool(ways)
        if not ways and verdict(self._graph) in ("pure sequence", "substance") and "repairs" in self.missing:
            rough = some_repair(self._graph)
            ways = [rough] if schedule(self._graph, rough.drop) is not None else []
        made = [_repair(self._graph, way, least=least) for way in ways]
        return tuple(sorted(made, key=lambda repair: (repair.counts, repair.exposure.total, _names(repair))))

    def _attempt(self, name: str, question: Callable[[], Answer], otherwise: Answer) -> Answer:
        try:
            return question()
        except OutOfTime:
            self.missing[name] = None
            return otherwise

    def _note(self, name: str, *, whole: bool) -> None:
        if not whole:
            self.missing[name] = None


def _names(repair: Repair) -> list[Any]:
    return [natural(name) for name in (*repair.drop, *repair.soften, *repair.split)]


def _repair(graph: OrderGraph, way: Way, *, least: bool) -> Repair:
    made = schedule(graph, way.drop, way.soften, way.split)
    if made is None:  # a repair is one because its order is possible
        raise AssertionError(way)
    split = tuple(sorted((*graph.asked.phases, *way.split), key=natural))
    return Repair(
        drop=way.drop,
        soften=way.soften,
        split=split,
        by_party=_by_party(graph, way, made),
        at_once=tuple(moment for stage in made.stages for moment in stage if len(moment) > 1),
        schedule=made,
        exposure=exposure(graph.case, made, _phases(graph, way.split)),
        least=least,
    )


def _phases(graph: OrderGraph, split: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {**graph.asked.phases, **{step: graph.splittable[step] for step in split}}


def _exposure(graph: OrderGraph, made: Schedule | None, split: Iterable[str]) -> Exposure | None:
    return None if made is None else exposure(graph.case, made, _phases(graph, split))


def _by_party(graph: OrderGraph, way: Way, made: Schedule) -> Mapping[str, Share]:
    parties = {edge.id: edge.party or STRUCTURAL for edge in graph.edges}

    def of(party: str, ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in ids if parties[name] == party)

    shares = [party.id for party in graph.case.table] + [STRUCTURAL]
    reaimed = sorted(made.reaimed, key=natural)
    return MappingProxyType({p: Share(of(p, way.drop), of(p, way.soften), of(p, reaimed)) for p in shares})


def _orders(graph: OrderGraph) -> Mapping[str, PartyOrder]:
    """For each party at the table, the order as it alone would have it; nothing softened, only the splits asked for."""
    made: dict[str, PartyOrder] = {}
    for party in graph.case.table:
        others = [e.id for e in graph.edges if e.kind == "demanded" and e.party != party.id]
        own = tuple(edge.id for edge in graph.edges if edge.id not in others)
        found = schedule(graph, drop=others)
        made[party.id] = PartyOrder(own, found, _exposure(graph, found, ()))
    return MappingProxyType(made)


def _records(graph: OrderGraph) -> Mapping[str, EdgeRecord]:
    case = graph.case
    records = {
        edge.id: _record(case, edge, graph.settled.get(edge.id))
        for edge in sorted(case.order.values(), key=lambda each: natural(each.id))
    }
    for step, phases in graph.asked.phases.items():
        for earlier, later in pairwise(phases):
            name = arrow_of_phases(step, earlier, later)
            records[name] = _of_phases(name, node(step, earlier), node(step, later))
    return MappingProxyType(records)


def _record(case: Case, edge: Edge, settled: str | None) -> EdgeRecord:
    known = {statement.id: statement for statement in statements_of(case, edge)}
    evidence = (
        Evidence(name, known[name].document, known[name].speaker, known[name].status)
        if name in known
        else Evidence(name, None, None, None)
        for name in edge.evidence
    )
    return EdgeRecord(
        id=edge.id,
        before=edge.before,
        after=edge.after,
        party=edge.party,
        kind=edge.kind,
        settled=settled,
        evidence=tuple(evidence),
        as_told_by=edge.as_told_by,
        told_only_by=told_only_by(case, edge),
        note=edge.note,
        layer=edge.layer,
        hypothesis=edge.hypothesis,
    )


def _of_phases(name: str, earlier: str, later: str) -> EdgeRecord:
    return EdgeRecord(
        id=name,
        before=earlier,
        after=later,
        party=None,
        kind="phases",
        settled=None,
        evidence=(),
        as_told_by=None,
        told_only_by=None,
        note=None,
        layer=None,
        hypothesis=False,
    )
