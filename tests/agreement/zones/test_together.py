"""What can move together: all maximal sets of issues, capped and with the cap told."""

from __future__ import annotations

from commonground.agreement import Budget, ask, together
from tests.agreement.asked import COUNT, asked
from tests.agreement.cases import case


def test_sets_of_random_cases_are_the_maximal_ones_among_all_subsets() -> None:
    counts: set[int] = set()
    for seed in range(COUNT):
        question, twin = asked(seed)
        answer = together(question)
        assert answer.exhaustive
        assert len(answer.sets) == len(set(answer.sets))
        assert {frozenset(issues) for issues in answer.sets} == twin.together()
        counts.add(len(answer.sets))
    assert {0, 1, 2} <= counts


def test_issues_stand_in_the_order_of_the_file_and_larger_sets_first() -> None:
    clauses = ["c = x or a = x", "c = x or b = x"]
    small = case({"c": ("x", "y"), "b": ("x", "y"), "a": ("x", "y")}, {"north": clauses})
    assert together(ask(small)).sets == (("b", "a"), ("c",))


def test_where_nothing_can_move_the_one_set_is_empty() -> None:
    small = case({"a": ("x", "y")}, {"north": ["a = x"]})
    assert together(ask(small)).sets == ((),)


def test_where_the_mandates_contradict_each_other_outright_there_is_no_set() -> None:
    small = case({"a": ("x", "y")}, {"north": ["a = x"], "south": ["a = y"]})
    assert together(ask(small)).sets == ()


def test_a_cap_is_kept_and_told() -> None:
    # Of each of five pairs of issues one at most can move: 32 maximal sets.
    issues = {f"{side}{n}": ("x", "y") for n in range(5) for side in "lr"}
    small = case(issues, {"north": [f"l{n} = x or r{n} = x" for n in range(5)]})
    assert len(together(ask(small)).sets) == 32
    assert together(ask(small)).exhaustive
    capped = together(ask(small), cap=10)
    assert len(capped.sets) == 10
    assert not capped.exhaustive
    assert set(capped.sets) < set(together(ask(small)).sets)
    exact = together(ask(small), cap=32)
    assert exact.exhaustive


def test_out_of_time_is_not_exhaustive() -> None:
    small = case({"a": ("x", "y")}, {"north": []})
    answer = together(ask(small), budget=Budget(0))
    assert (answer.sets, answer.exhaustive) == ((), False)
