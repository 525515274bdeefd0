"""Levels: whose own mandates contain a target, who could open it and on what ground, against a literal twin."""

from __future__ import annotations

import json
from itertools import product

import pytest

from commonground.agreement import (
    Budget,
    OutOfTime,
    Question,
    ask,
    contains,
    joint_levels,
    levels,
    opening,
    owned_at,
    ownership,
    target,
)
from commonground.agreement.ranks.contains import vectors
from commonground.case import Actor, Case, Clause, Power, Target, load
from commonground.case.model import YesNo
from commonground.errors import UsageError, Where
from commonground.logic import evaluate, mentions
from commonground.statements import Statement
from tests.agreement.asked import blocked, every, told
from tests.agreement.cases import LEVELS, case
from tests.agreement.literal import Twin

ISSUES = {"a": ("x", "y"), "b": ("x", "y")}
Vector = dict[str, str]


def all_vectors(twin: Twin) -> list[Vector]:
    ids = [party.id for party in twin.table]
    return [dict(zip(ids, chosen, strict=True)) for chosen in product(*(party.levels for party in twin.table))]


def lower(twin: Twin, one: Vector, other: Vector) -> bool:
    return one != other and all(p.levels.index(one[p.id]) >= p.levels.index(other[p.id]) for p in twin.table)


def silent(twin: Twin, wanted: Target, levels: Vector) -> set[str]:
    """Parties of whose level no clause is about the target or about what meaning ties to it."""
    about = set(mentions(wanted.formula))
    for _ in twin.case.meaning:
        for rule in twin.case.meaning.values():
            if mentions(rule.formula) & about:
                about |= mentions(rule.formula)
    own = [c for c in twin.clauses.values() if c.level == levels[c.party] and mentions(c.formula) & about]
    return set(levels) - {clause.party for clause in own}


def value(twin: Twin, wanted: Target, levels: Vector) -> YesNo:
    own = [c.formula for c in twin.clauses.values() if c.level == levels[c.party]]
    if not any(all(evaluate(f, world) for f in (wanted.formula, *own)) for world in twin.worlds):
        return "no"
    return "unknown" if silent(twin, wanted, levels) else "yes"


def test_what_level_vectors_contain_is_what_their_own_mandates_leave() -> None:
    seen: set[str] = set()
    fronts: set[int] = set()
    for question, twin, wanted in every(400):
        found = contains(question, wanted)
        assert found.exhaustive
        vectors_ = [dict(item.levels) for item in found.vectors]
        assert sorted(map(str, vectors_)) == sorted(map(str, all_vectors(twin))), told(question, wanted)
        expected = {str(v): value(twin, wanted, v) for v in all_vectors(twin)}
        for item in found.vectors:
            assert item.contains == expected[str(dict(item.levels))], told(question, wanted)
            assert set(item.silent) == silent(twin, wanted, dict(item.levels)), told(question, wanted)
        for given, values in ((found.lowest, ("yes",)), (found.lowest_not_ruled_out, ("yes", "unknown"))):
            good = [v for v in all_vectors(twin) if expected[str(v)] in values]
            least = [v for v in good if not any(lower(twin, other, v) for other in good)]
            assert sorted(str(dict(v.levels)) for v in given) == sorted(map(str, least)), told(question, wanted)
            fronts.add(len(given))
        seen |= set(expected.values())
    assert seen == {"yes", "no", "unknown"}
    assert {0, 1, 2} <= fronts


def test_a_higher_level_is_not_assumed_to_accept_more() -> None:
    # The adviser would, the leader would not: the highest level does not contain what a lower one does.
    mandate = [{"text": "a = x", "level": "leader"}, {"text": "a = x or b = y", "level": "delegation"}]
    small = case(ISSUES, {"north": mandate}, levels={"north": LEVELS})
    found = contains(ask(small), target(small, "a = y"))
    assert {item.levels["north"]: item.contains for item in found.vectors} == {
        "experts": "unknown",
        "delegation": "yes",
        "leader": "no",
    }
    assert [dict(item.levels) for item in found.lowest] == [{"north": "delegation"}]


def test_a_clause_about_something_else_does_not_break_the_silence() -> None:
    small = case(ISSUES, {"north": ["b = x"]})
    assert contains(ask(small), target(small, "a = y")).lowest == ()
    tied = case(ISSUES, {"north": ["b = x"]}, rules=["a = y -> b in {x, y}"])
    assert [dict(v.levels) for v in contains(ask(tied), target(tied, "a = y")).lowest] == [{"north": "leader"}]


def test_vectors_are_bounded_and_the_bound_is_told() -> None:
    many = {f"p{n}": LEVELS for n in range(9)}
    small = case(ISSUES, {party: [] for party in many}, levels=many)
    question = ask(small)
    found = contains(question, target(small, "a = y"), cap=10)
    assert (len(found.vectors), found.exhaustive) == (10, False)
    assert [set(v.levels.values()) for v in found.lowest_not_ruled_out] == [{"experts"}]
    assert contains(question, target(small, "a = y"), cap=3**9).exhaustive
    assert joint_levels(question, target(small, "a = y"), cap=1)[1] is False


