"""What changed between rounds, and between cases: against the literal twin, on the bundled cases, and at the edges."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import reduce

import pytest

from commonground.agreement import Budget, Changes, changes, compare, target, targets_of
from commonground.case import Case, Target, load
from commonground.errors import FormulaError, UsageError
from tests.agreement.cases import case, random_case
from tests.agreement.literal import Twin
from tests.agreement.often import often

COUNT = often(60)  # random cases; all targets of each at all pairs of rounds


def with_rounds(count: int) -> list[Case]:
    made = (random_case(seed) for seed in range(10_000))
    found = (each for each in made if len(each.rounds) == 3 and len(each.table) > 1 and len(each.clauses) < 12)
    return [next(found) for _ in range(count)]


def literally(twin: Twin, target: Target) -> dict[str, object]:
    """Zone, alone, by meaning, keystones and prices of a target, from their definitions."""
    sets = twin.blocking_sets(target)
    shut = twin.by_meaning(target)
    best = {party.id: twin.concessions(target, twin.own(party.id)) for party in twin.table}
    return {
        "zone": twin.zone(target),
        "alone": twin.zone(target, alone=True),
        "by_meaning": shut,
        "keystones": reduce(frozenset.intersection, sets) if sets else frozenset(),
        "price": {party: None if shut or not found else len(found[0]) for party, found in best.items()},
    }


def test_verdicts_that_changed_are_those_that_the_definitions_give_other_values() -> None:
    kinds: set[str] = set()
    for each in with_rounds(COUNT):
        twins = {name: Twin(each, name) for name in each.rounds}
        asked = targets_of(each)
        worked = {(name, item.formula): literally(twins[name], item) for name in each.rounds for item in asked.values()}
        for earlier, later in (("r0", "r1"), ("r0", "r2"), ("r1", "r2")):
            found = changes(each, earlier, later, budget=None)
            expected: dict[str, tuple[str, ...]] = {}
            for name, item in asked.items():
                old, new = worked[earlier, item.formula], worked[later, item.formula]
                differ = tuple(key for key in old if old[key] != new[key])
                if differ:
                    expected[name] = differ
            assert {name: verdict.fields for name, verdict in found.verdicts.items()} == expected
            assert found.unchanged == len(asked) - len(expected)
            assert found.exhaustive
            for name, verdict in found.verdicts.items():
                for told, at in ((verdict.before, earlier), (verdict.after, later)):
                    assert told is not None
                    literal = worked[at, asked[name].formula]
                    told_keystones = frozenset(told.keystones or ())
                    assert (told.zone, told.alone, told_keystones) == (
                        literal["zone"],
                        literal["alone"],
                        literal["keystones"],
                    )
                    assert told.price == literal["price"]
                kinds.update(verdict.fields)
    assert kinds == {"zone", "alone", "keystones", "price"}


def test_objects_in_force_at_one_round_alone_came_or_went() -> None:
    seen = 0
    for each in with_rounds(200):
        found = changes(each, "r0", "r2")
        for section in ("clauses", "acceptances"):
            items = getattr(each, section)
            before = {name for name, item in items.items() if each.in_force(item, "r0")}
            after = {name for name, item in items.items() if each.in_force(item, "r2")}
            told = found.sections.get(section)
            came = set(told.came) | {by for item in told.replaced for by in item.by} if told else set()
            went = set(told.went) | {item.id for item in told.replaced} if told else set()
            assert (came, went) == (after - before, before - after)
            seen += bool(told and told.replaced)
    assert seen > 5


def test_a_replacement_is_followed_through_what_was_replaced_in_between() -> None:
    mandates = {
        "north": [
            {"id": "N1", "text": "a = x", "until": "r1"},
            {"id": "N2", "text": "a in {x, y}", "round": "r1", "until": "r2"},
            {"id": "N3", "text": "a != z or b = y", "round": "r2"},
            {"id": "N4", "text": "b = x", "round": "r2"},  # about something else
        ],
        "south": [{"id": "S1", "text": "a = x", "round": "r1"}],  # somebody else's
    }
    small = case({"a": ("x", "y", "z"), "b": ("x", "y")}, mandates, rounds=("r0", "r1", "r2"))
    clauses = changes(small, "r0", "r2").sections["clauses"]
    assert [(item.id, item.by) for item in clauses.replaced] == [("N1", ("N3",))]
    assert (clauses.came, clauses.went) == (("N4", "S1"), ())
    step = changes(small, "r0", "r1").sections["clauses"]
    assert [(item.id, item.by) for item in step.replaced] == [("N1", ("N2",))]


def test_what_ends_without_anything_in_its_place_went() -> None:
    mandates = {"north": [{"id": "N1", "text": "a = x", "until": "r1"}, {"id": "N2", "text": "a = x", "round": "r2"}]}
    small = case({"a": ("x", "y")}, mandates, rounds=("r0", "r1", "r2"))
    clauses = changes(small, "r0", "r2").sections["clauses"]
    # N2 began a round after N1 had ended: nothing shows that the one took the other's place.
    assert (clauses.came, clauses.went, clauses.replaced) == (("N2",), ("N1",), ())


def test_offers_are_those_made_after_the_earlier_round_up_to_the_later() -> None:
    offers = {"north": [{"text": "a = y", "round": each} for each in (None, "r0", "r1", "r2")]}
    small = case({"a": ("x", "y")}, {"north": []}, offers=offers, rounds=("r0", "r1", "r2"))
    assert changes(small, "r0", "r1").sections["offers"].came == ("FN3",)
    assert changes(small, "r0", "r2").sections["offers"].came == ("FN3", "FN4")


def test_the_missiles_of_cuba_from_day_to_day() -> None:
    cuba = load("cuba-1962")
    second = changes(cuba, "r1", "r2")
    assert [(item.id, item.by) for item in second.sections["clauses"].replaced] == [("S1", ("S2", "S3"))]
    evening = changes(cuba, "r3", "r4")
    leave = evening.verdicts["missiles leave"]
    assert leave.before is not None
    assert leave.after is not None
    assert (leave.before.zone, leave.before.keystones, leave.before.price) == (
        "excluded",
        ("A3o", "S4"),
        {"us": 1, "ussr": 1},
    )
    assert (leave.after.zone, leave.after.keystones, leave.after.price) == ("not excluded", (), {"us": 0, "ussr": 0})
    assert evening.sections["clauses"].went == ("A3o",)


def test_istanbul_second_meeting_changed_prices_and_third_no_verdict() -> None:
    istanbul = load("istanbul-2025")
    second = changes(istanbul, "r1", "r2").verdicts["leaders meet"]
    assert second.before is not None
    assert second.after is not None
    assert second.fields == ("keystones", "price")
    assert (second.before.price, second.after.price) == ({"ukraine": 1, "russia": 1}, {"ukraine": 7, "russia": 1})
    third = changes(istanbul, "r2", "r3")
    assert third.verdicts == {}
    assert third.sections["acceptances"].came == ("A5",)
    assert "clauses" not in third.sections


def test_a_case_compared_with_itself_differs_in_nothing() -> None:
    for name in ("istanbul-2025", "cuba-1962"):
        found = compare(load(name), load(name))
        assert (found.sections, found.verdicts, found.exhaustive) == ({}, {}, True)


def test_without_the_russian_memorandum_what_rested_on_it_is_gone_and_the_settlement_opens() -> None:
    found = compare(load("istanbul-2025"), load("istanbul-2025", layers=["without-russian-memorandum"]))
    assert found.sections["clauses"].went == ("R2", "R3", "R4", "R5", "R6", "R7")
    assert found.sections["meaning"].went == ("M4", "M5")
    assert found.sections["sources"].went == ("ru-memorandum",)
    assert "ru-memorandum" in found.sections["clauses"].reasons["R2"]
    settlement = found.verdicts["settlement"]
    assert settlement.after is not None
    assert settlement.after.zone == "not excluded"
    assert [layer.id for layer in found.after.layers] == ["without-russian-memorandum"]


def test_objects_of_two_cases_are_told_apart_by_id_and_compared_by_what_they_say() -> None:
    one = case({"a": ("x", "y"), "b": ("x", "y")}, {"north": ["a = x", "not (b = y)"], "south": ["b = x"]})
    two = case({"b": ("y", "x"), "c": ("x", "y")}, {"north": ["c = x", "b != y"], "south": []})
    found = compare(one, two)
    assert (found.sections["issues"].came, found.sections["issues"].went) == (("c",), ("a",))
    # The first outcome is the status quo: another order is another issue.
    assert [item.id for item in found.sections["issues"].replaced] == ["b"]
    clauses = found.sections["clauses"]
    assert [(item.id, dict(item.fields)) for item in clauses.replaced] == [
        ("N1", {"text": ("a = x", "c = x")}),
        ("N2", {"text": ("not (b = y)", "b != y")}),
    ]
    assert clauses.went == ("S1",)
    assert found.verdicts["a"].after is None
    assert found.verdicts["c"].before is None


def test_a_formula_written_otherwise_is_no_difference() -> None:
    one = case({"a": ("x", "y", "z")}, {"north": ["a != z"]})
    two = case({"a": ("x", "y", "z")}, {"north": ["a in {x, y}"]})
    assert compare(one, two).sections == {}


def test_more_targets_can_be_asked_about() -> None:
    cuba = load("cuba-1962")
    found = changes(cuba, "r1", "r2", targets={"both": "missiles = withdrawn and quarantine = lifted"})
    assert found.verdicts["both"].kind == "target"
    with pytest.raises(FormulaError):
        changes(cuba, "r1", "r2", targets={"both": "moon = full"})


def named(found: Changes) -> set[str]:
    """Every clause, acceptance and offer that an answer names."""
    sections = (found.sections.get(name) for name in ("clauses", "acceptances", "offers"))
    ids = {name for section in sections if section for name in section.ids}
    for verdict in found.verdicts.values():
        for told in (verdict.before, verdict.after):
            if told is not None:
                ids |= {*(told.keystones or ())}.union(*(c or () for c in (told.price_clauses or {}).values()))
    return ids


@pytest.mark.parametrize(("earlier", "later"), [("r1", "r2"), ("r1", "r3"), ("r2", "r3")])
def test_every_id_named_is_told_and_the_answer_is_plain_data(earlier: str, later: str) -> None:
    istanbul = load("istanbul-2025")
    found = changes(istanbul, earlier, later)
    assert named(found) <= {*found.records["before"], *found.records["after"]}
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    again = changes(istanbul, earlier, later)
    assert again.to_dict() == found.to_dict()


def test_what_only_another_side_tells_is_told_so() -> None:
    small = case({"a": ("x", "y")}, {"north": ["a = x"], "south": []}, rounds=("r0", "r1"))
    clause = replace(small.clauses["N1"], round="r1", as_told_by="south")
    found = changes(replace(small, clauses={"N1": clause}), "r0", "r1")
    assert found.told_only_by == {"N1": "south"}


def test_out_of_time_is_told_and_nothing_is_called_unchanged_that_was_not_compared() -> None:
    found = changes(load("istanbul-2025"), "r1", "r2", budget=Budget(0))
    assert not found.exhaustive
    assert found.verdicts == {}
    assert found.unchanged == 0
    assert found.not_computed["settlement"] == ("zone", "alone", "by_meaning", "keystones", "price")
    assert found.sections["clauses"].came


def test_rounds_that_are_none_or_in_the_wrong_order_are_refused() -> None:
    cuba = load("cuba-1962")
    with pytest.raises(UsageError, match="no round “r9”"):
        changes(cuba, "r1", "r9")
    for earlier, later in (("r3", "r1"), ("r2", "r2")):
        with pytest.raises(UsageError, match=f"Round {later} is not later than round {earlier}"):
            changes(cuba, earlier, later)
    with pytest.raises(UsageError, match="no round “r4”"):
        compare(cuba, load("istanbul-2025"), "r4")


def test_a_target_formula_is_asked_of_both_cases() -> None:
    one = case({"a": ("x", "y")}, {"north": ["a = x"]})
    two = case({"a": ("x", "y")}, {"north": []})
    found = compare(one, two, targets={"wish": target(one, "a = y").text})
    assert found.verdicts["wish"].fields == ("zone", "alone", "keystones", "price")
