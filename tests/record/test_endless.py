"""Text that repeats itself without end costs time in proportion to its length, and not to its square.

Steps are counted, lines of this package that are run, so that the answer is the same on any machine. What a regular
expression does inside is no line: for that, a text is read that would take minutes if the time grew with the square
of its length.
"""

from __future__ import annotations

import sys
from itertools import accumulate
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commonground.record import Document
from commonground.record.formats.source import Source
from commonground.statements import propose

PIECES = [
    *"“”\"'‘’„«»()[]:.,;?!—\n\t ",
    "a ",
    "Ab ",
    "said ",
    "that ",
    "“We go,” he said. ",
    "Ab said: “no.” ",
    "“a”, said ",
    "according to ",
    "Ab: ",
    "Mr. Ab: ",
    "(the Ab) ",
    "Note:\n",
    "Editor's note: ",
    "s’ ",
    "\n\n",
    "\f",
    "They (x) ",
    "and then ",
]


def repeated(unit: str, length: int) -> str:
    return unit * (length // len(unit) + 1)


class Counter:
    """Counts the lines of this package that are run."""

    steps = 0

    def trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        if "commonground" not in frame.f_code.co_filename:
            return None
        self.steps += event == "line"
        return self.trace


def steps(text: str, asides: tuple[tuple[int, int], ...] = ()) -> int:
    counter, before = Counter(), sys.gettrace()
    sys.settrace(counter.trace)
    try:
        assert Document.from_source(Source(text, asides=asides), "0" * 64).structure.view is not None
    finally:
        sys.settrace(before)
    return counter.steps


@settings(max_examples=15)
@example("““We go,” he said. ")
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join))
def test_four_times_the_text_takes_no_more_than_about_four_times_the_steps(unit: str) -> None:
    # What is bounded in characters (a sentence, a head, marks within marks) has to be reached by the shorter one too.
    short, long = repeated(unit, 3_000), repeated(unit, 12_000)
    assert steps(long) < 5 * steps(short) + 10_000


def test_as_many_speakers_and_headings_as_one_likes() -> None:
    def many(count: int) -> int:
        lines = [f"Berg {number}: We met.\nNote: {number}\nHeading\n" for number in range(count)] * 2
        starts = [0, *accumulate(map(len, lines))]
        return steps("".join(lines), tuple((start - 8, start - 1) for start in starts[1:]))

    assert many(400) < 5 * many(100)


NASTY = [
    "?",
    "“",
    '"a',
    "’s",
    "“We go,” he said. ",
    "““We go,” he said. ",
    "said that ",
    "(a",
    "Ab Cd: ",
    "x:\nNote:\n",
]


@pytest.mark.parametrize("unit", NASTY)
def test_a_long_repetition_is_read_and_proposed_from(unit: str) -> None:
    document = Document.from_text(repeated(unit, 8_000 if "We go" in unit else 100_000))
    assert all(statement.anchor for statement in propose(document))
