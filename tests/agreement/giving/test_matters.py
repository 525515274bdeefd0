"""What can be given: matters that cutting clauses up leaves alone, and rungs of those on ordered issues."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.agreement import ask
from commonground.agreement.giving.matters import Unit, matters, units
from commonground.agreement.solving.parts import parts
from commonground.case import Case, Clause
from commonground.logic import And, Names, evaluate
from tests.agreement.cases import case
from tests.agreement.given import ordered_case
from tests.agreement.literal import Twin

cases = st.integers(min_value=30_000).map(ordered_case)
STEPS = ("none", "low", "mid", "high")


def all_units(case: Case) -> list[Unit]:
    return [unit for each in matters(ask(case)) for unit in units(each, case.names)]


def with_clauses(case: Case, clauses: list[Clause]) -> Case:
    return replace(case, clauses={clause.id: clause for clause in clauses})


@given(cases)
def test_all_units_kept_are_the_mandates(case: Case) -> None:
    found = all_units(case)
    for world in Twin(case).worlds:
        kept = all(evaluate(formula, world) for unit in found for _, formula in unit.parts)
        assert kept == all(evaluate(clause.formula, world) for clause in case.clauses.values())


@given(cases)
def test_rungs_are_nested(case: Case) -> None:
    found = all_units(case)
    for one in found:
        for two in found:
            if one.matter is two.matter and one.rung and two.rung and one.rung.upwards == two.rung.upwards:
                nearer, further = sorted((one, two), key=lambda unit: unit.rung.place if unit.rung else 0)
                for world in Twin(case).worlds:
                    if all(evaluate(formula, world) for _, formula in nearer.parts):
                        assert all(evaluate(formula, world) for _, formula in further.parts)


def said(case: Case) -> set[object]:
    """Each unit as whose it is and at which joint outcomes it holds."""
    worlds = Twin(case).worlds
    return {
        (
            unit.matter.party,
            unit.matter.owner,
            unit.matter.about,
            unit.rung,
            tuple(all(evaluate(formula, world) for _, formula in unit.parts) for world in worlds),
        )
        for unit in all_units(case)
    }


@given(cases)
def test_cutting_clauses_up_joining_them_or_saying_them_twice_leaves_every_unit(case: Case) -> None:
    each = list(case.clauses.values())
    pieces = [replace(c, id=f"{c.id}.{n}", formula=p) for c in each for n, p in enumerate(parts(c.formula, case.names))]
    twice = [*each, *(replace(c, id=f"{c.id}bis") for c in each)]
    owners = {(c.party, c.owner) for c in each}
    joined = [
        replace(mine[0], id=f"J{n}", formula=And(tuple(c.formula for c in mine)))
        for n, key in enumerate(sorted(owners))
        if (mine := [c for c in each if (c.party, c.owner) == key])
    ]
    whole = said(case)
    for other in (pieces, twice, joined):
        assert said(with_clauses(case, other)) == whole


def flow(*clauses: str, ordered: bool = True) -> Case:
    made = case({"flow": STEPS, "visits": ("none", "yearly")}, {"north": clauses})
    return replace(made, names=Names(made.names.issues, frozenset({"flow"} if ordered else ())))


def shown(case: Case) -> list[tuple[str, str, int, int] | None]:
    rungs = [unit.rung for unit in all_units(case)]
    return [(rung.from_, rung.to, rung.place, rung.of) if rung else None for rung in rungs]


@pytest.mark.parametrize(
    ("clauses", "rungs"),
    [
        (["flow in {none, low}"], [("low", "mid", 1, 2), ("mid", "high", 2, 2)]),
        (["flow in {mid, high}"], [("mid", "low", 1, 2), ("low", "none", 2, 2)]),
        (["flow = low"], [("low", "mid", 1, 2), ("mid", "high", 2, 2), ("low", "none", 1, 1)]),
        (["visits = yearly -> flow in {none, low, mid}"], [("mid", "high", 1, 1)]),
        (["flow in {none, low, mid}", "flow in {none, low}"], [("low", "mid", 1, 2), ("mid", "high", 2, 2)]),
        (["flow in {none, high}"], [None]),  # a gap
        (["flow in {none, low}", "flow in {mid, high}"], [None]),  # nothing let through
        (["visits = yearly -> flow = none", "visits = none -> flow = none"], [None]),  # more than one rest
        (["visits = none"], [None]),
        (["flow in {none, low} iff visits = none"], [None]),
        (["flow in {none, low, mid, high}"], []),
        (["true"], []),
    ],
)
def test_rungs_of(clauses: list[str], rungs: list[object]) -> None:
    assert shown(flow(*clauses)) == rungs


def test_without_an_order_there_are_no_rungs() -> None:
    assert shown(flow("flow in {none, low}", ordered=False)) == [None]


def test_a_rung_names_the_clauses_it_weakens() -> None:
    near, far = all_units(flow("flow in {none, low, mid}", "flow in {none, low}"))
    assert [name for name, _ in near.parts] == ["N2"]
    assert [name for name, _ in far.parts] == ["N1", "N2"]


def test_what_different_levels_own_is_kept_apart() -> None:
    levels = {"north": ("leader", "delegation")}
    mandate = [{"text": "a = x", "owner": "leader"}, {"text": "a = x", "owner": "delegation"}]
    made = case({"a": ("x", "y")}, {"north": mandate}, levels=levels)
    assert [each.owner for each in matters(ask(made))] == ["leader", "delegation"]
