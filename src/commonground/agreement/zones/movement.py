"""Has a side moved on an issue? A label about the form of the talks, not about blame.

For a side p and an issue i let O_t be the offers that p made by round t and that mention i. An offer *breaks* the
fewest clauses of the other parties' mandates, as they stand in the round asked about, that a joint outcome meeting the
offer and the meaning rules has to break; d_t is the least of these numbers over O_t: a menu is as near as its nearest
item. The side has *moved* iff d falls between its first and its last round with an offer on the issue, or the set of
clauses broken loses members. (Sets of least size cannot lose members without d falling; the test is stated in full all
the same.) A wider menu with the same d is no movement. An offer without a round counts as made in the first; the offers
of one round are one menu.

From this an issue gets its *class*: ``negotiated`` where a zone is accepted, ``open`` where none is excluded, otherwise
``ultimatum-like`` if no side moved and some side, having made an offer that takes the issue off its status quo,
*insists*: its demand is closed by its own mandate, and no rule is on record by which another's offer could change it
(module ``ultimatum``, at the scope "the issue in any form"). In all other cases it is an ``exchange of demands``. The
label is put on an issue, the same for all sides, never on one of them; the test of each side stands in ``ultimatum``,
side by side. Firmness alone is not bad faith; the anchor is International Court of Justice, North Sea Continental Shelf
(1969), paragraph 85.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.fewest import Fewest
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.solving.question import Question, natural
from commonground.agreement.zones.zone import ZoneValue
from commonground.case.model import Offer
from commonground.logic import mentions

__all__ = ["Broken", "IssueClass", "Movement", "broken_by", "class_of", "movements", "position"]

IssueClass = Literal["negotiated", "open", "exchange of demands", "ultimatum-like"]
Broken = tuple[str, ...] | None  # clauses an offer breaks; None: meaning makes the offer impossible


@dataclass(frozen=True, slots=True)
class Movement:
    """One side's offers on one issue: what the nearest broke at first, what the nearest breaks at last."""

    party: str
    offers: tuple[str, ...]
    first: tuple[str, ...]  # clauses of other parties broken by the nearest offer of its first round
    last: tuple[str, ...]  # the same over all its offers up to the round asked about
    off_status_quo: bool  # some offer takes the issue off its status quo

    @property
    def moved(self) -> bool:
        return len(self.last) < len(self.first) or set(self.last) < set(self.first)


def movements(
    question: Question, issue: str, budget: Budget = UNLIMITED, known: dict[str, Broken] | None = None
) -> tuple[Movement, ...]:
    """The movement of each party at the table that made an offer on an issue, in the order of the file.

    Offers that the meaning rules make impossible are left out. ``known`` keeps what was found about single offers for
    the next issue that they mention.
    """
    known = {} if known is None else known
    found = (_movement(question, issue, party.id, known, budget) for party in question.parties)
    return tuple(item for item in found if item is not None)


def class_of(zone: ZoneValue, moves: tuple[Movement, ...], insisting: Collection[str] | None = None) -> IssueClass:
    """The class of an issue, from its zone, from how the sides moved on it, and from who insists.

    Where it was not asked who insists (None), every side with an offer off the status quo is taken to.
    """
    if zone == "accepted":
        return "negotiated"
    if zone == "not excluded":
        return "open"
    offered = {item.party for item in moves if item.off_status_quo}
    insist = bool(offered if insisting is None else offered & set(insisting))
    return "ultimatum-like" if insist and not any(item.moved for item in moves) else "exchange of demands"


def _movement(question: Question, issue: str, party: str, known: dict[str, Broken], budget: Budget) -> Movement | None:
    offers = _offers(question, issue, party)
    for offer in offers:
        if offer.id not in known:
            known[offer.id] = broken_by(question, offer, budget)
    broken = {offer.id: clauses for offer in offers if (clauses := known[offer.id]) is not None}
    possible = [offer for offer in offers if offer.id in broken]
    if not possible:
        return None
    opening = min(position(question, offer) for offer in possible)
    return Movement(
        party=party,
        offers=tuple(broken),
        first=min((broken[o.id] for o in possible if position(question, o) == opening), key=len),
        last=min(broken.values(), key=len),
        off_status_quo=any(_moves(question, offer, issue, budget) for offer in possible),
    )


def _offers(question: Question, issue: str, party: str) -> list[Offer]:
    """A party's offers on an issue up to the round asked about, in order of time."""
    rounds = question.case.rounds
    now = rounds[question.round].position if question.round is not None else 0
    offers = [
        offer
        for offer in question.case.offers.values()
        if offer.party == party and issue in mentions(offer.formula) and position(question, offer) <= now
    ]
    return sorted(offers, key=lambda offer: (position(question, offer), natural(offer.id)))


def position(question: Question, offer: Offer) -> int:
    """The place of the round in which an offer was made; without one, of the first."""
    return 0 if offer.round is None else question.case.rounds[offer.round].position


def broken_by(question: Question, offer: Offer, budget: Budget) -> Broken:
    """The fewest clauses of other parties that the offer breaks; None: the meaning rules make the offer impossible."""
    encoded = question.encoded
    placed = encoded.placed(offer.formula)
    others = {c.id: encoded.selectors[c.id] for c in question.clauses.values() if c.party != offer.party}
    hard = (*encoded.ground, *placed.definitions, [placed.literal])
    with Fewest(hard, others.values(), placed.top) as problem:
        given_up = problem.given_up(budget)
    if given_up is None:
        return None
    return tuple(clause for clause, selector in others.items() if selector in given_up)


def _moves(question: Question, offer: Offer, issue: str, budget: Budget) -> bool:
    """Whether the offer can only be met with the issue off its status quo."""
    encoded = question.encoded
    placed = encoded.placed(offer.formula)
    with Oracle((*encoded.ground, *placed.definitions), budget) as oracle:
        return not oracle.satisfiable([placed.literal, encoded.status_quo[issue]])
