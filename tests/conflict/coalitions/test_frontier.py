"""States that none dominates, against every pair compared; in blocks as in one piece."""

from __future__ import annotations

import numpy as np
import pytest

from commonground.conflict.coalitions import frontier, search
from commonground.conflict.coalitions.frontier import undominated


@pytest.mark.parametrize("seed", range(40))
def test_every_pair_compared_gives_the_same(seed: int) -> None:
    draw = np.random.default_rng(seed)
    ranks = [draw.integers(1, 6, 60).astype(np.uint16) for _ in range(int(draw.integers(1, 4)))]
    states = np.flatnonzero(draw.random(60) < 0.7)
    rows = [tuple(int(each[state]) for each in ranks) for state in states]

    def dominates(other: tuple[int, ...], row: tuple[int, ...]) -> bool:
        return other != row and all(one >= two for one, two in zip(other, row, strict=True))

    literal = [not any(dominates(other, row) for other in rows) for row in rows]
    for block in (7, 1000):
        found = undominated(ranks, states, block)
        assert found is not None
        assert found.tolist() == literal


def test_too_many_are_noticed_after_the_blocks_that_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    rows = frontier._rows

    def counted(ranks: list[np.ndarray], states: np.ndarray) -> np.ndarray:
        looked.append(states.size)
        return rows(ranks, states)

    monkeypatch.setattr(frontier, "_rows", counted)
    many = np.arange(10 * frontier.MOST_COMPARED, dtype=np.uint32)
    assert undominated([many], np.arange(many.size), 100) is None
    assert sum(looked) == frontier.MOST_COMPARED + 100


@pytest.mark.parametrize("seed", range(40))
def test_the_first_ends_are_those_that_sorting_all_gives(seed: int) -> None:
    draw = np.random.default_rng(seed)
    steps = draw.integers(0, 5, 50).astype(np.int32)
    steps[draw.random(50) < 0.2] = np.iinfo(np.int32).max
    best = draw.random(50) < 0.5 if seed % 2 else None
    places = sorted(range(50), key=lambda k: (best is not None and not best[k], steps[k], k))
    for most in (1, 7, 50, 80):
        assert search._first(steps, best, most) == places[:most]
