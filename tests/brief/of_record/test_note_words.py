"""The notes of the rules in another language: every sentence they write is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import commonground.statements
from commonground.brief.language import tongue
from commonground.brief.of_record.note_words import note_words

_RULES = Path(commonground.statements.__file__).parent
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
