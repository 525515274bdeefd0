"""How near a side's offers came to what the others' mandates let through, round by round.

For a side p and a target T let O_t be its offers on T by round t, and d_t the fewest clauses of the other parties'
mandates, as they stand in the round asked about, that the best element of O_t breaks: a menu is as near as its nearest
item. The side *moved* iff d falls between its first round with such an offer and the round asked about, or the set of
broken clauses loses members. A menu that grows while d stays is *nominally* wider: there is more to choose from and
nothing of it is nearer.

Whoever made its first offer in the round asked about had no occasion to move yet, and whether it would is *unknown*. A
side's own new offer counts here and never as a rule by which another's offer changes its set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from commonground.agreement.insisting.side_sets import SideSets
from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import Question
from commonground.agreement.zones.movement import Broken, broken_by, position
from commonground.case.model import Offer, YesNo

__all__ = ["Approach", "ApproachStep", "approach"]


@dataclass(frozen=True, slots=True)
class ApproachStep:
    """One round in which a side made offers on a target, and how near all its offers so far come."""

    round: str | None  # None: made in no round on record, counted with the first
    offers: tuple[str, ...]
    nearest: str  # the offer that comes nearest of all so far
    breaks: tuple[str, ...]  # the clauses of other parties that this offer breaks
    wider: bool  # some offer of this round lets an outcome in that none before it did

    @property
    def distance(self) -> int:
        return len(self.breaks)

    def to_dict(self) -> dict[str, Any]:
        return {
            "round": self.round,
            "offers": list(self.offers),
            "nearest": self.nearest,
            "distance": self.distance,
            "breaks": list(self.breaks),
            "wider": self.wider,
        }


@dataclass(frozen=True, slots=True)
class Approach:
    """All of a side's offers on one target in order of time, at least one."""

    party: str
    steps: tuple[ApproachStep, ...]
    occasion: bool  # there was a round after that of its first offer

    @property
    def first(self) -> ApproachStep:
        return self.steps[0]

    @property
    def last(self) -> ApproachStep:
        return self.steps[-1]

    @property
    def moved(self) -> YesNo:
        if any(_nearer(step, self.first) for step in self.steps):
            return "yes"
        return "no" if self.occasion else "unknown"

    @property
    def came_nearer(self) -> tuple[ApproachStep, ...]:
        """The steps by which it came nearer."""
        return tuple(now for before, now in zip(self.steps, self.steps[1:], strict=False) if _nearer(now, before))

    @property
    def nominal(self) -> bool:
        """Its menu grew and came no nearer."""
        return self.moved != "yes" and any(step.wider for step in self.steps[1:])

    def to_dict(self) -> dict[str, Any]:
        return {
            "moved": self.moved,
            "distance": [self.first.distance, self.last.distance],
            "nominal": self.nominal,
            "occasion": self.occasion,
            "steps": [step.to_dict() for step in self.steps],
        }


def approach(
    sets: SideSets, offers: Sequence[Offer], budget: Budget = UNLIMITED, known: dict[str, Broken] | None = None
) -> Approach:
    """How near these offers of one side came, in order of time; they are possible, and there is at least one.

    ``known`` keeps what was found about single offers for the next target that they are on.
    """
    question, known = sets.question, {} if known is None else known
    so_far: list[Offer] = []
    steps: list[ApproachStep] = []
    for _, group in groupby(offers, key=lambda offer: position(question, offer)):
        made = list(group)
        wider = any(_lets_in(sets, offer, so_far, budget) for offer in made)
        so_far += made
        nearest = min(so_far, key=lambda offer: len(_broken(question, offer, budget, known)))
        ids, breaks = tuple(offer.id for offer in made), _broken(question, nearest, budget, known)
        steps.append(ApproachStep(_round(question, made), ids, nearest.id, breaks, wider))
    return Approach(offers[0].party, tuple(steps), position(question, offers[0]) < _now(question))


def _broken(question: Question, offer: Offer, budget: Budget, known: dict[str, Broken]) -> tuple[str, ...]:
    if offer.id not in known:
        known[offer.id] = broken_by(question, offer, budget)
    return known[offer.id] or ()


def _lets_in(sets: SideSets, offer: Offer, before: Sequence[Offer], budget: Budget) -> bool:
    return sets.possible([sets.literal(offer.formula), *sets.none_of(before)], budget)


def _nearer(step: ApproachStep, other: ApproachStep) -> bool:
    return step.distance < other.distance or set(step.breaks) < set(other.breaks)


def _round(question: Question, made: Sequence[Offer]) -> str | None:
    rounds = list(question.case.rounds)
    return rounds[position(question, made[0])] if rounds else None


def _now(question: Question) -> int:
    return 0 if question.round is None else question.case.rounds[question.round].position
