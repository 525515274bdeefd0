"""At which level could it be agreed: what level vectors contain, who could open it, what each level may do.

Three questions that are easily taken for one. *Contains* asks which levels' own mandates leave a zone
(``ranks.contains``), *opening* which level owns enough clauses to make one
(``ranks.ownership``), *powers* what the record says those levels may do at a table
(``ranks.powers``). An answer to one is no answer to another, and "unknown" is an answer to each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commonground.agreement.ranks.contains import Contains, contains
from commonground.agreement.ranks.ownership import Opening, Ownership, joint_levels, opening, ownership
from commonground.agreement.ranks.powers import Powers, powers
from commonground.agreement.solving.budget import UNLIMITED, Budget, OutOfTime, budget_of
from commonground.agreement.solving.question import Question, ask, in_natural_order
from commonground.agreement.solving.targets import targets_of
from commonground.agreement.whole.grounds import ClauseRecord, clause_record
from commonground.agreement.zones.zone import ZoneAnswer, zone
from commonground.case.frame import Framed, frame_of
from commonground.case.model import Case, Target

__all__ = ["LevelsAnswer", "LevelsReport", "levels"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsAnswer:
    """One target. None where the time ran out, and then named in ``not_computed``; also where there is no question:
    nobody has to open what is not excluded, and nobody can open what the meaning rules exclude.
    """

    name: str
    formula: str
    zone: ZoneAnswer | None
    contains: Contains | None
    openings: Mapping[str, Opening] | None
    joint: tuple[Mapping[str, str], ...] | None
    joint_exhaustive: bool | None
    not_computed: tuple[str, ...]

    @property
    def clauses(self) -> frozenset[str]:
        """The clauses named."""
        return frozenset(c for item in (self.openings or {}).values() for c in item.clauses)

    @property
    def exhaustive(self) -> bool:
        capped = self.joint_exhaustive is False or (self.contains is not None and not self.contains.exhaustive)
        return not self.not_computed and not capped

    def to_dict(self) -> dict[str, Any]:
        return {
            "formula": self.formula,
            "zone": self.zone.zone if self.zone else None,
            "by_meaning": self.zone.by_meaning if self.zone else None,
            "contains": self.contains.to_dict() if self.contains else None,
            "can_open": None if self.openings is None else {p: item.to_dict() for p, item in self.openings.items()},
            "can_open_jointly": None if self.joint is None else [dict(levels) for levels in self.joint],
            "exhaustive": self.exhaustive,
            "not_computed": list(self.not_computed),
        }


@dataclass(frozen=True, kw_only=True)
class LevelsReport(Framed):
    """Levels and powers of one round of a case."""

    parties: Mapping[str, tuple[str, ...]]  # at the table, with their levels, highest first
    targets: Mapping[str, LevelsAnswer] = field(repr=False)
    powers: Powers = field(repr=False)
    ownership: Mapping[str, Ownership] = field(repr=False)
    clauses: Mapping[str, ClauseRecord] = field(repr=False)
    parameters: Mapping[str, Any] = field(repr=False)

    @property
    def exhaustive(self) -> bool:
        return all(answer.exhaustive for answer in self.targets.values())

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.frame(),
            "parties": {party: list(own) for party, own in self.parties.items()},
            "targets": {name: answer.to_dict() for name, answer in self.targets.items()},
            "may": self.powers.to_dict(),
            "powers": {name: record.to_dict() for name, record in self.powers.records.items()},
            "ownership": {name: item.to_dict() for name, item in self.ownership.items()},
            "clauses": {name: record.to_dict() for name, record in self.clauses.items()},
            "exhaustive": self.exhaustive,
            "parameters": dict(self.parameters),
        }


def levels(
    case: Case,
    round: str | None = None,
    targets: Mapping[str, str] | None = None,
    budget: float | None = 10.0,
) -> LevelsReport:
    """At which levels each issue and each named target could be agreed, and what each level may do.

    >>> from commonground.case import load
    >>> report = levels(load("istanbul-2025"))
    >>> report.targets["full ceasefire"].openings["russia"].to_dict()
    {'level': 'leader', 'clauses': ['R1'], 'unique': True}
    >>> report.ownership["R1"].ground
    'said by the owner'
    """
    limit = budget_of(budget)
    question = ask(case, round)
    known = targets_of(case, targets)
    asked = list(dict.fromkeys((*(targets or {}), *case.targets, *case.issues)))
    answers = {name: _answer(question, known[name], limit.share(len(asked) - n)) for n, name in enumerate(asked)}
    clauses = in_natural_order(set().union(*(answer.clauses for answer in answers.values())))
    return LevelsReport(
        **frame_of(case, question.round),
        parties={party.id: party.levels for party in question.parties},
        targets=answers,
        powers=powers(case),
        ownership={name: ownership(case, case.clauses[name]) for name in clauses},
        clauses={name: clause_record(case, case.clauses[name]) for name in clauses},
        parameters={"round": round, "targets": dict(targets or {}), "budget": budget},
    )


def _answer(question: Question, item: Target, budget: Budget = UNLIMITED) -> LevelsAnswer:
    """What can be said of a target before the budget ends; the rest is named as not computed."""
    found: dict[str, Any] = dict.fromkeys(("zone", "contains", "openings", "joint", "joint_exhaustive"))
    missing = ["zone", "contains", "can_open", "can_open_jointly"]
    try:
        answer = found["zone"] = zone(question, item, budget)
        missing.remove("zone")
        if not answer.by_meaning:
            found["contains"] = contains(question, item, budget)
        missing.remove("contains")
        if answer.zone == "excluded" and not answer.by_meaning:
            found["openings"] = {party.id: opening(question, item, party, budget) for party in question.parties}
            missing.remove("can_open")
            found["joint"], found["joint_exhaustive"] = joint_levels(question, item, budget)
        missing.clear()
    except OutOfTime:
        pass
    return LevelsAnswer(name=item.id, formula=item.text, not_computed=tuple(missing), **found)
