"""Ways out: all minimal ones and no others, who would give what in them, and what cutting clauses up cannot change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.agreement import (
    Budget,
    Give,
    Question,
    WayOut,
    WaysOut,
    ask,
    blocking_set,
    disjoint_blocking_sets,
    keystones,
    targets_of,
    ways_out,
    ways_out_of,
    zone,
)
from commonground.agreement.solving.parts import parts
from commonground.case import Case, Clause, load
from commonground.errors import UsageError
from commonground.logic import And, Names
from tests.agreement.asked import told
from tests.agreement.cases import case
from tests.agreement.given import LEVELS, Giving, blocked_ordered, lowest, ordered_case
from tests.agreement.literal import Twin

cases = st.integers(min_value=40_000).map(ordered_case)


def places(way: WayOut, giving: Giving) -> frozenset[int]:
    """The units that a way out gives, by their place in the twin's list."""

    def gives(each: Give) -> Iterator[int]:
        for number, unit in enumerate(giving.units):
            matter, rung = unit.matter, unit.rung
            if (matter.party, matter.owner, matter.about) != (each.party, each.owner, each.about):
                continue
            if rung is None and each.steps is None:
                yield number
            elif rung and each.steps and rung.place <= each.steps.rungs:
                # Outcomes are a, b, c, d, in this order.
                yield from (number,) * (rung.upwards == (each.steps.from_ < each.steps.to))

    return frozenset(number for each in way.gives for number in gives(each))


@pytest.mark.parametrize("alone", [False, True])
def test_ways_out_are_the_least_that_joint_outcomes_ask_for(alone: bool) -> None:
    seen, rungs, sizes = 0, 0, set()
    for question, wanted, giving in blocked_ordered(alone=alone):
        found = ways_out(question, wanted, alone=alone, budget=None)
        assert found.exhaustive, told(question, wanted)
        assert len({places(way, giving) for way in found.ways}) == len(found.ways)
        assert {places(way, giving) for way in found.ways} == giving.ways, told(question, wanted)
        least = min(map(len, giving.ways))
        assert [way.size for way in found.ways] == sorted(map(len, giving.ways))
        assert all(way.minimum == (way.size == least) for way in found.ways)
        seen += 1
        rungs += any(each.steps and each.steps.rungs > 1 for way in found.ways for each in way.gives)
        sizes |= {len(found.ways)}
    assert seen > 300
    assert rungs > 20
    assert {1, 2, 3} <= sizes


@pytest.mark.parametrize("alone", [False, True])
def test_fronts_are_what_no_other_way_undercuts(alone: bool) -> None:
    several, by_level = 0, 0
    for question, wanted, giving in blocked_ordered(alone=alone):
        found = ways_out(question, wanted, alone=alone, budget=None)
        front = {tuple(point.gives[party] for party in LEVELS): point.ways for point in found.front}
        assert set(front) == lowest({giving.counts(given) for given in giving.asked}), told(question, wanted)
        for at, ways in front.items():
            assert {giving.counts(places(way, giving)) for way in ways} == {at}
        levels = {tuple(height(party, point.levels[party]) for party in LEVELS) for point in found.level_front}
        assert levels == lowest({giving.heights(given) for given in giving.asked}), told(question, wanted)
        for point in found.level_front:
            at = tuple(height(party, point.levels[party]) for party in LEVELS)
            assert giving.heights(places(point.way, giving)) == at
        several += len(front) > 1
        by_level += len(levels) > 1
    assert several > 20
    assert by_level > 20


def height(party: str, level: str | None) -> int:
    return 0 if level is None else len(LEVELS[party]) - LEVELS[party].index(level)


def test_a_front_searched_for_by_itself_is_the_same() -> None:
    compared = 0
    for question, wanted, _ in blocked_ordered(120):
        whole = ways_out(question, wanted, budget=None)
        if len(whole.ways) > 1:
            capped = ways_out(question, wanted, cap=max(1, len(whole.front)), budget=None)
            if not capped.all_ways:
                assert capped.front_exhaustive
                assert [point.gives for point in capped.front] == [point.gives for point in whole.front]
                compared += 1
    assert compared > 10


