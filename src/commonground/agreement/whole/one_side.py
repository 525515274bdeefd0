"""Verdicts that turn on one side's word about another.

What is known of a party from one other party alone is that other's *word*. A verdict *turns on* it if the zone would be
another without all of it: the test of :mod:`commonground.agreement.resting.turns_on`, put to one party's word at a
time. That some of it stands in a blocking set or a package that is shown is not enough, for another may do as well. Of
the word, those clauses and acceptances are named whose fall alone would change the zone; where none does alone, all.
Such a verdict is that party's account and has to be told as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commonground.agreement.solving.question import Question, ask, in_natural_order
from commonground.agreement.solving.targets import target, targets_of
from commonground.agreement.whole.report import agreement
from commonground.agreement.whole.results import AgreementReport, TargetAnswer
from commonground.agreement.zones.zone import ZoneValue, zone
from commonground.case.drop import drop
from commonground.case.evidence import told_only_by
from commonground.case.model import Case, Target
from commonground.errors import Problem

__all__ = ["tellers", "tellers_of", "verdicts_on_one_sides_word"]

_MOST = 12  # ids named in one sentence


def tellers(case: Case, report: AgreementReport, answer: TargetAnswer) -> dict[str, str]:
    """The clauses and acceptances that a verdict turns on and only another party tells of: id to that party."""
    if answer.zone is None:
        return {}
    return _Words(case, report.round).turned_on(target(case, answer.formula, answer.name), answer.zone)


def tellers_of(case: Case, report: AgreementReport, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """The same for several targets of the report, by name: what the verdicts share is worked out once."""
    words, targets = _Words(case, report.round), targets_of(case)
    zones = {name: report.targets[name].zone for name in names}
    return {name: {} if at is None else words.turned_on(targets[name], at) for name, at in zones.items()}


def verdicts_on_one_sides_word(case: Case, budget: float | None = 10.0) -> tuple[Problem, ...]:
    """A warning for each issue and named target whose verdict turns on one side's word, for ``check``."""
    return tuple(_warnings(case, agreement(case, budget=budget)))


class _Words:
    """What each party alone tells of the others at one round, and the case without some of it."""

    def __init__(self, case: Case, round: str | None) -> None:
        self.case, self.round = case, round
        self.questions: dict[tuple[str, ...], Question] = {(): ask(case, round)}
        self.of: dict[str, tuple[str, ...]] = {}
        about = (*self.questions[()].clauses.values(), *self.questions[()].acceptances)
        for item in about:
            teller = told_only_by(case, item)
            if teller is not None:
                self.of[teller] = (*self.of.get(teller, ()), item.id)

    def turned_on(self, asked: Target, verdict: ZoneValue) -> dict[str, str]:
        found: dict[str, str] = {}
        for teller, word in self.of.items():
            if self._zone(asked, word) != verdict:
                alone = [item for item in word if len(word) > 1 and self._zone(asked, [item]) != verdict]
                found |= dict.fromkeys(alone or word, teller)
        return found

    def _zone(self, asked: Target, without: Iterable[str]) -> ZoneValue:
        gone = tuple(without)
        if gone not in self.questions:
            self.questions[gone] = ask(drop(self.case, gone), self.round)
        return zone(self.questions[gone], asked).zone


def _warnings(case: Case, report: AgreementReport) -> Iterator[Problem]:
    targets, words = targets_of(case), _Words(case, report.round)
    for name in (*case.issues, *case.targets):
        verdict = report.targets[name].zone
        told = {} if verdict is None else words.turned_on(targets[name], verdict)
        for teller in sorted(set(told.values())):
            ids = in_natural_order(item for item, by in told.items() if by == teller)
            named = ", ".join(ids[:_MOST]) + (", …" if len(ids) > _MOST else "")
            what = f"That “{name}” is {verdict} turns on {named}, known from {teller} alone."
            where = targets[name].where
            yield Problem(what, where, code="verdict-on-one-sides-word", severity="warning")
