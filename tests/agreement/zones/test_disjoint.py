"""Disjoint blocking sets: each minimal, no clause shared, none left to add, a lower bound on concessions."""

from __future__ import annotations

import pytest

from commonground.agreement import Budget, OutOfTime, ask, blocking_set, disjoint_blocking_sets, target
from tests.agreement.asked import blocked, every, told
from tests.agreement.cases import case


@pytest.mark.parametrize("alone", [False, True])
def test_the_family_is_disjoint_minimal_and_cannot_be_added_to(alone: bool) -> None:
    most = 0
    for question, twin, wanted in blocked(alone=alone):
        first = blocking_set(question, wanted, alone=alone).clauses
        family = disjoint_blocking_sets(question, wanted, alone=alone, first=first)
        used = [clause for clauses in family for clause in clauses]
        known = twin.blocking_sets(wanted, alone)
        assert family[0] == first
        assert len(used) == len(set(used)), told(question, wanted)
        assert all(frozenset(clauses) in known for clauses in family), told(question, wanted)
        assert all(not clauses.isdisjoint(used) for clauses in known), told(question, wanted)
        assert len(family) <= len(twin.concessions(wanted, twin.clauses, alone)[0])
        most = max(most, len(family))
    assert most >= 3


def test_left_to_itself_it_begins_with_a_smallest_blocking_set() -> None:
    for question, _, wanted in blocked(100):
        family = disjoint_blocking_sets(question, wanted)
        assert family[0] == blocking_set(question, wanted).clauses


def test_where_nothing_blocks_the_family_is_empty() -> None:
    for question, twin, wanted in every(60):
        if twin.zone(wanted) != "excluded":
            assert disjoint_blocking_sets(question, wanted) == ()


def test_a_budget_that_is_over_raises_instead_of_giving_part_of_a_family() -> None:
    mandates = {"north": ["bridge = closed"], "south": ["bridge = closed"]}
    small = case({"bridge": ("closed", "open")}, mandates)
    with pytest.raises(OutOfTime):
        disjoint_blocking_sets(ask(small), target(small, "bridge = open"), first=("N1",), budget=Budget(0))
