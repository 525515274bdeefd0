"""Browsers count UTF-16 code units; one emoji is two of those and one of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.errors import RecordError
from commonground.record.utf16 import from_utf16, to_utf16


@pytest.mark.parametrize(
    ("text", "word", "units"),
    [("I said 😀 and then talks", "talks", 19), ("مرحبا بكم", "بكم", 6), ("e\u0301 x", "x", 3), ("a text", "text", 2)],
)
def test_as_a_browser_counts(text: str, word: str, units: int) -> None:
    assert to_utf16(text, text.index(word)) == units
    assert from_utf16(text, units) == text.index(word)


@given(st.text(), st.data())
def test_there_and_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert from_utf16(text, to_utf16(text, offset)) == offset


@pytest.mark.parametrize(("units", "words"), [(1, "inside a character"), (4, "beyond"), (-1, "beyond")])
def test_a_position_that_is_none(units: int, words: str) -> None:
    with pytest.raises(RecordError, match=words):
        from_utf16("😀x", units)
