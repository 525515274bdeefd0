"""What a verdict turns on: the single judgements whose fall, or other reading, would change it.

A *support* is something a verdict may rest on: a clause, a meaning rule, an acceptance; a source or a speaker, with all
that rests on their words alone; one side's word about the others; all presumed clauses together; a layer that is on; a
rival reading. For each support the case is asked again without it. Where that gives another zone, or another answer to
who could open it alone and by giving up what, the verdict *turns* on the support.

Single deletions alone reassure falsely: two supports may each be dispensable and not both. So sources, speakers, sides
and presumed clauses are dropped as wholes too, but no search over arbitrary sets is made, and none is claimed.

The operation is ours; dropping premises one at a time follows sensitivity analysis in general.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from commonground.agreement.solving.budget import Budget, OutOfTime, budget_of
from commonground.agreement.solving.question import Question, ask
from commonground.agreement.solving.targets import targets_of
from commonground.agreement.zones.concession import price
from commonground.agreement.zones.zone import ZoneValue, zone
from commonground.case.drop import drop, falls_with
from commonground.case.evidence import told_only_by
from commonground.case.model import Case, Target

__all__ = ["Sentence", "Support", "Turn", "TurnsOn", "Verdict", "supports", "turns_on"]

SupportKind = Literal[
    "clause",
    "meaning rule",
    "acceptance",
    "presumed clauses",
    "source",
    "speaker",
    "one side's word",
    "layer",
    "reading",
]


@dataclass(frozen=True, slots=True)
class Support:
    """Something to be done without; ``falls`` are the clauses, rules and acceptances that go with it."""

    kind: SupportKind
    id: str
    falls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a target: its zone, alone too, and what each party would give up to open it by itself."""

    zone: ZoneValue
    alone: ZoneValue
    opens: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)  # only of an excluded named target

    def prices(self) -> dict[str, int | None]:
        return {party: None if clauses is None else len(clauses) for party, clauses in self.opens.items()}

    def to_dict(self) -> dict[str, Any]:
        opens = {party: None if clauses is None else list(clauses) for party, clauses in self.opens.items()}
        return {"zone": self.zone, "alone": self.alone, "opens": opens}


