"""Keystones: the clauses in every blocking set, found without knowing them all."""

from __future__ import annotations

import pytest

from commonground.agreement import ask, keystones, target
from tests.agreement.asked import blocked, every, told
from tests.agreement.cases import case


@pytest.mark.parametrize("alone", [False, True])
def test_keystones_are_what_all_blocking_sets_have_in_common(alone: bool) -> None:
    some = none = 0
    for question, twin, wanted in blocked(alone=alone):
        known = twin.blocking_sets(wanted, alone)
        common = frozenset.intersection(*known)
        assert frozenset(keystones(question, wanted, alone=alone)) == common, told(question, wanted)
        for blocking in known:
            assert frozenset(keystones(question, wanted, alone=alone, among=blocking)) == common
        some += bool(common)
        none += not common
    assert some
    assert none


def test_a_target_that_nothing_blocks_has_no_keystone() -> None:
    for question, twin, wanted in every(60):
        if twin.zone(wanted) != "excluded":
            assert keystones(question, wanted) == ()


def test_a_keystone_depends_on_the_other_clauses() -> None:
    mandates = {"north": ["bridge = closed"], "south": ["bridge = closed"]}
    issues = {"bridge": ("closed", "open")}
    twice, once = case(issues, mandates), case(issues, {"north": ["bridge = closed"], "south": []})
    assert keystones(ask(twice), target(twice, "bridge = open")) == ()
    assert keystones(ask(once), target(once, "bridge = open")) == ("N1",)
