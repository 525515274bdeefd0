"""The words of a case, and the nearest one where a coding uses another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.errors import Where
from commonground.statements import Statement, Vocabulary

WORDS = Vocabulary(
    actors={"ukraine": ("Ukraine",), "kyslytsya": ("Sergiy Kyslytsya", "Kyslytsya")},
    issues={"ceasefire": ("Ceasefire",)},
    options={"offensive": ("Keep attacking",)},
)
KNOWN = Statement(id="s1", document="d", speaker="kyslytsya", source="ukraine", act="claim", issue="ceasefire")


@pytest.mark.parametrize(
    ("kind", "word", "nearest"),
    [
        ("actor", "ukrane", "ukraine"),
        ("actor", "Kyslycja", "kyslytsya"),
        ("issue", "Ceasefires", "ceasefire"),
        ("option", "keep attackin", "offensive"),
        ("option", "ceasefire", None),
    ],
)
def test_unknown_words_and_what_may_be_meant(kind: object, word: str, nearest: str | None) -> None:
    problem = WORDS.unknown(kind, word, Where("f", 2))  # type: ignore[arg-type]
    assert problem is not None
    assert (problem.code, problem.read, problem.nearest) == (f"unknown-{kind}", word, nearest)
    assert problem.where == Where("f", 2)


def test_known_words() -> None:
    assert WORDS.unknown("actor", "ukraine") is None
    assert WORDS.problems(KNOWN) == []
    assert WORDS.problems(replace(KNOWN, issue=None, addressee=None)) == []


def test_a_name_is_no_id() -> None:
    problem = WORDS.unknown("actor", "Ukraine")
    assert problem is not None
    assert problem.nearest == "ukraine"


def test_every_word_of_a_statement_is_looked_at() -> None:
    odd = Statement(id="s", document="d", speaker="a", source="b", addressee="c", issue="d", act="claim")
    found = [(problem.code, problem.where.field) for problem in WORDS.problems(replace(odd, where=Where("f", 9)))]
    assert found == [
        ("unknown-actor", "body.speaker"),
        ("unknown-actor", "body.source"),
        ("unknown-actor", "body.addressee"),
        ("unknown-issue", "body.issue"),
    ]
    assert {problem.where.line for problem in WORDS.problems(replace(odd, where=Where("f", 9)))} == {9}
