"""Blocking sets: they block, nothing in them is spare, and the smallest is as small as any."""

from __future__ import annotations

import pytest

from commonground.agreement import UNLIMITED, Budget, OutOfTime, ask, blocking_set, target
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.zones.blocking import correction_set, minimal
from tests.agreement.asked import asked, blocked, every, targets, told
from tests.agreement.cases import case


@pytest.mark.parametrize("alone", [False, True])
def test_a_smallest_blocking_set_is_one_of_the_smallest_of_all(alone: bool) -> None:
    sizes: set[int] = set()
    for question, twin, wanted in blocked(alone=alone):
        found = blocking_set(question, wanted, alone=alone)
        known = twin.blocking_sets(wanted, alone)
        assert frozenset(found.clauses) in known, told(question, wanted)
        assert len(found.clauses) == min(map(len, known)), told(question, wanted)
        assert found.smallest
        sizes.add(len(found.clauses))
    assert {1, 2} <= sizes
    assert alone or 3 in sizes  # with all else at the status quo little more than a clause or two can meet


def test_without_time_for_the_smallest_a_minimal_one_is_given_and_said_to_be_no_more() -> None:
    larger = 0
    for question, twin, wanted in blocked():
        found = blocking_set(question, wanted, smallest=Budget(0))
        known = twin.blocking_sets(wanted)
        assert frozenset(found.clauses) in known, told(question, wanted)
        assert found.smallest == (len(found.clauses) == 1)
        larger += len(found.clauses) > min(map(len, known))
    assert larger > 0, "no case here tells a minimal set from a smallest one"


def test_an_open_target_or_one_that_meaning_forbids_has_none() -> None:
    for question, twin, wanted in every(100):
        if twin.zone(wanted) != "excluded" or twin.by_meaning(wanted):
            assert blocking_set(question, wanted).clauses == ()


def test_clauses_are_given_in_the_natural_order_of_their_ids() -> None:
    mandates = {
        "p": [{"id": "P10", "text": "a = x -> b = x"}, {"id": "P9", "text": "a = x"}, {"id": "P2", "text": "c = x"}]
    }
    small = case({"a": ("x", "y"), "b": ("x", "y"), "c": ("x", "y")}, mandates)
    assert blocking_set(ask(small), target(small, "b = y")).clauses == ("P9", "P10")


def test_a_budget_that_is_over_raises() -> None:
    question, _ = asked(0)
    with pytest.raises(OutOfTime):
        blocking_set(question, targets(0)[0], budget=Budget(0))


def test_minimal_refuses_what_does_not_block() -> None:
    with Oracle([[1, 2]], UNLIMITED) as oracle, pytest.raises(ValueError, match="nothing blocks"):
        minimal(oracle, [1, 2])


def test_a_correction_set_leaves_out_no_more_than_it_must() -> None:
    # Not all of 1, 2, 3 and not both of 1 and 4 can hold.
    with Oracle([[-1, -2, -3], [-1, -4]], UNLIMITED) as oracle:
        left_out = set(correction_set(oracle, [1, 2, 3, 4], [1]))
        assert 4 in left_out
        assert len(left_out) == 2
        assert correction_set(oracle, [1, 2, 3, 4], [2, 3, 4]) == [1]
        with pytest.raises(ValueError, match="cannot be met"):
            correction_set(oracle, [1, 2, 3, 4], [1, 4])
