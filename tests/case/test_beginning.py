"""A case begun in words: what was said stands in it, under ids made of the words, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.agreement import agreement
from commonground.case import edit, load
from commonground.case.beginning import Matter, Side, begin, id_of, text_of
from commonground.case.json_schema import json_schema_files
from commonground.case.schema import CaseFile
from commonground.case.validation import validated
from commonground.case.yaml_text import read_yaml
from commonground.errors import UsageError

SIDES = (
    Side("Halvora", ("Ilsabet Corrane", "the Prime Minister"), ("government", "delegation")),
    Side("Orvane", ("Mattis Urlow",)),
    Side("Pellimar", outside=True),
)
MATTERS = (Matter("The Grey Sluice", "Closed", ("Open four times a year", "Open all year")),)


def test_what_was_said_stands_in_it_and_nothing_else(tmp_path: Path) -> None:
    case = load(begin(tmp_path / "talks", "The Saltmarsh: talks", SIDES, MATTERS))
    assert case.title == "The Saltmarsh: talks"
    assert [party.id for party in case.table] == ["halvora", "orvane"]
    assert case.parties["halvora"].levels == ("government", "delegation")
    assert {name: actor.party for name, actor in case.actors.items()} == {
        "ilsabet_corrane": "halvora",
        "prime_minister": "halvora",
        "mattis_urlow": "orvane",
    }
    assert case.issues["grey_sluice"].title == "The Grey Sluice"
    assert case.issues["grey_sluice"].status_quo == "closed"
    assert dict(case.issues["grey_sluice"].outcomes)["open_all_year"] == "Open all year"
    assert not case.clauses
    assert not case.sources
    assert agreement(case).targets["grey_sluice"].zone == "not excluded"


def test_its_schemas_stand_beside_it_and_it_can_be_changed(tmp_path: Path) -> None:
    root = begin(tmp_path / "talks", "Talks", SIDES, MATTERS)
    assert {path.name: path.read_bytes() for path in (root / ".schemas").iterdir()} == json_schema_files()
    draft = edit(root)
    draft.add("mandates.halvora", {"id": "H1", "clause": "grey_sluice != closed"})
    assert draft.save().clauses["H1"].party == "halvora"


@pytest.mark.parametrize(
    ("title", "sides", "matters", "told"),
    [
        (" ", SIDES, MATTERS, "called"),
        ("T", SIDES[1:], MATTERS, "two sides"),
        ("T", SIDES, (), "to be settled"),
        ("T", (*SIDES, SIDES[0]), MATTERS, "one name"),
        ("T", SIDES, (Matter("Dues", "Full", ()),), "stand today"),
        ("T", SIDES, (Matter("Dues", "Full", ("Half", "Half")),), "given twice"),
    ],
)
def test_what_was_not_said_is_asked_for_and_nothing_is_written(
    tmp_path: Path, title: str, sides: tuple[Side, ...], matters: tuple[Matter, ...], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        begin(tmp_path / "talks", title, sides, matters)
    assert not (tmp_path / "talks").exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    begin(tmp_path / "talks", "Talks", SIDES, MATTERS)
    with pytest.raises(UsageError, match="something here"):
        begin(tmp_path / "talks", "Talks", SIDES, MATTERS)


WORDS = st.text(min_size=1, max_size=60).map(str.strip).filter(bool)


@given(st.lists(WORDS, min_size=4, max_size=8, unique=True))
def test_any_words_make_a_case(words: list[str]) -> None:
    sides = (Side(words[0], tuple(words[4:])), Side(words[1], (), tuple(words[4:])))
    text = text_of(words[0], sides, (Matter(words[0], words[1], tuple(words[2:])),))
    case = validated(CaseFile, read_yaml(text.encode(), "case.yaml"))
    assert [party.name for party in case.parties.values()] == words[:2]
    [issue] = case.issues.values()
    assert [*issue.outcomes.values()] == words[1:]


def test_an_id_is_no_word_of_the_formulas() -> None:
    assert id_of("not") == "not_2"
    assert id_of("x" * 300) == "x" * 40
