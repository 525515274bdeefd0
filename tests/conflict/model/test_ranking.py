"""A ranking has every feasible state exactly once; patterns and lists tie states."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.conflict.model.ranking import NotARanking, by_names, by_patterns

WIDTH = 3
NAMES = [format(state, "03b").replace("1", "Y").replace("0", "N") for state in range(8)]
PATTERNS = st.text("YN-", min_size=WIDTH, max_size=WIDTH)
PLACES = st.lists(st.lists(PATTERNS, min_size=1, max_size=3), max_size=6)


def matches(pattern: str, state: str) -> bool:
    return all(letter in ("-", is_) for letter, is_ in zip(pattern, state, strict=True))


def times(places: list[list[str]], state: str) -> list[int]:
    """The places in which a state stands, once for each pattern that matches it."""
    return [place for place, patterns in enumerate(places) for pattern in patterns if matches(pattern, state)]


@given(PLACES, st.lists(st.booleans(), min_size=8, max_size=8).filter(any))
def test_it_is_taken_or_refused_as_the_definition_says(places: list[list[str]], feasible: list[bool]) -> None:
    states = [name for name, counts in zip(NAMES, feasible, strict=True) if counts]
    found = {state: times(places, state) for state in states}
    mask = np.array(feasible).reshape(4, 2)
    if all(len(where) == 1 for where in found.values()):
        ranks = by_patterns(places, WIDTH, mask, (4, 2)).reshape(-1)
        order = sorted({where[0] for where in found.values()}, reverse=True)
        assert {s: int(ranks[NAMES.index(s)]) for s in states} == {s: order.index(w[0]) + 1 for s, w in found.items()}
        return
    with pytest.raises(NotARanking) as caught:
        by_patterns(places, WIDTH, mask, (4, 2))
    named = {NAMES[state] for state in caught.value.states}
    if caught.value.kind == "ranking-misses":
        assert named <= {state for state, where in found.items() if not where}
        assert caught.value.count == sum(not where for where in found.values())
    else:
        assert named
        assert named <= {state for state, where in found.items() if len(where) > 1}


@given(st.permutations(NAMES), st.lists(st.booleans(), min_size=7, max_size=7))
def test_a_full_list_with_ties_gives_back_its_places(order: list[str], tied: list[bool]) -> None:
    places = [[order[0]]]
    for state, with_last in zip(order[1:], tied, strict=True):
        if with_last:
            places[-1].append(state)
        else:
            places.append([state])
    ranks = by_patterns(places, WIDTH, None, (2, 4)).reshape(-1)
    assert [[NAMES[n] for n in np.flatnonzero(ranks == rank)] for rank in range(len(places), 0, -1)] == [
        sorted(place) for place in places
    ]
    assert by_names(places, NAMES).tolist() == ranks.tolist()


def test_at_most_five_states_are_named_and_all_are_counted() -> None:
    with pytest.raises(NotARanking) as caught:
        by_patterns([["YYY"]], WIDTH, None, (8,))
    assert (caught.value.kind, caught.value.states, caught.value.count) == ("ranking-misses", (0, 1, 2, 3, 4), 7)


def test_a_state_twice_in_one_tie_is_a_state_twice() -> None:
    with pytest.raises(NotARanking) as caught:
        by_names([["war"], ["peace", "peace"]], ["war", "peace"])
    assert (caught.value.kind, caught.value.states) == ("ranking-repeats", (1,))