def test_each_vector_stands_after_those_lower_than_it() -> None:
    many = {"north": LEVELS, "south": LEVELS[:2], "east": LEVELS[:1]}
    question = ask(case(ISSUES, {party: [] for party in many}, levels=many))
    listed = list(vectors(question))
    twin = Twin(question.case)
    assert len(listed) == 6
    for place, vector in enumerate(listed):
        assert not any(lower(twin, later, vector) for later in listed[place:])


def own_at(twin: Twin, levels: Vector) -> set[str]:
    table = {party.id: party for party in twin.table}
    return {
        clause.id
        for clause in twin.clauses.values()
        if table[clause.party].levels.index(clause.owner) >= table[clause.party].levels.index(levels[clause.party])
    }


def test_an_opening_is_a_least_set_of_what_its_level_owns() -> None:
    ties = 0
    for question, twin, wanted in blocked(150):
        for party in question.parties:
            found = opening(question, wanted, party)
            assert found.level == twin.can_open(wanted, party), told(question, wanted)
            if found.level is None:
                assert found.clauses == ()
                continue
            below = party.levels[party.levels.index(found.level) :]
            own = {c for c in twin.own(party.id) if twin.clauses[c].owner in below}
            least = twin.concessions(wanted, own)
            assert frozenset(found.clauses) in least, told(question, wanted)
            assert found.unique == (len(least) == 1), told(question, wanted)
            ties += len(least) > 1
    assert ties > 3


def test_joint_levels_are_the_lowest_that_own_enough() -> None:
    sizes: set[int] = set()
    for question, twin, wanted in blocked(150):
        found, exhaustive = joint_levels(question, wanted)
        good = [v for v in all_vectors(twin) if twin.opens(own_at(twin, v), wanted)]
        least = [v for v in good if not any(lower(twin, other, v) for other in good)]
        assert sorted(map(str, found)) == sorted(map(str, least)), told(question, wanted)
        assert exhaustive
        sizes.add(len(found))
        for vector in all_vectors(twin):
            assert owned_at(question, vector) == own_at(twin, vector)
    assert {1, 2} <= sizes


def test_a_party_that_is_not_named_gives_up_nothing() -> None:
    question = ask(case(ISSUES, {"north": ["a = x"], "south": ["b = x"]}))
    assert owned_at(question, {"south": "leader"}) == {"S1"}


def authority(speakers: dict[str, str], powers: dict[str, tuple[str, dict[str, YesNo]]]) -> tuple[Case, Clause]:
    """One clause of north's leader, said by some speakers (id -> level), beside powers (id -> level, may)."""
    said = {s: Statement(id=s, document="d", speaker=f"who {s}", act="mandate", source="north") for s in speakers}
    actors = {f"who {s}": Actor(f"who {s}", s, (), "north", level or None) for s, level in speakers.items()}
    records = {
        name: Power(name, (), None, None, None, False, Where(), party="north", level=level, may=may)
        for name, (level, may) in powers.items()
    }
    clause = {"text": "a = x", "owner": "delegation", "level": "delegation", "evidence": list(speakers)}
    mandates = {"north": [clause]}
    small = case(ISSUES, mandates, levels={"north": LEVELS}, statements=said, actors=actors, powers=records)
    return small, small.clauses["N1"]


@pytest.mark.parametrize(
    ("speakers", "powers", "ground"),
    [
        ({}, {}, "as coded"),
        ({"s1": ""}, {}, "as coded"),
        ({"s1": "experts"}, {}, "as coded"),
        ({"s1": "delegation"}, {}, "said by the owner"),
        ({"s1": "experts", "s2": "leader"}, {}, "said by the owner"),
        ({}, {"P1": ("experts", {"sign": "no"})}, "powers on record"),
        ({}, {"P1": ("experts", {"listen": "no", "sign": "unknown"})}, "as coded"),
        ({}, {"P1": ("delegation", {"propose": "yes"})}, "powers on record"),
        ({}, {"P1": ("delegation", {"explore": "yes"})}, "as coded"),
        ({}, {"P1": ("leader", {"sign": "yes"})}, "as coded"),
        ({"s1": "delegation"}, {"P1": ("experts", {"sign": "no"})}, "said by the owner"),
    ],
)
def test_on_what_ground_a_clause_is_said_to_be_owned(
    speakers: dict[str, str], powers: dict[str, tuple[str, dict[str, YesNo]]], ground: str
) -> None:
    found = ownership(*authority(speakers, powers))
    assert found.ground == ground
    assert found.owner == "delegation"
    assert {s for ids in found.said_at.values() for s in ids} == {s for s, level in speakers.items() if level}


