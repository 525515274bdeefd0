"""The talks at a glance: a row an issue, counts for the talks, and no index.

A row holds the issue's zone and class, what the ultimatum test says of each side (``ultimatum``: the issue in any form,
and the forms of it that were demanded), the rounds after which its zone was another than after the round before
(*departures*), and the items agreed: outcomes off the status quo that every party at the table is on record as
accepting, with the acceptances.

For the talks there are counts only. No number sums the rows up: counts of issues are not weights, and which issues
there are is the coder's choice.

Where the record holds one side's texts only, or only one side's people speak in it, this is *one side's account* of the
talks, and the title has to say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from commonground.agreement.insisting.insistence import SideTests, Word, insisting
from commonground.agreement.insisting.ultimatum import ScopeTest, UltimatumReport, ultimatum
from commonground.agreement.solving.budget import Budget, OutOfTime, budget_of
from commonground.agreement.solving.question import Question, ask
from commonground.agreement.solving.targets import issue_target
from commonground.agreement.zones.movement import IssueClass, class_of, movements
from commonground.agreement.zones.zone import ZoneValue, zone
from commonground.case.evidence import speaker_party
from commonground.case.frame import Framed, frame_of
from commonground.case.model import Case, Issue

__all__ = ["Glance", "GlanceRow", "ZoneTurn", "glance", "one_sides_account"]


@dataclass(frozen=True, slots=True)
class ZoneTurn:
    """A round after which an issue's zone was another than after the round before."""

    round: str
    before: ZoneValue
    after: ZoneValue

    def to_dict(self) -> dict[str, Any]:
        return {"round": self.round, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceRow:
    """One issue; None, and ``departures`` None, where there was no time."""

    issue: str
    zone: ZoneValue | None
    label: IssueClass | None  # "class" in to_dict
    tests: Mapping[str, Word | None] | None  # party -> what its test says, the issue in any form
    forms: Mapping[str, Mapping[str, Word | None]]  # demanded form -> party -> what its test says
    departures: tuple[ZoneTurn, ...] | None
    agreed: Mapping[str, tuple[str, ...]]  # outcome -> the acceptances

    def to_dict(self) -> dict[str, Any]:
        return {
            "zone": self.zone,
            "class": self.label,
            "tests": None if self.tests is None else dict(self.tests),
            "forms": {name: dict(tests) for name, tests in self.forms.items()},
            "departures": None if self.departures is None else [turn.to_dict() for turn in self.departures],
            "agreed": {outcome: list(ids) for outcome, ids in self.agreed.items()},
        }


@dataclass(frozen=True, kw_only=True)
class Glance(Framed):
    """All issues of a case at one round, and how many there are of each kind."""

    title: str
    account_of: str | None  # the party whose account alone this is
    parties: tuple[str, ...]
    rows: Mapping[str, GlanceRow] = field(repr=False)
    test: UltimatumReport = field(repr=False)  # what the words in the rows rest on
    parameters: Mapping[str, Any] = field(repr=False)

    @property
    def zones(self) -> Mapping[str, int]:
        """Zone to number of issues, "not computed" with them; they add up to all issues."""
        found = Counter(row.zone or "not computed" for row in self.rows.values())
        return {value: found[value] for value in (*get_args(ZoneValue), "not computed")}

    @property
    def classes(self) -> Mapping[str, int]:
        """Class to number of issues, likewise."""
        found = Counter(row.label or "not computed" for row in self.rows.values())
        return {value: found[value] for value in (*get_args(IssueClass), "not computed")}

    @property
    def exhaustive(self) -> bool:
        rows = self.rows.values()
        return self.test.exhaustive and not any(row.label is None or row.departures is None for row in rows)

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.frame(),
            "title": self.title,
            "account_of": self.account_of,
            "parties": list(self.parties),
            "issues": {issue: row.to_dict() for issue, row in self.rows.items()},
            "counts": {"issues": len(self.rows), "zones": dict(self.zones), "classes": dict(self.classes)},
            "exhaustive": self.exhaustive,
            "parameters": dict(self.parameters),
        }


