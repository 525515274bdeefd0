"""What the ways to the equilibria turn on: found by making each change by hand and asking again."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import pytest

from commonground.case import Case, load
from commonground.conflict.evolution.report import EvolutionReport, evolution
from commonground.conflict.model.of_case import preferences_of

Asked = dict[str, tuple[int | None, int | None]]


@pytest.fixture(scope="module")
def istanbul() -> Case:
    return load("istanbul-2025")


def _goals(report: EvolutionReport) -> Asked:
    return {goal.state: (goal.by_any.steps, goal.by_improvements.steps) for goal in report.goals}


def _changed(case: Case) -> dict[tuple[str, ...], Case]:
    """Each change by hand: a presumed priority left out, or two neighbours of one party in the other order."""
    made: dict[tuple[str, ...], Case] = {}
    for name, item in case.priorities.items():
        if item.presumed:
            left = {other: each for other, each in case.priorities.items() if other != name}
            made["left out", name] = replace(case, priorities=MappingProxyType(left))
    for party in case.parties:
        own = [item.id for item in preferences_of(case, party)]
        for first, second in pairwise(own):
            swapped = {first: second, second: first}
            order = {swapped.get(name, name): None for name in case.priorities}
            changed = {name: case.priorities[name] for name in order}
            made["swapped", first, second] = replace(case, priorities=MappingProxyType(changed))
    return made


@pytest.mark.parametrize("to", [None, "YNYNNYNY"])
def test_each_change_told_is_one_that_gives_other_goals_or_lengths(istanbul: Case, to: str | None) -> None:
    base = evolution(istanbul, to, most=256, seconds=None)
    assert base.turns_on is not None
    told = {(flip["kind"], *flip["ids"]): flip for flip in base.to_dict()["turns_on"]["flips"]}
    was = _goals(base)
    by_hand = {}
    for change, otherwise in _changed(istanbul).items():
        report = evolution(otherwise, to, most=256, seconds=0)
        assert report.turns_on is None
        now = _goals(report)
        if now != was:
            either = was.keys() | now.keys()
            by_hand[change] = {name: now.get(name) for name in either if now.get(name) != was.get(name)}
    assert told.keys() == by_hand.keys()
    for change, altered in by_hand.items():
        given = {
            goal["state"]: (goal["by_any_moves"], goal["by_improvements"]) if goal["goal"] else None
            for goal in told[change]["goals"]
        }
        assert given == altered
        assert told[change]["altered"] == len(altered)
    assert (base.turns_on.found.tried, base.turns_on.found.exhaustive) == (28, True)


def test_plain_data_survives_json(istanbul: Case) -> None:
    told = evolution(
        istanbul,
    ).to_dict()["turns_on"]
    assert json.loads(json.dumps(told)) == told


def test_what_takes_longer_than_the_time_given_is_not_asked_again(istanbul: Case) -> None:
    told = evolution(istanbul, seconds=1e-9).to_dict()["turns_on"]
    assert told == {"flips": [], "tried": 0, "exhaustive": False}
