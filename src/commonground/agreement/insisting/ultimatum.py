"""The ultimatum test: the same four questions to every side, at two scopes, side by side.

* *closed*: does the side's set, with the target settled, hold nothing but what it has offered already, by its mandate
  and on record (module ``closed``)?
* *moved*: did its offers come nearer to what the others' mandates let through (``approach``)?
* *rule*: is a rule or act on record by which another's offer changes its set (``response``)?
* *reach*: how many other issues does the least of its offers force off the status quo (``reach``)?

The scopes are each issue in any form, and the forms of it that were demanded (``scopes``); the words for the four
answers together stand in ``insistence``. What a side itself and what others call the talks is shown beside
(``labels``).

A word here is one for a form, at one round, on what is coded. It is no motive and no fault, and "ultimatum-like", where
a part is unknown, is no headline: a side that is closed on one form may be open on another, two sides may both be
closed, and then reach and whose last offer lies within the other's mandate tell them apart, not the word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from commonground.agreement.insisting.insistence import SideTest, SideTests
from commonground.agreement.insisting.labels import Label, labels_of
from commonground.agreement.insisting.scopes import Scope, any_forms, scopes
from commonground.agreement.solving.budget import Budget, OutOfTime, budget_of
from commonground.agreement.solving.question import Question, ask
from commonground.agreement.zones.zone import ZoneValue, zone
from commonground.case.frame import Framed, frame_of
from commonground.case.model import Case

__all__ = ["ScopeTest", "UltimatumReport", "ultimatum"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeTest:
    """All sides on one scope; ``sides`` is None where there was no time."""

    scope: Scope
    zone: ZoneValue | None
    sides: Mapping[str, SideTest] | None
    labels: tuple[Label, ...]  # coded to an issue of the scope

    @property
    def not_computed(self) -> tuple[str, ...]:
        if self.zone is None:
            return ("zone", "sides")
        if self.sides is None:
            return ("sides",)
        missing = {name for test in self.sides.values() for name in test.not_computed}
        return tuple(name for name in ("movement", "reach", "verdict") if name in missing)

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.scope.kind,
            "issue": self.scope.issue,
            "formula": self.scope.target.text,
            "also": list(self.scope.also),
            "zone": self.zone,
            "sides": None if self.sides is None else {party: test.to_dict() for party, test in self.sides.items()},
            "labels": [label.to_dict() for label in self.labels],
            "not_computed": list(self.not_computed),
        }


@dataclass(frozen=True, kw_only=True)
class UltimatumReport(Framed):
    """The ultimatum test of every side at the table, at every scope of one round of a case."""

    parties: tuple[str, ...]
    scopes: Mapping[str, ScopeTest] = field(repr=False)
    labels: tuple[Label, ...] = field(repr=False)  # put on the talks as a whole
    forms_exhaustive: bool
    parameters: Mapping[str, Any] = field(repr=False)

    @property
    def exhaustive(self) -> bool:
        return self.forms_exhaustive and not any(test.not_computed for test in self.scopes.values())

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.frame(),
            "parties": list(self.parties),
            "scopes": {name: test.to_dict() for name, test in self.scopes.items()},
            "labels": [label.to_dict() for label in self.labels],
            "exhaustive": self.exhaustive,
            "parameters": dict(self.parameters),
        }


def ultimatum(
    case: Case | Question,
    round: str | None = None,
    targets: Mapping[str, str] | None = None,
    budget: Budget | float | None = 10.0,
) -> UltimatumReport:
    """The ultimatum test of every side at the table, side by side.

    Parameters
    ----------
    case
        A loaded case, or a question made by :func:`ask` (then ``round`` is that of the question).
    round
        The id of a round; by default the latest.
    targets
        More scopes, name to formula.
    budget
        Seconds after which what is left is told as not computed; None for no limit.

    Raises
    ------
    UsageError
        An unknown round, a target name used twice, a budget that is no number of seconds.
    FormulaError
        A target that cannot be read or names something unknown.

    Examples
    --------
    >>> from commonground.case import load
    >>> test = ultimatum(load("istanbul-2025")).scopes["ceasefire=full"]
    >>> {party: (side.word, side.reach.count) for party, side in test.sides.items()}
    {'ukraine': ('ultimatum-like', 0), 'russia': ('ultimatum-like', 1)}
    """
    question = case if isinstance(case, Question) else ask(case, round)
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    seconds = None if isinstance(budget, Budget) else budget
    tests_of = SideTests(question)
    asked, all_forms = _scopes(tests_of, targets or {}, limit)
    zones = {scope.name: _zone(question, scope, limit) for scope in asked}
    # What is cheap for all first: movement takes a search of its own for every offer, reach many small ones.
    tests = {scope.name: _test(tests_of, scope, zones[scope.name], limit) for scope in asked}
    for further, stage in ((_moved, limit.part(0.6)), (_reaching, limit)):
        for done, (name, test) in enumerate(tests.items()):
            tests[name] = further(tests_of, test, stage.share(len(tests) - done))
    return UltimatumReport(
        **frame_of(question.case, question.round),
        parties=tuple(party.id for party in question.parties),
        scopes=tests,
        labels=labels_of(question.case),
        forms_exhaustive=all_forms,
        parameters={"round": round, "targets": dict(targets or {}), "budget": seconds},
    )


def _scopes(tests_of: SideTests, targets: Mapping[str, str], limit: Budget) -> tuple[tuple[Scope, ...], bool]:
    """The scopes, and whether there was time to look for demanded forms."""
    try:
        return scopes(tests_of.sets, targets, limit.part(0.3)), True
    except OutOfTime:
        return any_forms(tests_of.sets), False


def _zone(question: Question, scope: Scope, budget: Budget) -> ZoneValue | None:
    try:
        return zone(question, scope.target, budget).zone
    except OutOfTime:
        return None


def _test(tests_of: SideTests, scope: Scope, found: ZoneValue | None, budget: Budget) -> ScopeTest:
    try:
        sides = None if found is None else tests_of.sides(scope.target, found, budget)
    except OutOfTime:
        sides = None
    labels = labels_of(tests_of.question.case, scope.target.formula)
    return ScopeTest(scope=scope, zone=found, sides=sides, labels=labels)


def _reaching(tests_of: SideTests, test: ScopeTest, budget: Budget) -> ScopeTest:
    """With reach for all sides, or for none of them."""
    if test.sides is None:
        return test
    try:
        return replace(test, sides=tests_of.reaching(test.sides, test.scope.target, budget))
    except OutOfTime:
        return test


def _moved(tests_of: SideTests, test: ScopeTest, budget: Budget) -> ScopeTest:
    """With movement for all sides, or for none of them."""
    if test.sides is None:
        return test
    try:
        return replace(test, sides=tests_of.moved(test.sides, budget))
    except OutOfTime:
        return test
