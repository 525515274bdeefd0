"""A verdict turns on one side's word if it would be another without it; that some of it is shown is not enough."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from commonground.agreement import agreement, tellers, tellers_of, turns_on, verdicts_on_one_sides_word
from commonground.case import Case, load
from tests.agreement.cases import case

ISSUES = {"a": ("x", "y"), "b": ("x", "y")}


def told(text: str, by: str = "south") -> dict[str, Any]:
    return {"text": text, "as_told_by": by}


def turned_on(asked: Case, name: str = "a") -> dict[str, str]:
    report = agreement(asked)
    return tellers(asked, report, report.targets[name])


def test_an_acceptance_that_another_package_can_do_without_decides_nothing() -> None:
    issues = {"a": ("x", "y", "z")}
    of_one = case(issues, {}, acceptances={"north": [told("a = y")], "south": ["a = y"]})
    assert turned_on(of_one) == {"AN1": "south"}
    of_two = case(issues, {}, acceptances={"north": [told("a = y"), "a = z"], "south": ["a in {y, z}"]})
    assert agreement(of_two).targets["a"].zone == "accepted"
    assert turned_on(of_two) == {}
    assert verdicts_on_one_sides_word(of_two) == ()


def test_a_clause_beside_which_another_blocks_decides_nothing() -> None:
    assert turned_on(case(ISSUES, {"north": [told("a = x")], "south": []})) == {"N1": "south"}
    assert turned_on(case(ISSUES, {"north": [told("a = x")], "south": ["a = x"]})) == {}


def test_where_no_single_one_decides_the_whole_word_may() -> None:
    both = case(ISSUES, {"north": [told("a = x"), told("a != y"), told("b = x")], "south": []})
    assert turned_on(both) == {"N1": "south", "N2": "south", "N3": "south"}
    (about_a, about_b) = verdicts_on_one_sides_word(both)
    assert about_a.what == "That “a” is excluded turns on N1, N2, N3, known from south alone."
    assert about_b.what == "That “b” is excluded turns on N3, known from south alone."
    assert {about_a.code, about_b.code} == {"verdict-on-one-sides-word"}


def test_two_words_of_two_tellers_each_do_without_the_other() -> None:
    mandates = {"north": [told("a = x", "south"), told("a = x", "east")], "south": [], "east": []}
    assert turned_on(case(ISSUES, mandates)) == {}


def test_a_clause_that_alone_keeps_a_zone_from_being_accepted_decides_it() -> None:
    record = {"north": ["a = y"], "south": ["a = y"]}
    held_back = case(ISSUES, {"north": [told("a = y -> b = y")], "south": []}, acceptances=record)
    assert agreement(held_back).targets["a"].zone == "not excluded"
    assert turned_on(held_back) == {"N1": "south"}


@pytest.mark.parametrize("title", ["istanbul-2025", "saltmarsh"])
def test_it_is_what_rests_says_of_one_sides_word(title: str) -> None:
    asked = load(title)
    if title == "istanbul-2025":
        clauses = {n: replace(c, evidence=("i10", "i11")) if n == "R1" else c for n, c in asked.clauses.items()}
        asked = replace(asked, clauses=clauses)
    names = (*asked.issues, *asked.targets)
    resting = turns_on(asked, names=names, budget=None)
    expected = {
        (name, turn.support.id)
        for name in names
        for turn in resting.sentences[name].turns
        if turn.support.kind == "one side's word" and "zone" in turn.changes
    }
    assert {(name, by) for name in names for by in turned_on(asked, name).values()} == expected
    assert (("full ceasefire", "ukraine") in expected) == (title == "istanbul-2025")


@pytest.mark.parametrize(
    "asked",
    [
        load("saltmarsh"),
        case(ISSUES, {"north": [told("a = x"), told("a != y"), told("b = x")], "south": []}),
        case(ISSUES, {}, acceptances={"north": [told("a = y")], "south": ["a = y"]}),
    ],
    ids=["saltmarsh", "clauses", "acceptances"],
)
def test_asked_of_several_at_once_the_answer_is_that_of_each_alone(asked: Case) -> None:
    report = agreement(asked)
    names = (*asked.targets, *asked.issues)
    assert tellers_of(asked, report, names) == {name: tellers(asked, report, report.targets[name]) for name in names}
