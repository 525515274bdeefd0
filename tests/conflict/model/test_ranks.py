"""Dense ranks are the places of the feasible scores, whichever way they are found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.conflict.model.ranks import MOST_SHORT, dense

SCORES = st.one_of(st.integers(0, 9), st.integers(0, 1 << 62), st.just((1 << 64) - 1))


@given(st.lists(st.tuples(SCORES, st.booleans()), min_size=1, max_size=40).filter(lambda rows: any(b for _, b in rows)))
def test_they_are_places_among_the_feasible(rows: list[tuple[int, bool]]) -> None:
    mask = np.array([counts for _, counts in rows])
    ranks = dense(np.array([score for score, _ in rows], dtype=np.uint64), mask, mask.shape)
    levels = sorted({score for score, counts in rows if counts})
    assert [int(ranks[n]) for n, row in enumerate(rows) if row[1]] == [levels.index(s) + 1 for s, c in rows if c]


@pytest.mark.parametrize("far", [1, 1 << 40])
def test_few_scores_spread_over_an_array_with_and_without_a_mask(far: int) -> None:
    scores = np.array([[5 * far], [0], [7 * far]], dtype=np.uint64)
    assert dense(scores, None, (3, 2)).tolist() == [[2, 2], [1, 1], [3, 3]]
    mask = np.array([[True, False], [False, False], [True, True]])
    assert dense(scores, mask, (3, 2))[mask].tolist() == [1, 2, 2]


@pytest.mark.parametrize(("levels", "kind"), [(MOST_SHORT, np.uint16), (MOST_SHORT + 1, np.uint32)])
def test_sixteen_bits_as_long_as_they_are_enough(levels: int, kind: type) -> None:
    ranks = dense(np.arange(levels, dtype=np.uint32), None, (levels,))
    assert ranks.dtype == kind
    assert (ranks == np.arange(1, levels + 1)).all()
