"""The layout of arrows: circles cost few turns, nothing overlaps, and it is the same every time."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.brief.plots.layered import Arc, Layout, layered

SIZE = {"width": 100.0, "height": 40.0, "gap": 80.0}
PAIRS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14)


def laid(pairs: list[tuple[int, int]], nodes: int = 7) -> tuple[Layout, list[Arc]]:
    arcs = [Arc(f"a{at}", f"n{tail}", f"n{head}") for at, (tail, head) in enumerate(pairs) if tail != head]
    return layered([f"n{at}" for at in range(nodes)], arcs, **SIZE), arcs


@given(PAIRS)
def test_nodes_do_not_overlap_and_lie_in_the_picture(pairs: list[tuple[int, int]]) -> None:
    layout, _ = laid(pairs)
    boxes = [(x, y, x + 100, y + layout.heights[name]) for name, (x, y) in layout.corners.items()]
    for one, two in combinations(boxes, 2):
        assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
    assert all(x >= 0 and y >= 0 and right <= layout.width and low <= layout.height for x, y, right, low in boxes)


@given(PAIRS)
def test_arrows_run_from_the_side_of_one_node_to_the_side_of_the_other(pairs: list[tuple[int, int]]) -> None:
    layout, arcs = laid(pairs)
    for arc in arcs:
        (x0, y0), (x1, y1) = layout.routes[arc.key][0], layout.routes[arc.key][-1]
        for name, x, y in ((arc.tail, x0, y0), (arc.head, x1, y1)):
            left, top = layout.corners[name]
            assert x == pytest.approx(left) or x == pytest.approx(left + 100)
            assert top <= y <= top + layout.heights[name]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=14))
def test_as_few_arrows_as_possible_run_back(pairs: list[tuple[int, int]]) -> None:
    layout, arcs = laid(pairs, 5)
    back = sum(layout.routes[arc.key][0][0] > layout.routes[arc.key][-1][0] for arc in arcs)
    fewest = min(
        sum(line.index(arc.tail) > line.index(arc.head) for arc in arcs)
        for line in permutations([f"n{at}" for at in range(5)])
    )
    assert back == fewest


def test_a_lighter_arrow_is_the_one_that_runs_back() -> None:
    arcs = [Arc("light", "a", "b", 1), Arc("heavy", "b", "a", 3)]
    layout = layered(["a", "b"], arcs, **SIZE)
    assert layout.routes["heavy"][0][0] < layout.routes["heavy"][-1][0]
    assert layout.routes["light"][0][0] > layout.routes["light"][-1][0]


def test_a_great_circle_is_laid_out_too() -> None:
    names = [f"n{at}" for at in range(30)]
    arcs = [Arc(f"a{at}", name, names[(at + 1) % 30]) for at, name in enumerate(names)]
    layout = layered(names, arcs, **SIZE)
    assert sum(way[0][0] > way[-1][0] for way in layout.routes.values()) == 1


def test_arrows_between_the_same_two_nodes_keep_apart() -> None:
    layout, _ = laid([(0, 1), (1, 0), (0, 1)], 2)
    starts = [layout.routes[f"a{at}"][8][1] for at in range(3)]
    assert all(abs(one - two) > 5 for one, two in combinations(starts, 2))
