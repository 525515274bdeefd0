"""What a named clause or acceptance rests on: its statements, and the source of each.

Every id in an answer leads to the object it names, from there to the statements it was read from, and from each of
these to the document and to whoever speaks there. An object without evidence is *unsourced*, and one known only from
another side's word says whose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonground.case.evidence import told_only_by
from commonground.case.model import Acceptance, Case, Clause, Judged
from commonground.statements import Statement

__all__ = ["AcceptanceRecord", "ClauseRecord", "Evidence", "acceptance_record", "clause_record"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement that something rests on; all else is None where the case does not hold the statement."""

    statement: str
    source: str | None  # the document
    speaker: str | None
    status: str | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "statement": self.statement,
            "source": self.source,
            "speaker": self.speaker,
            "status": self.status,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What clauses and acceptances have in common."""

    id: str
    party: str
    text: str
    round: str | None
    until: str | None
    evidence: tuple[Evidence, ...]
    as_told_by: str | None  # as the case says
    told_only_by: str | None  # as its statements show
    layer: str | None
    hypothesis: bool

    @property
    def unsourced(self) -> bool:
        return not self.evidence

    def to_dict(self) -> dict[str, Any]:
        return {
            "party": self.party,
            "text": self.text,
            "round": self.round,
            "until": self.until,
            "evidence": [item.to_dict() for item in self.evidence],
            "unsourced": self.unsourced,
            "as_told_by": self.as_told_by,
            "told_only_by": self.told_only_by,
            "layer": self.layer,
            "hypothesis": self.hypothesis,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRecord(Grounds):
    """A clause named in an answer."""

    level: str
    owner: str
    kind: str

    def to_dict(self) -> dict[str, Any]:
        return {"level": self.level, "owner": self.owner, "kind": self.kind, **Grounds.to_dict(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceRecord(Grounds):
    """An acceptance that an "accepted" rests on."""

    issue: str
    outcomes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"issue": self.issue, "outcomes": list(self.outcomes), **Grounds.to_dict(self)}


def clause_record(case: Case, clause: Clause) -> ClauseRecord:
    return ClauseRecord(**_common(case, clause), level=clause.level, owner=clause.owner, kind=clause.kind)


def acceptance_record(case: Case, acceptance: Acceptance) -> AcceptanceRecord:
    return AcceptanceRecord(**_common(case, acceptance), issue=acceptance.issue, outcomes=acceptance.outcomes)


def _common(case: Case, item: Clause | Acceptance) -> dict[str, Any]:
    return {
        "id": item.id,
        "party": item.party,
        "text": item.text,
        "round": item.round,
        "until": item.until,
        "evidence": _evidence(case, item),
        "as_told_by": item.as_told_by,
        "told_only_by": told_only_by(case, item),
        "layer": item.layer,
        "hypothesis": item.hypothesis,
    }


def _evidence(case: Case, item: Judged) -> tuple[Evidence, ...]:
    return tuple(_one(name, case.statements.get(name)) for name in item.evidence)


def _one(name: str, found: Statement | None) -> Evidence:
    if found is None:
        return Evidence(name, None, None, None)
    return Evidence(name, found.document, found.speaker, found.status)
