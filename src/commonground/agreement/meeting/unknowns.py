"""What one would want to know before the next meeting: the open questions of a record, and what each answer changes.

An *unknown* is

* a *missing word*: an outcome that is not excluded and that a party has neither accepted nor ruled out;
* a *power* of a level present that the record does not settle;
* a *clause*, an *acceptance* or a *power* of a level present that stands on weak ground: presumed, unsourced, on
  statements nobody confirmed, on another side's word alone, or on a hypothesis; and a *meaning rule* that is a judged
  link, or weak in one of these ways (a definition needs no source);
* a *response*: whether a party's position on what is excluded would change with an offer of another's. No zone turns on
  it by itself; the test for an ultimatum does.

Each has its possible answers, and each answer the verdicts that it would change: the zone, and the alone zone, of every
issue, named target and outcome, and for powers whether an accepted matter may be closed. Unknowns are ordered by how
many issues and named targets get another zone, counted over their answers; where that is equal by how many accepted
matters get another answer to whether they may be closed; and then by zones of single outcomes. The order says where
answers would tell most about these verdicts. It says nothing of what an answer is worth, nor how likely it is. Answers
are looked at one at a time: two that change nothing may change much together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from commonground.agreement.meeting.agenda import Closing
from commonground.agreement.meeting.what_if import (
    Change,
    Varied,
    accepting,
    changes,
    refusing,
    turned_by_clauses,
    without_acceptance,
    without_clause,
    without_rule,
)
from commonground.agreement.ranks.powers import ACTS, Powers, each_may, powers
from commonground.agreement.solving.budget import UNLIMITED, Budget, OutOfTime
from commonground.agreement.solving.question import Question
from commonground.agreement.solving.targets import outcome_target
from commonground.agreement.zones.zone import ZoneAnswer
from commonground.case.evidence import SOUND, statements_of, told_only_by
from commonground.case.model import Acceptance, Case, Clause, Judged, Power, Rule, Target, YesNo

__all__ = ["Answer", "Matters", "Unknown", "grounds_for_doubt", "unknowns"]

CLOSING = ("sign", "initial")
_YES_NO: tuple[YesNo, ...] = ("yes", "no")
Kind = Literal["missing word", "power", "clause", "acceptance", "meaning rule", "record of powers", "response"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer, and what it would change; None: not computed."""

    answer: str
    changes: tuple[Change, ...] | None

    def to_dict(self) -> dict[str, Any]:
        told = None if self.changes is None else [item.to_dict() for item in self.changes]
        return {"answer": self.answer, "changes": told}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """One question. Of what it is about, what does not apply is None."""

    kind: Kind
    id: str | None = None  # of the clause, acceptance, rule or record of powers
    party: str | None = None
    issue: str | None = None
    outcome: str | None = None
    level: str | None = None
    act: str | None = None
    why: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    zones: int = 0  # issues and named targets with another zone or alone zone, summed over the answers
    closings: int = 0  # accepted matters that may or may not be closed otherwise, likewise
    outcomes: int = 0  # other single outcomes with another zone or alone zone, likewise

    @property
    def computed(self) -> bool:
        return all(answer.changes is not None for answer in self.answers)

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "id": self.id,
            "party": self.party,
            "issue": self.issue,
            "outcome": self.outcome,
            "level": self.level,
            "act": self.act,
            "why": list(self.why),
            "answers": [answer.to_dict() for answer in self.answers],
            "zones": self.zones,
            "closings": self.closings,
            "outcomes": self.outcomes,
            "computed": self.computed,
        }


@dataclass(frozen=True, slots=True)
class Matters:
    """The verdicts that answers can change: each matter once, with its zone."""

    main: Sequence[Target]  # issues and named targets
    outcomes: Sequence[Target]
    zones: Mapping[str, ZoneAnswer]
    closings: Sequence[Closing]
    present: Mapping[str, str]
    may: Powers


Work = Callable[[Budget], tuple[Change, ...]]
Asked = tuple[Unknown, Sequence[tuple[str, Work]]]


def unknowns(question: Question, matters: Matters, budget: Budget = UNLIMITED) -> tuple[Unknown, ...]:
    """All open questions, those whose answers change most first, those that time did not allow for last."""
    asked = [*_Asker(question, matters, budget).all()]
    found: list[Unknown] = []
    for place, (item, answers) in enumerate(asked):
        share = budget.share(len(asked) - place)
        found.append(_answered(item, [Answer(word, _attempt(work, share)) for word, work in answers], matters))
    return tuple(sorted(found, key=_weight))


def grounds_for_doubt(question: Question, item: Judged) -> tuple[str, ...]:
    """Why a clause, acceptance, rule or power stands on weak ground; empty: it does not."""
    why: list[str] = []
    if isinstance(item, Clause) and item.kind == "presumed":
        why.append("presumed")
    definition = isinstance(item, Rule) and item.kind == "definition"
    if isinstance(item, Rule) and not definition:
        why.append("judged link")
    statements = statements_of(question.case, item)
    if item.hypothesis:
        why.append("hypothesis")
    elif not statements and not definition:
        why.append("unsourced")
    if statements and not any(statement.status in SOUND for statement in statements):
        why.append("unconfirmed")
    if told_only_by(question.case, item) is not None:
        why.append("one side's word")
    return tuple(why)