def glance(case: Case | Question, round: str | None = None, budget: Budget | float | None = 10.0) -> Glance:
    """The talks at a glance: a row an issue, and counts.

    Parameters
    ----------
    case
        A loaded case, or a question made by :func:`ask` (then ``round`` is that of the question).
    round
        The id of a round; by default the latest.
    budget
        Seconds after which what is left is told as not computed; None for no limit.

    Raises
    ------
    UsageError
        An unknown round, a budget that is no number of seconds.

    Examples
    --------
    >>> from commonground.case import load
    >>> dict(glance(load("istanbul-2025")).zones)
    {'accepted': 4, 'not excluded': 1, 'excluded': 9, 'not computed': 0}
    """
    question = case if isinstance(case, Question) else ask(case, round)
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    turns = _departures(question, limit.part(0.4))
    test = ultimatum(question, budget=limit.part(0.7))
    teller = one_sides_account(question.case)
    return Glance(
        **frame_of(question.case, question.round),
        title=_title(question.case, teller),
        account_of=teller,
        parties=tuple(party.id for party in question.parties),
        rows=_rows(question, test, turns, limit),
        test=test,
        parameters={"round": round, "budget": None if isinstance(budget, Budget) else budget},
    )


def one_sides_account(case: Case) -> str | None:
    """The party at the table whose texts alone the record holds, or whose people alone speak in it; None: no such."""
    table = {party.id for party in case.table}
    texts = {source.side for source in case.sources.values()}
    voices = {speaker_party(case, statement) for statement in case.statements.values() if statement.counts}
    for sides in (texts, voices):
        if len(sides) == 1 and sides <= table:
            return sides.pop()
    return None


def _title(case: Case, teller: str | None) -> str:
    return case.title if teller is None else f"{case.title}: one side's account ({case.parties[teller].name})"


def _rows(
    question: Question, test: UltimatumReport, turns: Mapping[str, tuple[ZoneTurn, ...] | None], limit: Budget
) -> dict[str, GlanceRow]:
    tests_of = SideTests(question)
    return {issue.id: _row(tests_of, issue, test, turns[issue.id], limit) for issue in question.case.issues.values()}


def _row(
    tests_of: SideTests, issue: Issue, test: UltimatumReport, turns: tuple[ZoneTurn, ...] | None, limit: Budget
) -> GlanceRow:
    whole = test.scopes[issue.id]
    forms = [s for s in test.scopes.values() if s.scope.kind == "demanded form" and s.scope.issue == issue.id]
    return GlanceRow(
        issue=issue.id,
        zone=whole.zone,
        label=_label(tests_of, issue, whole, limit),
        tests=_words(whole),
        forms={form.scope.name: words for form in forms if (words := _words(form)) is not None},
        departures=turns,
        agreed=_agreed(tests_of.question, issue),
    )


def _words(test: ScopeTest) -> dict[str, Word | None] | None:
    return None if test.sides is None else {party: side.word for party, side in test.sides.items()}


def _label(tests_of: SideTests, issue: Issue, whole: ScopeTest, limit: Budget) -> IssueClass | None:
    """As in the report of ``agreement``."""
    if whole.zone != "excluded":
        return None if whole.zone is None else class_of(whole.zone, ())
    if whole.sides is None or "movement" in whole.not_computed:
        return None
    try:
        moves = movements(tests_of.question, issue.id, limit, tests_of.known)
    except OutOfTime:
        return None
    return class_of(whole.zone, moves, insisting(whole.sides))


def _agreed(question: Question, issue: Issue) -> dict[str, tuple[str, ...]]:
    outcomes = question.accepted(issue.id) - {issue.status_quo}
    own = [item for item in question.acceptances if item.issue == issue.id]
    return {o: tuple(a.id for a in own if o in a.outcomes) for o in issue.outcomes if o in outcomes}


def _departures(question: Question, limit: Budget) -> dict[str, tuple[ZoneTurn, ...] | None]:
    """For each issue the rounds up to the one asked about after which its zone was another than before."""
    case = question.case
    names = list(case.rounds)
    asked = names[: names.index(question.round) + 1] if question.round is not None else []
    found: dict[str, tuple[ZoneTurn, ...] | None] = {}
    questions = [ask(case, name) for name in asked]
    for issue in case.issues.values():
        try:
            zones = [zone(at, issue_target(issue), limit).zone for at in questions]
        except OutOfTime:
            found[issue.id] = None
            continue
        pairs = zip(asked[1:], zones, zones[1:], strict=False)
        found[issue.id] = tuple(ZoneTurn(name, before, after) for name, before, after in pairs if before != after)
    return found
