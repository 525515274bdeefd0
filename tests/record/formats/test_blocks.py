"""Blocks stand where they are said to stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commonground.record.formats.blocks import Blocks


@given(st.lists(st.tuples(st.text(alphabet="ab 😀\u0301\n", max_size=5), st.booleans())))
def test_every_block_stands_where_it_is_said_to(given_blocks: list[tuple[str, bool]]) -> None:
    blocks = Blocks()
    starts = [(blocks.add(words, aside=aside), words.strip(), aside) for words, aside in given_blocks]
    kept = [each for each in starts if each[1]]
    assert blocks.text == "\n\n".join(words for _, words, _ in kept)
    assert all(blocks.text[start : start + len(words)] == words for start, words, _ in kept)
    assert [blocks.text[start:end] for start, end in blocks.asides] == [words for _, words, aside in kept if aside]
