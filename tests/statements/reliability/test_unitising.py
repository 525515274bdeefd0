"""Alpha of stretches: the printed example, every pair of words taken literally, and what must not matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.statements.reliability import Continuum, Mark, alpha_unitised, continuum_of
from tests.statements.reliability.published import THREE_UNITISERS
from tests.statements.reliability.twin import slow_unitised

MARKS = st.lists(st.tuples(st.integers(0, 11), st.integers(1, 6), st.sampled_from("xyz")), max_size=4).map(
    lambda items: tuple(sorted(Mark(start, min(start + size, 12), value) for start, size, value in items))
)
CONTINUA = st.builds(
    lambda a, b, c, breaks: Continuum(12, {"ann": a, "ben": b, "cem": c}, tuple(sorted(breaks))),
    MARKS,
    MARKS,
    MARKS,
    st.sets(st.integers(1, 11)),
)


def test_the_printed_example() -> None:
    nominal, binary = alpha_unitised([THREE_UNITISERS]).value, alpha_unitised([THREE_UNITISERS], binary=True).value
    assert nominal == pytest.approx(0.510, abs=0.0005)
    assert binary == pytest.approx(0.413, abs=0.001)  # 0.4136 by the formula printed beside it


@given(CONTINUA, st.booleans())
def test_as_the_definition_says(continuum: Continuum, binary: bool) -> None:
    found = alpha_unitised([continuum], binary=binary, draws=0).value
    slow = slow_unitised([continuum], binary=binary)
    assert (found is None) == (slow is None)
    assert slow is None or found == pytest.approx(float(slow), abs=1e-9)


@given(CONTINUA, CONTINUA)
def test_two_texts_at_once_as_the_definition_says(one: Continuum, two: Continuum) -> None:
    found, slow = alpha_unitised([one, two], draws=0).value, slow_unitised([one, two])
    assert slow is None or found == pytest.approx(float(slow), abs=1e-9)


@given(CONTINUA)
def test_where_lines_end_and_what_coders_and_values_are_called_does_not_matter(continuum: Continuum) -> None:
    other = {"x": "y", "y": "q", "z": "x"}
    marks = {
        f"{coder}2": tuple(replace(mark, value=other[mark.value]) for mark in items)
        for coder, items in reversed(list(continuum.marks.items()))
    }
    one, two = alpha_unitised([continuum], draws=0), alpha_unitised([Continuum(12, marks)], draws=0)
    assert (one.value is None) == (two.value is None)
    assert one.value is None or one.value == pytest.approx(two.value)


@given(MARKS)
def test_equal_marks_are_1(marks: tuple[Mark, ...]) -> None:
    found = alpha_unitised([Continuum(20, dict.fromkeys(("ann", "ben"), marks))], draws=0)
    assert found.value == (1 if marks else None)


def test_marking_elsewhere_is_below_0_and_another_value_leaves_where_alone() -> None:
    apart = Continuum(20, {"ann": (Mark(0, 5, "x"),), "ben": (Mark(10, 15, "x"),)})
    assert (alpha_unitised([apart]).value or 0) < 0
    named = Continuum(20, {"ann": (Mark(0, 5, "x"), Mark(9, 12, "z")), "ben": (Mark(0, 5, "y"), Mark(9, 12, "z"))})
    assert alpha_unitised([named], binary=True).value == 1
    assert (alpha_unitised([named]).value or 0) < 1


def test_a_text_that_one_coder_read_says_nothing() -> None:
    alone = Continuum(20, {"ann": (Mark(0, 5, "x"),)})
    assert alpha_unitised([alone]).why_not is not None
    assert alpha_unitised([alone, THREE_UNITISERS]).value == alpha_unitised([THREE_UNITISERS]).value


def test_characters_become_words_and_lines_become_breaks() -> None:
    text = "“No,” he said 🙂.\n\nThey may\ncome later."
    told = continuum_of(text, {"ann": [Mark(1, 3, "reject"), Mark(text.index("may"), len(text), "propose")], "ben": []})
    assert told.length == 8
    assert told.marks == {"ann": (Mark(0, 1, "reject"), Mark(5, 8, "propose")), "ben": ()}
    assert told.breaks == (4, 6)
    spaces = text.index("\n")
    assert continuum_of(text, {"ann": [Mark(spaces, spaces + 2, "claim")]}).marks == {"ann": ()}


def test_stretches_give_an_interval() -> None:
    lines = "one two three four five\n" * 12
    starts = range(0, len(lines), 24)
    marks = {
        "ann": [Mark(at, at + 7, "claim" if n % 2 else "demand") for n, at in enumerate(starts)],
        "ben": [Mark(at, at + 13, "claim" if n % 3 else "demand") for n, at in enumerate(starts)],
    }
    found = alpha_unitised([continuum_of(lines, marks)], seed=5)
    assert found.units == 12
    assert found.value is not None
    assert found.interval is not None
    assert found.interval.low < found.value < found.interval.high
    across = marks | {"ann": [*marks["ann"], Mark(0, len(lines), "appeal")]}
    assert alpha_unitised([continuum_of(lines, across)]).interval is None  # one mark over all: a single stretch
