"""Insertions, each with its use, and the view without them that maps back to the original exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.errors import RecordError
from commonground.record import Document
from commonground.record.insertions import insertions_in
from commonground.record.view import view_without


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("They (the guests) refused.", "antecedent"),
        ("I told him (Berg) so.", "antecedent"),
        ("President (Berg) came.", "name"),
        ("We met (Ana) Ruiz.", "name"),
        ("the minister (Ana Ruiz) came", "name"),
        ("We oppose (the dam).", "editorial"),
        ("Yes (laughs), we do.", "editorial"),
        ("the [new] dam", "editorial"),
        ("a fine (40 euros)", "kept"),
        ("a loan (US$ 4 million)", "kept"),
        ("the Lake Union (LU)", "kept"),
        ("the treaty (Article 5)", "kept"),
        ("in May (2024)", "kept"),
        ("the dam (which is old) holds", "kept"),
        ("as before.[12]", "note"),
        ("one [Page 3] two", "page"),
        ("one\ftwo", "page"),
    ],
)
def test_the_use_of_what_is_in_brackets(text: str, use: str) -> None:
    assert [each.use for each in insertions_in(text)] == [use]


def test_in_a_written_text_a_bracket_is_the_authors_own() -> None:
    text = "We oppose (the dam). They (the guests) do not."
    assert [each.use for each in insertions_in(text, spoken=False)] == ["kept", "antecedent"]


def test_the_view_leaves_out_insertions_and_nothing_else() -> None:
    text = "Q: So?\nA: They (the guests) paid (40 euros) for the (old) dam.[3]\nQ: Why?\nA: Yes."
    document = Document.from_text(text, "interview")
    assert document.view.text == "Q: So?\nA: They paid (40 euros) for the dam.\nQ: Why?\nA: Yes."
    start = document.view.text.index("They paid")
    assert text[slice(*document.view.original(start, start + 9))] == "They (the guests) paid"


def test_a_decision_can_be_turned_round() -> None:
    document = Document.from_text("Q: So?\nA: We (the lake) froze.", "interview")
    (insertion,) = document.insertions
    kept = document.overruled(uses={insertion.start: "kept"})
    assert kept.view.text == document.text
    assert kept.overruled(uses={insertion.start: "editorial"}).view.text == document.view.text


def test_there_must_be_such_a_stretch() -> None:
    view = view_without("abc", [])
    for start, end in ((-1, 2), (2, 1), (0, 4)):
        with pytest.raises(RecordError, match="no stretch"):
            view.original(start, end)


@given(st.text("ab 😀\n", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 8)), max_size=5))
def test_every_character_of_a_view_is_where_it_says(text: str, gaps: list[tuple[int, int]]) -> None:
    within = [(start, min(len(text), start + length)) for start, length in gaps if start < len(text)]
    view = view_without(text, within)
    for place, character in enumerate(view.text):
        start, end = view.original(place, place + 1)
        assert (text[start], end) == (character, start + 1)
        assert view.viewed(start, end) == (place, place + 1)
    shown = {view.original(place, place + 1)[0] for place in range(len(view.text))}
    assert not shown & {place for start, end in within for place in range(start, end)}
