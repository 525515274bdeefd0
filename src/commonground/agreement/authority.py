"""At which level can it be opened: the authority test.

Every clause has an *owner*, the lowest level of its party that may give it up. A party *can open* a target at level l
iff a zone opens when its clauses owned at l or below are relaxed, all its other clauses and those of the other
parties as they stand. Reported is the lowest such level: there, as far as the record shows, sits the authority.
Whether that level would use it is not said. That a higher level accepts more is not assumed, only that it may give up
what those below it may.
"""

from __future__ import annotations

from commonground.agreement.budget import UNLIMITED, Budget
from commonground.agreement.question import Question
from commonground.case.model import Party, Target

__all__ = ["can_open"]


def can_open(question: Question, target: Target, party: Party, budget: Budget = UNLIMITED) -> str | None:
    """The lowest level of a party that could open the zone by itself; None if none could.

    Where the zone is open nothing has to be relaxed, and the answer is the party's lowest level.
    """
    zones = question.encoded.zones
    literal = zones.literal(target.formula)
    for level in reversed(party.levels):
        standing = [
            selector
            for clause, selector in question.encoded.selectors.items()
            if not _may_give_up(question, clause, party, level)
        ]
        if zones.oracle.satisfiable([literal, *standing], budget):
            return level
    return None


def _may_give_up(question: Question, clause: str, party: Party, level: str) -> bool:
    item = question.clauses[clause]
    return item.party == party.id and party.rank(item.owner) >= party.rank(level)
