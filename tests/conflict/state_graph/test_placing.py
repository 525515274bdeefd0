"""Where states stand: no two in one place, columns by distance, the same each time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from commonground.conflict.state_graph.placing import TALL, placed

STATES = st.integers(0, 400)

Picture = tuple[dict[int, int], list[tuple[int, int]]]


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    distance = draw(st.dictionaries(STATES, st.integers(0, 6), min_size=1, max_size=120))
    ends = st.sampled_from(sorted(distance))
    return distance, draw(st.lists(st.tuples(ends, ends), max_size=80))


@given(pictures())
def test_every_state_has_a_place_of_its_own_in_its_column(
    picture: tuple[dict[int, int], list[tuple[int, int]]],
) -> None:
    distance, pairs = picture
    places = placed(distance, pairs)
    assert places.keys() == distance.keys()
    spots = sorted(places.values())
    assert all(a[0] != b[0] or b[1] - a[1] >= 40 for a, b in pairwise(spots))
    for one, far in distance.items():
        for two, farther in distance.items():
            assert far >= farther or places[one][0] < places[two][0]
    by_column: dict[float, int] = {}
    for x, _ in places.values():
        by_column[x] = by_column.get(x, 0) + 1
    assert max(by_column.values()) <= TALL
    assert placed(dict(reversed(distance.items())), pairs) == places


def test_neighbours_stand_side_by_side() -> None:
    left, right = range(5), range(10, 15)
    crossed = list(zip(left, reversed(right), strict=True))
    places = placed(dict.fromkeys(left, 0) | dict.fromkeys(right, 1), crossed)
    assert len({places[one][1] - places[two][1] for one, two in crossed}) == 1
