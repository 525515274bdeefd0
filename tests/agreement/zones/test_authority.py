"""The authority test: the lowest level whose clauses, with those of the levels below it, are enough to relax."""

from __future__ import annotations

from commonground.agreement import ask, can_open, target
from tests.agreement.asked import every, told
from tests.agreement.cases import LEVELS, case

ISSUES = {"a": ("x", "y"), "b": ("x", "y")}


def test_levels_of_random_cases_are_the_lowest_of_all_relaxations() -> None:
    seen: set[str | None] = set()
    for question, twin, wanted in every():
        for party in question.parties:
            level = can_open(question, wanted, party)
            assert level == twin.can_open(wanted, party), told(question, wanted)
            seen.add(level)
    assert seen == {None, *LEVELS}


def test_a_level_may_give_up_what_levels_below_it_own() -> None:
    clauses = [{"text": "a = x", "owner": "experts"}, {"text": "b = x", "owner": "delegation"}]
    small = case(ISSUES, {"north": clauses}, levels={"north": LEVELS})
    question = ask(small)
    (north,) = question.parties
    assert can_open(question, target(small, "a = y"), north) == "experts"
    assert can_open(question, target(small, "a = y and b = y"), north) == "delegation"


def test_the_owner_counts_and_not_whose_mandate_it_is() -> None:
    small = case(
        ISSUES, {"north": [{"text": "a = x", "level": "experts", "owner": "leader"}]}, levels={"north": LEVELS}
    )
    question = ask(small)
    assert can_open(question, target(small, "a = y"), question.parties[0]) == "leader"


def test_an_open_target_needs_nobody_above_the_lowest_level() -> None:
    small = case(ISSUES, {"north": ["a = x"]}, levels={"north": LEVELS})
    question = ask(small)
    assert can_open(question, target(small, "b = y"), question.parties[0]) == "experts"
