"""At which level a target could be opened, by giving up what, and on what evidence it is said to be theirs to give.

``can_open`` names the lowest level of a party whose clauses, owned there or below, would open a zone if they were
relaxed. That is a claim about authority, so it is told here with the clauses that would fall (a least set of them) and,
for each, the *ground* on which it is said to be owned at its level:

* *said by the owner*: somebody of the party who speaks at that level, or above it, stands among the clause's evidence;
* *powers on record*: a record of powers says that a level below may not do one of exploring, proposing, initialling and
  signing, or that the owner may do one of the last three;
* *as coded*: neither; the owner is the coder's word, or was filled in from the order of the levels.

None of these proves who may give something up. Records that point the other way (a level below the owner may initial
or sign) are named beside it.

*Jointly*: all sides together could open the target at a level vector iff relaxing every clause owned at or below its
levels leaves a zone. Here a higher vector can do whatever a lower one can, because giving up what those below may give
up is what ``owner`` means; the lowest such vectors are all reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from commonground.agreement.ranks.contains import CAP, lower, vectors
from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.given_up import fewest_given_up
from commonground.agreement.solving.question import Question
from commonground.agreement.zones.authority import can_open
from commonground.agreement.zones.zone import opens
from commonground.case.evidence import speaker_party, statements_of, told_only_by
from commonground.case.model import Case, Clause, Party, Power, Target

__all__ = ["Ground", "Opening", "Ownership", "joint_levels", "opening", "owned_at", "ownership"]

Ground = Literal["said by the owner", "powers on record", "as coded"]
_FORWARD = ("explore", "propose", "initial", "sign")


@dataclass(frozen=True, slots=True)
class Ownership:
    """What the record has on one clause being owned at its level."""

    clause: str
    party: str
    owner: str
    ground: Ground
    said_at: Mapping[str, tuple[str, ...]]  # level of the clause's party -> statements of its evidence made there
    powers: tuple[str, ...]  # records of powers that speak for it
    against: tuple[str, ...]  # records of powers that point to a lower level
    told_only_by: str | None  # the other party on whose word alone the powers rest that speak for it

    def to_dict(self) -> dict[str, Any]:
        return {
            "party": self.party,
            "owner": self.owner,
            "ground": self.ground,
            "said_at": {level: list(ids) for level, ids in self.said_at.items()},
            "powers": list(self.powers),
            "against": list(self.against),
            "told_only_by": self.told_only_by,
        }


@dataclass(frozen=True, slots=True)
class Opening:
    """The lowest level of one party that could open a target, and the fewest clauses it would give up there."""

    party: str
    level: str | None  # None: at no level, whatever it gave up
    clauses: tuple[str, ...]
    unique: bool | None  # False: another set is as small; None: not settled

    def to_dict(self) -> dict[str, Any]:
        return {"level": self.level, "clauses": list(self.clauses), "unique": self.unique}


def owned_at(question: Question, levels: Mapping[str, str]) -> frozenset[str]:
    """The clauses that the levels named, or levels below them, may give up; a party not named gives up none."""
    return frozenset(_owned(question, levels))


def _owned(question: Question, levels: Mapping[str, str]) -> Iterator[str]:
    for party in question.parties:
        if party.id in levels:
            at = party.rank(levels[party.id])
            yield from (c.id for c in question.clauses.values() if c.party == party.id and party.rank(c.owner) >= at)


def opening(question: Question, target: Target, party: Party, budget: Budget = UNLIMITED) -> Opening:
    """At which level, and by giving up what, one party could open a target with all other mandates as they stand."""
    level = can_open(question, target, party, budget)
    if level is None:
        return Opening(party.id, None, (), None)
    own = owned_at(question, {party.id: level})
    found = fewest_given_up(question, target, own, budget=budget)
    return Opening(party.id, level, found.clauses or (), found.unique)


def joint_levels(
    question: Question, target: Target, budget: Budget = UNLIMITED, cap: int = CAP
) -> tuple[tuple[dict[str, str], ...], bool]:
    """The lowest level vectors that could open a target together, and whether all vectors were looked at."""
    found: list[dict[str, str]] = []
    for place, levels in enumerate(vectors(question)):
        if place == cap:
            return tuple(found), False
        above = any(lower(question, other, levels) for other in found)
        if not above and opens(question, target, owned_at(question, levels), budget=budget):
            found.append(levels)
    return tuple(found), True


def ownership(case: Case, clause: Clause) -> Ownership:
    """What the record has on the level that owns a clause."""
    party = case.parties[clause.party]
    at = party.rank(clause.owner)
    said = _said_at(case, clause, party)
    own = [item for item in case.powers.values() if item.party == clause.party]
    bearing = tuple(item for item in own if _speaks_for(item, party, at))
    tellers = {told_only_by(case, item) for item in bearing}
    by_owner = any(party.rank(level) <= at for level in said)
    return Ownership(
        clause=clause.id,
        party=clause.party,
        owner=clause.owner,
        ground="said by the owner" if by_owner else "powers on record" if bearing else "as coded",
        said_at=said,
        powers=tuple(item.id for item in bearing),
        against=tuple(item.id for item in own if party.rank(item.level) > at and _may(item, ("initial", "sign"))),
        told_only_by=next(iter(tellers)) if len(tellers) == 1 else None,
    )


def _said_at(case: Case, clause: Clause, party: Party) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for statement in statements_of(case, clause):
        actor = case.actors.get(statement.speaker)
        level = actor.level if actor else None
        if level in party.levels and speaker_party(case, statement) == party.id:
            found[level] = (*found.get(level, ()), statement.id)
    return {level: found[level] for level in party.levels if level in found}


def _speaks_for(item: Power, party: Party, at: int) -> bool:
    rank = party.rank(item.level)
    if rank > at:
        return any(item.may.get(act) == "no" for act in _FORWARD)
    return rank == at and _may(item, ("propose", "initial", "sign"))


def _may(item: Power, acts: tuple[str, ...]) -> bool:
    return any(item.may.get(act) == "yes" for act in acts)
