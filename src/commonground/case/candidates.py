"""What confirmed statements may mean for a case: candidates, each open until a person chooses.

A statement says who does what about which issue; it does not say which outcome is meant. A *candidate* (ours) is an
entry of the case with *holes* where the record was not coded that finely: ``ceasefire = ?``. Each hole lists what may
stand in it, in the case's own words, and nothing is chosen beforehand. A candidate has one statement as its evidence,
so that what a person decides about one stretch of the record says nothing about another;
:mod:`commonground.case.taking` puts several statements behind one object where their formulas turn out the same.

What no candidate can be made of is listed with the reason. A statement that is already evidence for an object of the
same section (a mandate, an offer, and so on) proposes no other there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from commonground.case.candidate_rules import Drawn, Section, drawn_from
from commonground.case.evidence import other_voice, party_of
from commonground.case.holes import Hole, rounds_hole
from commonground.case.model import Case, Judged
from commonground.errors import Problem, UsageError, nearest_word
from commonground.logic import mentions
from commonground.statements import Act, Statement

__all__ = ["FEEDING", "Candidate", "Candidates", "Left", "candidate_named", "candidates_of"]

# The acts of which something can be made. A threat is a matter for the conflict part, a claim for nobody's mandate.
FEEDING: frozenset[Act] = frozenset(
    {"demand", "propose", "reject", "mandate", "condition", "accept", "commit", "concede"}
)
_STEMS: Mapping[Section, str] = MappingProxyType(
    {"mandates": "clause", "acceptances": "accept", "offers": "offer", "powers": "power", "order": "order"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a statement may stand for; open until somebody fills its holes."""

    id: str
    section: Section
    party: str
    drawn: Drawn  # the form of it, its pattern and its reason
    holes: tuple[Hole, ...]
    evidence: tuple[str, ...]
    told_by: str | None  # the other party on whose word alone it rests
    level: str | None  # of whoever's position it is; None: not said, so the party's highest
    round: str | None  # the last round dated on or before the day it was said; None: from the start, or not known
    beside: tuple[str, ...]  # objects of the same section, party and issue that the case has already

    @property
    def pattern(self) -> str:
        return self.drawn.pattern

    @property
    def reason(self) -> str:
        return self.drawn.reason

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "section": self.section,
            "party": self.party,
            "status": "open",
            "pattern": self.pattern,
            "holes": [hole.to_dict() for hole in self.holes],
            "evidence": list(self.evidence),
            "reason": self.reason,
            "told_by": self.told_by,
            "level": self.level,
            "round": self.round,
            "beside": list(self.beside),
        }


