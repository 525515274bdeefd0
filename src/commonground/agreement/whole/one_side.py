"""Verdicts that turn on one side's word about another.

An excluded target turns on the clauses that are in every blocking set (its keystones), or, where there are none, on the
blocking set shown; an accepted one on the acceptances of the package shown. If one of them is known only from another
party, the verdict is that party's account and has to be told as such.
"""

from __future__ import annotations

from collections.abc import Iterator

from commonground.agreement.solving.targets import targets_of
from commonground.agreement.whole.report import agreement
from commonground.agreement.whole.results import AgreementReport, TargetAnswer
from commonground.case.model import Case
from commonground.errors import Problem

__all__ = ["tellers", "verdicts_on_one_sides_word"]


def tellers(report: AgreementReport, answer: TargetAnswer) -> dict[str, str]:
    """The clauses and acceptances that a verdict turns on and only another party tells of: id to that party."""
    deciding = answer.keystones or answer.blocking_set
    told = {name: report.clauses[name].told_only_by for name in deciding}
    told |= {name: report.acceptances[name].told_only_by for name in answer.acceptances}
    return {name: teller for name, teller in told.items() if teller is not None}


def verdicts_on_one_sides_word(case: Case, budget: float | None = 10.0) -> tuple[Problem, ...]:
    """A warning for each issue and named target whose verdict turns on one side's word, for ``check``."""
    return tuple(_warnings(case, agreement(case, budget=budget)))


def _warnings(case: Case, report: AgreementReport) -> Iterator[Problem]:
    targets = targets_of(case)
    for name in (*case.issues, *case.targets):
        told = tellers(report, report.targets[name])
        for teller in sorted(set(told.values())):
            ids = ", ".join(sorted(item for item, by in told.items() if by == teller))
            what = f"That “{name}” is {report.targets[name].zone} turns on {ids}, known from {teller} alone."
            where = targets[name].where
            yield Problem(what, where, code="verdict-on-one-sides-word", severity="warning")
