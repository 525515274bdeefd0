"""Truth over a whole array, cell by cell against the literal reading, however the variables are dealt to the axes."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.errors import FormulaError
from commonground.logic import Among, And, Axes, Constant, Or, Taken, Written, bind, mentions, read, to_array
from commonground.logic.axes import Variable
from tests.logic.literal import holds
from tests.logic.random_formulas import NAMES, written

VARIABLES: list[Variable] = [*NAMES.issues.items(), *((option, None) for option in sorted(NAMES.options))]


@st.composite
def dealt(draw: st.DrawFn) -> Axes:
    """All variables, in any order, dealt to one to four axes, some of which may stay empty."""
    order = draw(st.permutations(VARIABLES))
    count = draw(st.integers(1, 4))
    owners = draw(st.lists(st.integers(0, count - 1), min_size=len(order), max_size=len(order)))
    along = tuple(tuple(v for v, owner in zip(order, owners, strict=True) if owner == axis) for axis in range(count))
    return Axes(tuple(f"party {axis}" for axis in range(count)), along)


@given(written, dealt())
def test_every_cell_is_what_the_text_says(formula: Written, axes: Axes) -> None:
    array = to_array(bind(formula, NAMES), axes)
    assert array.dtype == np.bool_
    full = np.broadcast_to(array, axes.shape)
    for index in product(*map(range, axes.shape)):
        assert full[index] == holds(formula, NAMES, axes.values(index))


@given(written, dealt())
def test_an_axis_is_spread_only_where_the_formula_touches_it(formula: Written, axes: Axes) -> None:
    meant = bind(formula, NAMES)
    touched = {axes.place[name][0] for name in mentions(meant)}
    expected = tuple(length if axis in touched else 1 for axis, length in enumerate(axes.shape))
    assert to_array(meant, axes).shape == expected


def test_the_axes_of_a_large_array_that_a_formula_leaves_alone_cost_nothing() -> None:
    along = tuple(tuple((f"o{party}_{n}", None) for n in range(15)) for party in range(4))
    array = to_array(And((Taken("o0_3"), Taken("o0_14"))), Axes(tuple("abcd"), along))
    assert array.shape == (2**15, 1, 1, 1)
    assert array.sum() == 2**13


@pytest.mark.parametrize(("formula", "value"), [(Constant(True), True), (And(()), True), (Or(()), False)])
def test_a_formula_about_nothing_is_a_single_cell(formula: And, value: bool) -> None:
    array = to_array(formula, Axes(("a", "b"), ((("x", None),), (("y", None),))))
    assert array.tolist() == [[value]]


def test_a_name_on_no_axis_is_a_formula_error() -> None:
    with pytest.raises(FormulaError) as caught:
        to_array(read("attack or levy = 4", NAMES), Axes(("a",), ((("strike", None),),)))
    assert [str(problem) for problem in caught.value.problems] == [
        "“attack” lies on no axis.",
        "“levy” lies on no axis.",
    ]
    assert {problem.code for problem in caught.value.problems} == {"not-on-axes"}


def test_an_outcome_that_an_axis_does_not_have_is_true_nowhere() -> None:
    axes = Axes(("a",), ((("levy", ("0", "8")),),))
    assert to_array(Among("levy", ("4", "8")), axes).tolist() == [False, True]
