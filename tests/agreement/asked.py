"""Random cases, the question put to each, and its twin: made once, used by the tests of every question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from commonground.agreement import Question, ask, targets_of
from commonground.case import Case, Target
from tests.agreement.cases import random_case
from tests.agreement.literal import Twin
from tests.agreement.often import often

COUNT = often(400)


@cache
def asked(seed: int) -> tuple[Question, Twin]:
    """A random case at one of its rounds, not always the last."""
    case = random_case(seed)
    now = list(case.rounds)[seed % len(case.rounds)] if case.rounds else None
    return ask(case, now), Twin(case, now)


@cache
def targets(seed: int) -> tuple[Target, ...]:
    """All targets of a random case, each formula once."""
    question, _ = asked(seed)
    return tuple({target.formula: target for target in targets_of(question.case).values()}.values())


def every(count: int = COUNT) -> Iterator[tuple[Question, Twin, Target]]:
    """All targets of many random cases."""
    for seed in range(count):
        question, twin = asked(seed)
        for target in targets(seed):
            yield question, twin, target


def blocked(count: int = COUNT, alone: bool = False) -> Iterator[tuple[Question, Twin, Target]]:
    """Those that mandates exclude, by the twin's word."""
    for question, twin, target in every(count):
        if twin.zone(target, alone) == "excluded" and not twin.by_meaning(target, alone):
            yield question, twin, target


def told(question: Question, target: Target) -> str:
    """What a failing check shows."""
    case: Case = question.case
    clauses = {clause.id: clause.text for clause in question.clauses.values()}
    rules = [rule.text for rule in case.meaning.values()]
    return f"{case.names.issues} rules {rules} clauses {clauses} target {target.text}"
