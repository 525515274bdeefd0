"""What each side could live with, and what it is on record with: the two sets that tests of one side range over.

For a party p at the table let F be the meaning rules and M_p its clauses in force. Its *set by mandate* is every joint
outcome that satisfies F and M_p: what it has not forbidden. Its *set on record* is the part of it that meets one of
its offers, or that moves only issues to outcomes which p is on record as accepting. An offer that p's own mandate
forbids stands on record all the same; for it the mandate is left aside.

An offer is *on* a target T if it names an issue of T and, with F, entails T: it says how T is to come about. An offer
that F makes impossible is on nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.solving.question import Question, natural
from commonground.agreement.zones.movement import position
from commonground.case.model import Offer, Target
from commonground.logic import Formula, mentions

__all__ = ["SideSets"]

MANY = 40  # issues moved; beyond that an example is not made smaller, one call of the solver an issue


class SideSets:
    """One incremental solver for the sets of all sides of a question.

    ``mandate[p]`` is a literal that puts all clauses of p in force, ``accepted[p]`` one that lets an issue leave its
    status quo only for an outcome that p accepts. A yes or no does not depend on what was asked before.
    """

    def __init__(self, question: Question) -> None:
        encoded = question.encoded
        self.question = question
        self.encoded = encoded
        self.oracle = Oracle(encoded.ground, UNLIMITED)
        self._top = encoded.top
        self._literals: dict[Formula, int] = {}
        self._in_zone: dict[str, bool] = {}
        self._named = {offer.id: mentions(offer.formula) for offer in question.case.offers.values()}
        self._offers: dict[str, list[Offer]] = {party.id: [] for party in question.parties}
        for offer in question.case.offers.values():
            if offer.party in self._offers:
                self._offers[offer.party].append(offer)
        self.selectors = {
            party.id: {c.id: encoded.selectors[c.id] for c in question.clauses.values() if c.party == party.id}
            for party in question.parties
        }
        self.mandate = {party: self._guard([[lit] for lit in own.values()]) for party, own in self.selectors.items()}
        self.accepted = {party: self._guard(self._acceptances(party)) for party in self.selectors}
        # Models that move little make short work of examples and of what an offer forces.
        self.oracle.prefer(list(encoded.status_quo.values()))

    def literal(self, formula: Formula) -> int:
        """The literal of a formula, defined in the solver at first use."""
        if formula not in self._literals:
            placed = self.encoded.placed(formula, self._top)
            self._top = placed.top
            self.oracle.add(placed.definitions)
            self._literals[formula] = placed.literal
        return self._literals[formula]

    def possible(self, assumed: Sequence[int], budget: Budget) -> bool:
        return self.oracle.satisfiable(assumed, budget)

    def offers_on(self, target: Target, party: str, budget: Budget) -> tuple[Offer, ...]:
        """A party's offers on a target up to the round asked about, in order of time."""
        question = self.question
        now = question.case.rounds[question.round].position if question.round is not None else 0
        named = mentions(target.formula)
        about = (o for o in self._offers[party] if named & self._named[o.id] and position(question, o) <= now)
        made = [offer for offer in about if self._settles(offer, target, budget)]
        return tuple(sorted(made, key=lambda offer: (position(question, offer), natural(offer.id))))

    def offered(self, offer: Offer, budget: Budget) -> list[int]:
        """Assumptions: the outcome meets an offer, within its party's mandate if that allows the offer at all."""
        literal = self.literal(offer.formula)
        within = [self.mandate[offer.party], literal]
        return within if self.possible(within, budget) else [literal]

    def backbone(self, fixed: Sequence[int], budget: Budget) -> list[str]:
        """The issues that cannot stay at the status quo under assumptions that can be met."""
        if not self.possible(fixed, budget):
            raise ValueError("what nothing meets forces everything")
        model, found = self.oracle.model(), list[str]()
        waiting = [issue for issue, status_quo in self.encoded.status_quo.items() if status_quo not in model]
        while waiting:
            tried = waiting.pop()
            if self.possible([*fixed, self.encoded.status_quo[tried]], budget):
                # Each outcome found clears every issue that stays in it.
                model = self.oracle.model()
                waiting = [issue for issue in waiting if self.encoded.status_quo[issue] not in model]
            else:
                found.append(tried)
        return found

    def in_zone(self, offer: Offer, budget: Budget) -> bool:
        """Whether every mandate at the table lets an offer through."""
        if offer.id not in self._in_zone:
            everyone = [*self.mandate.values(), self.literal(offer.formula)]
            self._in_zone[offer.id] = self.possible(everyone, budget)
        return self._in_zone[offer.id]

    def none_of(self, offers: Iterable[Offer]) -> list[int]:
        """Assumptions: the outcome meets none of these offers."""
        return [-self.literal(offer.formula) for offer in offers]

    def outcome(self, fixed: Sequence[int], budget: Budget) -> dict[str, str] | None:
        """A joint outcome under assumptions that moves no issue which could as well stay: the issues it moves.

        Where the first one found moves very many, it is given as it is.
        """
        if not self.possible(fixed, budget):
            return None
        assumed, moved, model = list(fixed), list[str](), self.oracle.model()
        if sum(status_quo not in model for status_quo in self.encoded.status_quo.values()) > MANY:
            return self._read(model)
        for issue, status_quo in self.encoded.status_quo.items():
            if status_quo not in model:
                if not self.possible([*assumed, status_quo], budget):
                    moved.append(issue)
                    continue
                model = self.oracle.model()
            assumed.append(status_quo)
        chosen: dict[str, str] = {}
        for issue in moved:
            chosen[issue] = next(o for o in self.values(issue, assumed, budget))
            assumed.append(self.encoded.outcome(issue, chosen[issue]))
        return {issue: chosen[issue] for issue in self.question.case.issues if issue in chosen}

    def _read(self, model: frozenset[int]) -> dict[str, str]:
        outcomes = self.encoded.names.issues
        chosen = {i: next(o for o in outcomes[i] if self.encoded.outcome(i, o) in model) for i in outcomes}
        return {i: chosen[i] for i in self.question.case.issues if chosen[i] != outcomes[i][0]}

    def values(self, issue: str, fixed: Sequence[int], budget: Budget) -> Collection[str]:
        """The outcomes that an issue can have under assumptions."""
        outcomes = self.encoded.names.issues[issue]
        return [o for o in outcomes if self.possible([*fixed, self.encoded.outcome(issue, o)], budget)]

    def _settles(self, offer: Offer, target: Target, budget: Budget) -> bool:
        offered, wanted = self.literal(offer.formula), self.literal(target.formula)
        return self.possible([offered], budget) and not self.possible([offered, -wanted], budget)

    def _guard(self, clauses: Iterable[Sequence[int]]) -> int:
        self._top += 1
        self.oracle.add([-self._top, *clause] for clause in clauses)
        return self._top

    def _acceptances(self, party: str) -> Iterable[list[int]]:
        own = [item for item in self.question.acceptances if item.party == party]
        for issue, status_quo in self.encoded.status_quo.items():
            outcomes = {outcome for item in own if item.issue == issue for outcome in item.outcomes}
            yield [status_quo, *(self.encoded.outcome(issue, outcome) for outcome in sorted(outcomes))]