def test_a_party_must_move_iff_its_mandate_by_itself_leaves_nothing() -> None:
    seen: set[bool] = set()
    for question, wanted, giving in blocked_ordered():
        found = ways_out(question, wanted)
        twin = Twin(question.case, question.round)
        for party in LEVELS:
            known = twin.blocks(twin.own(party), wanted)
            assert (found.must_move or {})[party] == known
            assert known == all(giving.counts(given)[list(LEVELS).index(party)] for given in giving.ways)
            seen.add(known)
    assert seen == {True, False}


def test_the_clauses_named_are_enough_and_none_is_named_for_nothing() -> None:
    several = 0
    for question, wanted, _ in blocked_ordered(150):
        for way in ways_out(question, wanted).ways:
            case, full = question.case, [each for each in way.gives if each.steps is None]
            if len(full) == len(way.gives) and not any(each.in_part for each in full):
                assert zone(ask(without(case, way.clauses)), wanted).zone != "excluded"
                for kept in way.clauses:
                    fewer = tuple(name for name in way.clauses if name != kept)
                    assert zone(ask(without(case, fewer)), wanted).zone == "excluded", told(question, wanted)
                several += any(len(each.matter) > len(each.clauses) for each in full)
    assert several


def without(case: Case, names: tuple[str, ...]) -> Case:
    return replace(case, clauses={name: clause for name, clause in case.clauses.items() if name not in names})


@given(cases)
def test_every_way_out_meets_every_blocking_set_and_a_keystone_is_in_the_way_of_all(case: Case) -> None:
    question = ask(case)
    for wanted in targets_of(case).values():
        found = ways_out(question, wanted)
        blocks = {blocking_set(question, wanted).clauses, *disjoint_blocking_sets(question, wanted)} - {()}
        for way in found.ways:
            assert all(set(way.clauses) & set(block) for block in blocks)
        for stone in keystones(question, wanted):
            assert any(all(stone in each.matter for each in way.gives) for way in found.ways)


def shape(found: WaysOut) -> object:
    """All that is told but the names of clauses."""
    ways = [
        sorted((e.party, e.owner, e.about, e.steps and e.steps.to, e.size) for e in way.gives) for way in found.ways
    ]
    return (
        sorted(ways, key=str),
        sorted(way.minimum is True for way in found.ways),
        found.must_move,
        [(dict(point.gives), len(point.ways)) for point in found.front],
        [dict(point.levels) for point in found.level_front],
    )


@settings(max_examples=50)
@given(cases, st.integers())
def test_cutting_clauses_up_saying_them_twice_or_renaming_them_changes_no_way_out(case: Case, seed: int) -> None:
    each = list(case.clauses.values())
    cut_up = [replace(c, id=f"{c.id}.{n}", formula=p) for c in each for n, p in enumerate(parts(c.formula, case.names))]
    twice = [*each, *(replace(c, id=f"{c.id}bis") for c in each)]
    renamed = [replace(c, id=f"z{n}") for n, c in enumerate(Random(seed).sample(each, len(each)))]
    for wanted in targets_of(case).values():
        plain = shape(ways_out(case, wanted))
        for other in (cut_up, twice, renamed):
            assert shape(ways_out(with_clauses(case, other), wanted)) == plain


def with_clauses(case: Case, clauses: list[Clause]) -> Case:
    return replace(case, clauses={clause.id: clause for clause in clauses})


def test_a_conjunction_and_its_two_halves_are_given_alike() -> None:
    issues = {"a": ("x", "y"), "b": ("x", "y"), "c": ("x", "y")}
    joint = case(issues, {"north": ["a = x and b = x"], "south": ["c = x"]}, targets={"t": "a = y"})
    halves = case(issues, {"north": ["a = x", "b = x"], "south": ["c = x"]}, targets={"t": "a = y"})
    (one,), (two,) = ways_out(joint, "t").ways, ways_out(halves, "t").ways
    assert (one.clauses, two.clauses) == (("N1",), ("N1",))
    assert (one.gives[0].in_part, two.gives[0].in_part) == (("N1",), ())
    assert (one.size, two.size) == (1, 1)
    assert isinstance(joint.clauses["N1"].formula, And)


