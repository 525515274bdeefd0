"""Of two states the first priority whose truth differs decides, however many priorities there are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from commonground.conflict.model.priorities import by_priorities
from commonground.logic import Axes, Constant, Formula, Implies, Not, Taken, evaluate
from tests.conflict.model.formulas import axes, formulas, masks, states


def literal(priorities: list[Formula], laid: Axes, feasible: list[bool]) -> list[int]:
    """Ranks by comparing tuples of truths; 0 where there is no state."""
    truths = [tuple(evaluate(formula, state) for formula in priorities) for state in states(laid)]
    levels = sorted({truth for truth, counts in zip(truths, feasible, strict=True) if counts})
    return [levels.index(truth) + 1 if counts else 0 for truth, counts in zip(truths, feasible, strict=True)]


@given(st.data())
def test_ranks_are_those_of_comparing_truths(data: st.DataObject) -> None:
    laid = data.draw(axes())
    priorities = data.draw(st.lists(formulas(laid), max_size=8))
    feasible = data.draw(masks(laid))
    mask = np.array(feasible).reshape(laid.shape)
    ranks = by_priorities(priorities, laid, None if mask.all() else mask)
    assert ranks.shape == laid.shape
    assert np.where(mask, ranks, 0).reshape(-1).tolist() == literal(priorities, laid, feasible)


@given(st.data(), st.sampled_from([63, 64, 65, 70, 129, 140]))
def test_more_priorities_than_digits_change_no_order(data: st.DataObject, length: int) -> None:
    laid = data.draw(axes())
    some = data.draw(st.lists(formulas(laid), min_size=2, max_size=6))
    priorities = [some[place * place % len(some)] for place in range(length)]
    priorities[-1] = data.draw(formulas(laid))
    ranks = by_priorities(priorities, laid)
    assert ranks.reshape(-1).tolist() == literal(priorities, laid, [True] * ranks.size)


def test_the_last_of_a_hundred_priorities_still_decides() -> None:
    laid = Axes(("a",), ((("p", None), ("q", None)),))
    indifferent: list[Formula] = [Constant(True)] * 99
    assert by_priorities([*indifferent, Taken("q")], laid).tolist() == [1, 2, 1, 2]
    assert by_priorities([Taken("p"), *indifferent, Not(Taken("q"))], laid).tolist() == [2, 1, 4, 3]


def test_if_is_true_wherever_its_condition_is_false() -> None:
    """“p if q” of the literature is q -> p here."""
    laid = Axes(("a", "b"), ((("p", None),), (("q", None),)))
    assert by_priorities([Implies(Taken("q"), Taken("p"))], laid).tolist() == [[2, 1], [2, 2]]


def test_no_priorities_leave_all_states_alike() -> None:
    laid = Axes(("a", "b"), ((("p", None),), ()))
    assert by_priorities([], laid).tolist() == [[1], [1]]
