"""Which verdicts an answer to a question would change.

An answer changes the question put to the engine in one way: a clause, a meaning rule or an acceptance is dropped, an
acceptance is added, or a clause that rules one outcome out is added. The zone and the alone zone of every matter are
then worked out anew and compared. Verdicts that cannot change are not asked again: with a clause or a rule less, or an
acceptance more, a zone only moves from *excluded* towards *accepted*, and with a clause more or an acceptance less only
the other way; acceptances never touch what is excluded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import Question, natural
from commonground.agreement.zones.zone import ZoneAnswer, zone
from commonground.case.model import Acceptance, Clause, Target
from commonground.errors import Where
from commonground.logic import Among, Not

__all__ = [
    "Change",
    "Varied",
    "accepting",
    "changes",
    "refusing",
    "turned_by_clauses",
    "without_acceptance",
    "without_clause",
    "without_rule",
]

Verdict = Literal["zone", "alone", "may be closed"]
Way = Literal["clauses less", "clauses more", "acceptances more", "acceptances less"]


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict that would be another."""

    target: str
    verdict: Verdict
    before: str
    after: str

    def to_dict(self) -> dict[str, Any]:
        return {"target": self.target, "verdict": self.verdict, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Varied:
    """A question that differs in one thing, and which way its zones can differ."""

    question: Question
    way: Way


def without_clause(question: Question, clause: str) -> Varied:
    left = {name: item for name, item in question.clauses.items() if name != clause}
    return Varied(replace(question, clauses=MappingProxyType(left)), "clauses less")


def without_rule(question: Question, rule: str) -> Varied:
    left = tuple(item for item in question.rules if item.id != rule)
    return Varied(replace(question, rules=left), "clauses less")


def without_acceptance(question: Question, acceptance: str) -> Varied:
    left = tuple(item for item in question.acceptances if item.id != acceptance)
    return Varied(replace(question, acceptances=left), "acceptances less")


def accepting(question: Question, party: str, issue: str, outcome: str) -> Varied:
    """A party is on record for one more outcome."""
    text = f"{issue} = {outcome}"
    item = Acceptance(
        id=f"{party}: {text}",
        evidence=(),
        as_told_by=None,
        note=None,
        layer=None,
        hypothesis=True,
        where=Where(),
        party=party,
        formula=Among(issue, (outcome,)),
        text=text,
        issue=issue,
        outcomes=(outcome,),
        round=None,
        until=None,
    )
    return Varied(replace(question, acceptances=(*question.acceptances, item)), "acceptances more")


def refusing(question: Question, party: str, issue: str, outcome: str) -> Varied:
    """A party rules out one more outcome."""
    text = f"{issue} != {outcome}"
    level = question.case.parties[party].levels[0]
    item = Clause(
        id=f"{party}: {text}",
        evidence=(),
        as_told_by=None,
        note=None,
        layer=None,
        hypothesis=True,
        where=Where(),
        party=party,
        formula=Not(Among(issue, (outcome,))),
        text=text,
        level=level,
        owner=level,
        kind="position",
        round=None,
        until=None,
    )
    more = {**question.clauses, item.id: item}
    ordered = {name: more[name] for name in sorted(more, key=natural)}
    return Varied(replace(question, clauses=MappingProxyType(ordered)), "clauses more")


def changes(
    varied: Varied, targets: Iterable[Target], before: Mapping[str, ZoneAnswer], budget: Budget = UNLIMITED
) -> tuple[Change, ...]:
    """The verdicts on ``targets`` that differ from those ``before``, which are given by the targets' names."""
    found: list[Change] = []
    for target in targets:
        was = before.get(target.id)
        if was is None or not _can_change(was, varied.way):
            continue
        now = zone(varied.question, target, budget)
        if now.zone != was.zone:
            found.append(Change(target.id, "zone", was.zone, now.zone))
        if now.alone != was.alone:
            found.append(Change(target.id, "alone", was.alone, now.alone))
    return tuple(found)


def turned_by_clauses(
    question: Question, targets: Iterable[Target], before: Mapping[str, ZoneAnswer], budget: Budget = UNLIMITED
) -> dict[str, tuple[Target, ...]]:
    """For each clause the targets whose verdicts can change if it is dropped; for all others they cannot.

    Each part of a verdict that is a "no" needed certain clauses to be shown. While these stand it stays a "no", so only
    clauses among them can turn it, and which do is left to be seen.
    """
    encoded = question.encoded
    zones = encoded.zones
    by_selector = {selector: clause for clause, selector in encoded.selectors.items()}
    found: dict[str, list[Target]] = {}
    for target in targets:
        was = before.get(target.id)
        if was is None or not _can_change(was, "clauses less"):
            continue
        needed: set[int] = set()
        literal, rest = zones.literal(target.formula), encoded.rest(target)
        for more in ((), rest, (zones.on_record,), (zones.on_record, *rest)):
            if not zones.oracle.satisfiable([literal, *more, *encoded.selectors.values()], budget):
                needed |= zones.oracle.core()
        for selector in needed & by_selector.keys():
            found.setdefault(by_selector[selector], []).append(target)
    return {clause: tuple(items) for clause, items in found.items()}


def _can_change(was: ZoneAnswer, way: Way) -> bool:
    match way:
        case "clauses less":
            return was.alone != "accepted"  # and so the zone is not either, or already all it can be
        case "clauses more":
            return was.zone != "excluded"
        case "acceptances more":
            return was.zone != "excluded" and was.alone != "accepted"
        case "acceptances less":
            return was.zone == "accepted"
