"""A quick look for strings must never lose a match of the pattern that they were read off."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.statements.cues import lexicon
from commonground.statements.required import required

# Patterns from the inside out: letters, classes and look-arounds, then rows, alternatives and repetitions of them.
SIMPLE = st.sampled_from(["ab", "c", "[xy]", r"\w", r"\s+", "(?!q)", "(?<!q)", "(?=a)", r"n[’']t", r"\.", "[^a-c]"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    group = st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})")
    repeated = st.tuples(group, st.sampled_from(["", "?", "*", "+", "+?", "{0,2}", "{2}", "{1,3}"])).map("".join)
    return st.lists(inner | repeated, min_size=1, max_size=4).map("".join)


PATTERNS = st.recursive(SIMPLE, _grown, max_leaves=12)


@given(PATTERNS, st.data())
def test_every_match_holds_one_of_the_strings(pattern: str, data: st.DataObject) -> None:
    text = data.draw(
        st.text("abcqxyn’t. ", max_size=30) | st.from_regex("[abcqxyn’t. ]*ab[abcxy]{0,8}", fullmatch=True)
    )
    strings = required(pattern)
    if strings and re.search(pattern, text, re.IGNORECASE):
        assert any(each in text.lower() for each in strings)


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        ("reject(?:ed)?", {"reject"}),
        ("(?:reject|refus)(?:ed)? the", {"reject", "refus"}),
        ("colou?r", {"colo"}),
        ("a+bc", {"bc"}),
        (r"\w+ly|now", {"ly", "now"}),
        (r"\w+y|now", set()),
        ("(?:now)?", set()),
        ("(?:now){0,3}", set()),
        ("(?:now){2}", {"now"}),
        ("(?=now)\\w+", set()),
        ("Now|NOWHERE", {"now"}),
        ("(?-i:[A-Z])x must", {"x must"}),
        ("[]a]bcd", {"bcd"}),
        ("now)then", set()),
    ],
)
def test_strings_of(pattern: str, strings: set[str]) -> None:
    assert required(pattern) == strings


def test_rules_are_met_as_they_were_without_the_look() -> None:
    for cue in lexicon().cues:
        for sentence in cue.yes:
            assert any(each in sentence.lower() for each in cue.required), cue.name
