"""The question: who is at the table, what is in force, and an order that the file does not decide."""

from __future__ import annotations

import pytest

from commonground.agreement import ask
from commonground.agreement.solving.question import in_natural_order
from commonground.errors import UsageError
from tests.agreement.cases import case

ROUNDS = ("r1", "r2", "r3")
ISSUES = {"a": ("x", "y")}


def clauses(*spans: tuple[str | None, str | None]) -> dict[str, list[dict[str, str | None]]]:
    return {"north": [{"text": "a = x", "round": start, "until": end} for start, end in spans]}


def test_only_what_is_in_force_at_the_round_is_asked_about() -> None:
    small = case(ISSUES, clauses((None, None), ("r2", None), (None, "r2"), ("r2", "r3")), rounds=ROUNDS)
    assert list(ask(small, "r1").clauses) == ["N1", "N3"]
    assert list(ask(small, "r2").clauses) == ["N1", "N2", "N4"]
    assert list(ask(small, "r3").clauses) == ["N1", "N2"]


def test_the_latest_round_is_asked_about_unless_another_is_named() -> None:
    small = case(ISSUES, clauses(("r3", None)), rounds=ROUNDS)
    assert ask(small).round == "r3"
    assert list(ask(small).clauses) == ["N1"]


def test_a_case_without_rounds_has_everything_in_force() -> None:
    small = case(ISSUES, clauses((None, None)))
    assert ask(small).round is None
    assert list(ask(small).clauses) == ["N1"]


def test_parties_outside_the_table_bring_nothing() -> None:
    small = case(ISSUES, {"north": ["a = x"], "judge": ["a = y"]}, acceptances={"judge": ["a = y"]}, outside=["judge"])
    question = ask(small)
    assert [party.id for party in question.parties] == ["north"]
    assert list(question.clauses) == ["N1"]
    assert question.acceptances == ()


def test_accepted_outcomes_are_those_of_all_parties_each_with_all_its_records() -> None:
    record = {"north": ["a = x", "a = y"], "south": ["a in {y, z}"]}
    question = ask(case({"a": ("x", "y", "z")}, acceptances=record))
    assert question.accepted("a") == {"y"}


def test_numbers_in_ids_sort_as_numbers() -> None:
    assert in_natural_order(["R10", "R9", "A3o", "A3", "R٣", "R²", "x", ""]) == (
        "",
        "A3",
        "A3o",
        "R9",
        "R10",
        "R²",
        "R٣",
        "x",
    )
    assert in_natural_order(["a01", "a1"]) == in_natural_order(["a1", "a01"])


def test_an_unknown_round_is_told_with_the_nearest_one() -> None:
    small = case(ISSUES, rounds=("may", "june"))
    with pytest.raises(UsageError) as caught:
        ask(small, "jun")
    (problem,) = caught.value.problems
    assert str(problem) == "The case has no round “jun”. Read: jun. Expected: one of may, june. Did you mean “june”?"
    assert problem.code == "unknown-round"


def test_a_round_of_a_case_without_rounds_is_told_as_such() -> None:
    with pytest.raises(UsageError, match="The case has no rounds"):
        ask(case(ISSUES), "r1")
