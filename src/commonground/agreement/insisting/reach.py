"""How far a demand reaches: how many other issues an offer forces off the status quo.

For an offer o of a side p on a target T: the issues outside T that every joint outcome meeting o, the meaning rules F
and p's own mandate has off the status quo (the *backbone* of these on "issue i stays"). Where p's mandate forbids its
own offer, the mandate is left aside. The reach of a side is the *least* over its offers on T: whoever offers a choice
is measured by the part of it that asks for least.

An issue that definitions alone tie to what the offer says about T's own issues is the same matter under another name
(the terms of a full ceasefire): such *companions* are told, and not counted. A link that is a judgement counts. So the
count hangs on which rules are coded as definitions and on how finely issues are cut; the issues are always named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from commonground.agreement.insisting.side_sets import SideSets
from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import Question, natural
from commonground.case.model import Offer, Target
from commonground.logic import mentions

__all__ = ["Definitions", "Reach", "reach"]


@dataclass(frozen=True, slots=True)
class Reach:
    """What one offer on a target forces off the status quo beyond it, in the order of the file."""

    offer: str
    forces: tuple[str, ...]
    companions: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.forces)

    def to_dict(self) -> dict[str, Any]:
        return {"offer": self.offer, "forces": list(self.forces), "companions": list(self.companions)}


class Definitions:
    """The meaning rules that are definitions, and nothing else in force; made at first use."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._sets: SideSets | None = None

    @property
    def sets(self) -> SideSets:
        if self._sets is None:
            rules = tuple(rule for rule in self._question.rules if rule.kind == "definition")
            bare = replace(self._question, rules=rules, clauses={}, acceptances=())
            self._sets = SideSets(bare)
        return self._sets


def reach(
    sets: SideSets, definitions: Definitions, target: Target, offers: Sequence[Offer], budget: Budget = UNLIMITED
) -> tuple[Reach, ...]:
    """The reach of each of these offers of one side on a target, the least first."""
    found = [_reach(sets, definitions, target, offer, budget) for offer in offers]
    return tuple(sorted(found, key=lambda item: (item.count, natural(item.offer))))


def _reach(sets: SideSets, definitions: Definitions, target: Target, offer: Offer, budget: Budget) -> Reach:
    fixed = sets.offered(offer, budget)
    named = mentions(target.formula)
    forced = [issue for issue in sets.backbone(fixed, budget) if issue not in named]
    # What the offer leaves open on the target's own issues; everything else of it is set aside.
    shut_out = [
        -sets.encoded.outcome(issue, outcome)
        for issue in sorted(named & set(sets.encoded.names.issues))
        for outcome in _shut_out(sets, issue, fixed, budget)
    ]
    tied = set(definitions.sets.backbone(shut_out, budget)) if forced else set()
    order = [issue for issue in sets.question.case.issues if issue in forced]
    return Reach(
        offer.id,
        forces=tuple(issue for issue in order if issue not in tied),
        companions=tuple(issue for issue in order if issue in tied),
    )


def _shut_out(sets: SideSets, issue: str, fixed: Sequence[int], budget: Budget) -> list[str]:
    possible = sets.values(issue, fixed, budget)
    return [outcome for outcome in sets.encoded.names.issues[issue] if outcome not in possible]
