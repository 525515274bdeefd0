"""The real interview, where the development data is there: counts and a few words, never its sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.record import Document, Quotation, read

# The words that each quotation of speech outside the headline begins with, and the surface of its source.
SPEECH = [
    ("When you go to", "Kyslytsya"),
    ("I can’t leave", "one Russian representative"),
    ("No, first you", "They"),
    ("Let’s have", "They"),
    ("We should meet", "you"),
    ("Why? The experts", "he"),
    ("See, we are", "they"),
    ("This is a war", "Medinsky"),
    ("You do not exist", "he"),
]


@pytest.fixture(scope="module")
def interview(shared_data: Path) -> Document:
    return read(shared_data / "record" / "interview.txt")


def words(document: Document, quotation: Quotation) -> str:
    return document.text[quotation.start : quotation.end]


def test_it_is_an_interview_of_24_turns(interview: Document) -> None:
    assert interview.kind == "interview"
    assert len(interview.turns) == 24
    assert [turn.speaker for turn in interview.turns[::2]] == ["The Kyiv Independent"] * 12
    assert {turn.speaker for turn in interview.turns[1::2]} == {"Sergiy Kyslytsya"}


def test_all_nine_quotations_of_speech_are_found_with_their_sources_and_nothing_else(interview: Document) -> None:
    headline, *direct = [each for each in interview.quotations if each.mode == "direct"]
    assert words(interview, headline) == "These were not negotiations"
    assert headline.source == "Ukraine’s deputy foreign minister"
    assert len(direct) == len(SPEECH)
    for quotation, (beginning, source) in zip(direct, SPEECH, strict=True):
        assert words(interview, quotation).startswith(beginning)
        assert quotation.source == source


def test_notes_are_nobodys_statement(interview: Document) -> None:
    notes = [aside for aside in interview.asides if aside.role == "note"]
    assert len(notes) == 2
    for note in notes:
        assert not [turn for turn in interview.turns if turn.start < note.end and note.start < turn.end]
        assert not [each for each in interview.quotations if note.start <= each.start < note.end]


def test_both_uses_of_insertions(interview: Document) -> None:
    uses = {each.text: each.use for each in interview.insertions}
    assert uses["Russians"] == "antecedent"
    assert uses["Zelensky"] == "name"
    assert uses["to the ceasefire"] == "editorial"
    assert "opposed." in interview.view.text