def river(*more: str) -> Case:
    made = case(
        {"flow": ("none", "low", "mid", "high"), "gauges": ("none", "shared")},
        {"arno": ["flow in {none, low}", *more], "belt": ["flow in {none, high}"]},
        targets={"much water": "flow in {mid, high}", "water": "flow != none", "all": "flow = high"},
    )
    return replace(made, names=Names(made.names.issues, frozenset({"flow"})))


def test_an_ordered_issue_is_given_one_rung_at_a_time() -> None:
    by_target = ways_out_of(river(), ["much water", "water", "all"])
    (all_,) = by_target["all"].ways
    (give,) = all_.gives
    assert give.steps is not None
    assert give.steps.to_dict() == {"issue": "flow", "from": "low", "to": "high", "rungs": 2, "of": 2}
    assert (all_.size, all_.clauses) == (2, ("A1",))
    belts, arnos = by_target["water"].ways
    assert (belts.clauses, belts.gives[0].steps, belts.size) == (("B1",), None, 1)  # a gap: all or nothing
    assert (arnos.clauses, arnos.size, arnos.minimum) == (("A1",), 2, False)
    both, arno = sorted(by_target["much water"].ways, key=lambda way: len(way.gives), reverse=True)
    assert [(each.party, each.size) for each in both.gives] == [("arno", 1), ("belt", 1)]
    assert both.gives[0].steps is not None
    assert (both.gives[0].steps.from_, both.gives[0].steps.to) == ("low", "mid")
    assert arno.gives[0].size == 2
    assert by_target["much water"].must_move == {"arno": True, "belt": False}
    assert [point.gives for point in by_target["much water"].front] == [{"arno": 1, "belt": 1}, {"arno": 2, "belt": 0}]


def test_of_several_clauses_on_one_matter_only_those_that_have_to_fall_are_named() -> None:
    mandate = [{"id": "POSITION", "text": "a != y"}, {"id": "RED", "text": "a != z"}]
    small = case({"a": ("x", "y", "z")}, {"north": mandate}, targets={"t": "a = y"})
    (way,) = ways_out(small, "t").ways
    assert way.clauses == ("POSITION",)
    assert way.gives[0].matter == ("POSITION", "RED")


def test_an_open_target_has_no_way_out_and_one_that_meaning_forbids_none_either() -> None:
    small = case({"a": ("x", "y"), "b": ("x", "y")}, {"north": ["a = x"]}, rules=["b = x"])
    free, never = ways_out(small, "a = x"), ways_out(small, "b = y")
    assert (free.zone, free.ways, free.must_move, free.exhaustive) == ("accepted", (), {"north": False}, True)
    assert (never.zone, never.by_meaning, never.ways, never.must_move) == ("excluded", True, (), None)


def test_istanbul() -> None:
    found = ways_out_of(load("istanbul-2025"))
    full = found["full ceasefire"]
    assert [way.clauses for way in full.ways] == [("R1",), ("U1", "U2"), ("U1", "U5", "U6")]
    assert [way.clauses for way in full.minimum] == [("R1",)]
    assert [dict(point.gives) for point in full.front] == [{"ukraine": 0, "russia": 1}, {"ukraine": 2, "russia": 0}]
    meet = found["leaders meet"]
    assert (len(meet.ways), [way.clauses for way in meet.minimum]) == (65, [("R8",)])
    assert sorted({way.size for way in meet.ways}) == [1, 7]
    assert [dict(point.gives) for point in meet.front] == [{"ukraine": 0, "russia": 1}, {"ukraine": 7, "russia": 0}]
    settlement = found["settlement"]
    assert (len(settlement.ways), len(settlement.minimum)) == (2**6, 2**6)
    assert [(dict(p.gives), len(p.ways)) for p in settlement.front] == [
        ({"ukraine": n, "russia": 6 - n}, ways) for n, ways in enumerate((1, 6, 15, 20, 15, 6, 1))
    ]
    for target in (full, meet, settlement):
        assert target.exhaustive
        assert target.must_move == {"ukraine": False, "russia": False}
        assert {level for p in target.level_front for level in p.levels.values()} == {None, "leader"}
        assert not any(ranking.ways for ranking in target.rankings.values())
    assert found["any ceasefire"].ways == ()


