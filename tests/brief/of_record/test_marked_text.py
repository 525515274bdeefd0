"""The text cut into pieces: nothing lost, nothing twice, and every character under exactly the rows that cover it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.brief.of_record.marked_text import marked_text
from commonground.brief.of_record.places import Places
from commonground.brief.of_record.rows import ClaimRow
from commonground.record import Document

ROW = ClaimRow("c1", "s", "", "A", "A", (), (), False, None, 0, 0, 1, None)

TEXTS = st.lists(
    st.sampled_from(
        ["Ann: We wait.", "Bea: They (the guests) said: “No.”", "Editor's note: cut.", "", " ", "a b", "ء😀"]
    ),
    max_size=8,
).flatmap(lambda lines: st.sampled_from(["\n", "\r\n", "\n\n"]).map(lambda end: end.join(lines)))


@st.composite
def covered(draw: st.DrawFn) -> tuple[Document, list[ClaimRow]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).map(sorted), max_size=8))
    rows = [replace(ROW, id=f"c{n}", start=low, end=high) for n, (low, high) in enumerate(spans)]
    return Document.from_text(text, "interview"), rows


@given(covered())
def test_each_character_is_in_one_piece_under_the_rows_that_cover_it(case: tuple[Document, list[ClaimRow]]) -> None:
    document, rows = case
    lines = document.text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    shown = {line.number: line for block in marked_text(document, Places(document), rows) for line in block.lines}
    assert sorted(shown) == [number for number, line in enumerate(lines, 1) if line.strip()]
    for number, line in shown.items():
        assert "".join(piece.words for piece in line.pieces) == lines[number - 1].rstrip("\r")
        position = starts[number - 1]
        for piece in line.pieces:
            for _ in piece.words:
                assert set(piece.within) == {row.id for row in rows if row.start <= position < row.end}
                position += 1


@given(covered())
def test_each_row_begins_once_and_ends_once(case: tuple[Document, list[ClaimRow]]) -> None:
    document, rows = case
    blocks = marked_text(document, Places(document), rows)
    pieces = [piece for block in blocks for line in block.lines for piece in line.pieces]
    seen = sorted(row.id for row in rows if any(row.id in piece.within for piece in pieces))
    assert sorted(name for piece in pieces for name in piece.begins) == seen
    ended = {name for piece in pieces for name in piece.ends}
    assert {row.id for row in rows if document.text[row.start : row.end].strip()} <= ended


@pytest.mark.parametrize(
    ("words", "kind"),
    [("Ann: ", "outside"), ("We wait.", "said"), ("(the guests)", "insertion"), ("Editor's note: cut.", "aside")],
)
def test_a_piece_tells_what_kind_of_words_it_holds(words: str, kind: str) -> None:
    text = "Ann: We wait.\nBea: They (the guests) left.\nEditor's note: cut."
    blocks = marked_text(Document.from_text(text, "interview"), *_no_rows(text))
    pieces = [piece for block in blocks for line in block.lines for piece in line.pieces]
    assert [piece.kind for piece in pieces if piece.words == words] == [kind]


def test_a_block_is_a_turn_with_all_its_lines_or_an_aside() -> None:
    text = "Ann: We wait.\nAnd wait.\nBea: No.\nEditor's note: cut."
    blocks = marked_text(Document.from_text(text, "interview"), *_no_rows(text))
    told = [(block.turn, block.speaker, block.aside, [line.number for line in block.lines]) for block in blocks]
    assert told == [(1, "Ann", None, [1, 2]), (2, "Bea", None, [3]), (None, None, "note", [4])]


def _no_rows(text: str) -> tuple[Places, list[ClaimRow]]:
    return Places(Document.from_text(text, "interview")), []
