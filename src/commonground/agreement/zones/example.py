"""A joint outcome in the zone, to show what "not excluded" or "accepted" can look like.

Of the many joint outcomes in a zone the one shown moves no issue that could as well stay: going through the issues
in the natural order of their ids, each is put back to its status quo where the zone allows it, and the others get the
first outcome that it allows. An example is no proposal and no prediction.
"""

from __future__ import annotations

from collections.abc import Mapping

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import Question
from commonground.case.model import Target

__all__ = ["example", "rests_on"]


def example(
    question: Question, target: Target, *, on_record: bool = False, budget: Budget = UNLIMITED
) -> dict[str, str] | None:
    """The issues that an example moves, with their outcomes; the rest is at the status quo. None without a zone.

    With ``on_record`` every issue it moves comes out as all parties at the table are on record as accepting.
    """
    zones = question.encoded.zones
    encoded = question.encoded
    fixed = [zones.mandates, *([zones.on_record] if on_record else ()), zones.literal(target.formula)]
    if not zones.oracle.satisfiable(fixed, budget):
        return None
    model = zones.oracle.model()
    moved: list[str] = []
    for issue, status_quo in encoded.status_quo.items():
        if status_quo not in model:
            if not zones.oracle.satisfiable([*fixed, status_quo], budget):
                moved.append(issue)
                continue
            model = zones.oracle.model()
        fixed.append(status_quo)
    chosen: dict[str, str] = {}
    for issue in moved:
        for outcome in encoded.names.issues[issue][1:]:
            literal = encoded.outcome(issue, outcome)
            if zones.oracle.satisfiable([*fixed, literal], budget):
                fixed.append(literal)
                chosen[issue] = outcome
                break
    return {issue: chosen[issue] for issue in question.case.issues if issue in chosen}


def rests_on(question: Question, package: Mapping[str, str]) -> tuple[str, ...]:
    """The acceptances on record for the outcomes of a package."""
    return tuple(a.id for a in question.acceptances if package.get(a.issue) in a.outcomes)
