"""The order of steps against a twin that tries everything, the laws it obeys, and what is known of Istanbul."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import commonground as cg
from commonground.agreement import Budget, OrderReport, order
from commonground.agreement.steps.graph import Asked, order_graph
from commonground.agreement.steps.repairs import some_repair
from commonground.case import Case
from tests.agreement.often import often
from tests.agreement.orders import Twin, case_of, edge, random_order, step, steps_in_order
from tests.case.folders import folder

COUNT = often(400)
SEEDS = range(COUNT)
DEADLOCKS = ("pure sequence", "substance")


@cache
def asked(seed: int) -> tuple[OrderReport, Twin]:
    case = random_order(seed)
    return order(case, budget=None), Twin(case)


def told(twin: Twin) -> str:
    steps = {s.id: s.phases for s in twin.case.steps.values()}
    return f"{steps} {[(e.id, e.before, e.after, e.kind, e.party) for e in twin.edges]}"


# the twin


def test_the_random_orders_are_of_every_kind() -> None:
    kinds = [asked(seed)[0].verdict for seed in SEEDS]
    assert {kind: kinds.count(kind) > 10 for kind in set(kinds)} == dict.fromkeys(
        (*DEADLOCKS, "no deadlock", "structure"), True
    )
    assert sum(bool(repair.split) for seed in SEEDS for repair in asked(seed)[0].repairs) > 50


def test_cycles_are_the_minimal_sets_that_cannot_hold_together() -> None:
    for seed in SEEDS:
        report, twin = asked(seed)
        found = [frozenset(cycle) for cycle in report.cycles]
        # A simple cycle holds no smaller one, so the cycles are exactly the minimal impossible sets.
        assert set(found) == twin.cycles(), told(twin)
        assert len(found) == len(set(found))


def test_the_front_is_all_repairs_that_none_is_better_than() -> None:
    for seed in SEEDS:
        report, twin = asked(seed)
        every = list(twin.repairs())
        counts = {tuple(map(len, way)) for way in every}
        best = {c for c in counts if not any(o != c and all(x <= y for x, y in zip(o, c, strict=True)) for o in counts)}
        if report.verdict == "no deadlock":
            assert best == {(0, 0, 0)}, told(twin)
            assert (report.repairs, report.pareto) == ((), ())
            continue
        assert set(report.pareto) == best, told(twin)
        expected = {way for way in every if tuple(map(len, way)) in best}
        assert {(r.drop, r.soften, r.split) for r in report.repairs} == expected, told(twin)


def test_the_verdict_says_whether_a_demand_has_to_go() -> None:
    for seed in SEEDS:
        report, twin = asked(seed)
        every = list(twin.repairs())
        if twin.possible():
            expected = "no deadlock"
        elif not every:
            expected = "structure"
        else:
            expected = "pure sequence" if any(not drop for drop, _, _ in every) else "substance"
        assert report.verdict == expected, told(twin)
        assert report.pure_sequence == (expected == "pure sequence")


def test_surviving_sets_are_what_no_reordering_reconciles() -> None:
    for seed in SEEDS:
        report, twin = asked(seed)
        expected = twin.surviving() if report.verdict != "structure" else {frozenset()}
        assert {frozenset(ids) for ids in report.surviving} == expected, told(twin)
        if report.verdict == "structure":
            assert twin.surviving() == {frozenset()}, told(twin)


def test_minimal_drops_and_what_each_party_could_do_alone() -> None:
    for seed in SEEDS:
        report, twin = asked(seed)
        if report.verdict not in DEADLOCKS:
            assert report.minimal_drops == ()
            continue
        expected = twin.minimal_drops()
        assert {frozenset(ids) for ids in report.minimal_drops} == expected, told(twin)
        for party, ids in report.alone.items():
            own = {e.id for e in twin.edges if e.party == party}
            possible = [len(drop) for drop in expected if drop <= own]
            assert (None if ids is None else len(ids)) == (min(possible) if possible else None), told(twin)
            assert ids is None or frozenset(ids) in expected


def test_a_verdict_turns_on_the_edges_without_which_it_is_another() -> None:
    for seed in range(100):
        report, twin = asked(seed)
        for each in twin.edges:
            rest = {name: e for name, e in twin.case.order.items() if name != each.id}
            otherwise = order(replace(twin.case, order=rest), budget=None).verdict
            assert report.turns_on.get(each.id, report.verdict) == otherwise, told(twin)


# schedules


def test_a_schedule_keeps_every_edge_that_its_repair_keeps() -> None:
    for seed in SEEDS:
        report, twin = asked(seed)
        for repair in report.repairs:
            _check_schedule(twin, repair.schedule.stages, repair.drop, repair.soften, repair.split)
        if report.verdict == "no deadlock":
            assert report.schedule is not None
            _check_schedule(twin, report.schedule.stages, (), (), ())


def _check_schedule(
    twin: Twin,
    stages: tuple[tuple[tuple[str, ...], ...], ...],
    drop: tuple[str, ...],
    soften: tuple[str, ...],
    split: tuple[str, ...],
) -> None:
    at = {name: number for number, stage in enumerate(stages) for moment in stage for name in moment}
    parts = {
        s.id: [f"{s.id}:{phase}" for phase in s.phases] if s.id in split else [s.id] for s in twin.case.steps.values()
    }
    names = [name for stage in stages for moment in stage for name in moment]
    assert sorted(names) == sorted(name for own in parts.values() for name in own)
    for each in twin.edges:
        if each.id not in drop:
            pairs = [(at[x], at[y]) for x in parts[each.before] for y in parts[each.after]]
            assert any(x <= y if each.id in soften else x < y for x, y in pairs), told(twin)
    for own in parts.values():
        assert [at[name] for name in own] == sorted({at[name] for name in own})


def test_steps_at_once_are_tied_by_softened_edges() -> None:
    tied = 0
    for seed in SEEDS:
        report, _ = asked(seed)
        for repair in report.repairs:
            softened = [{report.edges[name].before, report.edges[name].after} for name in repair.soften]
            for moment in repair.at_once:
                tied += 1
                assert set(moment) == set().union(*(ends for ends in softened if ends <= set(moment)))
            assert all(len(ends) == 1 or any(ends <= set(m) for m in repair.at_once) for ends in softened)
    assert tied > 20


def test_an_edge_is_aimed_away_from_the_whole_step_only_where_it_must_be() -> None:
    case = steps_in_order(
        {"north": ["a < t", "t < b", "c < t", "t < d"], "south": ["b < a"]}, {"t": {"phases": ("draft", "final")}}
    )
    (split,) = (repair for repair in order(case).repairs if repair.split)
    aims = {edge: dict(ends) for edge, ends in split.schedule.reaimed.items()}
    assert aims == {"N1": {"after": "final"}, "N2": {"before": "draft"}}
    assert split.schedule.forced
    # N3 and N4 still mean the whole text: c comes before the draft, d after the final.
    expected = ((("c",),), (("t:draft",),), (("b",),), (("a",),), (("t:final",),), (("d",),))
    assert split.schedule.stages == expected


def test_a_choice_of_phases_is_told() -> None:
    three = {"t": {"phases": ("p", "q", "r")}}
    (split,) = (r for r in order(steps_in_order({"north": ["a < t"], "south": ["t < a"]}, three)).repairs if r.split)
    assert not split.schedule.forced
    assert len(split.schedule.stages) == 4


# Istanbul


@pytest.fixture(scope="module")
def istanbul() -> OrderReport:
    return order(cg.load("istanbul-2025"))


def test_istanbul_has_four_cycles(istanbul: OrderReport) -> None:
    found = {frozenset(cycle) for cycle in istanbul.cycles}
    expected = [{"O1", "O4"}, {"O3", "O5"}, {"O2", "O6", "O8"}, {"O2", "O4", "O5", "O9"}]
    assert found == {frozenset(cycle) for cycle in expected}
    assert sum("O4" in cycle for cycle in found) == 2
    assert istanbul.edges["O4"].told_only_by == "ukraine"
    assert istanbul.edges["O7"].settled == "met"


def test_istanbul_every_repair_that_only_drops_drops_three(istanbul: OrderReport) -> None:
    assert len(istanbul.minimal_drops) == 7
    assert {len(ids) for ids in istanbul.minimal_drops} == {3}
    shares = {sum(istanbul.edges[name].party == "russia" for name in ids) for ids in istanbul.minimal_drops}
    assert shares == {0, 1, 2, 3}
    assert istanbul.alone == {"ukraine": ("O1", "O2", "O3"), "russia": ("O4", "O5", "O6")}


def test_istanbul_front(istanbul: OrderReport) -> None:
    assert {point[:2] for point in istanbul.pareto if point[2] == 0} == {(3, 0), (2, 2), (1, 4)}
    assert {point[:2] for point in istanbul.pareto if point[2] == 1} == {(2, 0), (1, 2)}
    assert {repair.split for repair in istanbul.repairs if repair.split} == {("ST",)}


def test_istanbul_one_pair_survives_and_is_named(istanbul: OrderReport) -> None:
    assert istanbul.surviving == (("O2", "O6"),)
    assert istanbul.surviving_through == (("O8",),)
    assert not istanbul.pure_sequence
    assert set(istanbul.turns_on) == {"O2", "O6", "O8"}
    assert set(istanbul.turns_on.values()) == {"pure sequence"}


def test_istanbul_schedule_after_the_split_and_one_drop(istanbul: OrderReport) -> None:
    first, second = istanbul.repairs[:2]
    assert {first.drop, second.drop} == {("O6",), ("O2",)}
    assert first.by_party["russia"].drop == ("O6",)
    assert first.by_party["ukraine"].soften == ("O1",)
    assert first.by_party["russia"].soften == ("O4",)
    assert {e: dict(ends) for e, ends in first.schedule.reaimed.items()} == {
        "O3": {"after": "final"},
        "O5": {"before": "framework"},
        "O9": {"after": "final"},
    }
    assert first.at_once == (("CF", "LM"),)
    expected = [[["POW"], ["ST:framework"]], [["CF", "LM"]], [["TT"]], [["WD"], ["ST:final"]]]
    assert istanbul.to_dict()["schedule"] == expected


def test_istanbul_exposure_in_each_sides_order_and_in_the_split_one(istanbul: OrderReport) -> None:
    russia, ukraine = istanbul.orders["russia"].exposure, istanbul.orders["ukraine"].exposure
    assert russia is not None
    assert ukraine is not None
    assert {side: dict(steps) for side, steps in russia.uncovered.items()} == {
        "ukraine": {"WD": 2},
        "russia": {},
        "not said": {},
    }
    assert russia.forced["ukraine"] == ("WD",)
    assert [stage.shifted["ukraine"] for stage in russia.stages] == [(), ("WD",), ("WD",), ("WD",)]
    for exposure in (ukraine, istanbul.exposure):
        assert exposure is not None
        assert not any(exposure.uncovered.values())
    assert russia.undeclared == ("ST",)


def test_istanbul_with_the_text_split_from_the_start() -> None:
    report = order(cg.load("istanbul-2025"), split="ST")
    assert {frozenset(cycle) for cycle in report.cycles} == {frozenset(("O1", "O4")), frozenset(("O2", "O6", "O8"))}
    assert {repair.counts for repair in report.repairs} == {(2, 0, 1), (1, 2, 1)}
    assert report.surviving == (("O2", "O6"),)
    assert order(cg.load("istanbul-2025"), split=["ST: O3=final, O5=framework, O9=final"]).pareto == report.pareto


def test_istanbul_aims_that_do_not_help_leave_a_circle_through_the_phases() -> None:
    report = order(cg.load("istanbul-2025"), split="ST: O5=final, O3=framework")
    assert ("O3", "ST:framework<ST:final", "O5") in report.cycles
    named = {name for cycle in report.cycles for name in cycle}
    assert named <= set(report.edges)


def test_istanbul_without_the_edge_known_from_the_interview_alone() -> None:
    case = cg.load("istanbul-2025")
    without = replace(case, order={name: edge for name, edge in case.order.items() if name != "O4"})
    assert len(order(without).cycles) == 2
    assert order(without).verdict == "substance"


def test_nothing_of_istanbul_is_left_open(istanbul: OrderReport) -> None:
    assert istanbul.exhaustive
    assert json.loads(json.dumps(istanbul.to_dict())) == istanbul.to_dict() == order(cg.load("istanbul-2025")).to_dict()


# what is over, outside, or nothing at all


def test_what_is_done_constrains_nothing() -> None:
    case = steps_in_order(
        {"north": ["a < b", "done: b < c", "b < gone"], "south": ["b < a", "c < b", "gone < b", "gone < a"]},
        {"gone": {"done": True}},
    )
    report = order(case)
    assert [set(cycle) for cycle in report.cycles] == [{"N1", "S1"}]
    settled = {name: record.settled for name, record in report.edges.items() if record.settled}
    assert settled == {"N2": "met", "N3": "overtaken", "S3": "met", "S4": "met"}


def test_edges_of_parties_outside_the_table_are_left_out_and_told() -> None:
    report = order(steps_in_order({"north": ["a < b"], "judge": ["b < a"]}, outside=("judge",)))
    assert report.verdict == "no deadlock"
    assert report.left_out == ("J1",)
    assert "judge" not in report.orders


def test_a_partys_structural_edge_is_never_dropped() -> None:
    report = order(steps_in_order({"north": ["structural: a < b"], "south": ["b < a"]}))
    assert report.surviving == (("S1",),)
    assert [repair.drop for repair in report.repairs] == [("S1",)]
    assert report.alone == {"north": None, "south": ("S1",)}


def test_structural_edges_in_a_circle_are_the_cases_own_contradiction() -> None:
    report = order(steps_in_order({"north": ["a < b"], "structural": ["b < c", "c < b"]}))
    assert report.verdict == "structure"
    assert report.repairs == ()
    assert report.schedule is None
    assert report.surviving_through == (("X1", "X2"),)


def test_a_case_without_steps_has_an_empty_schedule() -> None:
    report = order(steps_in_order({"north": []}))
    assert report.to_dict()["schedule"] == []
    assert report.verdict == "no deadlock"
    assert report.exhaustive


def test_two_edges_between_the_same_steps_make_two_cycles() -> None:
    report = order(steps_in_order({"north": ["a < b", "a < b"], "south": ["b < a"]}))
    assert report.cycles == (("N1", "S1"), ("N2", "S1"))
    assert report.minimal_drops == (("S1",), ("N1", "N2"))


def test_a_step_that_waits_for_itself() -> None:
    report = order(steps_in_order({"north": ["a < a"]}))
    assert report.cycles == (("N1",),)
    assert {(r.drop, r.soften) for r in report.repairs} == {(("N1",), ()), ((), ("N1",))}
    assert report.pure_sequence


# laws


@given(st.integers(0, COUNT - 1))
def test_parties_that_change_names_change_the_answer_with_them(seed: int) -> None:
    report, twin = asked(seed)
    other = {"north": "south", "south": "north", None: None}
    edges = {name: replace(edge, party=other[edge.party]) for name, edge in twin.case.order.items()}
    steps = {name: replace(s, by=other[s.by]) for name, s in twin.case.steps.items()}
    swapped = order(replace(twin.case, order=edges, steps=steps), budget=None)
    assert [(r.drop, r.soften, r.split) for r in swapped.repairs] == [
        (r.drop, r.soften, r.split) for r in report.repairs
    ]
    assert swapped.alone == {other[party]: ids for party, ids in report.alone.items()}
    for repair, before in zip(swapped.repairs, report.repairs, strict=True):
        assert repair.by_party["north"] == before.by_party["south"]
        assert repair.exposure.uncovered["north"] == before.exposure.uncovered["south"]


@given(st.integers(0, COUNT - 1), st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_nothing(seed: int, draw: Random) -> None:
    report, twin = asked(seed)
    edges = list(twin.case.order.items())
    draw.shuffle(edges)
    again = order(replace(twin.case, order=dict(edges)), budget=None)
    assert again.to_dict() | {"edges": 0} == report.to_dict() | {"edges": 0}


@given(st.integers(0, COUNT - 1), st.integers(0, 3), st.integers(0, 3))
def test_one_more_demand_never_makes_an_order_easier(seed: int, first: int, second: int) -> None:
    report, twin = asked(seed)
    names = list(twin.case.steps)
    before, after = names[first % len(names)], names[second % len(names)]
    more = edge("E9", before, after, "north", "demanded")
    harder = order(replace(twin.case, order={**twin.case.order, "E9": more}), budget=None)
    for point in harder.pareto:
        assert report.verdict == "no deadlock" or any(
            all(x <= y for x, y in zip(easy, point, strict=True)) for easy in report.pareto
        )
    assert {frozenset(c) for c in report.cycles} <= {frozenset(c) for c in harder.cycles}


# bounds


def ring(size: int) -> Case:
    """Everything before everything else."""
    steps = {f"s{n}": step(f"s{n}") for n in range(size)}
    pairs = [(x, y) for x in steps for y in steps if x != y]
    edges = {f"e{n}": edge(f"e{n}", x, y, "north" if n % 2 else "south", "demanded") for n, (x, y) in enumerate(pairs)}
    return case_of(steps, edges, ("north", "south"))


def test_a_bound_reached_is_told_and_what_is_told_still_holds() -> None:
    report = order(ring(12), budget=1.0)
    assert not report.exhaustive
    assert "cycles" in report.not_computed
    assert len(report.cycles) == 200
    assert {len(cycle) for cycle in report.cycles} <= {2, 3}
    assert report.verdict == "pure sequence"
    assert report.repairs


def test_without_any_time_there_is_still_a_verdict_and_a_repair() -> None:
    report = order(cg.load("istanbul-2025"), budget=Budget(0))
    assert report.verdict == "substance"
    assert set(report.not_computed) == {"cycles", "surviving", "turns_on", "alone", "repairs", "minimal_drops"}
    (repair,) = report.repairs
    assert not repair.least
    assert report.surviving == (("O2", "O6"),)


def test_a_repair_found_in_short_time_is_minimal() -> None:
    for seed in range(100):
        report, twin = asked(seed)
        if report.verdict in DEADLOCKS and report.minimal_drops:
            found = some_repair(order_graph(twin.case, Asked({}, {})))
            assert frozenset(found.drop) in twin.minimal_drops(), told(twin)


# bad input


@pytest.mark.parametrize(
    ("split", "code", "says"),
    [
        ("SX", "unknown-step", "no step “SX”"),
        ("CF", "no-phases", "CF has no phases"),
        ("POW", "step-done", "POW is done"),
        ("ST: O3=finale", "unknown-phase", "no phase “finale”"),
        ("ST: O1=final", "unknown-edge", "No edge “O1” begins or ends at the step ST"),
        ("ST: O3", "unknown-phase", "no phase “”"),
    ],
)
def test_a_split_that_makes_no_sense_is_one_clear_sentence(split: str, code: str, says: str) -> None:
    with pytest.raises(cg.UsageError) as caught:
        order(cg.load("istanbul-2025"), split=[split])
    (problem,) = caught.value.problems
    assert problem.code == code
    assert says in str(problem)


def test_a_step_with_one_phase_cannot_be_split() -> None:
    case = steps_in_order({"north": ["a < b"]}, {"a": {"phases": ("whole",)}, "b": {"phases": ("x", "x")}})
    with pytest.raises(cg.UsageError, match="a has one phase, so it cannot be split"):
        order(case, split="a")
    with pytest.raises(cg.UsageError, match="b has one phase twice"):
        order(case, split="b")


def test_the_nearest_word_is_named() -> None:
    with pytest.raises(cg.UsageError, match="Did you mean “final”"):
        order(cg.load("istanbul-2025"), split="ST: O3=finale")


def test_an_order_on_unknown_steps_does_not_load(tmp_path: Path) -> None:
    text = (
        "case: c\nparties: {n: {}, s: {}}\nsteps: {A: First, B: Second}\norder: {n: [{id: O1, before: A, after: C}]}\n"
    )
    with pytest.raises(cg.CaseError) as caught:
        cg.load(folder(tmp_path / "c", text))
    (problem,) = caught.value.problems
    assert problem.code == "unknown-step"
    assert problem.where.line == 4


@pytest.mark.parametrize("parts", [1, 0, -3, 2.5, True, 1000, "two"])
def test_tranches_are_a_number_of_parts(parts: object) -> None:
    with pytest.raises(cg.UsageError, match="Tranches are a number of parts"):
        order(cg.load("istanbul-2025"), tranches=parts)  # type: ignore[arg-type]


def test_a_budget_that_is_none() -> None:
    with pytest.raises(cg.UsageError, match="A budget is a number of seconds"):
        order(cg.load("istanbul-2025"), budget=-1)
