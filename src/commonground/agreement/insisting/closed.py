"""Is a demand closed: does the side's set hold nothing, once the target is settled, but what it has offered already?

Let T be a target, p a side with offers on it, and its *menu* all offers on T that it had made before the round asked
about; if it had made none by then, those of that round, its opening. p is closed on T

* *by its mandate* iff F, M_p and T entail the menu: its mandate lets nothing through that it has not put forward;
* *on record* iff its set on record (``side_sets``), together with T, entails the menu: it has in fact put forward or
  accepted nothing beyond it, in this round either.

A menu of any size is one menu. Each answer "no" comes with a joint outcome in the set that meets no item of the menu,
each "yes" by mandate with clauses of its own that close it, none of them spare. Three corners: where a zone of T is
accepted nobody is closed, since each side's set holds what the others accept; a side whose mandate rules the target
out has no set to ask about and gets no answer; and where F and T by themselves entail the menu, the target has one
form only, so the answer is yes for whoever asks for it, and is told as *trivial*.

Read against the offers of the first round alone, a side would be open merely for having widened its menu; read against
all offers up to now, nobody could ever be open on record except by accepting what another put forward. Hence "before
the round asked about".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonground.agreement.insisting.side_sets import SideSets
from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import Question, in_natural_order
from commonground.agreement.zones.movement import position
from commonground.case.model import Offer, Target, YesNo

__all__ = ["Closed", "agreed", "closed", "menu_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Whether one side's demand is closed, in two readings; ``unknown`` where its mandate rules the target out."""

    menu: tuple[str, ...]  # the offers it is measured against
    by_mandate: YesNo
    on_record: YesNo
    trivial: bool  # the target has one form only, the one offered
    clauses: tuple[str, ...]  # by mandate: what closes it
    by_mandate_else: Mapping[str, str] | None  # by mandate: what else it lets through, issue to outcome
    on_record_else: Mapping[str, str] | None  # on record: what else it has put forward or accepted
    on_record_by: tuple[str, ...]  # the offers of this round beyond the menu

    def to_dict(self) -> dict[str, Any]:
        return {
            "menu": list(self.menu),
            "by_mandate": self.by_mandate,
            "on_record": self.on_record,
            "trivial": self.trivial,
            "clauses": list(self.clauses),
            "by_mandate_else": None if self.by_mandate_else is None else dict(self.by_mandate_else),
            "on_record_else": None if self.on_record_else is None else dict(self.on_record_else),
            "on_record_by": list(self.on_record_by),
        }


def menu_of(question: Question, offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """The offers made before the round asked about, or those of that round where there are no others."""
    now = 0 if question.round is None else question.case.rounds[question.round].position
    return tuple(offer for offer in offers if position(question, offer) < now) or tuple(offers)


def agreed(sets: SideSets, offers: Sequence[Offer]) -> Closed:
    """The answer where a zone of the target is accepted."""
    menu = tuple(offer.id for offer in menu_of(sets.question, offers))
    return Closed(
        menu=menu,
        by_mandate="no",
        on_record="no",
        trivial=False,
        clauses=(),
        by_mandate_else=None,
        on_record_else=None,
        on_record_by=(),
    )


def closed(sets: SideSets, target: Target, party: str, offers: Sequence[Offer], budget: Budget = UNLIMITED) -> Closed:
    """Whether a side's demand on a target is closed, given all its offers on it; no zone of the target is accepted."""
    menu = menu_of(sets.question, offers)
    wanted, beyond = sets.literal(target.formula), sets.none_of(menu)
    mandate = [sets.mandate[party], wanted]
    ruled_out = not sets.possible(mandate, budget)
    by_mandate = None if ruled_out else sets.outcome([*mandate, *beyond], budget)
    on_record, new = _on_record(sets, party, [o for o in offers if o not in menu], [wanted, *beyond], budget)
    shut = not ruled_out and by_mandate is None
    return Closed(
        menu=tuple(offer.id for offer in menu),
        by_mandate="unknown" if ruled_out else _yes(shut),
        on_record=_yes(on_record is None),
        trivial=not sets.possible([wanted, *beyond], budget),
        clauses=_closing(sets, party, [wanted, *beyond], budget) if shut else (),
        by_mandate_else=by_mandate,
        on_record_else=on_record,
        on_record_by=new,
    )


def _on_record(
    sets: SideSets, party: str, later: Sequence[Offer], beyond: list[int], budget: Budget
) -> tuple[dict[str, str] | None, tuple[str, ...]]:
    """What it put forward or accepted beyond the menu, and the offers of this round that did so."""
    found = {offer.id: sets.outcome([*sets.offered(offer, budget), *beyond], budget) for offer in later}
    new = tuple(offer for offer, outcome in found.items() if outcome is not None)
    if new:
        return found[new[0]], new
    return sets.outcome([sets.mandate[party], sets.accepted[party], *beyond], budget), ()


def _closing(sets: SideSets, party: str, beyond: list[int], budget: Budget) -> tuple[str, ...]:
    """Clauses of its own, none of them spare, that together let through nothing beyond the menu."""
    own = sets.selectors[party]
    waiting, needed = list(own.values()), list[int]()
    while waiting:
        tried = waiting.pop()
        if sets.possible([*beyond, *needed, *waiting], budget):
            needed.append(tried)
        else:
            core = sets.oracle.core()
            waiting = [selector for selector in waiting if selector in core]
    return in_natural_order(clause for clause, selector in own.items() if selector in needed)


def _yes(value: bool) -> YesNo:
    return "yes" if value else "no"
