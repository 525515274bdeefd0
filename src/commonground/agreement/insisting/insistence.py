"""The test of one side on one target: closed, moved, rule, reach, and the word for them together.

Given what the four parts say of a side p on a target T, the word is

* ``negotiated``: a zone of T is accepted; what all have accepted is nobody's demand any more;
* ``not``: p made no offer on T, or one of its offers lies in a zone, within every mandate at the table, its own too;
* ``ultimatum``: closed by its mandate, not moved, and no rule, all three on record;
* ``ultimatum-like``: closed by its mandate, and of the other two none speaks against it but one at least is unknown;
* ``exchange of demands``: everything else.

Only closure by mandate counts for the word. On record a side is closed as long as it has said nothing more, and
silence is no refusal. Reach never decides the word; it stands beside it.

The rule is ours. It is anchored in International Court of Justice, North Sea Continental Shelf (1969), paragraph 85:
insisting upon one's own position without contemplating any modification of it. Firmness alone is not bad faith.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from commonground.agreement.insisting.approach import Approach, approach
from commonground.agreement.insisting.closed import Closed, agreed, closed
from commonground.agreement.insisting.reach import Definitions, Reach, reach
from commonground.agreement.insisting.response import ResponseRule, response_rule
from commonground.agreement.insisting.side_sets import SideSets
from commonground.agreement.ranks.powers import Powers, powers
from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import Question
from commonground.agreement.zones.movement import Broken
from commonground.agreement.zones.zone import ZoneValue
from commonground.case.evidence import told_only_by
from commonground.case.model import Offer, Target, YesNo

__all__ = ["INSISTS", "SideTest", "SideTests", "Word", "insisting"]

Word = Literal["negotiated", "not", "exchange of demands", "ultimatum-like", "ultimatum"]
INSISTS: frozenset[Word] = frozenset({"ultimatum-like", "ultimatum"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SideTest:
    """One side on one target.

    ``closed`` and ``approach`` are None where it made no offer on it, ``approach`` also where there was no time for it.
    """

    party: str
    offers: tuple[str, ...]
    agreed: bool
    closed: Closed | None
    approach: Approach | None
    rule: ResponseRule
    in_zone: tuple[str, ...]  # offers that every mandate at the table lets through
    reaches: tuple[Reach, ...] | None  # of each offer, least first; None: not computed
    told_only_by: Mapping[str, str]  # what the test rests on and only another party tells of: id to that party

    @property
    def moved(self) -> YesNo | None:
        """None if it made no offer or movement was not computed."""
        return None if self.approach is None else self.approach.moved

    @property
    def not_computed(self) -> tuple[str, ...]:
        missing = {"movement": bool(self.offers) and self.approach is None, "reach": self.reaches is None}
        missing["verdict"] = self.word is None
        return tuple(name for name, is_missing in missing.items() if is_missing)

    @property
    def reach(self) -> Reach | None:
        """The least reach; None if it made no offer or reach was not computed."""
        return self.reaches[0] if self.reaches else None

    @property
    def word(self) -> Word | None:
        """None where it hangs on movement and there was no time for that."""
        if self.agreed:
            return "negotiated"
        if not self.offers or self.in_zone:
            return "not"
        shut = self.closed is not None and self.closed.by_mandate == "yes"
        if not shut or "yes" in (self.moved, self.rule.value):
            return "exchange of demands"
        if self.moved is None:
            return None
        return "ultimatum" if self.moved == self.rule.value == "no" else "ultimatum-like"

    def to_dict(self) -> dict[str, Any]:
        return {
            "offers": list(self.offers),
            "closed": None if self.closed is None else self.closed.to_dict(),
            "movement": None if self.approach is None else self.approach.to_dict(),
            "rule": self.rule.to_dict(),
            "in_zone": list(self.in_zone),
            "reach": None if self.reach is None else self.reach.count,
            "reaches": None if self.reaches is None else [item.to_dict() for item in self.reaches],
            "verdict": self.word,
            "not_computed": list(self.not_computed),
            "told_only_by": dict(self.told_only_by),
        }


@dataclass
class SideTests:
    """Tests sides on targets, and keeps what one test found for the next."""

    question: Question
    known: dict[str, Broken] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sets = SideSets(self.question)
        self._definitions = Definitions(self.question)
        self._powers: Powers = powers(self.question.case)

    def sides(self, target: Target, zone: ZoneValue, budget: Budget = UNLIMITED) -> dict[str, SideTest]:
        """The test of every side at the table on a target whose zone is known, but for movement and reach."""
        offers = {party.id: self.sets.offers_on(target, party.id, budget) for party in self.question.parties}
        return {party: self._side(target, zone, party, offers, budget) for party in offers}

    def insisting(self, target: Target, budget: Budget = UNLIMITED) -> frozenset[str]:
        """The sides that insist on an excluded target; none where some side moved on it."""
        return insisting(self.moved(self.sides(target, "excluded", budget), budget))

    def moved(self, tests: Mapping[str, SideTest], budget: Budget = UNLIMITED) -> dict[str, SideTest]:
        """The same tests with movement, the costliest part by far: one search for a least number an offer."""
        case = self.question.case
        return {
            party: replace(
                test, approach=approach(self.sets, [case.offers[o] for o in test.offers], budget, self.known)
            )
            if test.offers
            else test
            for party, test in tests.items()
        }

    def reaching(
        self, tests: Mapping[str, SideTest], target: Target, budget: Budget = UNLIMITED
    ) -> dict[str, SideTest]:
        """The same tests with reach."""
        case, sets = self.question.case, self.sets
        offers = {party: [case.offers[name] for name in test.offers] for party, test in tests.items()}
        found = {party: reach(sets, self._definitions, target, own, budget) for party, own in offers.items()}
        return {party: replace(test, reaches=found[party]) for party, test in tests.items()}

    def _side(
        self,
        target: Target,
        zone: ZoneValue,
        party: str,
        offers: Mapping[str, Sequence[Offer]],
        budget: Budget,
    ) -> SideTest:
        own, sets = offers[party], self.sets
        others = [offer for other, made in offers.items() if other != party for offer in made]
        shut = _closed(sets, target, zone, party, own, budget) if own else None
        rule = response_rule(sets, self._powers, target, party, others, budget)
        return SideTest(
            party=party,
            offers=tuple(offer.id for offer in own),
            agreed=zone == "accepted",
            closed=shut,
            approach=None,
            rule=rule,
            in_zone=tuple(offer.id for offer in own if sets.in_zone(offer, budget)),
            reaches=None if own else (),
            told_only_by=self._told([*(o.id for o in own), *(shut.clauses if shut else ()), *rule.acceptances]),
        )

    def _told(self, ids: Iterable[str]) -> dict[str, str]:
        case = self.question.case
        items = {name: case.clauses.get(name) or case.offers.get(name) or case.acceptances.get(name) for name in ids}
        told = {name: told_only_by(case, item) for name, item in items.items() if item is not None}
        return {name: teller for name, teller in told.items() if teller is not None}


def insisting(tests: Mapping[str, SideTest]) -> frozenset[str]:
    """The sides that insist; none where some side moved."""
    if any(test.moved == "yes" for test in tests.values()):
        return frozenset()
    return frozenset(party for party, test in tests.items() if test.word in INSISTS)


def _closed(
    sets: SideSets, target: Target, zone: ZoneValue, party: str, own: Sequence[Offer], budget: Budget
) -> Closed:
    return agreed(sets, own) if zone == "accepted" else closed(sets, target, party, own, budget)
