"""Levers of third parties: which hypotheses would have to hold together for a zone to open.

A *lever* is a hypothesis with a source: a layer that says which clauses would fall, or become weaker, if something
from outside the mandates worked (a guarantee, pressure, an inducement). Whether it would work is its author's
supposition and nobody's finding. For a set L of levers the mandates are those in force, but a clause that falls under
a lever of L is out, and one that is relaxed under some rules out only what all of its forms rule out.

L *opens* a target iff there is a zone under L. Given are the *minimal* sets: those that open it and of which no part
does, smallest first. They are minimal correction sets over groups of clauses. There can be exponentially many, so
their number is capped. That a set is small does not make it likelier, cheaper or better.

For each set also: the clauses that it *turns on*, those without whose falling or relaxing the others would not do.
Where even all levers together open nothing, a blocking set that remains is named.

Sets of constraints that stand or fall together: Liffiton and Sakallah, J. Autom. Reason. 40 (2008); Heras, Morgado and
Marques-Silva, "MaxSAT-based encodings for group MaxSAT", AI Communications 28 (2015).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from commonground.agreement.history.object_changes import record_of
from commonground.agreement.solving.budget import Budget, OutOfTime, budget_of
from commonground.agreement.solving.question import Question, ask, in_natural_order, natural
from commonground.agreement.solving.wanted import wanted
from commonground.agreement.third_parties.effects import Lever, NoLever, effect
from commonground.agreement.third_parties.outside_offers import OutsideOffer, outside_offers
from commonground.agreement.third_parties.sets import LeverProblem, lever_problem, minimal_sets, turns_on, under_levers
from commonground.agreement.zones.blocking import blocking_set
from commonground.agreement.zones.example import example
from commonground.agreement.zones.zone import ZoneValue, zone
from commonground.case.frame import Framed, frame_of
from commonground.case.model import Case, Target
from commonground.errors import Problem, UsageError

__all__ = ["LeverSet", "Levers", "levers"]

CAP = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverSet:
    """Levers that together open a zone, none of them spare."""

    levers: tuple[str, ...]
    clauses: tuple[str, ...]  # that fall or are relaxed under them
    turns_on: tuple[str, ...]  # those of them without which it would not open
    zone: ZoneValue
    alone: ZoneValue
    example: Mapping[str, str] | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "levers": list(self.levers),
            "clauses": list(self.clauses),
            "turns_on": list(self.turns_on),
            "zone": self.zone,
            "alone": self.alone,
            "example": None if self.example is None else dict(self.example),
        }


@dataclass(frozen=True, kw_only=True)
class Levers(Framed):
    """The levers of a case, and the sets of them that open one target."""

    target: str
    formula: str
    zone: ZoneValue | None  # without any lever
    by_meaning: bool | None
    levers: Mapping[str, Lever] = field(repr=False)
    no_levers: Mapping[str, NoLever] = field(repr=False)
    sets: tuple[LeverSet, ...]  # empty where no lever is needed, or none helps
    opens: bool | None  # whether all levers together do
    still_blocking: tuple[str, ...]  # with all levers on
    offers: tuple[OutsideOffer, ...] = field(repr=False)
    records: Mapping[str, Mapping[str, Any]] = field(repr=False)  # of every clause, acceptance and offer named
    not_computed: tuple[str, ...]
    parameters: Mapping[str, Any] = field(repr=False)

    @property
    def exhaustive(self) -> bool:
        return not self.not_computed

    @property
    def in_every_set(self) -> tuple[str, ...]:
        """Levers in every minimal set; none where the sets are not all known."""
        if not self.sets or "sets" in self.not_computed:
            return ()
        return in_natural_order(set.intersection(*(set(item.levers) for item in self.sets)))

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.frame(),
            "target": self.target,
            "formula": self.formula,
            "zone": self.zone,
            "by_meaning": self.by_meaning,
            "levers": {name: item.to_dict() for name, item in self.levers.items()},
            "no_levers": {name: item.to_dict() for name, item in self.no_levers.items()},
            "sets": [item.to_dict() for item in self.sets],
            "in_every_set": list(self.in_every_set),
            "opens": self.opens,
            "still_blocking": list(self.still_blocking),
            "offers": {item.id: item.to_dict() for item in self.offers},
            "records": {name: dict(record) for name, record in self.records.items()},
            "exhaustive": self.exhaustive,
            "not_computed": list(self.not_computed),
            "parameters": dict(self.parameters),
        }


def levers(
    case: Case,
    target: str | Target,
    under: Mapping[str, Case],
    round: str | None = None,
    *,
    alone: bool = False,
    cap: int = CAP,
    budget: Budget | float | None = 10.0,
) -> Levers:
    """The smallest sets of hypotheses under which a zone of a target opens.

    Parameters
    ----------
    case
        The case without them.
    target
        A target's name (an issue, ``issue=outcome``, one of the case's own), or a formula.
    under
        The case under each hypothesis, by its id; :func:`commonground.case.hypotheses` makes both.
    round
        The round asked about; by default the latest.
    alone
        Whether the issues that the target does not mention have to stay at the status quo.
    cap
        The most sets to be found.
    budget
        Seconds after which what is left is told as not computed; None for no limit.

    Raises
    ------
    UsageError
        An unknown round, or something among ``under`` that is no hypothesis over this case.
    FormulaError
        A target that is neither a name nor a formula of the case.
    """
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    question = ask(case, round)
    _check(case, under)
    asked = wanted(case, target)
    draft = _Draft(question, asked, alone)
    draft.attempt(("zone", "by_meaning"), lambda: draft.settle_zone(limit))
    draft.attempt(("levers", "opens", "sets"), lambda: draft.look_at(under, limit))
    draft.attempt(("offers",), lambda: draft.ask_outside(limit))
    draft.attempt(("opens", "sets"), lambda: draft.find_sets(cap, limit))
    draft.attempt(("sets",), lambda: draft.tell_sets(limit))
    return Levers(
        **frame_of(case, question.round),
        target=asked.id,
        formula=asked.text,
        zone=draft.zone,
        by_meaning=draft.by_meaning,
        levers=draft.levers,
        no_levers=draft.no_levers,
        sets=tuple(draft.sets),
        opens=draft.opens,
        still_blocking=draft.still_blocking,
        offers=draft.offers,
        records=_records(case, draft),
        not_computed=tuple(dict.fromkeys(draft.missing)),
        parameters={"alone": alone, "cap": cap, "budget": None if isinstance(budget, Budget) else budget},
    )


@dataclass
class _Draft:
    """What is known so far; None: not yet."""

    question: Question
    target: Target
    alone: bool
    zone: ZoneValue | None = None
    by_meaning: bool | None = None
    levers: dict[str, Lever] = field(default_factory=dict)
    no_levers: dict[str, NoLever] = field(default_factory=dict)
    problem: LeverProblem | None = None
    found: list[tuple[str, ...]] = field(default_factory=list)
    sets: list[LeverSet] = field(default_factory=list)
    opens: bool | None = None
    still_blocking: tuple[str, ...] = ()
    offers: tuple[OutsideOffer, ...] = ()
    missing: list[str] = field(default_factory=list)

    def attempt(self, names: Iterable[str], work: Callable[[], None]) -> None:
        """Do some work, or note what it was to find as missing."""
        try:
            work()
        except OutOfTime:
            self.missing += names

    def settle_zone(self, budget: Budget) -> None:
        budget.check()
        answer = zone(self.question, self.target, budget)
        self.zone = answer.alone if self.alone else answer.zone
        self.by_meaning = answer.alone_by_meaning if self.alone else answer.by_meaning

    def look_at(self, under: Mapping[str, Case], budget: Budget) -> None:
        """Each hypothesis: a lever, or why not."""
        budget.check()
        for name in in_natural_order(under):
            found = effect(self.question, under[name], name, budget)
            if isinstance(found, Lever):
                self.levers[name] = found
            else:
                self.no_levers[name] = found

    def find_sets(self, cap: int, budget: Budget) -> None:
        budget.check()
        if {"zone", "levers"} & set(self.missing):
            raise OutOfTime
        if self.zone != "excluded" or self.by_meaning:
            self.opens = self.zone != "excluded"
            return
        everything = under_levers(self.question, self.levers.values())
        answer = zone(everything, self.target, budget)
        self.opens = (answer.alone if self.alone else answer.zone) != "excluded"
        if not self.opens:
            blocks = blocking_set(everything, self.target, alone=self.alone, budget=budget, smallest=budget.part(0.5))
            self.still_blocking = blocks.clauses
            return
        self.problem = lever_problem(self.question, self.target, self.levers, self.alone)
        self.found, complete = minimal_sets(self.problem, cap, budget.part(0.7))
        if not complete:
            self.missing.append("sets")

    def tell_sets(self, budget: Budget) -> None:
        """Each set found, with what is known of it."""
        if self.problem is None:
            return
        ordered = sorted(map(in_natural_order, self.found), key=lambda names: (len(names), [*map(natural, names)]))
        for chosen in ordered:
            self.sets.append(self._told(self.problem, chosen, budget))

    def _told(self, problem: LeverProblem, chosen: tuple[str, ...], budget: Budget) -> LeverSet:
        working = [self.levers[name] for name in chosen]
        touched = in_natural_order({clause for lever in working for clause in lever.clauses})
        question = under_levers(self.question, working)
        answer = zone(question, self.target, budget)
        value = answer.alone if self.alone else answer.zone
        return LeverSet(
            levers=chosen,
            clauses=touched,
            turns_on=turns_on(problem, chosen, touched, budget),
            zone=answer.zone,
            alone=answer.alone,
            example=None
            if self.alone
            else example(question, self.target, on_record=value == "accepted", budget=budget),
        )

    def ask_outside(self, budget: Budget) -> None:
        budget.check()
        self.offers = outside_offers(self.question, self.target, budget)


def _check(case: Case, under: Mapping[str, Case]) -> None:
    """Each case is this one with a hypothesis on top."""
    for name, other in under.items():
        if not other.layers or other.layers[-1].kind != "hypothesis" or other.layers[:-1] != case.layers:
            what = f"“{name[:80]}” is not this case with one hypothesis on top of its layers."
            raise UsageError(Problem(what, read=name, expected="a layer of kind hypothesis", code="no-hypothesis"))


def _records(case: Case, draft: _Draft) -> dict[str, dict[str, Any]]:
    clauses = {clause for lever in draft.levers.values() for clause in lever.clauses}.union(draft.still_blocking)
    found = {name: record_of(case, "clauses", name) for name in in_natural_order(clauses)}
    found |= {offer.id: record_of(case, "offers", offer.id) for offer in draft.offers}
    return {name: record for name, record in found.items() if record is not None}
