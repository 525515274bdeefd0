"""Quotations are found again, plain and sealed alike, or it is said that they are not."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commonground.errors import RecordError
from commonground.record import Anchor, Document, Place, Sealed, anchor_at, find, normalise, seal

BOTH = pytest.mark.parametrize("kept", [lambda anchor: anchor, seal], ids=["plain", "sealed"])

TEXT = "They met at noon. One side asked for a pause of thirty days. The other took note. Nobody signed."


def anchor_on(text: str, words: str, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return anchor_at(Document.from_text(text), start, start + len(words))


def words_at(text: str, place: Place) -> str:
    assert place.start is not None
    return text[place.start : place.end]


class TestMaking:
    def test_a_plain_anchor_has_the_words_and_their_surroundings(self) -> None:
        anchor = anchor_on(TEXT, "asked")
        assert (anchor.exact, TEXT[anchor.start : anchor.end]) == ("asked", "asked")
        assert (anchor.prefix, anchor.suffix) == (TEXT[: anchor.start], " for a pause of thirty days. The")
        assert anchor.sha256 == Document.from_text(TEXT).sha256

    def test_at_the_ends_there_is_less_around(self) -> None:
        anchor = anchor_at(Document.from_text(TEXT), 0, len(TEXT))
        assert (anchor.prefix, anchor.exact, anchor.suffix) == ("", TEXT, "")

    def test_a_context_does_not_begin_or_end_within_a_character_and_its_marks(self) -> None:
        text = "e\u0301bc WORD xyo\u0308"
        start = text.index("WORD")
        anchor = anchor_at(Document.from_text(text), start, start + 4, context=4)
        assert (anchor.prefix, anchor.suffix) == ("bc ", " xy")

    def test_a_sealed_anchor_has_no_words_in_it(self) -> None:
        sealed = seal(anchor_on("He said: “No –  never”.", "“No –  never”"))
        assert sealed.sealed
        assert sealed.quote is None
        assert sealed.exact == Sealed(12, sha256(b'"No - never"').hexdigest())
        assert "never" not in repr(sealed)
        assert seal(sealed) == sealed

    @pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, len(TEXT) + 1), (len(TEXT), len(TEXT))])
    def test_there_must_be_such_a_stretch(self, start: int, end: int) -> None:
        with pytest.raises(RecordError, match=f"from {start} to {end}"):
            anchor_at(Document.from_text(TEXT), start, end)

    def test_white_space_is_no_quotation(self) -> None:
        with pytest.raises(RecordError, match="white space"):
            anchor_at(Document.from_text("a \n b"), 1, 4)

    @pytest.mark.parametrize("sealed", [(3, "abc"), (-1, "0" * 64), (3, "A" * 64)])
    def test_a_seal_is_a_length_and_a_hash(self, sealed: tuple[int, str]) -> None:
        with pytest.raises(RecordError, match="sha256 of 64 digits"):
            Sealed(*sealed)


@BOTH
class TestFinding:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (TEXT, "a pause of thirty days"),
            ("first 😀 then talks", "then"),
            ("قال الوفد إنه لم يتلق ردا بعد", "لم يتلق ردا"),
            ("un cafe\u0301 serre\u0301 a\u0300 midi", "cafe\u0301 serre\u0301"),
            ("one\r\ntwo\r\nthree", "two\r\nthree"),
            ("He called it “a pause – no more”.", "“a pause – no more”"),
            ("停火三十天，然后谈判。", "三十天"),
        ],
        ids=["English", "emoji", "Arabic", "combining", "CRLF", "typographic", "Chinese"],
    )
    def test_in_the_same_text_and_after_an_insertion(self, kept: object, text: str, words: str) -> None:
        assert callable(kept)
        anchor = kept(anchor_on(text, words))
        place = find(Document.from_text(text), anchor)
        assert (place.status, words_at(text, place)) == ("exact", words)
        longer = "😀 New: " + text
        place = find(Document.from_text(longer), anchor)
        assert (place.status, words_at(longer, place)) == ("moved", words)
        assert find(Document.from_text(text.replace(words, "")), anchor) == Place("lost")

    @pytest.mark.parametrize(
        ("retyped", "expected"),
        [
            ('x He  called it\n"a pause - no more".', '"a pause - no more"'),
            ("x He called it «a pause — no\r\nmore».", "«a pause — no\r\nmore»"),
            ("x He called it “a\u00a0pause – no more”.", "“a\u00a0pause – no more”"),
        ],
    )
    def test_typography_and_line_breaks_do_not_matter(self, kept: object, retyped: str, expected: str) -> None:
        assert callable(kept)
        anchor = kept(anchor_on("He called it “a pause – no more”.", "“a pause – no more”"))
        place = find(Document.from_text(retyped), anchor)
        assert (place.status, words_at(retyped, place)) == ("moved", expected)

    def test_composed_and_decomposed_are_the_same(self, kept: object) -> None:
        assert callable(kept)
        anchor = kept(anchor_on("le cafe\u0301 serre\u0301", "cafe\u0301"))
        place = find(Document.from_text("Bonjour: le café serré"), anchor)
        assert place == Place("moved", 12, 16)

    @pytest.mark.parametrize("changed", ["pauses", "Pause", "pau se", "paus", "break"])
    def test_other_words_are_not_the_words(self, kept: object, changed: str) -> None:
        assert callable(kept)
        anchor = kept(anchor_on(TEXT, "a pause of"))
        assert find(Document.from_text(TEXT.replace("pause", changed)), anchor) == Place("lost")

    def test_having_stayed_where_everything_around_changed(self, kept: object) -> None:
        assert callable(kept)
        anchor = kept(anchor_on("aaa WORD bbb", "WORD"))
        assert find(Document.from_text("xxx WORD yyy"), anchor) == Place("exact", 4, 8)

    def test_a_wrong_position_in_the_right_text_is_put_right_and_told(self, kept: object) -> None:
        assert callable(kept)
        right = kept(anchor_on(TEXT, "thirty"))
        for start, end in ((0, 6), (right.start + 1, right.end + 1), (10**9, 10**9 + 6), (-6, -1)):
            wrong = Anchor(right.sha256, start, end, right.exact, right.prefix, right.suffix)
            assert find(Document.from_text(TEXT), wrong) == Place("moved", right.start, right.end)

    @pytest.mark.parametrize("nth", [0, 1, 2])
    def test_of_several_the_surroundings_decide(self, kept: object, nth: int) -> None:
        assert callable(kept)
        text = "First no to the left. Then no to the right. At last no to both."
        anchor = kept(anchor_on(text, "no", nth))
        longer = "Again: " + text
        place = find(Document.from_text(longer), anchor)
        assert place.status == "moved"
        assert place.start == anchor.start + len("Again: ")

    def test_one_side_of_the_surroundings_is_enough(self, kept: object) -> None:
        assert callable(kept)
        anchor = kept(anchor_on("Left side: no. Right side: no, thanks.", "no", 1))
        place = find(Document.from_text("Left side: no. The wrong side: no, thanks."), anchor)
        assert place == Place("moved", 31, 33)

    def test_without_surroundings_several_are_ambiguous(self, kept: object) -> None:
        assert callable(kept)
        anchor = kept(anchor_on("They said no to us.", "no"))
        place = find(Document.from_text("yes, no, no, yes"), anchor)
        assert place == Place("ambiguous", candidates=((5, 7), (9, 11)))
        assert not place.found

    def test_a_copy_of_everything_is_ambiguous_unless_one_has_stayed(self, kept: object) -> None:
        assert callable(kept)
        line = "He looked up and said no and went on with his papers as if nothing had happened. "
        anchor = kept(anchor_on(line, "no"))
        assert find(Document.from_text(line * 3), anchor) == Place("exact", anchor.start, anchor.end)
        place = find(Document.from_text("So. " + line * 3), anchor)
        assert place.status == "ambiguous"
        assert [start - anchor.start for start, _ in place.candidates] == [4, 4 + len(line), 4 + 2 * len(line)]

    def test_another_at_the_old_position_is_not_taken_for_it(self, kept: object) -> None:
        assert callable(kept)
        old = "A: no. B: never. C: no, thank you."
        anchor = kept(anchor_on(old, "no", 0))
        new = "Z: no! Later: A: no. B: never. C: no, thank you."
        assert find(Document.from_text(new), anchor) == Place("moved", 17, 19)

    def test_a_part_of_a_word_can_be_anchored(self, kept: object) -> None:
        assert callable(kept)
        anchor = kept(anchor_on("a ceasefire in place", "fire"))
        assert find(Document.from_text("only a ceasefire in place"), anchor) == Place("moved", 12, 16)

    def test_whole_words_go_before_parts_of_words(self, kept: object) -> None:
        assert callable(kept)
        anchor = kept(anchor_on("the cat sat", "cat"))
        place = find(Document.from_text("well, concatenate the cat sat"), anchor)
        assert place == Place("moved", 22, 25)

    def test_a_letter_with_a_mark_is_another_letter(self, kept: object) -> None:
        assert callable(kept)
        anchor = kept(anchor_on("so q it is", "q"))
        for text in ("so q\u0323 it is", "oh so q\u0323 it is", "so \u0301q it is"):
            assert find(Document.from_text(text), anchor).status == ("moved" if "\u0301" in text else "lost")


PIECES = st.lists(
    st.sampled_from(["no", "yes", " ", "\n", "“", ".", "e\u0301", "\u0301", "😀", "سلام", "–", "谈"]), max_size=14
)


@given(PIECES, PIECES, PIECES, PIECES, PIECES)
def test_sealed_and_plain_find_the_same(
    before: list[str], words: list[str], after: list[str], new_before: list[str], new_after: list[str]
) -> None:
    """And what either finds is the words: no verdict but by them."""
    quoted = "".join(words)
    assume(normalise(quoted))
    old = Document.from_text("".join([*before, quoted, *after]))
    start = len("".join(before))
    anchor = anchor_at(old, start, start + len(quoted), context=5)
    assert find(old, anchor) == find(old, seal(anchor)) == Place("exact", start, start + len(quoted))
    new = Document.from_text("".join([*new_before, quoted, *new_after]))
    place = find(new, anchor)
    assert place == find(new, seal(anchor))
    for first, last in ((place.start, place.end), *place.candidates):
        if first is not None:
            assert normalise(new.text[first:last]) == normalise(quoted)


@given(st.text("ab ", min_size=1, max_size=6), st.text("ab \n", max_size=30))
def test_all_places_are_weighed(words: str, text: str) -> None:
    """Against a twin that compares every stretch of the text."""
    assume(normalise(words) and not words.startswith(" ") and not words.endswith(" "))
    anchor = anchor_at(Document.from_text(f"¤{words}¤"), 1, 1 + len(words))  # its surroundings are nowhere else
    stretches = [(i, j) for i in range(len(text)) for j in range(i + 1, len(text) + 1)]
    tight = [(i, j) for i, j in stretches if not text[i].isspace() and not text[j - 1].isspace()]
    same = [(i, j) for i, j in tight if normalise(text[i:j]) == normalise(words)]
    place = find(Document.from_text(text), seal(anchor))
    if (1, 1 + len(words)) in same and len(same) == 1:
        assert place.status == "exact"
    elif len(same) == 1:
        assert place == Place("moved", *same[0])
    elif same:
        assert place == Place("ambiguous", candidates=tuple(same))
    else:
        assert place == Place("lost")
