"""The text as it is compared, and the way back: laws, and a slow twin."""

from __future__ import annotations

import itertools
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.record.normalise import joins, normalise, normalise_mapped

# Dense in what the three steps touch: quotes, dashes, white space, marks, Hangul, an emoji with a joiner.
TOUCHED = "ab é\u0301\u0323\u0308 \t\r\n\u00a0\u2028“”‘’–—'\"-각\u1100\u1161\u11a8سم\u0651😀\u200d\ufe0f\ufeff"
TRICKY = st.text(st.sampled_from(TOUCHED))
ANY = st.text(st.characters(exclude_categories=[]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It’s” «a» ‚b‘ ‹c›", "\"It's\" \"a\" 'b' 'c'"),
        ("a–b—c−d‑e", "a-b-c-d-e"),
        (" a\r\nb\t\u00a0c\u2003 ", "a b c"),
        ("cafe\u0301", "café"),
        ("q\u0323\u0307 = q\u0307\u0323", "q\u0323\u0307 = q\u0323\u0307"),
        ("\u1112\u1161\u11ab", "한"),
        ("مُحَمَّد", "مُحَمَّد"),
        ("Case, 3,000 and … stay!", "Case, 3,000 and … stay!"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_what_is_made_alike_and_what_is_not(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(TRICKY | ANY)
def test_the_map_goes_with_the_text(text: str) -> None:
    assert normalise_mapped(text).text == normalise(text)


@given(TRICKY | ANY)
def test_twice_is_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(TRICKY | ANY)
def test_every_character_leads_back_to_what_it_stands_for(text: str) -> None:
    view = normalise_mapped(text)
    assert len(view.starts) == len(view.ends) == len(view.text)
    pieces = sorted(set(zip(view.starts, view.ends, strict=True)))
    assert all(0 <= start < end <= len(text) for start, end in pieces)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(pieces)), "pieces overlap"
    for start, end in pieces:
        first, last = view.starts.index(start), len(view.ends) - list(view.ends)[::-1].index(end)
        piece = view.text[first:last]
        assert normalise(text[start:end]) == piece.strip()
        assert view.original(first, last) == (start, end)


@given(TRICKY, st.data())
def test_a_stretch_of_the_view_is_the_view_of_its_stretch(text: str, data: st.DataObject) -> None:
    view = normalise_mapped(text)
    edges = [i for i in range(len(view.text) + 1) if not 0 < i < len(view.text) or view.starts[i] != view.starts[i - 1]]
    start, end = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
    if start < end:
        first, last = view.original(start, end)
        assert normalise(text[first:last]) == view.text[start:end].strip()


def test_joins_knows_every_character_that_may_compose_with_the_one_before() -> None:
    """The twin reads Unicode's own table: the second characters of all canonical pairs, and Hangul by its rule."""
    composing = {chr(point) for point in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    for point in range(sys.maxunicode + 1):
        character = chr(point)
        pair = unicodedata.decomposition(character).split()
        if unicodedata.combining(character):
            composing.add(character)
        if len(pair) == 2 and not pair[0].startswith("<"):
            composing.add(chr(int(pair[1], 16)))
    assert len(composing) > 900
    assert [f"{ord(character):X}" for character in composing if not joins(character)] == []
    assert not any(joins(character) for character in "aяأ一가😀 '\n\u200d")