def test_alone_ukraine_cannot_open_a_meeting_whatever_it_gives() -> None:
    found = ways_out(load("istanbul-2025"), "leaders meet", alone=True)
    assert all(way.given_by("russia") for way in found.ways)
    assert found.must_move == {"ukraine": False, "russia": True}


def test_one_sides_word_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    module = importlib.import_module("commonground.agreement.giving.ways_out")
    monkeypatch.setattr(module, "told_only_by", lambda case, item: "ukraine" if item.id == "R1" else None)
    assert ways_out(load("istanbul-2025"), "full ceasefire").told_only_by == {"R1": "ukraine"}


def test_a_cap_is_kept_and_told_and_the_first_are_the_smallest() -> None:
    found = ways_out(load("istanbul-2025"), "leaders meet", cap=5)
    assert (len(found.ways), found.all_ways, found.by_size, found.exhaustive) == (5, False, True, False)
    assert found.ways[0].clauses == ("R8",)
    assert [way.minimum for way in found.ways] == [True, False, False, False, False]
    assert ways_out(load("istanbul-2025"), "leaders meet", cap=65).all_ways


def large(issues: int = 200, clauses: int = 2_000) -> Case:
    """Two sides, each consistent with an outcome of its own, and a target that moves every issue."""
    draw = Random(1)
    names = {f"i{n}": tuple("abcd") for n in range(issues)}
    likes = {party: {issue: draw.choice("abcd") for issue in names} for party in ("north", "south")}

    def clause(party: str) -> str:
        first, *others = draw.sample(list(names), draw.randint(1, 3))
        among = [f"{first} in {{{', '.join(sorted({likes[party][first], draw.choice('abcd')}))}}}"]
        return " or ".join(among + [f"{other} in {{{', '.join(draw.sample('abcd', 2))}}}" for other in others])

    mandates = {party: [clause(party) for _ in range(clauses // 2)] for party in likes}
    return case(names, mandates, targets={"all": " and ".join(f"{issue} != a" for issue in names)})


def test_a_large_case_returns_with_a_small_budget_and_says_what_is_missing() -> None:
    question = ask(large())
    for seconds in (0.0, 0.5):
        found = ways_out(question, "all", budget=seconds)
        assert not found.all_ways
        assert found.to_dict()["exhaustive"] is False
        assert len(found.ways) <= found.cap
        assert found.zone in (None, "excluded")


def test_where_the_smallest_is_out_of_reach_ways_are_told_in_no_order() -> None:
    from commonground.agreement.solving.corrections import _as_they_come, corrections

    hard, wishes = [[-1, -2], [-1, -3]], [1, 2, 3]
    loose = _as_they_come(hard, wishes, 10, Budget(None))
    assert {frozenset(given) for given in loose.sets} == {frozenset({1}), frozenset({2, 3})}
    assert loose.exhaustive
    cut = _as_they_come(hard, wishes, 1, Budget(None))
    assert (len(cut.sets), cut.exhaustive, cut.by_size) == (1, False, False)
    assert corrections(hard, wishes, 3, 10, Budget(None)).sets == ((1,), (2, 3))
    assert corrections([[1], [-1]], [2], 2, 10, Budget(None)).sets == ()


@pytest.mark.parametrize("cap", [0, -1, True, 2.5])
def test_a_cap_is_a_number_of_ways_out(cap: object) -> None:
    with pytest.raises(UsageError) as caught:
        ways_out(load("cuba-1962"), "missiles leave", cap=cap)  # type: ignore[arg-type]
    assert caught.value.problems[0].code == "bad-cap"


def test_a_question_already_asked_serves_as_well() -> None:
    istanbul = load("istanbul-2025")
    question: Question = ask(istanbul, "r1")
    assert ways_out(question, "full ceasefire") == ways_out(istanbul, "full ceasefire", "r1")
