"""Names are found as one long alternation of them all would find them, which is the slow twin here."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.statements.mentions import Mentions

PRONOUNS = r"[Ii]|[Ww]e|[Oo]ur|[Mm]y|[Tt]hey|[Tt]heir|[Hh]e|[Ss]he|[Ii]t|[Hh]is|[Hh]er|[Ii]ts|[Yy]ou|[Yy]our"
NAMES = ["Anna", "Anna Orlo", "Orlo", "Orsk", "Orskian", "Orsk-on-Sea", "It", "O’Neil", "Élan", "IT Bureau", "We Two"]
PIECES = [
    *NAMES,
    "orsk",
    "Orsks",
    "they",
    "it",
    "his",
    "we",
    "you",
    "’s",
    "'s",
    "_",
    "-",
    " ",
    "  ",
    ",",
    ".",
    "x",
    "É",
]


def twin(names: list[str], text: str) -> list[tuple[int, int]]:
    known = "|".join(map(re.escape, sorted(names, key=lambda each: (-len(each), each))))
    pattern = re.compile(rf"(?<!\w)(?:{known + '|' if known else ''}{PRONOUNS})(?:['’]s)?(?!\w)")
    return [match.span() for match in pattern.finditer(text)]


@given(st.lists(st.sampled_from(NAMES), unique=True), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_as_the_slow_twin(names: list[str], text: str) -> None:
    assert [(each.start, each.end) for each in Mentions(names).find(text)] == twin(names, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna Orlo’s hat and Anna’s", ["Anna Orlo’s", "Anna’s"]),
        ("Anna Orlov saw Orsk's flag", ["Anna", "Orsk's"]),
        ("Theirs is not theirs; their own is", ["their"]),
    ],
)
def test_words_found(text: str, words: list[str]) -> None:
    assert [each.word for each in Mentions(NAMES).find(text)] == words


def test_search_begins_where_it_is_told() -> None:
    assert [each.start for each in Mentions(["Orsk"]).find("Orsk and Orsk", 2)] == [9]
