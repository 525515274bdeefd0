"""The lists of words: in small letters, each entry once, each list read by somebody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commonground.record.cues import cues

FOLDER = Path(__file__).parents[2] / "src" / "commonground" / "record"
LISTS = sorted(path.stem for path in (FOLDER / "cues").glob("*.txt"))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_each_entry_once_in_small_letters(name: str) -> None:
    entries = cues(name)
    assert entries
    assert len(set(entries)) == len(entries)
    assert [entry for entry in entries if entry != entry.lower()] == []


def test_every_list_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
    assert [name for name in LISTS if not re.search(rf'(?:cues|pattern)\(["\']{name}["\']\)', code)] == []


def test_the_verbs_have_all_their_forms_and_no_verb_that_only_names() -> None:
    verbs = [line.split() for line in cues("reporting_verbs")]
    assert {len(forms) for forms in verbs} <= {4, 5}
    assert not {"call", "called", "refer", "describe", "label"} & {form for forms in verbs for form in forms}
