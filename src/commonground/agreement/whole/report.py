"""The whole agreement analysis of one round of a case, within one budget of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import monotonic

from commonground.agreement.insisting.insistence import SideTests
from commonground.agreement.solving.budget import Budget, OutOfTime, budget_of
from commonground.agreement.solving.question import Question, ask, in_natural_order
from commonground.agreement.solving.targets import issue_target, outcome_target, targets_of
from commonground.agreement.whole.draft import Draft
from commonground.agreement.whole.grounds import acceptance_record, clause_record
from commonground.agreement.whole.results import AgreementReport, IssueAnswer, TargetAnswer
from commonground.agreement.whole.stages import settle, settle_disjoint
from commonground.agreement.zones.movement import Movement, class_of, movements
from commonground.agreement.zones.together import together
from commonground.case.frame import frame_of
from commonground.case.model import Case, Issue, Target
from commonground.logic import Formula

__all__ = ["agreement"]

# How the sides moved on each issue, and who insists on it; None for lack of time.
Movements = Mapping[str, tuple[tuple[Movement, ...], frozenset[str]] | None]


def agreement(
    case: Case,
    round: str | None = None,
    targets: Mapping[str, str] | None = None,
    budget: float | None = 10.0,
) -> AgreementReport:
    """What can be agreed at one round of a case, what blocks the rest, and what would have to give.

    Parameters
    ----------
    case
        A loaded case.
    round
        The id of a round; by default the latest.
    targets
        More targets than the case has, name to formula.
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
    >>> report = agreement(load("cuba-1962"), round="r3")
    >>> report.targets["missiles leave"].blocking_set
    ('A3o', 'S4')
    """
    started = monotonic()
    limit = budget_of(budget)
    question = ask(case, round)
    asked = targets_of(case, targets)
    drafts = _drafts(question, asked, targets or {})
    settle(question, list(drafts.values()), limit)
    moves = _movements(question, drafts, limit)
    settle_disjoint(question, list(drafts.values()), limit.part(0.8))
    sets = together(question, limit)
    answers = {name: drafts[item.formula].answer(name, item.text) for name, item in asked.items()}
    return AgreementReport(
        **frame_of(case, question.round),
        parties=tuple(party.id for party in question.parties),
        issues={issue.id: _issue(issue, answers, moves[issue.id]) for issue in case.issues.values()},
        targets=answers,
        together=sets.sets,
        together_exhaustive=sets.exhaustive,
        clauses={c: clause_record(case, question.clauses[c]) for c in _clauses_named(answers.values(), moves)},
        acceptances={a: acceptance_record(case, case.acceptances[a]) for a in _rested_on(answers.values())},
        parameters={"round": round, "targets": dict(targets or {}), "budget": budget},
        elapsed=monotonic() - started,
    )


def _drafts(question: Question, asked: Mapping[str, Target], extra: Mapping[str, str]) -> dict[Formula, Draft]:
    """One draft for each formula, those that the caller or the case named first."""
    drafts: dict[Formula, Draft] = {}
    for name in (*extra, *question.case.targets, *asked):
        drafts.setdefault(asked[name].formula, Draft(asked[name], question.parties))
    return drafts


def _movements(question: Question, drafts: Mapping[Formula, Draft], limit: Budget) -> Movements:
    tests_of = SideTests(question)
    found: dict[str, tuple[tuple[Movement, ...], frozenset[str]] | None] = {}
    stage = limit.part(0.3)
    for issue in question.case.issues.values():
        target = issue_target(issue)
        try:
            moves = movements(question, issue.id, stage, tests_of.known)
            # Only where nothing is open and nobody moved does the class hang on who insists.
            asked = drafts[target.formula].blocked and not any(item.moved for item in moves)
            found[issue.id] = moves, tests_of.insisting(target, stage) if asked else frozenset()
        except OutOfTime:
            found[issue.id] = None
    return found


def _issue(
    issue: Issue, answers: Mapping[str, TargetAnswer], found: tuple[tuple[Movement, ...], frozenset[str]] | None
) -> IssueAnswer:
    answer = answers[issue.id]
    moves, insisting = found or (None, frozenset())
    undecided = answer.zone is None or (answer.zone == "excluded" and moves is None)
    return IssueAnswer(
        issue=issue.id,
        zone=answer.zone,
        alone=answer.alone,
        outcomes={outcome: answers[outcome_target(issue, outcome).id].zone for outcome in issue.outcomes},
        label=None if answer.zone is None or undecided else class_of(answer.zone, moves or (), insisting),
        movements=moves,
    )


def _clauses_named(answers: Iterable[TargetAnswer], moves: Movements) -> tuple[str, ...]:
    in_answers = (answer.clauses for answer in answers)
    in_movements = ({*item.first, *item.last} for found in moves.values() if found for item in found[0])
    return in_natural_order(set().union(*in_answers, *in_movements))


def _rested_on(answers: Iterable[TargetAnswer]) -> tuple[str, ...]:
    return in_natural_order({name for answer in answers for name in answer.acceptances})
