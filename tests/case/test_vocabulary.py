"""The words of a case, as a coding may use them."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.case import load
from commonground.case.vocabulary import vocabulary_of
from tests.case.folders import MINIMAL, folder, whole


def test_parties_and_actors_go_by_their_names_and_aliases(tmp_path: Path) -> None:
    words = vocabulary_of(load(whole(tmp_path / "a", MINIMAL + "options: {north: {dig: Dig a tunnel}}\n")))
    assert words.actors == {
        "north": ("North",),
        "south": ("South",),
        "judge": ("The judge",),
        "ann": ("Ann Lee",),
        "bob": ("Bob",),
    }
    assert words.parties == {"ann": "north", "bob": "south"}
    assert (words.options, words.issues["toll"]) == ({"dig": ("Dig a tunnel",)}, ("toll",))


def test_an_actor_called_like_a_party_adds_its_words(tmp_path: Path) -> None:
    text = "case: x\nparties: {north: North}\nactors: {north: {name: North, aliases: [The council]}}\n"
    assert vocabulary_of(load(folder(tmp_path / "a", text))).actors == {"north": ("North", "The council")}


@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962"])
def test_the_bundled_statements_use_the_words_of_their_cases(name: str) -> None:
    case = load(name)
    words = vocabulary_of(case)
    assert case.statements
    assert not [problem for statement in case.statements.values() for problem in words.problems(statement)]