class _Asker:
    """Goes through what is unknown, each question with the work that its answers take."""

    def __init__(self, question: Question, matters: Matters, limit: Budget) -> None:
        self._question = question
        self._matters = matters
        self._limit = limit
        self._turned: Mapping[str, tuple[Target, ...]] | None = None  # found out when the first clause is doubted

    def all(self) -> Iterator[Asked]:
        yield from self._missing_words()
        yield from self._powers()
        for clause in self._question.clauses.values():
            yield from self._doubted("clause", clause, self._dropped(clause.id))
        for item in self._question.acceptances:
            yield from self._doubted("acceptance", item, self._zones(without_acceptance, item.id))
        for rule in self._question.rules:
            yield from self._doubted("meaning rule", rule, self._zones(without_rule, rule.id))
        shut = any(item.zone == "excluded" and not item.by_meaning for item in self._matters.zones.values())
        for party in self._question.parties if shut else ():
            yield Unknown(kind="response", party=party.id, why=("not recorded",)), [("yes", _none), ("no", _none)]

    def _zones(self, vary: Callable[..., Varied], *args: str) -> Work:
        every = (*self._matters.main, *self._matters.outcomes)

        def work(budget: Budget) -> tuple[Change, ...]:
            return changes(vary(self._question, *args), every, self._matters.zones, budget)

        return work

    def _dropped(self, clause: str) -> Work:
        every = (*self._matters.main, *self._matters.outcomes)

        def work(budget: Budget) -> tuple[Change, ...]:
            if self._turned is None:
                self._turned = turned_by_clauses(self._question, every, self._matters.zones, self._limit.part(0.5))
            touched = self._turned.get(clause, ())
            if not touched:
                return ()
            return changes(without_clause(self._question, clause), touched, self._matters.zones, budget)

        return work

    def _missing_words(self) -> Iterator[Asked]:
        for issue in self._question.case.issues.values():
            for outcome in tuple(issue.outcomes)[1:]:
                zone = self._matters.zones.get(outcome_target(issue, outcome).id)
                if zone is None or zone.zone == "excluded":
                    continue
                for party in self._question.parties:
                    if outcome not in self._accepts(party.id, issue.id):
                        about = (party.id, issue.id, outcome)
                        words = Unknown(kind="missing word", party=party.id, issue=issue.id, outcome=outcome)
                        yes, no = self._zones(accepting, *about), self._zones(refusing, *about)
                        yield words, [("accepts", yes), ("refuses", no)]

    def _accepts(self, party: str, issue: str) -> set[str]:
        own = (a for a in self._question.acceptances if a.party == party and a.issue == issue)
        return {outcome for item in own for outcome in item.outcomes}

    def _powers(self) -> Iterator[Asked]:
        may = self._matters.may
        for party, level in self._matters.present.items():
            if may.close(party, level) == "unknown":
                yield self._power(party, level, CLOSING), [(word, self._closing(party, word)) for word in _YES_NO]
            for act in ACTS:
                if act not in CLOSING and may.of(party, level, act).value == "unknown":
                    yield self._power(party, level, (act,)), [(word, _none) for word in _YES_NO]
            for record in may.records.values():
                if (record.party, record.level) == (party, level):
                    left = powers(self._without_power(record.id)).close(party, level)
                    item = self._question.case.powers[record.id]
                    yield from self._doubted("record of powers", item, self._closing(party, left))

    def _power(self, party: str, level: str, acts: tuple[str, ...]) -> Unknown:
        told = [self._matters.may.of(party, level, act) for act in acts]
        contested, recorded = any(item.contested for item in told), any(item.recorded for item in told)
        why = "contested" if contested else "recorded as unknown" if recorded else "not recorded"
        return Unknown(kind="power", party=party, level=level, act=" or ".join(acts), why=(why,))

    def _closing(self, party: str, value: YesNo) -> Work:
        """What may be closed if this party's level may, or may not, close anything."""

        def work(_: Budget) -> tuple[Change, ...]:
            now = [(item, each_may({**item.by_party, party: value}.values())) for item in self._matters.closings]
            return tuple(Change(item.target, "may be closed", item.may, may) for item, may in now if may != item.may)

        return work

    def _without_power(self, gone: str) -> Case:
        case = self._question.case
        return replace(case, powers={name: item for name, item in case.powers.items() if name != gone})

    def _doubted(self, kind: Kind, item: Clause | Acceptance | Rule | Power, drop: Work) -> Iterator[Asked]:
        why = grounds_for_doubt(self._question, item)
        if why:
            party, level = getattr(item, "party", None), item.level if isinstance(item, Power) else None
            about = Unknown(kind=kind, id=item.id, party=party, level=level, why=why)
            yield about, [("stands", _none), ("does not stand", drop)]


def _none(_: Budget) -> tuple[Change, ...]:
    return ()


def _attempt(work: Work, budget: Budget) -> tuple[Change, ...] | None:
    try:
        budget.check()
        return work(budget)
    except OutOfTime:
        return None


def _answered(item: Unknown, answers: Sequence[Answer], matters: Matters) -> Unknown:
    main = {target.id for target in matters.main}
    made = {(answer.answer, c.target, c.verdict == "may be closed") for answer in answers for c in answer.changes or ()}
    zones = sum(target in main for _, target, closes in made if not closes)
    closings = sum(closes for _, _, closes in made)
    return replace(item, answers=tuple(answers), zones=zones, closings=closings, outcomes=len(made) - zones - closings)


def _weight(item: Unknown) -> tuple[bool, int, int, int]:
    return not item.computed, -item.zones, -item.closings, -item.outcomes
