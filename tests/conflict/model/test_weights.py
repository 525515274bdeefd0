"""Weights add up exactly, and equal sums tie."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.conflict.model.weights import by_weights
from commonground.logic import Axes
from tests.conflict.model.formulas import axes, masks, states

WEIGHTS = st.one_of(st.integers(-3, 3).map(Fraction), st.fractions(-2, 2, max_denominator=12))


@given(st.data())
def test_ranks_are_those_of_the_sums(data: st.DataObject) -> None:
    laid = data.draw(axes())
    weights = data.draw(st.dictionaries(st.sampled_from(list(laid.place)), WEIGHTS))
    feasible = data.draw(masks(laid))
    mask = np.array(feasible).reshape(laid.shape)
    sums = [
        sum((weights.get(option, Fraction(0)) for option, on in s.items() if on), Fraction(0)) for s in states(laid)
    ]
    levels = sorted({total for total, counts in zip(sums, feasible, strict=True) if counts})
    ranks = by_weights(weights, laid, mask)
    assert ranks[mask].tolist() == [levels.index(total) + 1 for total, on in zip(sums, feasible, strict=True) if on]


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    laid = Axes(("a",), ((("p", None), ("q", None), ("r", None)),))
    ranks = by_weights({"p": 0.1, "q": 0.2, "r": 0.3}, laid)
    assert ranks[0b110] == ranks[0b001]


def test_what_cannot_be_added_exactly_is_refused() -> None:
    laid = Axes(("a",), ((("p", None), ("q", None)),))
    with pytest.raises(OverflowError):
        by_weights({"p": 1e-10, "q": 1e12}, laid)
