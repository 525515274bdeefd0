"""The words around a statement's words, and what is said where they are not found."""

from __future__ import annotations

from dataclasses import replace

from commonground.record import Document, anchor_at, seal
from commonground.statements import Statement
from commonground.statements.context import surroundings

TEXT = "The envoy spoke first. We ask for water in summer, she said. Nobody answered her that day."
DOCUMENT = Document.from_text(TEXT)
START = TEXT.index("We ask")
END = TEXT.index(", she")
CODED = Statement(
    id="a", document="d", speaker="e", source="e", act="demand", anchor=anchor_at(DOCUMENT, START, END)
)  # fmt: skip


def test_the_words_stand_between_what_stands_around_them() -> None:
    found = surroundings(DOCUMENT, CODED)
    assert found.before + found.words + found.after == TEXT
    assert (found.words, found.note) == ("We ask for water in summer", None)


def test_what_is_cut_begins_and_ends_with_a_whole_word() -> None:
    found = surroundings(DOCUMENT, CODED, around=10)
    assert (found.before, found.after) == ("…first. ", ", she…")


def test_words_that_moved_are_shown_where_they_are_with_a_note() -> None:
    found = surroundings(Document.from_text("A new head. " + TEXT), CODED)
    assert found.words == "We ask for water in summer"
    assert "elsewhere" in str(found.note)


def test_without_the_text_the_anchor_shows_what_it_holds() -> None:
    found = surroundings(None, CODED)
    assert (found.words, found.note) == ("We ask for water in summer", "The text is not at hand.")
    assert TEXT.startswith(found.before) or found.before in TEXT
    assert CODED.anchor is not None
    assert surroundings(None, replace(CODED, anchor=seal(CODED.anchor))).words == ""


def test_words_that_are_gone_or_stand_twice_are_said_to() -> None:
    gone = surroundings(Document.from_text("Nothing of it."), CODED)
    assert "not found" in str(gone.note)
    twice = surroundings(Document.from_text("We ask for water in summer. We ask for water in summer."), CODED)
    assert "several" in str(twice.note)
    assert surroundings(DOCUMENT, replace(CODED, anchor=None)).note is not None
