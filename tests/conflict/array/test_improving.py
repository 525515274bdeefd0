"""The pieces of a sweep by improvements, each against a loop that says the same."""

from __future__ import annotations

import numpy as np
import pytest

from commonground.conflict.array.improving import first_above, suffix_minimum


@pytest.mark.parametrize("bits", range(9))
def test_suffix_minimum(bits: int) -> None:
    draw = np.random.default_rng(bits)
    values = draw.integers(0, 1000, (1 << bits, 6)).astype(np.uint16)
    expected = np.array([values[place:].min(axis=0) for place in range(len(values))])
    suffix_minimum(values)
    assert np.array_equal(values, expected)


def test_first_above_skips_ties_and_infeasible_cells() -> None:
    draw = np.random.default_rng(1)
    ranks = np.sort(draw.integers(0, 6, (16, 50)), axis=0).astype(np.uint16)
    found = first_above(ranks)
    for line in range(50):
        for place in range(16):
            above = [other for other in range(16) if ranks[other, line] > ranks[place, line] > 0]
            assert found[place, line] == (above[0] if above else 0)