def test_records_that_point_to_a_lower_level_are_named_too() -> None:
    found = ownership(*authority({}, {"P1": ("experts", {"sign": "yes"}), "P2": ("experts", {"explore": "no"})}))
    assert (found.powers, found.against) == (("P2",), ("P1",))


def test_only_leaders_own_the_blocking_clauses_at_istanbul() -> None:
    report = levels(load("istanbul-2025"))
    assert report.exhaustive
    for name in ("full ceasefire", "leaders meet", "settlement"):
        answer = report.targets[name]
        assert answer.openings is not None
        assert {item.level for item in answer.openings.values()} == {"leader"}
        assert all(report.ownership[c].owner == "leader" for c in answer.clauses)
        assert answer.joint == (
            {"ukraine": "experts", "russia": "leader"},
            {"ukraine": "leader", "russia": "experts"},
        )
    assert report.ownership["R1"].said_at == {"leader": ("s30",)}
    assert report.ownership["R8"].said_at == {"leader": ("s32", "s33")}
    # What is known of Russia's levels is Ukraine's account; that Ukraine's leader owns its clauses is as coded.
    assert {report.ownership[c].told_only_by for c in ("R1", "R2", "R8")} == {"ukraine"}
    assert {report.ownership[c].ground for c in ("U1", "U2", "U8")} == {"as coded"}


def test_that_the_leaders_contain_a_deal_is_not_shown_at_istanbul() -> None:
    report = levels(load("istanbul-2025"))
    for name in ("full ceasefire", "leaders meet", "settlement"):
        found = report.targets[name].contains
        assert found is not None
        by_levels = {tuple(v.levels.values()): v.contains for v in found.vectors}
        assert by_levels.pop(("leader", "leader")) == "no"
        assert set(by_levels.values()) == {"unknown"}
        assert found.lowest == ()


def test_cuba_on_the_morning_of_the_27th() -> None:
    answer = levels(load("cuba-1962"), "r3").targets["missiles leave"]
    assert answer.openings is not None
    assert {p: (o.level, o.clauses) for p, o in answer.openings.items()} == {
        "us": ("leader", ("A3o",)),
        "ussr": ("leader", ("S4",)),
    }
    first = levels(load("cuba-1962"), "r1").targets["missiles leave"].openings
    assert first is not None
    assert (first["us"].level, first["ussr"].level) == (None, "leader")


def test_what_meaning_excludes_no_level_contains_and_none_can_open() -> None:
    small = case(ISSUES, {"north": ["b = x"]}, rules=["a = x"], targets={"T": "a = y"})
    answer = levels(small).targets["T"]
    assert answer.to_dict() == {
        "formula": "a = y",
        "zone": "excluded",
        "by_meaning": True,
        "contains": None,
        "can_open": None,
        "can_open_jointly": None,
        "exhaustive": True,
        "not_computed": [],
    }


def test_time_that_runs_out_is_told() -> None:
    report = levels(load("istanbul-2025"), budget=0)
    assert not report.exhaustive
    assert report.targets["settlement"].not_computed == ("zone", "contains", "can_open", "can_open_jointly")
    with pytest.raises(OutOfTime):
        contains(ask(load("cuba-1962")), load("cuba-1962").targets["missiles leave"], Budget(0))


def test_plain_data_with_a_version_and_the_same_every_time() -> None:
    report = levels(load("istanbul-2025", layers=["energy-halt-again"]), targets={"more": "aid = halted"})
    data = report.to_dict()
    assert data["version"] == 1
    assert data["layers"][0]["kind"] == "hypothesis"
    assert next(iter(data["targets"])) == "more"
    assert (
        json.loads(json.dumps(data))
        == data
        == levels(load("istanbul-2025", layers=["energy-halt-again"]), targets={"more": "aid = halted"}).to_dict()
    )
    named = {c for t in data["targets"].values() for o in (t["can_open"] or {}).values() for c in o["clauses"]}
    assert named == set(data["clauses"]) == set(data["ownership"])


def test_names_that_are_unknown_or_taken_are_refused() -> None:
    with pytest.raises(UsageError, match="round"):
        levels(load("cuba-1962"), "r9")
    with pytest.raises(UsageError, match="missiles leave"):
        levels(load("cuba-1962"), targets={"missiles leave": "missiles = stay"})


def test_the_order_of_the_file_decides_nothing() -> None:
    def told(question: Question, wanted: Target) -> object:
        return [opening(question, wanted, party).clauses for party in question.parties]

    forward = case(ISSUES, {"north": ["a = x", "b = x"], "south": ["a = x or b = x"]})
    backward = case(
        ISSUES,
        {"north": [{"id": "N2", "text": "b = x"}, {"id": "N1", "text": "a = x"}], "south": ["a = x or b = x"]},
    )
    wanted = target(forward, "a = y or b = y")
    assert told(ask(forward), wanted) == told(ask(backward), wanted)
