"""The notes of the rules in another language: every sentence they write is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import commonground.record
import commonground.statements
from commonground.brief.language import tongue
from commonground.brief.of_record.note_words import note_words
from commonground.record.english import NOT_ENGLISH
from commonground.record.formats.plain import _OLD_ENDS

_RULES = Path(commonground.statements.__file__).parent
_READER = Path(commonground.record.__file__).parent
_WRITTEN = re.compile(r'f"([^"]*(?:taken as|anybody|not clear|is not said|is not among|by the rest|by what is)[^"]*)"')


def test_every_sentence_that_the_rules_write_is_known() -> None:
    files = (_RULES / "persons.py", _RULES / "proposing.py", *_RULES.glob("proposers/*.py"))
    templates = {found for file in files for found in _WRITTEN.findall(file.read_text(encoding="utf-8"))}
    assert len(templates) >= 12
    for template in templates:
        for where in ("after", "before"):
            note = template.replace("{where} it", f"{where} it").replace("{where}", "before it in the turn")
            note = re.sub(r"\{[^}]*\}", "Х", note)
            assert not re.search("[a-z]{3}", note_words(tongue("uk"), note).replace("«you»", "")), note


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("english.py", NOT_ENGLISH),
        ("formats/plain.py", _OLD_ENDS),
        ("formats/word.py", "The footnotes are not read."),
        ("formats/portable.py", "No text layer, and so not read: page {_ranges(scanned)}."),
        ("formats/portable.py", "The page numbers of {numbered} of {len(pages)} pages are left out."),
        ("formats/webpage.py", " paragraphs were taken for the frame of the page and left out."),
    ],
)
def test_so_is_what_the_reader_of_a_text_notes_on_the_whole_of_it(file: str, written: str) -> None:
    assert written in re.sub(r'"\s*"', "", (_READER / file).read_text(encoding="utf-8")), "the reader says it otherwise"
    note = re.sub(r"\{[^}]*\}", "7", f"7 of 9{written}" if written.startswith(" ") else written)
    assert not re.search("[a-z]{3}", note_words(tongue("uk"), note))
    assert note_words(tongue("en"), note) == note


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("“we” taken as North; comes first; then m3", "«we» віднесено до такого учасника: North; спершу це; потім m3"),
        ("no source is named; only after m1", "джерела не названо; лише після m1"),
        ("order: “a truce” before “talks”", "порядок: «a truce» раніше, ніж «talks»"),
        ("A coder wrote this; and that.", "A coder wrote this; and that."),
    ],
)
def test_a_note_is_translated_piece_by_piece(note: str, said: str) -> None:
    assert note_words(tongue("uk"), note) == said
    assert note_words(tongue("en"), note) == note
