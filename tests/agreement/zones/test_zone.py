"""Zones: accepted, not excluded, excluded; within a package and alone; excluded by meaning."""

from __future__ import annotations

from collections import Counter

import pytest

from commonground.agreement import ask, opens, target, zone
from tests.agreement.asked import every, told
from tests.agreement.cases import case
from tests.agreement.literal import subsets

BRIDGE = {"bridge": ("closed", "foot", "open"), "toll": ("none", "low", "high")}


def test_zones_of_random_cases_are_those_of_all_joint_outcomes() -> None:
    seen: Counter[tuple[str, str, bool]] = Counter()
    for question, twin, wanted in every():
        answer = zone(question, wanted)
        assert answer.zone == twin.zone(wanted), told(question, wanted)
        assert answer.alone == twin.zone(wanted, alone=True), told(question, wanted)
        assert answer.by_meaning == twin.by_meaning(wanted), told(question, wanted)
        assert answer.alone_by_meaning == twin.by_meaning(wanted, alone=True), told(question, wanted)
        seen[answer.zone, answer.alone, answer.by_meaning] += 1
    # Alone is never better than in a package; but for one rare case (see below) every other pair has to have come up.
    assert len(seen) >= 6, seen


def test_what_is_accepted_in_a_package_can_be_open_alone_and_yet_not_accepted() -> None:
    record = {"north": ["bridge = foot", "toll = low"]}
    small = case(BRIDGE, {"north": ["bridge = foot -> toll = low"]}, acceptances=record)
    answer = zone(ask(small), target(small, "bridge != closed"))
    assert (answer.zone, answer.alone) == ("accepted", "not excluded")


def test_opens_is_what_giving_up_those_clauses_does() -> None:
    for question, twin, wanted in every(60):
        for given_up in subsets(question.clauses):
            assert opens(question, wanted, given_up) == twin.opens(given_up, wanted)
            assert opens(question, wanted, given_up, alone=True) == twin.opens(given_up, wanted, alone=True)


def test_silence_is_not_consent() -> None:
    small = case(BRIDGE, {"north": ["toll = none"], "south": []})
    assert zone(ask(small), target(small, "bridge = open")).zone == "not excluded"


def test_an_outcome_is_accepted_if_every_party_at_the_table_is_on_record() -> None:
    north = {"north": ["bridge in {foot, open}"]}
    one = case(BRIDGE, {"north": [], "south": []}, acceptances=north)
    assert zone(ask(one), target(one, "bridge = open")).zone == "not excluded"
    both = case(BRIDGE, {"north": [], "south": []}, acceptances={**north, "south": ["bridge = open"]})
    assert zone(ask(both), target(both, "bridge = open")).zone == "accepted"
    assert zone(ask(both), target(both, "bridge = foot")).zone == "not excluded"


def test_an_offer_is_no_acceptance() -> None:
    record = {"north": ["bridge = open"]}
    small = case(BRIDGE, {"north": [], "south": []}, acceptances=record, offers={"south": ["bridge = open"]})
    assert zone(ask(small), target(small, "bridge = open")).zone == "not excluded"


def test_every_issue_that_has_to_move_along_needs_acceptance_too() -> None:
    record = {"north": ["bridge = open"], "south": ["bridge = open"]}
    small = case(BRIDGE, {"north": [], "south": []}, acceptances=record, rules=["bridge = open -> toll = low"])
    answer = zone(ask(small), target(small, "bridge = open"))
    assert (answer.zone, answer.alone) == ("not excluded", "excluded")
    assert answer.alone_by_meaning
    assert not answer.by_meaning


def test_acceptances_and_clauses_of_outside_parties_do_not_enter() -> None:
    record = {"north": ["bridge = open"], "south": ["bridge = open"]}
    small = case(BRIDGE, {"north": [], "judge": ["bridge = closed"]}, acceptances=record, outside=["judge"])
    answer = zone(ask(small), target(small, "bridge = open"))
    assert answer.zone == "accepted"


def test_a_lapsed_acceptance_no_longer_counts() -> None:
    record = {"north": [{"text": "bridge = open", "until": "r2"}]}
    small = case(BRIDGE, {"north": []}, acceptances=record, rounds=["r1", "r2"])
    wanted = target(small, "bridge = open")
    assert zone(ask(small, "r1"), wanted).zone == "accepted"
    assert zone(ask(small, "r2"), wanted).zone == "not excluded"


@pytest.mark.parametrize(
    ("text", "expected"), [("bridge = open", "not excluded"), ("bridge = closed", "accepted"), ("true", "accepted")]
)
def test_without_a_table_nothing_is_forbidden_and_nobody_accepts_a_change(text: str, expected: str) -> None:
    small = case(BRIDGE, {"judge": ["bridge = closed"]}, acceptances={"judge": ["bridge = open"]}, outside=["judge"])
    assert zone(ask(small), target(small, text)).zone == expected


def test_a_target_that_meaning_forbids_is_excluded_by_meaning() -> None:
    small = case(BRIDGE, {"north": ["bridge = closed"]}, rules=["bridge = closed"])
    answer = zone(ask(small), target(small, "bridge = open"))
    assert (answer.zone, answer.alone, answer.by_meaning) == ("excluded", "excluded", True)


def test_a_case_without_issues_has_only_the_zone_of_what_is_always_true() -> None:
    small = case({}, {"north": []})
    assert zone(ask(small), target(small, "true")).zone == "accepted"
    assert zone(ask(small), target(small, "false")).by_meaning
