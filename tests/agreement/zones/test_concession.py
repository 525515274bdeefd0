"""Concessions: fewest clauses, jointly and by one party, with the others as they stand; ties are told."""

from __future__ import annotations

import pytest

from commonground.agreement import ask, concession, keystones, price, target
from tests.agreement.asked import blocked, every, told
from tests.agreement.cases import case


@pytest.mark.parametrize("alone", [False, True])
def test_a_joint_concession_is_one_of_the_smallest(alone: bool) -> None:
    ties: set[bool | None] = set()
    sizes: set[int | None] = set()
    for question, twin, wanted in blocked(alone=alone):
        found = concession(question, wanted, alone=alone)
        known = twin.concessions(wanted, twin.clauses, alone)
        assert found.clauses is not None
        assert frozenset(found.clauses) in known, told(question, wanted)
        assert found.unique == (len(known) == 1), told(question, wanted)
        ties.add(found.unique)
        sizes.add(found.size)
    assert ties == {True, False}
    assert {1, 2, 3} <= sizes


@pytest.mark.parametrize("alone", [False, True])
def test_a_price_is_the_least_a_party_can_open_the_zone_with_by_itself(alone: bool) -> None:
    sizes: set[int | None] = set()
    for question, twin, wanted in every(200):
        for party in question.parties:
            found = price(question, wanted, party.id, alone=alone)
            known = twin.concessions(wanted, twin.own(party.id), alone)
            if not known:
                assert (found.clauses, found.unique, found.size) == (None, None, None), told(question, wanted)
            else:
                assert frozenset(found.clauses or ()) in known, told(question, wanted)
                assert found.size == len(known[0])
                assert found.unique == (len(known) == 1), told(question, wanted)
            sizes.add(found.size)
    assert {None, 0, 1, 2} <= sizes


def test_knowing_the_keystones_changes_no_size_and_no_tie() -> None:
    for question, _, wanted in blocked(200):
        stones = keystones(question, wanted)
        asked, known = concession(question, wanted), concession(question, wanted, stones=stones)
        assert (known.size, known.unique) == (asked.size, asked.unique)
        for party in question.parties:
            asked, known = price(question, wanted, party.id), price(question, wanted, party.id, stones=stones)
            assert (known.size, known.unique) == (asked.size, asked.unique)


def test_an_open_target_costs_nothing_and_one_that_meaning_forbids_has_no_price() -> None:
    small = case({"a": ("x", "y"), "b": ("x", "y")}, {"north": ["a = x"]}, rules=["b = x"])
    question = ask(small)
    free = concession(question, target(small, "a = x"))
    assert (free.clauses, free.unique) == ((), True)
    never = concession(question, target(small, "b = y"))
    assert (never.clauses, never.unique) == (None, None)


def test_what_another_party_blocks_by_itself_has_no_price() -> None:
    small = case({"a": ("x", "y")}, {"north": ["a = x"], "south": ["a = x"]})
    assert price(ask(small), target(small, "a = y"), "north").clauses is None
    assert concession(ask(small), target(small, "a = y")).clauses == ("N1", "S1")
