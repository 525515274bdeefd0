"""What a meeting of given levels could do about each matter, at mandates as they stand.

A *matter* is an outcome other than the status quo, or a target the case or the caller names. Given the level at which
each party sits:

* *closing*: the zone is accepted, so no clause has to be given up. Whether those present may close it, by signing or
  by initialling, is *yes* if every party's level may, *no* if some party's may not, *unknown* otherwise;
* *asking*: the zone is not excluded and not accepted. Told is a package with the fewest acceptances missing, who is on
  record for which outcome in it, and whose word is missing;
* *beyond*: the zone is excluded, but not by meaning. It is *in the hands of those present* iff it opens when all
  clauses owned at their levels or below are set aside. Otherwise it needs another level or a new mandate, and the
  clauses to ask for are a least set of the clauses owned above those present which, set aside with all that those
  present own, opens it. That set is one of perhaps many and falls on whoever it falls on, so beside it stands for every
  party the level at which, and the clauses by which, that party alone could open it.

Issues are looked at as a whole only where all they could come out as is excluded; their single outcomes are then left
out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commonground.agreement.ranks.ownership import Opening, opening, owned_at
from commonground.agreement.ranks.powers import Powers, each_may
from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.fewest import Fewest
from commonground.agreement.solving.given_up import fewest_given_up
from commonground.agreement.solving.question import Question
from commonground.agreement.zones.example import example, rests_on
from commonground.agreement.zones.keystones import keystones
from commonground.agreement.zones.zone import opens
from commonground.case.model import Target, YesNo
from commonground.logic import Among, And, Not

__all__ = ["Asking", "Beyond", "Closing", "Word", "asking", "beyond", "closing", "may_close", "nearest_package"]


@dataclass(frozen=True, slots=True)
class Closing:
    """An accepted matter, and whether those present may sign or initial it."""

    target: str
    formula: str
    package: Mapping[str, str]  # issue -> outcome, on record with everybody
    acceptances: tuple[str, ...]
    may: YesNo
    by_party: Mapping[str, YesNo]

    def to_dict(self) -> dict[str, Any]:
        return {
            "formula": self.formula,
            "package": dict(self.package),
            "acceptances": list(self.acceptances),
            "may": self.may,
            "by_party": dict(self.by_party),
        }


@dataclass(frozen=True, slots=True)
class Word:
    """A party's word on one outcome of a package: its acceptances on record, none if its word is missing."""

    party: str
    issue: str
    outcome: str
    acceptances: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "party": self.party,
            "issue": self.issue,
            "outcome": self.outcome,
            "acceptances": list(self.acceptances),
        }


@dataclass(frozen=True, slots=True)
class Asking:
    """A matter that nobody rules out and not everybody has accepted."""

    target: str
    formula: str
    package: Mapping[str, str]
    words: tuple[Word, ...]  # for each issue of the package, each party's word

    @property
    def missing(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if not word.acceptances)

    def to_dict(self) -> dict[str, Any]:
        return {
            "formula": self.formula,
            "package": dict(self.package),
            "on_record": [word.to_dict() for word in self.words if word.acceptances],
            "missing": [word.to_dict() for word in self.missing],
        }


@dataclass(frozen=True, slots=True)
class Beyond:
    """An excluded matter."""

    target: str
    formula: str
    in_hand: bool
    give: tuple[str, ...]  # in hand: a least set of the clauses those present own that opens it; otherwise none
    ask_for: tuple[str, ...]  # not in hand: a least set of the clauses owned above those present
    unique: bool | None  # no other set is as small
    keystones: tuple[str, ...]
    alone: Mapping[str, Opening]

    @property
    def clauses(self) -> frozenset[str]:
        own = (clause for item in self.alone.values() for clause in item.clauses)
        return frozenset((*self.give, *self.ask_for, *self.keystones, *own))

    def to_dict(self) -> dict[str, Any]:
        return {
            "formula": self.formula,
            "in_hand": self.in_hand,
            "give": list(self.give),
            "ask_for": list(self.ask_for),
            "unique": self.unique,
            "keystones": list(self.keystones),
            "alone": {party: item.to_dict() for party, item in self.alone.items()},
        }


