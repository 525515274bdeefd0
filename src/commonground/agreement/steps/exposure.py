"""Exposure: who has done something that cannot be undone while the answer to it is still to come.

After each stage of a schedule, and for each side alike:

    uncovered   an irreversible step of the side is done, and not all of its declared counterparts (`covered_by`) are
    shifted     the steps done that shift power, by the side that does them

A schedule puts each step as early as its order allows, which may expose a side without need. So exposure that the order
*forces* is told apart: an irreversible step that some counterpart has to come after, in whatever schedule.

A step that is split counts as done, where it exposes, from its first phase on, and where it covers, only with its
last. An irreversible step for which the case declares no counterpart is *undeclared*: whether it is covered is unknown,
and it counts neither way. Steps for which the case does not say whose they are stand under "not said".

Exposure needs no preferences, only what the case says of steps, and is no prediction: it does not say that anybody
would use it. That a bargain is fragile where steps shift power or cannot be undone is in the literature (Fearon, Int.
Org. 49, 1995; Powell, Int. Org. 60, 2006); counting it in stages of a schedule is ours. Stages are no measure of time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from commonground.agreement.steps.graph import node
from commonground.agreement.steps.schedule import Schedule
from commonground.case.model import Case, Step

__all__ = ["NOT_SAID", "Exposed", "Exposure", "exposure"]

NOT_SAID = "not said"
BySide = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Exposed:
    """How things stand after one stage."""

    uncovered: BySide
    shifted: BySide

    def to_dict(self) -> dict[str, Any]:
        return {"uncovered": _plain(self.uncovered), "shifted": _plain(self.shifted)}


@dataclass(frozen=True, slots=True)
class Exposure:
    """Exposure after each stage, and for how many stages each step stands uncovered."""

    stages: tuple[Exposed, ...]
    uncovered: Mapping[str, Mapping[str, int]]  # side -> step -> stages
    forced: BySide  # steps that stand uncovered in every schedule of this order
    undeclared: tuple[str, ...]

    @property
    def total(self) -> tuple[int, int]:
        """Steps exposed by force, and stages of exposure, over all sides: only for listing orders, never a verdict."""
        forced = sum(len(steps) for steps in self.forced.values())
        return forced, sum(count for steps in self.uncovered.values() for count in steps.values())

    def to_dict(self) -> dict[str, Any]:
        return {
            "stages": [stage.to_dict() for stage in self.stages],
            "uncovered": {side: dict(steps) for side, steps in self.uncovered.items()},
            "forced": _plain(self.forced),
            "undeclared": list(self.undeclared),
        }


def exposure(case: Case, schedule: Schedule, phases: Mapping[str, tuple[str, ...]]) -> Exposure:
    """The exposure of each side in a schedule, in which the steps of ``phases`` are split."""
    done: set[str] = set()
    after: list[Exposed] = []
    counts: dict[str, dict[str, int]] = {side: {} for side in _sides(case)}
    for stage in schedule.stages:
        done.update(name for moment in stage for name in moment)
        begun = {step.id for step in case.steps.values() if _nodes(step.id, phases)[0] in done}
        ended = {step.id for step in case.steps.values() if _nodes(step.id, phases)[-1] in done}
        bare = [
            s for s in case.steps.values() if s.irreversible and s.id in begun and not ended.issuperset(s.covered_by)
        ]
        for step in bare:
            steps = counts[step.by or NOT_SAID]
            steps[step.id] = steps.get(step.id, 0) + 1
        shifting = (step for step in case.steps.values() if step.shifts_power and step.id in begun)
        after.append(Exposed(_by_side(case, bare), _by_side(case, shifting)))
    return Exposure(
        stages=tuple(after),
        uncovered=MappingProxyType({side: MappingProxyType(steps) for side, steps in counts.items()}),
        forced=_by_side(case, _forced(case, schedule, phases)),
        undeclared=tuple(step.id for step in case.steps.values() if step.irreversible and not step.covered_by),
    )


def _forced(case: Case, schedule: Schedule, phases: Mapping[str, tuple[str, ...]]) -> list[Step]:
    import networkx as nx

    at = {name: moment for stage in schedule.stages for moment in stage for name in moment}
    graph: nx.DiGraph[tuple[str, ...]] = nx.DiGraph()
    graph.add_nodes_from(at.values())
    graph.add_edges_from((at[a.tail], at[a.head]) for a in schedule.arrows if at[a.tail] != at[a.head])
    found = []
    for step in case.steps.values():
        if step.irreversible:
            later = nx.descendants(graph, at[_nodes(step.id, phases)[0]])
            if any(at[_nodes(other, phases)[-1]] in later for other in step.covered_by):
                found.append(step)
    return found


def _nodes(step: str, phases: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [node(step, phase) for phase in phases[step]] if step in phases else [step]


def _sides(case: Case) -> list[str]:
    """The table, whoever else does a step, and "not said" where a step that matters is nobody's."""
    named = [party.id for party in case.table]
    named += [step.by for step in case.steps.values() if step.by is not None]
    matter = any(step.by is None and (step.irreversible or step.shifts_power) for step in case.steps.values())
    return list(dict.fromkeys([*named, *([NOT_SAID] if matter else [])]))


def _by_side(case: Case, steps: Iterable[Step]) -> BySide:
    found: dict[str, list[str]] = {side: [] for side in _sides(case)}
    for step in steps:
        found[step.by or NOT_SAID].append(step.id)
    return MappingProxyType({side: tuple(ids) for side, ids in found.items()})


def _plain(sides: BySide) -> dict[str, list[str]]:
    return {side: list(ids) for side, ids in sides.items()}
