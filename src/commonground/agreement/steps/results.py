"""What an analysis of the order of steps answers, as frozen records.

``to_dict`` is the contract of ``commonground order --json``: names may be added, none change their meaning. It holds
nothing that differs between two runs on the same case, unless a budget of time ran out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commonground.agreement.steps.exposure import Exposure
from commonground.agreement.steps.schedule import Schedule, Stages
from commonground.agreement.steps.tranches import Tranches
from commonground.agreement.steps.verdict import OrderVerdict
from commonground.agreement.whole.grounds import Evidence
from commonground.case.frame import Framed

__all__ = ["EdgeRecord", "OrderReport", "PartyOrder", "Repair", "Share"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeRecord:
    """An edge, whose it is, and what it rests on."""

    id: str
    before: str
    after: str
    party: str | None
    kind: str
    settled: str | None  # "met" or "overtaken": it constrains nothing any more
    evidence: tuple[Evidence, ...]
    as_told_by: str | None
    told_only_by: str | None
    note: str | None
    layer: str | None
    hypothesis: bool

    def to_dict(self) -> dict[str, Any]:
        return {
            "before": self.before,
            "after": self.after,
            "party": self.party,
            "kind": self.kind,
            "settled": self.settled,
            "evidence": [item.to_dict() for item in self.evidence],
            "unsourced": not self.evidence,
            "as_told_by": self.as_told_by,
            "told_only_by": self.told_only_by,
            "layer": self.layer,
            "hypothesis": self.hypothesis,
        }


@dataclass(frozen=True, slots=True)
class Share:
    """What a repair does to the edges of one party, or to the structural ones."""

    drop: tuple[str, ...]
    soften: tuple[str, ...]
    reaim: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"drop": list(self.drop), "soften": list(self.soften), "reaim": list(self.reaim)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One way to make an order possible, whose edges it touches, and the schedule that it leaves."""

    drop: tuple[str, ...]
    soften: tuple[str, ...]
    split: tuple[str, ...]
    by_party: Mapping[str, Share]  # every party at the table, and "structural"
    at_once: tuple[tuple[str, ...], ...]  # steps that softened edges tie to one moment
    schedule: Schedule
    exposure: Exposure
    least: bool  # on the Pareto front; False: found in short time, and some other may do less

    @property
    def counts(self) -> tuple[int, int, int]:
        return len(self.drop), len(self.soften), len(self.split)

    def to_dict(self) -> dict[str, Any]:
        return {
            "drop": list(self.drop),
            "soften": list(self.soften),
            "split": list(self.split),
            "reaim": {edge: dict(ends) for edge, ends in self.schedule.reaimed.items()},
            "reaim_forced": self.schedule.forced,
            "by_party": {party: share.to_dict() for party, share in self.by_party.items()},
            "at_once": [list(steps) for steps in self.at_once],
            "schedule": _stages(self.schedule.stages),
            "exposure": self.exposure.to_dict(),
            "least": self.least,
        }


@dataclass(frozen=True, slots=True)
class PartyOrder:
    """The order as one party wants it: its own demands and the structural edges; no schedule if these are a circle."""

    edges: tuple[str, ...]
    schedule: Schedule | None
    exposure: Exposure | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "edges": list(self.edges),
            "schedule": None if self.schedule is None else _stages(self.schedule.stages),
            "exposure": None if self.exposure is None else self.exposure.to_dict(),
        }


@dataclass(frozen=True, kw_only=True)
class OrderReport(Framed):
    """Whether the order of steps is itself the deadlock, how it could be repaired, and who would be exposed."""

    parties: tuple[str, ...]
    edges: Mapping[str, EdgeRecord] = field(repr=False)  # all of the case, and the order of phases split as asked
    left_out: tuple[str, ...]  # edges of parties outside the table
    verdict: OrderVerdict
    cycles: tuple[tuple[str, ...], ...]
    surviving: tuple[tuple[str, ...], ...]
    surviving_through: tuple[tuple[str, ...], ...]  # the structural edges that tie each of them
    turns_on: Mapping[str, OrderVerdict]  # edge -> the verdict without it
    pareto: tuple[tuple[int, int, int], ...]  # dropped, softened, split
    repairs: tuple[Repair, ...] = field(repr=False)
    minimal_drops: tuple[tuple[str, ...], ...] = field(repr=False)
    alone: Mapping[str, tuple[str, ...] | None]  # party -> fewest own edges whose dropping is enough; None: none are
    schedule: Schedule | None = field(repr=False)  # of the order as it is, or of the first repair; None: there is none
    exposure: Exposure | None = field(repr=False)  # in that schedule
    orders: Mapping[str, PartyOrder] = field(repr=False)
    tranches: tuple[Tranches, ...] = field(repr=False)
    not_computed: tuple[str, ...]  # answers that are missing or not shown to be complete
    parameters: Mapping[str, Any] = field(repr=False)
    elapsed: float = field(repr=False, compare=False)  # seconds; not in to_dict

    @property
    def pure_sequence(self) -> bool:
        """Whether there is a deadlock, and one that no demand has to be dropped for."""
        return self.verdict == "pure sequence"

    @property
    def exhaustive(self) -> bool:
        """Whether every answer was settled: no time ran out and no cap was reached."""
        return not self.not_computed

    def __repr__(self) -> str:
        open_end = "" if self.exhaustive else ", not exhaustive"
        return f"<OrderReport {self.case}: {self.verdict}, {len(self.cycles)} cycles{open_end}>"

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.frame(),
            "parties": list(self.parties),
            "verdict": self.verdict,
            "pure_sequence": self.pure_sequence,
            "cycles": [list(ids) for ids in self.cycles],
            "surviving": [list(ids) for ids in self.surviving],
            "surviving_through": [list(ids) for ids in self.surviving_through],
            "turns_on": dict(self.turns_on),
            "pareto": [list(point) for point in self.pareto],
            "repairs": [repair.to_dict() for repair in self.repairs],
            "minimal_drops": [list(ids) for ids in self.minimal_drops],
            "alone": {party: None if ids is None else list(ids) for party, ids in self.alone.items()},
            "schedule": [] if self.schedule is None else _stages(self.schedule.stages),
            "exposure": None if self.exposure is None else self.exposure.to_dict(),
            "orders": {party: order.to_dict() for party, order in self.orders.items()},
            "tranches": [pair.to_dict() for pair in self.tranches],
            "edges": {name: record.to_dict() for name, record in self.edges.items()},
            "left_out": list(self.left_out),
            "exhaustive": self.exhaustive,
            "not_computed": list(self.not_computed),
            "parameters": dict(self.parameters),
        }


def _stages(stages: Stages) -> list[list[list[str]]]:
    return [[list(moment) for moment in stage] for stage in stages]
