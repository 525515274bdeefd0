"""The talks at a glance: rows, counts and departures; the class is that of the report; one side's account says so."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from commonground.agreement import Glance, Question, agreement, ask, glance
from commonground.agreement.insisting.glance import one_sides_account
from commonground.case import Case, load
from commonground.errors import UsageError
from tests.agreement.cases import case, random_case
from tests.agreement.literal import Twin


@cache
def istanbul() -> Case:
    return load("istanbul-2025")


@cache
def at_a_glance() -> Glance:
    return glance(istanbul())


def test_istanbul_four_of_fourteen_accepted_one_open_nine_excluded() -> None:
    assert at_a_glance().exhaustive
    assert len(at_a_glance().rows) == 14
    assert at_a_glance().zones == {"accepted": 4, "not excluded": 1, "excluded": 9, "not computed": 0}
    assert at_a_glance().classes == {
        "negotiated": 4,
        "open": 1,
        "exchange of demands": 6,
        "ultimatum-like": 3,
        "not computed": 0,
    }


def test_a_row_holds_zone_class_each_sides_test_departures_and_what_is_agreed() -> None:
    rows = at_a_glance().rows
    assert rows["bodies"].to_dict() == {
        "zone": "accepted",
        "class": "negotiated",
        "tests": {"ukraine": "negotiated", "russia": "negotiated"},
        "forms": {},
        "departures": [{"round": "r2", "before": "not excluded", "after": "accepted"}],
        "agreed": {"exchange": ["A2", "A7"]},
    }
    ceasefire = rows["ceasefire"]
    assert (ceasefire.zone, ceasefire.label) == ("not excluded", "open")
    assert ceasefire.tests == {"ukraine": "not", "russia": "exchange of demands"}
    assert ceasefire.forms == {"ceasefire=full": {"ukraine": "ultimatum-like", "russia": "ultimatum-like"}}


def test_a_demand_made_only_within_a_settlement_is_no_ultimatum_by_itself() -> None:
    labels = {name: row.label for name, row in at_a_glance().rows.items() if row.zone == "excluded"}
    assert {name for name, label in labels.items() if label == "ultimatum-like"} == {"terms", "leaders", "settlement"}


@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962"])
def test_the_class_is_that_of_the_report_in_every_round(name: str) -> None:
    made = load(name)
    for now in made.rounds:
        labels = {issue: answer.label for issue, answer in agreement(made, now).issues.items()}
        assert {issue: row.label for issue, row in glance(made, now).rows.items()} == labels


def test_rows_of_random_cases_are_those_of_all_joint_outcomes() -> None:
    turns = 0
    for seed in range(150):
        made = random_case(seed)
        result, labels = glance(made), {i: a.label for i, a in agreement(made).issues.items()}
        for issue, row in result.rows.items():
            target = result.test.scopes[issue].scope.target
            zones = [(now, Twin(made, now).zone(target)) for now in made.rounds]
            expected = [
                (now, before, after) for (_, before), (now, after) in itertools.pairwise(zones) if before != after
            ]
            assert row.departures is not None
            assert [(turn.round, turn.before, turn.after) for turn in row.departures] == expected
            assert (row.zone, row.label) == (Twin(made).zone(target), labels[issue])
            turns += len(expected)
        assert sum(result.zones.values()) == sum(result.classes.values()) == len(made.issues)
    assert turns > 20


def test_departures_end_with_the_round_asked_about() -> None:
    cuba = load("cuba-1962")
    found = {now: glance(cuba, now).rows["missiles"].departures or () for now in cuba.rounds}
    assert {now: [turn.round for turn in turns] for now, turns in found.items()} == {
        "r1": [],
        "r2": ["r2"],
        "r3": ["r2", "r3"],
        "r4": ["r2", "r3", "r4"],
    }


def test_there_is_no_index() -> None:
    counts = at_a_glance().to_dict()["counts"]
    assert set(counts) == {"issues", "zones", "classes"}
    assert all(isinstance(number, int) for number in (*counts["zones"].values(), *counts["classes"].values()))


def test_with_one_sides_texts_only_the_title_says_so() -> None:
    talks = istanbul()
    assert (at_a_glance().title, at_a_glance().account_of) == (talks.title, None)
    own = {s.id: s for s in talks.sources.values() if s.side == "ukraine"}
    told = glance(replace(talks, sources=own))
    assert told.account_of == "ukraine"
    assert told.title == "Istanbul talks, 2025: one side's account (Ukraine)"


def test_so_it_does_where_only_one_sides_people_speak() -> None:
    talks = istanbul()
    told = {s.id: s for s in talks.statements.values() if s.speaker == "kyslytsya"}
    assert one_sides_account(replace(talks, statements=told)) == "ukraine"


def test_a_host_a_reporter_or_no_record_at_all_is_not_one_side() -> None:
    talks = istanbul()
    third = {s.id: replace(s, side=None) for s in talks.sources.values()}
    assert one_sides_account(replace(talks, sources=third)) is None
    guest = {s.id: replace(s, side="turkiye") for s in talks.sources.values()}
    assert one_sides_account(replace(talks, sources=guest)) is None
    assert one_sides_account(case({}, {"north": []})) is None


def test_a_question_may_be_asked_at_its_round() -> None:
    question: Question = ask(istanbul(), "r1")
    assert glance(question).round == "r1"
    assert glance(question).rows == glance(istanbul(), "r1").rows


def test_without_time_nothing_is_guessed() -> None:
    short = glance(istanbul(), budget=0)
    assert not short.exhaustive
    assert short.zones["not computed"] == short.classes["not computed"] == 14
    assert {row.departures for row in short.rows.values()} == {None}


@pytest.mark.parametrize("more", [{"round": "r9"}, {"budget": -1}])
def test_bad_input_is_one_clear_sentence(more: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        glance(istanbul(), **more)


def test_the_answer_is_plain_data_and_stable() -> None:
    assert json.dumps(at_a_glance().to_dict()) == json.dumps(glance(istanbul()).to_dict())
