"""At which level can it be opened: the authority test.

Every clause has an *owner*, the lowest level of its party that may give it up. A party *can open* a target at level l
iff a zone opens when its clauses owned at l or below are relaxed, all its other clauses and those of the other
parties as they stand. Reported is the lowest such level: there, as far as the record shows, sits the authority.
Whether that level would use it is not said. That a higher level accepts more is not assumed, only that it may give up
what those below it may.
"""

from __future__ import annotations

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import Question
from commonground.agreement.zones.zone import opens
from commonground.case.model import Party, Target

__all__ = ["can_open"]


def can_open(question: Question, target: Target, party: Party, budget: Budget = UNLIMITED) -> str | None:
    """The lowest level of a party that could open the zone by itself; None if none could.

    Where the zone is open nothing has to be relaxed, and the answer is the party's lowest level.
    """
    own = [clause for clause in question.clauses.values() if clause.party == party.id]
    for level in reversed(party.levels):
        may_give_up = {clause.id for clause in own if party.rank(clause.owner) >= party.rank(level)}
        if opens(question, target, may_give_up, budget=budget):
            return level
    return None
