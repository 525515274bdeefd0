"""Where to look for words that are lost: by the words where they are known, else by what stood around them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.record import Document, anchor_at, find, normalise, seal
from commonground.record.nearest import nearest

TEXT = (
    "The council met at noon. The mayor said that the northern dam stays closed until the harvest is in. "
    "Nobody else asked for the floor. The council met again at four and heard the engineers on the old mill."
)
WORDS = "the northern dam stays closed until the harvest is in"


def near(text: str, changed: str, words: str, *, sealed: bool) -> str | None:
    start = text.index(words)
    anchor = anchor_at(Document.from_text(text), start, start + len(words))
    document = Document.from_text(changed)
    place = nearest(document, seal(anchor) if sealed else anchor)
    return None if place is None else document.text[slice(*place)]


@pytest.mark.parametrize("sealed", [False, True])
def test_words_that_were_changed_a_little_are_found_where_they_were(sealed: bool) -> None:
    changed = "Corrected.\n\n" + TEXT.replace("the harvest is in", "the harvest is over")
    found = near(TEXT, changed, WORDS, sealed=sealed)
    assert found is not None
    assert found.startswith("the northern dam stays closed until the harvest is")


def test_words_that_moved_and_changed_are_found_by_the_words() -> None:
    changed = (
        "A dam, said the mayor, the northern dam, stays closed till the harvest is in.\n\nThe council met at noon."
    )
    found = near(TEXT, changed, WORDS, sealed=False)
    assert found is not None
    assert "northern dam, stays closed" in found


@pytest.mark.parametrize("sealed", [False, True])
def test_where_nothing_is_like_them_there_is_no_hint(sealed: bool) -> None:
    assert near(TEXT, "The weather stays fine.", WORDS, sealed=sealed) is None
    assert near(TEXT, "", WORDS, sealed=sealed) is None
    assert near(TEXT, "!?", WORDS, sealed=sealed) is None


def test_of_two_places_that_are_alike_the_one_nearer_to_where_it_was() -> None:
    line = "We want the bridge shut. "
    filler = "Somebody coughed at the back. " * 5
    text = line + filler + line.replace("shut", "open") + filler
    anchor = anchor_at(Document.from_text(text), text.index("open") - 19, text.index("open") + 4)
    changed = Document.from_text(text.replace("open", "broken"))
    place = nearest(changed, anchor)
    assert place is not None
    assert place[0] == anchor.start


SAID = ["toll", "dam", "river", "mill", "ferry", "we", "shall", "not", "pay", "open"]
words = st.lists(st.sampled_from(SAID), min_size=1, max_size=12)


@given(words, words)
def test_the_hint_shares_as_much_as_the_best_window_does(sought: list[str], text: list[str]) -> None:
    """The slow twin: every window of as many words, shared words counted one by one."""
    document = Document.from_text(" ".join(text))
    anchor = anchor_at(Document.from_text(" ".join(sought)), 0, len(" ".join(sought)), context=0)

    def shared(window: list[str]) -> int:
        left = list(sought)
        total = 0
        for word in window:
            if word in left:
                left.remove(word)
                total += len(word)
        return total

    best = max(shared(text[max(0, end - len(sought)) : end]) for end in range(1, len(text) + 1))
    place = nearest(document, anchor)
    if 2 * best < sum(map(len, sought)):
        assert place is None
    else:
        assert place is not None
        assert shared(re.findall(r"\w+", normalise(document.text[slice(*place)]))) == best


@given(st.text(max_size=60), st.text(max_size=60), st.data())
def test_any_hint_is_a_stretch_of_the_text(text: str, changed: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if not normalise(text[start:end]):
        return
    anchor = anchor_at(Document.from_text(text), start, end)
    document = Document.from_text(changed)
    for each in (anchor, seal(anchor)):
        place = nearest(document, each)
        assert place is None or 0 <= place[0] < place[1] <= len(changed)
        assert find(document, each).status in {"exact", "moved", "ambiguous", "lost"}