@dataclass(frozen=True, slots=True)
class Turn:
    """A support, and the verdict without it."""

    support: Support
    without: Verdict
    changes: tuple[Literal["zone", "alone", "price"], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One verdict, and all it turns on among the supports that were tried."""

    name: str
    verdict: Verdict
    turns: tuple[Turn, ...]

    def on(self, change: str) -> tuple[str, ...]:
        """The ids of the supports without which ``change`` (zone, alone, price) would be another."""
        return tuple(turn.support.id for turn in self.turns if change in turn.changes)

    def to_dict(self) -> dict[str, Any]:
        turns = [
            {
                "kind": turn.support.kind,
                "id": turn.support.id,
                "falls": list(turn.support.falls),
                "changes": list(turn.changes),
                "without": turn.without.to_dict(),
            }
            for turn in self.turns
        ]
        return {"verdict": self.verdict.to_dict(), "turns_on": turns}


@dataclass(frozen=True, slots=True)
class TurnsOn:
    """Every verdict of a round with what it turns on; ``untried`` supports are told, for lack of time."""

    case: str
    round: str | None
    sentences: Mapping[str, Sentence]
    tried: tuple[Support, ...]
    untried: tuple[Support, ...]

    @property
    def exhaustive(self) -> bool:
        """Whether every single support was tried; sets of several never are."""
        return not self.untried

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": 1,
            "case": self.case,
            "round": self.round,
            "verdicts": {name: sentence.to_dict() for name, sentence in self.sentences.items()},
            "tried": len(self.tried),
            "untried": [support.id for support in self.untried],
            "exhaustive": self.exhaustive,
        }


def turns_on(
    case: Case,
    round: str | None = None,
    names: Iterable[str] | None = None,
    readings: Mapping[str, Case] | None = None,
    budget: Budget | float | None = 10.0,
) -> TurnsOn:
    """What the verdicts of a round turn on.

    Parameters
    ----------
    case
        A loaded case.
    round
        The id of a round; by default the latest.
    names
        Targets; by default every issue and every target of the case. Prices are asked of the case's targets.
    readings
        The same case otherwise, by the name of the layer that is laid on, or taken off.
    budget
        Seconds, or a budget shared with other questions.

    Examples
    --------
    >>> from commonground.case import load
    >>> found = turns_on(load("cuba-1962"), "r1", ["missiles leave"])
    >>> found.sentences["missiles leave"].on("zone")[:1]
    ('S1',)
    """
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    question = ask(case, round)
    asked = {name: item for name, item in targets_of(case).items() if name in _names(case, names)}
    variants = _variants(case, question, readings or {})
    tried: list[Support] = []
    turns: dict[str, list[Turn]] = {name: [] for name in asked}
    try:
        base = _verdicts(question, asked, limit)
        for support, variant in variants:
            without = _verdicts(ask(variant, _same_round(variant, question)), asked, limit)
            tried.append(support)
            for name in asked:
                changes = _changes(base[name], without[name])
                if changes:
                    turns[name].append(Turn(support, without[name], changes))
    except OutOfTime:
        if not tried:
            return TurnsOn(case.id, question.round, {}, (), tuple(support for support, _ in variants))
    sentences = {name: Sentence(name, base[name], tuple(turns[name])) for name in asked}
    untried = tuple(support for support, _ in variants[len(tried) :])
    return TurnsOn(case.id, question.round, sentences, tuple(tried), untried)


def supports(case: Case, question: Question) -> Iterator[Support]:
    """Everything of the case that a verdict may rest on and that takes something of it along when it falls."""
    relevant = {*question.clauses, *case.meaning, *(item.id for item in question.acceptances)}

    def support(kind: SupportKind, name: str, dropped: Sequence[str]) -> Iterator[Support]:
        falls = tuple(item for item in sorted(falls_with(case, dropped)) if item in relevant)
        if falls:
            yield Support(kind, name, falls)

    for clause in question.clauses:
        yield from support("clause", clause, [clause])
    for rule in case.meaning:
        yield from support("meaning rule", rule, [rule])
    for item in question.acceptances:
        yield from support("acceptance", item.id, [item.id])
    presumed = [clause.id for clause in question.clauses.values() if clause.kind == "presumed"]
    if len(presumed) > 1:
        yield from support("presumed clauses", "presumed", presumed)
    for source in case.sources:
        yield from support("source", f"sources.{source}", [f"sources.{source}"])
    for speaker in dict.fromkeys(statement.speaker for statement in case.statements.values()):
        yield from support("speaker", speaker, [s.id for s in case.statements.values() if s.speaker == speaker])
    about = (*question.clauses.values(), *question.acceptances)
    for party in case.table:
        told = [item.id for item in about if told_only_by(case, item) == party.id]
        yield from support("one side's word", party.id, told)


def _variants(case: Case, question: Question, readings: Mapping[str, Case]) -> list[tuple[Support, Case]]:
    """The supports, each with the case without it; what takes along just the same is asked once for each name."""
    found = [(support, drop(case, support.falls)) for support in supports(case, question)]
    on = {layer.id for layer in case.layers}
    for name, variant in readings.items():
        found.append((Support("layer" if name in on else "reading", name, ()), variant))
    return found


def _names(case: Case, names: Iterable[str] | None) -> frozenset[str]:
    return frozenset((*case.issues, *case.targets) if names is None else names)


def _same_round(variant: Case, question: Question) -> str | None:
    """The round asked about, or the latest where a reading does not have it."""
    return question.round if question.round in variant.rounds else None


def _verdicts(question: Question, asked: Mapping[str, Target], limit: Budget) -> dict[str, Verdict]:
    return {name: _verdict(question, item, name in question.case.targets, limit) for name, item in asked.items()}


def _verdict(question: Question, target: Target, priced: bool, limit: Budget) -> Verdict:
    answer = zone(question, target, limit)
    if not priced or answer.zone != "excluded" or answer.by_meaning:
        return Verdict(answer.zone, answer.alone)
    opens = {party.id: price(question, target, party.id, budget=limit).clauses for party in question.parties}
    return Verdict(answer.zone, answer.alone, opens)


def _changes(before: Verdict, after: Verdict) -> tuple[Literal["zone", "alone", "price"], ...]:
    changes: list[Literal["zone", "alone", "price"]] = []
    if before.zone != after.zone:
        changes.append("zone")
    if before.alone != after.alone:
        changes.append("alone")
    if before.opens and after.opens and before.prices() != after.prices():
        changes.append("price")
    return tuple(changes)
