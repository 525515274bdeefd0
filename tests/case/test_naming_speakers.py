"""Speakers whom a case does not know: found by name, asked once, and then somebody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.case import edit, load
from commonground.case.adding_sources import add_source
from commonground.case.beginning import Matter, Side, begin
from commonground.case.naming_speakers import name_speakers, unknown_speakers
from commonground.case.quotes import document_of
from commonground.errors import UsageError

TEXT = b"Reporter: And?\n\nMr. Urlow: We will pay.\n\nThe Chair: Thank you.\n\nMattis Urlow: Soon.\n\nReporter: When?\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    matters = [Matter("Dues", "The full fee", ("Half of it",))]
    made = begin(tmp_path / "talks", "Talks", [Side("Halvora", ("Mattis Urlow",)), Side("Orvane")], matters)
    add_source(made, "talk.txt", TEXT, {"title": "Talk"})
    return made


def unknown(folder: Path) -> dict[str, int]:
    case = load(folder)
    document = document_of(case, case.sources["talk"])
    assert document is not None
    return unknown_speakers(case, document)


def test_only_whoever_goes_by_no_name_of_the_case_is_asked_for(folder: Path) -> None:
    assert unknown(folder) == {"Reporter": 2, "The Chair": 1}


def test_each_answer_makes_somebody_known(folder: Path) -> None:
    draft = edit(folder)
    made = name_speakers(draft, {"Reporter": "nobody", "The Chair": "actor:mattis_urlow"})
    case = draft.save()
    assert made == ("reporter", "mattis_urlow")
    assert case.actors["reporter"].party is None
    assert case.actors["mattis_urlow"].aliases == ("The Chair",)
    assert unknown(folder) == {}
    draft = edit(folder)
    assert name_speakers(draft, {"Somebody else": "party:orvane"}) == ("somebody_else",)
    assert draft.save().actors["somebody_else"].party == "orvane"


@pytest.mark.parametrize("answer", ["party:orvan", "actor:nobody", "orvane", ""])
def test_what_is_no_answer_is_refused_with_the_nearest(folder: Path, answer: str) -> None:
    with pytest.raises(UsageError, match="For whom does Reporter speak"):
        name_speakers(edit(folder), {"Reporter": answer})
