"""Clauses for a solver: every joint outcome forces every formula's literal to the truth value of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from pysat.solvers import Solver

from commonground.errors import FormulaError
from commonground.logic import (
    Among,
    And,
    Constant,
    Encoding,
    Iff,
    Implies,
    Names,
    Not,
    Or,
    Taken,
    Written,
    bind,
    evaluate,
    read,
)
from tests.logic.literal import holds, joint
from tests.logic.random_formulas import NAMES, written

JOINT = tuple(joint(NAMES))


def chosen(encoding: Encoding, values: Mapping[str, str | bool]) -> list[int]:
    """The literals that say exactly these values."""
    issues = [encoding.outcome(name, value) for name, value in values.items() if isinstance(value, str)]
    options = [
        encoding.option(name) * (1 if value else -1) for name, value in values.items() if isinstance(value, bool)
    ]
    return issues + options


def models(encoding: Encoding, *assumptions: int) -> Iterator[dict[str, str | bool]]:
    """Each joint outcome once, by blocking the ones already seen."""
    with Solver(name="cadical195", bootstrap_with=encoding.clauses) as solver:
        while solver.solve(assumptions=assumptions):
            values = encoding.decode(solver.get_model())
            yield values
            solver.add_clause([-literal for literal in chosen(encoding, values)])


@given(written)
def test_every_joint_outcome_forces_the_literal_to_the_truth_of_the_text(formula: Written) -> None:
    encoding = Encoding(NAMES)
    literal = encoding.literal(bind(formula, NAMES))
    with Solver(name="cadical195", bootstrap_with=encoding.clauses) as solver:
        for values in JOINT:
            fixed = chosen(encoding, values)
            forced = literal if holds(formula, NAMES, values) else -literal
            assert solver.solve(assumptions=[*fixed, forced])
            assert encoding.decode(solver.get_model()) == values
            assert not solver.solve(assumptions=[*fixed, -forced])


@given(written)
def test_the_models_of_the_literal_are_the_joint_outcomes_the_text_is_true_of(formula: Written) -> None:
    encoding = Encoding(NAMES)
    literal = encoding.literal(bind(formula, NAMES))
    found = [tuple(values.items()) for values in models(encoding, literal)]
    assert len(found) == len(set(found))
    assert set(found) == {tuple(values.items()) for values in JOINT if holds(formula, NAMES, values)}


@given(written)
def test_what_is_required_holds_in_every_model_and_excludes_no_other(formula: Written) -> None:
    encoding = Encoding(NAMES)
    encoding.require(bind(formula, NAMES))
    with Solver(name="cadical195", bootstrap_with=encoding.clauses) as solver:
        for values in JOINT:
            assert solver.solve(assumptions=chosen(encoding, values)) == holds(formula, NAMES, values)


@given(written, written)
def test_what_is_required_unless_a_literal_holds_is_off_when_it_does(first: Written, second: Written) -> None:
    encoding = Encoding(NAMES)
    selectors = {encoding.fresh(): first, encoding.fresh(): second}
    for selector, formula in selectors.items():
        encoding.require(bind(formula, NAMES), unless=-selector)
    one, other = selectors
    with Solver(name="cadical195", bootstrap_with=encoding.clauses) as solver:
        for values in JOINT:
            fixed = chosen(encoding, values)
            assert solver.solve(assumptions=[*fixed, -one, -other])
            assert solver.solve(assumptions=[*fixed, one, -other]) == holds(first, NAMES, values)
            assert solver.solve(assumptions=[*fixed, -one, other]) == holds(second, NAMES, values)


@given(written)
def test_encoding_the_same_again_adds_nothing(formula: Written) -> None:
    encoding = Encoding(NAMES)
    meant = bind(formula, NAMES)
    literal, top, clauses = encoding.literal(meant), encoding.top, len(encoding.clauses)
    assert encoding.literal(meant) == literal
    assert (encoding.top, len(encoding.clauses)) == (top, clauses)


def test_an_issue_takes_exactly_one_outcome_with_nothing_encoded() -> None:
    names = Names({"levy": ("0", "4", "8"), "law": ("as_is",)}, options=frozenset({"strike"}))
    assert len(list(models(Encoding(names)))) == 6


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("ceasefire = full", [[3]]),
        ("ceasefire != none", [[-1]]),
        ("ceasefire in {none, local}", [[1, 2]]),
        ("not ceasefire in {none, local}", [[3, 4]]),
        ("not ceasefire in {none, local, full}", [[4]]),
        ("attack and not (strike or levy = 4)", [[11], [-13], [-6]]),
        ("attack and strike -> levy in {0, 4}", [[-11, -13, -7]]),
        ("ceasefire in {none, full} or levy = 0 or not talks = held", [[1, 3, 5, -9]]),
        ("not (attack and ceasefire != none)", [[-11, 1]]),
        ("not (attack -> strike)", [[11], [-13]]),
        ("attack iff ceasefire = full", [[-11, 3], [-3, 11]]),
        ("true", []),
        ("not false and (true or false)", []),
        ("attack or not attack", []),
        ("attack or attack or levy < 0 or false", [[11]]),
    ],
)
def test_a_usual_clause_costs_no_variable(text: str, clauses: list[list[int]]) -> None:
    encoding = Encoding(NAMES)
    numbered = {issue: [encoding.outcome(issue, outcome) for outcome in NAMES.issues[issue]] for issue in NAMES.issues}
    assert numbered == {"ceasefire": [1, 2, 3, 4], "levy": [5, 6, 7], "talks": [8, 9], "law": [10]}
    before, top = len(encoding.clauses), encoding.top
    encoding.require(read(text, NAMES))
    assert encoding.clauses[before:] == clauses
    assert encoding.top == top


def test_the_clauses_grow_with_the_size_of_the_formula_and_no_faster() -> None:
    sizes = []
    for width in (50, 100, 200):
        options = [f"o{n}" for n in range(width)]
        encoding = Encoding(Names({}, options=frozenset(options)))
        tower = Taken(options[0])
        wide = Or(tuple(And((Taken(option), Not(Taken(other)))) for option, other in pairwise(options)))
        encoding.literal(Iff(tower, wide))
        sizes.append(sum(map(len, encoding.clauses)))
    first, second, third = sizes
    assert third - second <= 2 * (second - first) + 10


def test_a_wide_conjunction_is_one_gate() -> None:
    options = [f"o{n}" for n in range(500)]
    encoding = Encoding(Names({}, options=frozenset(options)))
    encoding.literal(And(tuple(Taken(option) for option in options)))
    assert (encoding.top, len(encoding.clauses)) == (501, 501)


def test_an_option_the_solver_never_saw_is_not_taken() -> None:
    encoding = Encoding(Names({}, options=frozenset({"a", "b"})))
    encoding.require(Taken("a"))
    with Solver(name="cadical195", bootstrap_with=encoding.clauses) as solver:
        assert solver.solve()
        assert encoding.decode(solver.get_model()) == {"a": True, "b": False}


@pytest.mark.parametrize(
    "formula", [Constant(False), Or(()), Among("levy", ()), And((Taken("attack"), Not(Taken("attack"))))]
)
def test_the_impossible_is_unsatisfiable_and_can_be_guarded(formula: Or) -> None:
    encoding = Encoding(NAMES)
    selector = encoding.fresh()
    encoding.require(formula, unless=-selector)
    assert next(models(encoding, -selector), None) is not None
    assert next(models(encoding, selector), None) is None
    encoding.require(formula)
    assert next(models(encoding), None) is None
    assert all(encoding.clauses)  # solvers differ in what they make of an empty clause


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("attack or false", "attack"),
        ("false or attack and true", "attack"),
        ("attack or strike", "strike or attack or strike"),
        ("not (attack and strike)", "attack -> not strike"),
        ("attack iff not strike", "not (strike iff attack)"),
        ("attack iff attack", "true"),
        ("attack or strike or not attack", "true"),
        ("levy != 0", "levy > 0"),
        ("ceasefire in {}", "false"),
    ],
)
def test_formulas_that_are_plainly_the_same_share_a_literal(text: str, same: str) -> None:
    encoding = Encoding(NAMES)
    encoding.literal(Constant(True))
    assert encoding.literal(read(text, NAMES)) == encoding.literal(read(same, NAMES))


def test_variables_are_handed_out_once() -> None:
    encoding = Encoding(NAMES)
    handed = [encoding.fresh() for _ in range(3)]
    first = encoding.literal(Implies(Taken("attack"), Taken("strike")))
    assert len({*handed, abs(first), encoding.fresh()}) == 5
    assert evaluate(Implies(Taken("attack"), Taken("strike")), {"attack": False, "strike": False})


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        (Among("levi", ("4",)), "There is no issue “levi”. Did you mean “levy”?"),
        (Among("ceasefire", ("ful",)), "There is no outcome “ful”. Did you mean “full”?"),
        (Taken("atack"), "There is no option “atack”. Did you mean “attack”?"),
    ],
)
def test_a_formula_of_another_case_is_a_formula_error(formula: Taken, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        Encoding(NAMES).literal(formula)
    assert str(caught.value) == message
    with pytest.raises(FormulaError):
        Encoding(NAMES).require(formula)
