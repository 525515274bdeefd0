"""What an agreement analysis answers, as frozen records.

A value that is ``None`` for lack of time, an empty tuple likewise, is named in ``not_computed``; a ``None`` that is an
answer (no price: the party cannot open the zone by itself) is not. Within one field the parties stand together or not
at all, so that no side is shown without the other for want of a second's time.

``to_dict`` is the contract of ``commonground agree --json``: names may be added, none change their meaning. It holds
nothing that differs between two runs on the same case, unless a budget of time ran out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commonground.agreement.whole.grounds import AcceptanceRecord, ClauseRecord
from commonground.agreement.zones.movement import IssueClass, Movement
from commonground.agreement.zones.zone import ZoneValue
from commonground.case.frame import Framed

__all__ = ["AgreementReport", "IssueAnswer", "TargetAnswer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAnswer:
    """Everything asked about one target. Definitions stand in the module named after each field's question."""

    name: str
    formula: str
    zone: ZoneValue | None
    alone: ZoneValue | None
    by_meaning: bool | None
    alone_by_meaning: bool | None
    blocking_set: tuple[str, ...]
    blocking_set_smallest: bool | None
    keystones: tuple[str, ...]
    disjoint_blocking_sets: tuple[tuple[str, ...], ...]
    alone_blocking_set: tuple[str, ...]
    concession: tuple[str, ...]
    concession_unique: bool | None
    price: Mapping[str, int | None]
    price_clauses: Mapping[str, tuple[str, ...] | None]
    price_unique: Mapping[str, bool | None]
    price_alone: Mapping[str, int | None]
    price_alone_clauses: Mapping[str, tuple[str, ...] | None]
    can_open: Mapping[str, str | None]
    example: Mapping[str, str] | None
    acceptances: tuple[str, ...]
    not_computed: tuple[str, ...]

    @property
    def exhaustive(self) -> bool:
        """Whether everything asked for was settled within the budget."""
        return not self.not_computed

    @property
    def clauses(self) -> frozenset[str]:
        """Every clause named in this answer."""
        sets = (self.blocking_set, self.keystones, self.alone_blocking_set, self.concession)
        priced = (*self.price_clauses.values(), *self.price_alone_clauses.values())
        return frozenset().union(*sets, *self.disjoint_blocking_sets, *(ids for ids in priced if ids))

    def to_dict(self) -> dict[str, Any]:
        return {
            "formula": self.formula,
            "zone": self.zone,
            "alone": self.alone,
            "by_meaning": self.by_meaning,
            "alone_by_meaning": self.alone_by_meaning,
            "blocking_set": list(self.blocking_set),
            "blocking_set_smallest": self.blocking_set_smallest,
            "keystones": list(self.keystones),
            "disjoint_blocking_sets": [list(ids) for ids in self.disjoint_blocking_sets],
            "alone_blocking_set": list(self.alone_blocking_set),
            "concession": list(self.concession),
            "concession_unique": self.concession_unique,
            "price": dict(self.price),
            "price_clauses": _listed(self.price_clauses),
            "price_unique": dict(self.price_unique),
            "price_alone": dict(self.price_alone),
            "price_alone_clauses": _listed(self.price_alone_clauses),
            "can_open": dict(self.can_open),
            "example": None if self.example is None else dict(self.example),
            "acceptances": list(self.acceptances),
            "exhaustive": self.exhaustive,
            "not_computed": list(self.not_computed),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueAnswer:
    """One issue: the zone of "it leaves its status quo", of each outcome, its class, how each side moved on it."""

    issue: str
    zone: ZoneValue | None
    alone: ZoneValue | None
    outcomes: Mapping[str, ZoneValue | None]
    label: IssueClass | None  # "class" in to_dict
    movements: tuple[Movement, ...] | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "zone": self.zone,
            "alone": self.alone,
            "outcomes": dict(self.outcomes),
            "class": self.label,
            "movement": None if self.movements is None else {item.party: _moved(item) for item in self.movements},
        }


@dataclass(frozen=True, kw_only=True)
class AgreementReport(Framed):
    """What can be agreed at one round of a case, what blocks the rest, and what would have to give."""

    parties: tuple[str, ...]
    issues: Mapping[str, IssueAnswer] = field(repr=False)
    targets: Mapping[str, TargetAnswer] = field(repr=False)
    together: tuple[tuple[str, ...], ...] = field(repr=False)
    together_exhaustive: bool
    clauses: Mapping[str, ClauseRecord] = field(repr=False)
    acceptances: Mapping[str, AcceptanceRecord] = field(repr=False)
    parameters: Mapping[str, Any] = field(repr=False)
    elapsed: float = field(repr=False, compare=False)  # seconds; not in to_dict

    @property
    def exhaustive(self) -> bool:
        """Whether every answer was settled: no time ran out and no cap was reached."""
        settled = all(answer.exhaustive for answer in self.targets.values())
        return settled and self.together_exhaustive and all(i.movements is not None for i in self.issues.values())

    def __repr__(self) -> str:
        counts = dict.fromkeys(("accepted", "not excluded", "excluded"), 0)
        for answer in self.issues.values():
            if answer.zone is not None:
                counts[answer.zone] += 1
        told = ", ".join(f"{count} {value}" for value, count in counts.items())
        at = "" if self.round is None else f", round {self.round}"
        open_end = "" if self.exhaustive else ", not exhaustive"
        return f"<AgreementReport {self.case}{at}: {len(self.issues)} issues ({told}){open_end}>"

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.frame(),
            "parties": list(self.parties),
            "issues": {issue: answer.to_dict() for issue, answer in self.issues.items()},
            "targets": {name: answer.to_dict() for name, answer in self.targets.items()},
            "together": [list(issues) for issues in self.together],
            "together_exhaustive": self.together_exhaustive,
            "clauses": {name: record.to_dict() for name, record in self.clauses.items()},
            "acceptances": {name: record.to_dict() for name, record in self.acceptances.items()},
            "exhaustive": self.exhaustive,
            "parameters": dict(self.parameters),
        }


def _listed(clauses: Mapping[str, tuple[str, ...] | None]) -> dict[str, list[str] | None]:
    return {party: None if ids is None else list(ids) for party, ids in clauses.items()}


def _moved(item: Movement) -> dict[str, Any]:
    return {
        "offers": list(item.offers),
        "first": list(item.first),
        "last": list(item.last),
        "off_status_quo": item.off_status_quo,
        "moved": item.moved,
    }
