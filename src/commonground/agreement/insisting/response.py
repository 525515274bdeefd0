"""Is a rule on record by which another's offer changed, or could change, what a side accepts?

*Yes*, where the record shows an act or a rule of that kind:

* the side accepted an outcome that another party's offer on the target puts forward, in the round of that offer or
  later (who had offered it first does not matter: what is accepted is no longer one side's demand);
* a clause of its mandate names an option of another party together with an issue of the target: a response rule, by
  which its set depends on what the other does.

*No*, where the record says, with evidence and not by another side's word alone, that the level at which the side sat
in the round asked about may not listen, or may neither explore nor refer back. *Unknown* everywhere else. That a level
may explore makes no "yes": it says what may be talked about, not what would change. A side's own new offer is movement
(``approach``) and never counts here, and a clause that ended after another's offer says nothing of why it ended.

What another side alone says of a level's powers is an *account*: it is told beside the "unknown", with whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonground.agreement.insisting.side_sets import SideSets
from commonground.agreement.ranks.powers import PowerAnswer, Powers
from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.zones.movement import position
from commonground.case.model import Acceptance, Offer, Target, YesNo
from commonground.logic import Among, mentions

__all__ = ["ResponseRule", "response_rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRule:
    """The answer for one side on one target, with the ids it rests on."""

    value: YesNo
    acceptances: Mapping[str, tuple[str, ...]]  # its acceptance -> the others' offers that it meets
    clauses: tuple[str, ...]  # response rules in its mandate
    powers: tuple[str, ...]  # records by which its level cannot listen, whoever tells it
    account: str | None  # the other party by whose word alone the level cannot listen

    def to_dict(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "acceptances": {name: list(offers) for name, offers in self.acceptances.items()},
            "clauses": list(self.clauses),
            "powers": list(self.powers),
            "account": self.account,
        }


def response_rule(
    sets: SideSets, can: Powers, target: Target, party: str, others: Sequence[Offer], budget: Budget = UNLIMITED
) -> ResponseRule:
    """Whether such a rule is on record for a side, given the offers of the others on the target."""
    accepted = _accepted(sets, party, others, budget)
    clauses = _response_clauses(sets, target, party)
    told = _cannot_listen(sets, can, party)
    tellers = {answer.told_only_by for answer in told}
    # Each record has to stand on more than another side's word; one that does not makes it an account.
    account = next((teller for teller in sorted(filter(None, tellers))), None)
    value: YesNo = "unknown"
    if accepted or clauses:
        value = "yes"
    elif told and account is None:
        value = "no"
    return ResponseRule(
        value=value,
        acceptances=accepted,
        clauses=clauses,
        powers=tuple(dict.fromkeys(name for answer in told for name in answer.powers)),
        account=account,
    )


def _accepted(sets: SideSets, party: str, others: Sequence[Offer], budget: Budget) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for item in (item for item in sets.question.acceptances if item.party == party):
        met = tuple(offer.id for offer in others if _meets(sets, item, offer, budget))
        if met:
            found[item.id] = met
    return found


def _meets(sets: SideSets, item: Acceptance, offer: Offer, budget: Budget) -> bool:
    """Whether an acceptance takes up something that an offer of another party puts forward."""
    rounds = sets.question.case.rounds
    since = 0 if item.round is None or not rounds else rounds[item.round].position
    if item.issue not in mentions(offer.formula) or since < position(sets.question, offer):
        return False
    stays, offered = sets.encoded.status_quo[item.issue], sets.literal(offer.formula)
    if sets.possible([offered, stays], budget):
        return False
    off = tuple(outcome for outcome in item.outcomes if outcome != sets.encoded.names.issues[item.issue][0])
    return bool(off) and sets.possible([offered, sets.literal(Among(item.issue, off))], budget)


def _response_clauses(sets: SideSets, target: Target, party: str) -> tuple[str, ...]:
    """Clauses of its mandate that turn on what another party does."""
    case = sets.question.case
    theirs = {name for name, option in case.options.items() if option.party != party}
    if not theirs:
        return ()
    named = mentions(target.formula)
    own = ((c.id, mentions(c.formula)) for c in sets.question.clauses.values() if c.party == party)
    return tuple(name for name, words in own if words & theirs and words & named)


def _cannot_listen(sets: SideSets, can: Powers, party: str) -> Sequence[PowerAnswer]:
    """The answers by which the level at the table cannot take in an offer; none if that is not on record."""
    levels = _levels(sets, party)
    found = [_level_cannot(can, party, level) for level in levels]
    return [answer for answers in found for answer in answers] if all(found) else []


def _levels(sets: SideSets, party: str) -> Iterable[str]:
    """The level at which a side sat in the round asked about; all of its levels where that is not on record."""
    question = sets.question
    present = question.case.rounds[question.round].present if question.round is not None else {}
    return (present[party],) if party in present else question.case.parties[party].levels


def _level_cannot(can: Powers, party: str, level: str) -> list[PowerAnswer]:
    listen, explore, refer = (_denied(can, party, level, act) for act in ("listen", "explore", "refer back"))
    if listen is not None:
        return [listen]
    return [] if explore is None or refer is None else [explore, refer]


def _denied(can: Powers, party: str, level: str, act: str) -> PowerAnswer | None:
    """The answer that a level may not do something, if there is evidence for it."""
    answer = can.of(party, level, act)
    sourced = any(can.records[name].may[act] == "no" and can.records[name].evidence for name in answer.powers)
    return answer if answer.value == "no" and sourced else None
