"""The slow twin of the ultimatum test: each part from its definition, over all joint outcomes."""

from __future__ import annotations

from commonground.case import Case, Offer, Target
from commonground.logic import evaluate, mentions
from tests.agreement.literal import Outcome, Twin

World = Outcome


class SideTwin:
    """One side of one case at one round."""

    def __init__(self, twin: Twin, party: str, target: Target) -> None:
        self.twin, self.party, self.target = twin, party, target
        self.case: Case = twin.case
        self.order = list(self.case.rounds)
        self.now = self.order.index(twin.round) if twin.round is not None else 0
        self.own = [clause for clause in twin.clauses.values() if clause.party == party]
        self._made: dict[str, list[Offer]] = {}
        self.settled = [world for world in twin.worlds if evaluate(target.formula, world)]

    def place(self, offer: Offer) -> int:
        return 0 if offer.round is None else self.order.index(offer.round)

    def offers(self, party: str | None = None) -> list[Offer]:
        """Named on the target, possible, entailing it, made by now."""
        who = party or self.party
        if who not in self._made:
            self._made[who] = self._offers(who)
        return self._made[who]

    def _offers(self, party: str) -> list[Offer]:
        found = []
        for offer in self.case.offers.values():
            if offer.party != party or self.place(offer) > self.now:
                continue
            if not mentions(offer.formula) & mentions(self.target.formula):
                continue
            worlds = self.worlds_of(offer)
            if worlds and all(evaluate(self.target.formula, world) for world in worlds):
                found.append(offer)
        return found

    def worlds_of(self, offer: Offer) -> list[World]:
        return [world for world in self.twin.worlds if evaluate(offer.formula, world)]

    def allowed(self, world: World) -> bool:
        return all(evaluate(clause.formula, world) for clause in self.own)

    def menu(self) -> list[Offer]:
        offers = self.offers()
        return [offer for offer in offers if self.place(offer) < self.now] or offers

    def beyond(self, worlds: list[World]) -> list[World]:
        return [world for world in worlds if not any(evaluate(o.formula, world) for o in self.menu())]

    def by_mandate(self) -> str:
        live = [world for world in self.settled if self.allowed(world)]
        return "unknown" if not live else "no" if self.beyond(live) else "yes"

    def closes(self, clauses: set[str]) -> bool:
        kept = [clause for clause in self.own if clause.id in clauses]
        live = [world for world in self.settled if all(evaluate(c.formula, world) for c in kept)]
        return not self.beyond(live)

    def offered(self, offer: Offer) -> list[World]:
        worlds = self.worlds_of(offer)
        return [world for world in worlds if self.allowed(world)] or worlds

    def accepts(self, world: World) -> bool:
        (party,) = [party for party in self.twin.table if party.id == self.party]
        return all(self.twin._accepts(party, issue, world[issue]) for issue in self.twin.moved(world))

    def on_record(self) -> str:
        said = [world for offer in self.offers() for world in self.offered(offer)]
        accepted = [world for world in self.settled if self.allowed(world) and self.accepts(world)]
        return "no" if self.beyond(said + accepted) else "yes"

    def distances(self) -> list[tuple[int, int]]:
        """Round by round, where it made offers on the target: the place, and the least distance so far."""
        offers = self.offers()
        near = {o.id: min(self.twin._breaks(world, o) for world in self.worlds_of(o)) for o in offers}
        places = sorted({self.place(offer) for offer in offers})
        return [(place, min(near[o.id] for o in offers if self.place(o) <= place)) for place in places]

    def moved(self) -> str:
        made = self.distances()
        if made[-1][1] < made[0][1]:
            return "yes"
        return "no" if made[0][0] < self.now else "unknown"

    def forced(self, offer: Offer) -> tuple[set[str], set[str]]:
        """The other issues that an offer forces off the status quo: those that count, and those tied by definition."""
        worlds = self.offered(offer)
        named = mentions(self.target.formula)
        backbone = {i for i in self.case.issues if all(i in self.twin.moved(world) for world in worlds)} - named
        left = {issue: {world[issue] for world in worlds} for issue in named if issue in self.case.issues}
        rules = [rule for rule in self.case.meaning.values() if rule.kind == "definition"]
        bare = [
            world
            for world in self.twin._joint()
            if all(evaluate(rule.formula, world) for rule in rules)
            and all(world[issue] in values for issue, values in left.items())
        ]
        tied = {issue for issue in backbone if all(issue in self.twin.moved(world) for world in bare)}
        return backbone - tied, tied

    def taken_up(self) -> dict[str, set[str]]:
        """Its acceptances, with the others' offers on the target that each takes up."""
        found: dict[str, set[str]] = {}
        for item in self.case.acceptances.values():
            if item.party != self.party or not self.twin._now(item.round, item.until):
                continue
            since = 0 if item.round is None or not self.order else self.order.index(item.round)
            for other in self.twin.table:
                for offer in self.offers(other.id) if other.id != self.party else ():
                    worlds = self.worlds_of(offer)
                    leaves = all(item.issue in self.twin.moved(world) for world in worlds)
                    meets = any(world[item.issue] in item.outcomes for world in worlds)
                    if item.issue in mentions(offer.formula) and self.place(offer) <= since and leaves and meets:
                        found.setdefault(item.id, set()).add(offer.id)
        return found

    def in_zone(self) -> set[str]:
        clauses = list(self.twin.clauses.values())
        return {
            offer.id
            for offer in self.offers()
            if any(all(evaluate(c.formula, world) for c in clauses) for world in self.worlds_of(offer))
        }

    def word(self) -> str:
        if self.twin.zone(self.target) == "accepted":
            return "negotiated"
        if not self.offers() or self.in_zone():
            return "not"
        theirs = {name for name, option in self.case.options.items() if option.party != self.party}
        turns = [mentions(clause.formula) for clause in self.own]
        rule = bool(self.taken_up()) or any(m & theirs and m & mentions(self.target.formula) for m in turns)
        if self.by_mandate() != "yes" or rule or self.moved() == "yes":
            return "exchange of demands"
        return "ultimatum-like"
