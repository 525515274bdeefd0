"""Scores counted literally, and an interval that knows when two ways are the same and that groups stay together."""

from __future__ import annotations

import doctest
import random
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpora import scores, tables
from benchmarks.corpora.scores import Marks, difference, mean_f1, overall, score


@pytest.mark.parametrize("module", [scores, tables])
def test_the_examples_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed


PAIRS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30)


@given(PAIRS)
def test_f1_is_the_harmonic_mean_of_precision_and_recall(pairs: list[tuple[bool, bool]]) -> None:
    found = score([gold for gold, _ in pairs], [mark for _, mark in pairs])
    assert found.hits == pairs.count((True, True))
    if found.hits:
        precision, recall = found.hits / found.marked, found.hits / found.support
        assert found.precision == precision
        assert found.recall == recall
        assert found.f1 == pytest.approx(2 / (1 / precision + 1 / recall))
    else:
        assert found.f1 == 0


@given(PAIRS)
def test_what_belongs_and_what_does_not_may_change_places(pairs: list[tuple[bool, bool]]) -> None:
    straight = overall([gold for gold, _ in pairs], [mark for _, mark in pairs])
    turned = overall([not gold for gold, _ in pairs], [not mark for _, mark in pairs])
    assert straight == pytest.approx(turned)
    assert straight[1] == sum(gold == mark for gold, mark in pairs) / len(pairs)


def test_nothing_marked_has_no_precision() -> None:
    assert score([True, False], [False, False]).precision is None
    assert mean_f1([score([True], [True]), score([True], [False])]) == 0.5


def literal(marks: Marks, groups: list[str], samples: int) -> tuple[float, float]:
    """The interval by drawing groups one by one and counting again."""
    draw = random.Random(1)
    names = sorted(set(groups))
    found = []
    for _ in range(samples):
        places = [place for name in draw.choices(names, k=len(names)) for place, g in enumerate(groups) if g == name]
        gold, first, second = ([each[place] for place in places] for each in (marks.gold, marks.first, marks.second))
        found.append(score(gold, first).f1 - score(gold, second).f1)
    found.sort()
    return found[round(samples * 0.025)], found[round(samples * 0.975) - 1]


def test_the_interval_is_that_of_drawing_one_by_one() -> None:
    draw = random.Random(2)
    gold = tuple(draw.random() < 0.4 for _ in range(200))
    first = tuple(each if draw.random() < 0.8 else not each for each in gold)
    second = tuple(each if draw.random() < 0.6 else not each for each in gold)
    marks, groups = Marks(gold, first, second), [f"g{place // 8}" for place in range(200)]
    assert difference([marks], groups) == pytest.approx(literal(marks, groups, 2_000), abs=0.03)


def test_two_ways_that_mark_alike_do_not_differ() -> None:
    marks = Marks((True, False, True), (True, True, False), (True, True, False))
    assert difference([marks], ["a", "b", "c"]) == (0, 0)


def test_groups_are_drawn_whole() -> None:
    """All in one group: every sample is the whole, and the interval is one point."""
    marks = Marks((True, True, False, False), (True, True, False, False), (True, False, True, False))
    assert difference([marks], ["one"] * 4) == (0.5, 0.5)
    low, high = difference([marks], list("abcd"))
    assert low < 0.5 < high
