"""Is there a zone: joint outcomes that meet a target and that every mandate at the table allows?

Let F be the meaning rules, M the clauses in force of all parties at the table, T a target, and w a joint outcome, one
outcome per issue. A mandate records prohibitions and silence is not consent, so the answer has three values:

* *excluded*: no w satisfies F, M and T;
* *accepted*: some w satisfies F, M and T, and every issue that w moves off its status quo, in T or not, comes out in a
  way that every party at the table is on record as accepting (an offer is no acceptance);
* *not excluded*: neither.

*Within a package* the issues that T does not mention are free; *alone* they stay at the status quo. A target that F
rules out with every mandate set aside is excluded *by meaning*: no clause blocks it, and none given up opens it.

Zone of possible agreement: Raiffa (1982); as satisfiability of joint demands: Zhang and Zhang, J. Artif. Intell. Res.
33 (2008). The three values are ours.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import Question
from commonground.case.model import Target

__all__ = ["ZoneAnswer", "ZoneValue", "opens", "zone"]

ZoneValue = Literal["accepted", "not excluded", "excluded"]


@dataclass(frozen=True, slots=True)
class ZoneAnswer:
    """The zone of a target, within a package and alone, and whether meaning by itself rules it out."""

    zone: ZoneValue
    alone: ZoneValue
    by_meaning: bool
    alone_by_meaning: bool


def zone(question: Question, target: Target, budget: Budget = UNLIMITED) -> ZoneAnswer:
    """The zone of a target: one to five calls of a solver shared by all targets of the question."""
    zones = question.encoded.zones
    literal = zones.literal(target.formula)
    rest = question.encoded.rest(target)

    def possible(*assumed: int) -> bool:
        return zones.oracle.satisfiable(assumed, budget)

    # Whatever is accepted alone is accepted in a package too, so for settled matters this is the only call.
    if possible(zones.mandates, zones.on_record, literal, *rest):
        return ZoneAnswer("accepted", "accepted", by_meaning=False, alone_by_meaning=False)
    if not possible(zones.mandates, literal):
        by_meaning = not possible(literal)
        return ZoneAnswer("excluded", "excluded", by_meaning, by_meaning or not possible(literal, *rest))
    package: ZoneValue = "accepted" if possible(zones.mandates, zones.on_record, literal) else "not excluded"
    if possible(zones.mandates, literal, *rest):
        return ZoneAnswer(package, "not excluded", by_meaning=False, alone_by_meaning=False)
    return ZoneAnswer(package, "excluded", by_meaning=False, alone_by_meaning=not possible(literal, *rest))


def opens(
    question: Question,
    target: Target,
    given_up: Collection[str],
    *,
    alone: bool = False,
    budget: Budget = UNLIMITED,
) -> bool:
    """Whether there is a zone, accepted or not excluded, once some clauses are given up and the others stand."""
    encoded = question.encoded
    standing = (selector for clause, selector in encoded.selectors.items() if clause not in given_up)
    rest = encoded.rest(target) if alone else ()
    return encoded.zones.oracle.satisfiable([encoded.zones.literal(target.formula), *standing, *rest], budget)
