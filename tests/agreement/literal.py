"""The slow twin: every question answered from its definition, by looking at all joint outcomes and all sets of clauses.

Nothing of the package is used beyond the case model and the truth of a formula at one joint outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product

from commonground.case import Case, Offer, Party, Target
from commonground.logic import evaluate, mentions

Outcome = dict[str, str | bool]
Clauses = frozenset[str]


def subsets(items: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """All subsets, smaller ones first."""
    pool = tuple(items)
    return chain.from_iterable(combinations(pool, size) for size in range(len(pool) + 1))


class Twin:
    """One case at one round, looked at joint outcome by joint outcome."""

    def __init__(self, case: Case, round: str | None = None) -> None:
        self.case = case
        self.round = round or (list(case.rounds)[-1] if case.rounds else None)
        self.table = [party for party in case.parties.values() if party.role == "table"]
        ids = [party.id for party in self.table]
        self.clauses = {c.id: c for c in case.clauses.values() if c.party in ids and self._now(c.round, c.until)}
        self.worlds = [w for w in self._joint() if all(evaluate(r.formula, w) for r in case.meaning.values())]
        self._broken = [
            frozenset(c.id for c in self.clauses.values() if not evaluate(c.formula, world)) for world in self.worlds
        ]

    def _joint(self) -> Iterator[Outcome]:
        issues = {issue: tuple(item.outcomes) for issue, item in self.case.issues.items()}
        options = sorted(self.case.names.options)
        for outcomes in product(*issues.values()):
            for taken in product((False, True), repeat=len(options)):
                yield {**dict(zip(issues, outcomes, strict=True)), **dict(zip(options, taken, strict=True))}

    def _now(self, start: str | None, end: str | None) -> bool:
        if self.round is None:
            return True
        order = list(self.case.rounds)
        now = order.index(self.round)
        return (start is None or order.index(start) <= now) and (end is None or now < order.index(end))

    def moved(self, world: Outcome) -> set[str]:
        return {issue for issue, item in self.case.issues.items() if world[issue] != next(iter(item.outcomes))}

    def _worlds_of(self, target: Target, alone: bool) -> list[tuple[Outcome, Clauses]]:
        named = mentions(target.formula)
        return [
            (world, broken)
            for world, broken in zip(self.worlds, self._broken, strict=True)
            if evaluate(target.formula, world) and (not alone or self.moved(world) <= named)
        ]

    def by_meaning(self, target: Target, alone: bool = False) -> bool:
        return not self._worlds_of(target, alone)

    def on_record(self, world: Outcome) -> bool:
        return bool(self.table) and all(self._accepts(p, i, world[i]) for p in self.table for i in self.moved(world))

    def _accepts(self, party: Party, issue: str, outcome: str | bool) -> bool:
        own = (a for a in self.case.acceptances.values() if a.party == party.id and a.issue == issue)
        return any(outcome in a.outcomes for a in own if self._now(a.round, a.until))

    def zone(self, target: Target, alone: bool = False) -> str:
        allowed = [world for world, broken in self._worlds_of(target, alone) if not broken]
        if not allowed:
            return "excluded"
        stay = [world for world in allowed if not self.moved(world)]
        return "accepted" if stay or any(self.on_record(world) for world in allowed) else "not excluded"

    def blocks(self, clauses: Iterable[str], target: Target, alone: bool = False) -> bool:
        """Whether these clauses alone leave no zone."""
        kept = frozenset(clauses)
        return not any(broken.isdisjoint(kept) for _, broken in self._worlds_of(target, alone))

    def blocking_sets(self, target: Target, alone: bool = False) -> list[Clauses]:
        """All of them; none if meaning rules the target out."""
        if self.by_meaning(target, alone):
            return []
        found: list[Clauses] = []
        for clauses in map(frozenset, subsets(self.clauses)):
            if not any(smaller <= clauses for smaller in found) and self.blocks(clauses, target, alone):
                found.append(clauses)
        return found

    def opens(self, given_up: Iterable[str], target: Target, alone: bool = False) -> bool:
        return not self.blocks(set(self.clauses) - set(given_up), target, alone)

    def concessions(self, target: Target, own: Iterable[str], alone: bool = False) -> list[Clauses]:
        """All sets of least size among ``own`` that open the zone when given up."""
        found: list[Clauses] = []
        for clauses in map(frozenset, subsets(own)):
            if found and len(clauses) > len(found[0]):
                break
            if self.opens(clauses, target, alone):
                found.append(clauses)
        return found

    def own(self, party: str) -> list[str]:
        return [clause.id for clause in self.clauses.values() if clause.party == party]

    def can_open(self, target: Target, party: Party) -> str | None:
        for level in reversed(party.levels):
            below = party.levels[party.levels.index(level) :]
            own = {c for c in self.own(party.id) if self.clauses[c].owner in below}
            if any(self.opens(given_up, target) for given_up in subsets(own)):
                return level
        return None

    def together(self) -> set[frozenset[str]]:
        allowed = [world for world, broken in zip(self.worlds, self._broken, strict=True) if not broken]
        can = {frozenset(issues) for world in allowed for issues in subsets(self.moved(world))}
        return {issues for issues in can if not any(issues < other for other in can)}

    def movement(self, issue: str, party: str) -> tuple[int, int, bool] | None:
        """d at its first round with an offer on the issue and d at last, and whether an offer leaves the status quo."""
        order = list(self.case.rounds)
        now = order.index(self.round) if self.round is not None else 0
        made: list[tuple[int, int, bool]] = []
        for offer in self.case.offers.values():
            place = 0 if offer.round is None else order.index(offer.round)
            if offer.party == party and issue in mentions(offer.formula) and place <= now:
                worlds = [world for world in self.worlds if evaluate(offer.formula, world)]
                if worlds:
                    off = all(issue in self.moved(world) for world in worlds)
                    made.append((place, min(self._breaks(world, offer) for world in worlds), off))
        if not made:
            return None
        first = min(place for place, _, _ in made)
        opening = min(d for place, d, _ in made if place == first)
        return opening, min(d for _, d, _ in made), any(off for _, _, off in made)

    def _breaks(self, world: Outcome, offer: Offer) -> int:
        others = [clause for clause in self.clauses.values() if clause.party != offer.party]
        return sum(not evaluate(clause.formula, world) for clause in others)
