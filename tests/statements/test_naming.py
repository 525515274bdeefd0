"""Names to ids, with a case and without one."""

from __future__ import annotations

import pytest

from commonground.record import Document
from commonground.statements import Vocabulary
from commonground.statements.issues import Issues
from commonground.statements.naming import Names, vocabulary_in

CASE = Vocabulary(
    actors={
        "vel": ("Veldania", "the Hill"),
        "ors": ("Orsk",),
        "orlo": ("Anna Orlo",),
        "a_brenn": ("Tomas Brenn",),
        "b_brenn": ("Ida Brenn",),
    },
    parties={"orlo": "vel", "a_brenn": "ors"},
)


@pytest.mark.parametrize(
    ("word", "actor"),
    [
        ("vel", "vel"),
        ("VELDANIA", "vel"),
        ("Veldania’s", "vel"),
        ("the Veldanian delegation", "vel"),
        ("Veldanians", "vel"),
        ("the Hill", "vel"),
        ("Mr. Orlo (Veldania)", "orlo"),
        ("Minister Anna Orlo", "orlo"),
        ("Brenn", None),  # two of that name
        ("Veldanistan", None),
        ("Orlov", None),
        ("unknown", "unknown"),
        ("", None),
    ],
)
def test_names(word: str, actor: str | None) -> None:
    assert Names(CASE).actor(word) == actor


def test_party() -> None:
    assert (Names(CASE).party("orlo"), Names(CASE).party("b_brenn")) == ("vel", "b_brenn")


def test_actors_of_a_text() -> None:
    text = (
        "Herald: Who came?\nAnna Orlo: On Monday the Orsk side came. "
        "They (the Northerners) sang, and Brenn said: “Yes.”\n"
    )
    actors = vocabulary_in(Document.from_text(text)).actors
    assert {"Herald", "Anna Orlo", "Orsk side", "Northerners", "Brenn"} <= set(actors)
    assert "Monday" not in actors


ISSUES = Issues(
    Vocabulary(
        issues={"truce": ("Truce", "ceasefire"), "captives": ("Exchange of captives",), "map": ("Map of the lake",)}
    )
)


@pytest.mark.parametrize(
    ("words", "issue"),
    [
        ("a CEASEFIRE at noon", "truce"),
        ("two ceasefires", "truce"),
        ("all the captives", "captives"),
        ("the exchange\nof captives and a truce", "captives"),
        ("a map", "map"),
        ("mapping the shore", None),
        ("", None),
    ],
)
def test_issues(words: str, issue: str | None) -> None:
    assert ISSUES.of(words) == issue


def test_without_issues() -> None:
    assert Issues(Vocabulary()).of("truce") is None