@dataclass(frozen=True, slots=True)
class Left:
    """A confirmed statement of which no candidate is made, and why."""

    statement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates of a case in the order of its statements, and what is to be known about them as a whole."""

    items: tuple[Candidate, ...]
    left: tuple[Left, ...]
    unconfirmed: int  # statements of such acts that nobody has confirmed; they propose nothing
    shares: Mapping[str, tuple[int, int]]  # party: candidates that rest on another side's word alone, and all

    def to_dict(self) -> dict[str, Any]:
        return {
            "candidates": [item.to_dict() for item in self.items],
            "left": [{"statement": left.statement, "reason": left.reason} for left in self.left],
            "unconfirmed": self.unconfirmed,
            "shares": {
                party: {"told_by_others": told, "candidates": total} for party, (told, total) in self.shares.items()
            },
        }


def candidates_of(case: Case) -> Candidates:
    """What the confirmed statements of ``case`` propose, and what they cannot."""
    items: list[Candidate] = []
    left: list[Left] = []
    used = _used(case)
    feeding = [statement for statement in case.statements.values() if statement.act in FEEDING]
    for statement in feeding:
        if not statement.counts:
            continue
        reason = _why_not(case, statement)
        drawn = () if reason else tuple(drawn_from(case, statement, party_of(case, statement.source) or ""))
        if reason or not drawn:
            left.append(Left(statement.id, reason or "nothing of this kind can be said of it with what the case has"))
        items += (_candidate(case, statement, each) for each in drawn if statement.id not in used[each.section])
    return Candidates(
        tuple(items), tuple(left), sum(each.status == "proposed" for each in feeding), _shares(case, items)
    )


def candidate_named(candidates: Candidates, name: str) -> Candidate:
    """The candidate of this id; UsageError where there is none."""
    known = {item.id: item for item in candidates.items}
    if name not in known:
        what = "There is no such candidate. One that was taken is a candidate no longer."
        nearest = nearest_word(name, known)
        raise UsageError(Problem(what, read=name, nearest=nearest, code="unknown-candidate"))
    return known[name]


def _used(case: Case) -> dict[str, frozenset[str]]:
    """By section, the statements that are evidence for something there already."""
    return {
        section: frozenset(name for item in _objects(case, section) for name in item.evidence) for section in _STEMS
    }


def _objects(case: Case, section: str) -> Iterator[Judged]:
    found: Mapping[str, Mapping[str, Judged]] = {
        "mandates": case.clauses,
        "acceptances": case.acceptances,
        "offers": case.offers,
        "powers": case.powers,
        "order": case.order,
    }
    yield from found[section].values()


def _why_not(case: Case, statement: Statement) -> str | None:
    """Why a statement, whatever its act, can propose nothing."""
    party = party_of(case, statement.source)
    if party is None:
        return f"“{statement.source}”, whose position it is, is no party of the case and speaks for none"
    if case.parties[party].role == "outside" and statement.act != "propose":
        return "its party is outside the table, and has no mandate there"
    if statement.modality == "questioned":
        return "it is asked and not asserted"
    if statement.issue is not None and statement.issue not in case.issues:
        return f"the case has no issue “{statement.issue}”"
    day = _day(case, statement)
    if day is not None and case.record_ends is not None and day > case.record_ends:
        return f"it was said on {day}, after the record ends"
    if statement.issue is None and statement.act not in {"mandate", "condition"}:
        return "it is about no issue of the case"
    if statement.polarity == "against" and statement.act in {"accept", "concede", "propose"}:
        return f"its act is {statement.act} and its polarity against; one of the two may be miscoded"
    return None


def _candidate(case: Case, statement: Statement, drawn: Drawn) -> Candidate:
    party = party_of(case, statement.source) or ""
    holes, since = drawn.holes, None
    if drawn.section in {"mandates", "acceptances", "offers"} and case.rounds:
        day = _day(case, statement)
        dated = [each.id for each in case.rounds.values() if day and each.date and each.date <= day]
        since = dated[-1] if dated else None
        if day is None or any(each.date is None for each in case.rounds.values()):
            since = None
            holes = (*holes, rounds_hole(case))
    actor = case.actors.get(statement.source)
    beside = (
        item.id
        for item in _objects(case, drawn.section)
        if getattr(item, "party", None) == party and statement.issue is not None and _is_about(item, statement.issue)
    )
    return Candidate(
        id=f"{_STEMS[drawn.section]}-{statement.id}",
        section=drawn.section,
        party=party,
        drawn=drawn,
        holes=holes,
        evidence=(statement.id,),
        told_by=other_voice(case, party, (statement,)),
        level=actor.level if actor else None,
        round=since,
        beside=tuple(beside),
    )


def _is_about(item: Judged, issue: str) -> bool:
    formula = getattr(item, "formula", None)
    return formula is not None and issue in mentions(formula)


def _day(case: Case, statement: Statement) -> date | None:
    source = case.sources.get(statement.document)
    return statement.said or (source.said if source else None)


def _shares(case: Case, items: list[Candidate]) -> Mapping[str, tuple[int, int]]:
    shares = {}
    for party in case.table:
        own = [item for item in items if item.party == party.id]
        shares[party.id] = (sum(item.told_by is not None for item in own), len(own))
    return MappingProxyType(shares)
