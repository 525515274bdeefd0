"""How targets stand at one question, as far as two moments or two cases are compared: zone, keystones, price.

The zones come first, for all questions; then the keystones and then the prices of what mandates exclude, all within
one budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from commonground.agreement.solving.budget import Budget, OutOfTime
from commonground.agreement.solving.question import Question
from commonground.agreement.zones.concession import Concession, price
from commonground.agreement.zones.keystones import keystones
from commonground.agreement.zones.zone import ZoneAnswer, ZoneValue, zone
from commonground.case.model import Case, Target

__all__ = ["FIELDS", "Standing", "TargetKind", "kind_of", "named_first", "standings"]

TargetKind = Literal["issue", "outcome", "target"]
FIELDS = ("zone", "alone", "by_meaning", "keystones", "price")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One target at one question. What was not settled in time is None and named in ``not_computed``."""

    formula: str
    zone: ZoneValue | None
    alone: ZoneValue | None
    by_meaning: bool | None
    keystones: tuple[str, ...] | None
    price: Mapping[str, int | None] | None  # by party; a None inside: it cannot open the zone by itself
    price_clauses: Mapping[str, tuple[str, ...] | None] | None
    not_computed: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        clauses = self.price_clauses
        return {
            "formula": self.formula,
            "zone": self.zone,
            "alone": self.alone,
            "by_meaning": self.by_meaning,
            "keystones": None if self.keystones is None else list(self.keystones),
            "price": None if self.price is None else dict(self.price),
            "price_clauses": None
            if clauses is None
            else {party: None if ids is None else list(ids) for party, ids in clauses.items()},
            "not_computed": list(self.not_computed),
        }


@dataclass
class _Draft:
    """What is known so far about one formula at one question."""

    question: Question
    target: Target
    zone: ZoneAnswer | None = None
    keystones: tuple[str, ...] | None = None
    price: dict[str, Concession] | None = None
    missing: set[str] = field(default_factory=set)

    @property
    def blocked(self) -> bool:
        return self.zone is not None and self.zone.zone == "excluded" and not self.zone.by_meaning

    def settle(self) -> None:
        """What follows from the zone where no mandate blocks."""
        if self.zone is not None and not self.blocked:
            settled = Concession(None, unique=None) if self.zone.by_meaning else Concession((), unique=True)
            self.keystones = ()
            self.price = {party.id: settled for party in self.question.parties}

    def told(self, text: str, deep: bool) -> Standing:
        price = self.price
        missing = FIELDS if self.zone is None else tuple(name for name in FIELDS if name in self.missing)
        return Standing(
            formula=text,
            zone=self.zone.zone if self.zone else None,
            alone=self.zone.alone if self.zone else None,
            by_meaning=self.zone.by_meaning if self.zone else None,
            keystones=self.keystones,
            price=None if price is None else {party: item.size for party, item in price.items()},
            price_clauses=None if price is None else {party: item.clauses for party, item in price.items()},
            not_computed=missing if deep else tuple(name for name in missing if name in FIELDS[:3]),
        )


def standings(
    asked: Sequence[tuple[Question, Mapping[str, Target]]], limit: Budget, *, deep: bool = True
) -> tuple[dict[str, Standing], ...]:
    """For each question its targets by name; with ``deep`` keystones and prices too."""
    drafts = [{target.formula: _Draft(question, target) for target in targets.values()} for question, targets in asked]
    # Turn by turn, so that a budget that ends leaves no question ahead of another.
    turns = [draft for turn in _turns([list(each.values()) for each in drafts]) for draft in turn]
    _each(turns, limit, "zone", _zone)
    if deep:
        _each([draft for draft in turns if draft.blocked], limit.part(0.6), "keystones", _keystones)
        _each([draft for draft in turns if draft.blocked], limit, "price", _price)
    return tuple(
        {name: known[target.formula].told(target.text, deep) for name, target in targets.items()}
        for known, (_, targets) in zip(drafts, asked, strict=True)
    )


def named_first(case: Case, targets: Mapping[str, Target], extra: Mapping[str, str]) -> dict[str, Target]:
    """The targets in the order in which they are worked out: the caller's, the case's, issues, outcomes."""
    return {name: targets[name] for name in (*extra, *case.targets, *targets)}


def kind_of(case: Case, name: str) -> TargetKind:
    """Whether a target's name is an issue's, an outcome's, or one somebody gave."""
    if name in case.issues:
        return "issue"
    issue, _, outcome = name.partition("=")
    known = case.issues.get(issue)
    return "outcome" if known is not None and outcome in known.outcomes and name not in case.targets else "target"


def _turns(queues: Sequence[list[_Draft]]) -> Iterator[list[_Draft]]:
    for place in range(max(map(len, queues), default=0)):
        yield [queue[place] for queue in queues if place < len(queue)]


def _each(drafts: Sequence[_Draft], limit: Budget, field: str, work: Callable[[_Draft, Budget], None]) -> None:
    for done, draft in enumerate(drafts):
        share = limit.share(len(drafts) - done)
        try:
            share.check()
            work(draft, share)
        except OutOfTime:
            draft.missing.add(field)


def _zone(draft: _Draft, budget: Budget) -> None:
    draft.zone = zone(draft.question, draft.target, budget)
    draft.settle()


def _keystones(draft: _Draft, budget: Budget) -> None:
    draft.keystones = keystones(draft.question, draft.target, budget=budget)


def _price(draft: _Draft, budget: Budget) -> None:
    stones = draft.keystones
    draft.price = {
        party.id: price(draft.question, draft.target, party.id, budget=budget, stones=stones)
        for party in draft.question.parties
    }
