"""One truth value at a time, against the literal reading of the written form."""

from __future__ import annotations

import pytest
from hypothesis import given

from commonground.errors import UsageError
from commonground.logic import And, Or, Taken, Written, bind, evaluate, mentions, read
from tests.logic.literal import holds, joint
from tests.logic.random_formulas import NAMES, written


@given(written)
def test_a_bound_formula_is_true_of_exactly_the_values_its_text_is(formula: Written) -> None:
    meant = bind(formula, NAMES)
    for values in joint(NAMES):
        assert evaluate(meant, values) == holds(formula, NAMES, values)


@given(written)
def test_only_what_a_formula_mentions_matters_to_it(formula: Written) -> None:
    meant = bind(formula, NAMES)
    named = mentions(meant)
    seen: dict[tuple[object, ...], bool] = {}
    for values in joint(NAMES):
        relevant = {name: value for name, value in values.items() if name in named}
        assert seen.setdefault(tuple(relevant.values()), evaluate(meant, relevant)) == evaluate(meant, values)


def test_connectives_over_nothing_have_their_neutral_value() -> None:
    assert evaluate(And(()), {})
    assert not evaluate(Or(()), {})


def test_an_option_is_taken_only_if_said_so() -> None:
    assert not evaluate(Taken("attack"), {"attack": "yes"})


def test_a_value_not_given_is_a_usage_error_with_the_nearest_word() -> None:
    with pytest.raises(UsageError) as caught:
        evaluate(read("ceasefire = full", NAMES), {"ceasfire": "full"})
    (problem,) = caught.value.problems
    assert str(problem) == "No value was given for “ceasefire”. Did you mean “ceasfire”?"
    assert problem.code == "no-value"
