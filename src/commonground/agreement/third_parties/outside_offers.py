"""A mediator's own offer, as an issue: does the zone of a target turn on it?

Who mediates may bring something of their own to the table: money, monitors, a road built elsewhere. Such an offer is
modelled as an *issue* of the case, its first outcome being that it is not made, and recorded as an offer of the party
outside the table. A clause of a party at the table that asks for it names that issue, and the offer enters the zone
like any other matter.

Asked about each offer of a party outside: the zone of the target where the offer is *made* (its formula holds), and
where it is *not made* (the issues that it names and the target does not stay at the status quo). A target *turns on*
the offer iff it is excluded without it and not with it. Whether the offer would be kept is not in the case; a zone
supposes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import Question, natural
from commonground.agreement.zones.zone import ZoneValue, zone
from commonground.case.model import Offer, Target
from commonground.logic import Among, And, mentions

__all__ = ["OutsideOffer", "outside_offers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideOffer:
    """An offer of a party that is not at the table, and what a target's zone is with it and without."""

    id: str
    party: str
    text: str
    issues: tuple[str, ...]
    made: ZoneValue
    not_made: ZoneValue

    @property
    def turns_on_it(self) -> bool:
        return self.not_made == "excluded" and self.made != "excluded"

    def to_dict(self) -> dict[str, Any]:
        return {
            "party": self.party,
            "text": self.text,
            "issues": list(self.issues),
            "made": self.made,
            "not_made": self.not_made,
            "turns_on_it": self.turns_on_it,
        }


def outside_offers(question: Question, target: Target, budget: Budget = UNLIMITED) -> tuple[OutsideOffer, ...]:
    """The offers of parties outside the table made by the round asked about, each with the zone of the target."""
    return tuple(_asked(question, target, offer, budget) for offer in _made(question, target))


def _asked(question: Question, target: Target, offer: Offer, budget: Budget) -> OutsideOffer:
    issues = _own_issues(question, target, offer)
    stays = (Among(issue, (question.case.issues[issue].status_quo,)) for issue in issues)
    with_it = Target(offer.id, And((target.formula, offer.formula)), offer.text, target.where)
    without = Target(offer.id, And((target.formula, *stays)), offer.text, target.where)
    return OutsideOffer(
        id=offer.id,
        party=offer.party,
        text=offer.text,
        issues=issues,
        made=zone(question, with_it, budget).zone,
        not_made=zone(question, without, budget).zone,
    )


def _made(question: Question, target: Target) -> Iterator[Offer]:
    table = {party.id for party in question.parties}
    rounds = question.case.rounds
    now = 0 if question.round is None else rounds[question.round].position
    for offer in sorted(question.case.offers.values(), key=lambda each: natural(each.id)):
        made = 0 if offer.round is None else rounds[offer.round].position
        if offer.party not in table and made <= now and _own_issues(question, target, offer):
            yield offer


def _own_issues(question: Question, target: Target, offer: Offer) -> tuple[str, ...]:
    """The issues that an offer names and the target does not."""
    named = mentions(offer.formula) - mentions(target.formula)
    return tuple(issue for issue in question.case.issues if issue in named)
