"""A statement's words with what stands around them, for somebody who has to judge them."""

from __future__ import annotations

from dataclasses import dataclass

from commonground.record import Document, find
from commonground.statements.schema import Statement

__all__ = ["AROUND", "Surroundings", "surroundings"]

AROUND = 400  # code points on each side

_NOTES = {
    "exact": None,
    "moved": "The words stand elsewhere in the text than when this was coded.",
    "ambiguous": "The words stand at several places of the text; which one is meant cannot be told.",
    "lost": "The words are not found in the text at hand.",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words, the text before and after them, and what is to be said about where they were found."""

    before: str
    words: str
    after: str
    note: str | None = None


def surroundings(document: Document | None, statement: Statement, around: int = AROUND) -> Surroundings:
    """What can be shown of the place of a statement.

    Without the text, or where the words are not found in one place of it, only what the anchor itself holds.
    """
    anchor = statement.anchor
    if anchor is None:
        return Surroundings("", "", "", "This was coded without a place in a text.")
    place = None if document is None else find(document, anchor)
    if document is None or place is None or place.start is None or place.end is None:
        note = "The text is not at hand." if place is None else _NOTES[place.status]
        before, words, after = (p if isinstance(p, str) else "" for p in (anchor.prefix, anchor.exact, anchor.suffix))
        return Surroundings(before, words, after, note)
    start, end, text = place.start, place.end, document.text
    return Surroundings(
        _from_word(text[max(0, start - around) : start], cut=start > around),
        text[start:end],
        _to_word(text[end : end + around], cut=end + around < len(text)),
        _NOTES[place.status],
    )


def _from_word(text: str, *, cut: bool) -> str:
    """``text`` from its first whole word on, where it was cut out of a longer one."""
    return "…" + text.partition(" ")[2] if cut and " " in text else text


def _to_word(text: str, *, cut: bool) -> str:
    return text.rpartition(" ")[0] + "…" if cut and " " in text else text
