"""Turning points: rounds after which some zone is another, and the meetings held beside them."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

from commonground.agreement import Budget, departures, targets_of
from commonground.case import Case, load
from tests.agreement.cases import case, random_case
from tests.agreement.literal import Twin
from tests.agreement.often import often


def test_departures_of_random_cases_are_the_rounds_with_another_zone_than_before() -> None:
    directions: set[str] = set()
    for seed in range(often(400)):
        each = random_case(seed)
        if len(each.rounds) < 2:
            continue
        zones = {at: {n: Twin(each, at).zone(t) for n, t in targets_of(each).items()} for at in each.rounds}
        expected = {}
        for one, two in pairwise(each.rounds):
            other = {n: (zones[one][n], zones[two][n]) for n in zones[one] if zones[one][n] != zones[two][n]}
            if other:
                expected[two] = other
        found = departures(each)
        told = {d.round: {c.name: (c.before, c.after) for c in d.changes} for d in found.departures}
        assert told == expected
        assert found.exhaustive
        assert [meeting.departures for meeting in found.meetings] == [
            sum(list(each.rounds).index(at) <= place for at in expected) for place in range(len(each.rounds))
        ]
        directions |= {change.direction for d in found.departures for change in d.changes}
    assert directions == {"opens", "closes", "accepted", "lapses"}


def test_cuba_opened_closed_and_opened_again_and_twice_with_leaders_once_with_envoys() -> None:
    found = departures(load("cuba-1962"))
    told = {d.round: {c.name: c.direction for c in d.changes}["missiles leave"] for d in found.departures}
    assert told == {"r2": "opens", "r3": "closes", "r4": "opens"}
    assert [(count.present, count.meetings, count.departures) for count in found.by_levels] == [
        ({"us": "leader", "ussr": "leader"}, 3, 2),
        ({"us": "envoy", "ussr": "envoy"}, 1, 1),
    ]
    assert [meeting.departure for meeting in found.meetings] == [None, True, True, True]
    assert found.departures[-1].clauses.went == ("A3o",)


def test_istanbul_had_three_meetings_of_delegations_and_one_departure_that_goes_both_ways() -> None:
    found = departures(load("istanbul-2025"))
    (second,) = found.departures
    told = {change.name: change.direction for change in second.changes if change.kind == "issue"}
    assert second.round == "r2"
    assert {name for name, way in told.items() if way == "accepted"} == {"bodies", "children"}
    assert {name for name, way in told.items() if way == "closes"} >= {"settlement", "territory", "sanctions"}
    # The memoranda came on the table there: what closed was heard for the first time, in clauses of both sides.
    assert second.clauses.went == ()
    assert {"R2", "U2"} <= set(second.clauses.came)
    assert [(m.meetings, m.departures, m.departure) for m in found.meetings] == [
        (1, 0, None),
        (2, 1, True),
        (3, 1, False),
    ]
    assert {party: {level: item.meetings for level, item in own.items()} for party, own in found.by_party.items()} == {
        "ukraine": {"delegation": 3},
        "russia": {"delegation": 3},
    }


def seated(small: Case, present: dict[str, dict[str, str]]) -> Case:
    rounds = {name: replace(at, present=present.get(name, {})) for name, at in small.rounds.items()}
    return replace(small, rounds=rounds)


def test_meetings_are_counted_by_who_sat_there_and_a_seat_not_recorded_is_its_own_kind() -> None:
    mandates = {"north": [{"text": "a = x", "round": "r1", "until": "r3"}], "south": []}
    small = case({"a": ("x", "y")}, mandates, rounds=("r0", "r1", "r2", "r3"), levels={"north": ("chief", "envoy")})
    envoy = {"north": "envoy", "south": "leader"}
    found = departures(
        seated(small, {"r0": envoy, "r1": {"south": "leader", "north": "envoy"}, "r3": {"north": "chief"}})
    )
    assert [item.round for item in found.departures] == ["r1", "r3"]
    assert [(dict(c.present), c.meetings, c.departures) for c in found.by_levels] == [
        (envoy, 2, 1),
        ({}, 1, 0),
        ({"north": "chief"}, 1, 1),
    ]
    north = {level: (item.meetings, item.departures) for level, item in found.by_party["north"].items()}
    assert north == {"envoy": (2, 1), "": (1, 0), "chief": (1, 1)}


def test_without_two_rounds_there_is_nothing_to_compare() -> None:
    none = departures(case({"a": ("x", "y")}, {"north": ["a = x"]}))
    assert (none.meetings, none.departures, none.by_levels) == ((), (), ())
    one = departures(case({"a": ("x", "y")}, {"north": ["a = x"]}, rounds=("r0",)))
    assert [meeting.departure for meeting in one.meetings] == [None]


def test_out_of_time_no_round_is_said_to_be_no_departure() -> None:
    found = departures(load("cuba-1962"), budget=Budget(0))
    assert not found.exhaustive
    assert [meeting.departure for meeting in found.meetings] == [None] * 4
    assert set(found.not_computed) == {"r1", "r2", "r3", "r4"}


def test_the_answer_is_plain_data_and_every_id_named_is_told() -> None:
    for name in ("cuba-1962", "istanbul-2025"):
        found = departures(load(name), targets={"anything": "true"})
        assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
        ids = {each for item in found.departures for each in item.clauses.ids | item.acceptances.ids}
        assert ids <= set(found.records)