def may_close(may: Powers, present: Mapping[str, str], absent: Iterable[str] = ()) -> dict[str, YesNo]:
    """For each party whether its level may sign or initial; who is not there may not."""
    return {**{party: may.close(party, level) for party, level in present.items()}, **dict.fromkeys(absent, "no")}


def closing(question: Question, target: Target, may: Mapping[str, YesNo], budget: Budget = UNLIMITED) -> Closing:
    """What there is to close about an accepted target."""
    package = example(question, target, on_record=True, budget=budget) or {}
    rests = rests_on(question, package)
    return Closing(target.id, target.text, package, rests, each_may(may.values()), dict(may))


def asking(question: Question, target: Target, budget: Budget = UNLIMITED) -> Asking:
    """Whose word is missing on a target that is not excluded."""
    package = nearest_package(question, target, budget)
    words = (_word(question, p.id, issue, outcome) for issue, outcome in package.items() for p in question.parties)
    return Asking(target.id, target.text, package, tuple(words))


def beyond(question: Question, target: Target, present: Mapping[str, str], budget: Budget = UNLIMITED) -> Beyond:
    """Whose clauses stand in the way of an excluded target, and what would have to come from elsewhere."""
    own = owned_at(question, present)
    in_hand = opens(question, target, own, budget=budget)
    wanted = own if in_hand else frozenset(question.clauses) - own
    found = fewest_given_up(question, target, wanted, free=() if in_hand else own, budget=budget)
    clauses = found.clauses or ()
    return Beyond(
        target=target.id,
        formula=target.text,
        in_hand=in_hand,
        give=clauses if in_hand else (),
        ask_for=() if in_hand else clauses,
        unique=found.unique,
        keystones=keystones(question, target, budget=budget),
        alone={party.id: opening(question, target, party, budget) for party in question.parties},
    )


def nearest_package(question: Question, target: Target, budget: Budget = UNLIMITED) -> dict[str, str]:
    """A package in the zone of a target for which the fewest acceptances are missing; one that moves little."""
    encoded = question.encoded
    placed = encoded.placed(target.formula)
    hard: list[list[int] | tuple[int, ...]] = [*encoded.ground, *placed.definitions, [placed.literal]]
    hard += [[selector] for selector in encoded.selectors.values()]
    top, asked_for = placed.top, {}
    for issue, outcome, lacking in _lacking(question):
        for _ in range(lacking):
            top += 1
            hard.append([-encoded.outcome(issue, outcome), -top])
            asked_for[top] = (issue, outcome)
    with Fewest(hard, asked_for, top) as problem:
        used = {asked_for[wish] for wish in problem.given_up(budget) or ()}
    spared = [pair for pair in dict.fromkeys(asked_for.values()) if pair not in used]
    formula = And((target.formula, *(Not(Among(issue, (outcome,))) for issue, outcome in spared)))
    return example(question, Target(target.id, formula, target.text, target.where), budget=budget) or {}


def _lacking(question: Question) -> Iterable[tuple[str, str, int]]:
    """Each outcome other than the status quo with the number of parties that are not on record for it, if any."""
    for issue, outcomes in question.encoded.names.issues.items():
        for outcome in outcomes[1:]:
            lacking = sum(not _word(question, party.id, issue, outcome).acceptances for party in question.parties)
            if lacking:
                yield issue, outcome, lacking


def _word(question: Question, party: str, issue: str, outcome: str) -> Word:
    own = (a for a in question.acceptances if a.party == party and a.issue == issue and outcome in a.outcomes)
    return Word(party, issue, outcome, tuple(item.id for item in own))
