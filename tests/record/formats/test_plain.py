"""A plain text is its file, character for character; what is none is told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.errors import RecordError
from commonground.record.formats import plain
from commonground.record.formats.plain import plain_text, text_of


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_every_character_stays(words: str, end: str, mark: bool) -> None:
    text = (words + end) * 2
    data = text.encode("utf-8-sig" if mark else "utf-8")
    assert text_of(data) == (text if mark or not text.startswith("\ufeff") else text[1:])


def test_emoji_arabic_and_combining_marks_with_windows_line_ends() -> None:
    text = "Q: 👩‍⚖️?\r\nA: السلام e\u0301 ñ\r\n"
    source = plain_text(b"\xef\xbb\xbf" + text.encode())
    assert (source.text, source.speakers, source.asides, source.notes) == (text, None, (), ())


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ("Стороны встретились в пятницу.".encode("cp1251"), "perhaps Windows-1251"),
        ("Стороны встретились в пятницу.".encode("koi8-r"), "perhaps KOI8-R"),
        ("The côté agreed, and the rest of it did not; so it went on.".encode("cp1252"), "perhaps Windows-1252"),
        ("The parties met".encode("utf-16"), "UTF-16 text"),
        ("The parties met".encode("utf-16-le"), "UTF-16 text"),
        ("The parties met".encode("utf-16-be"), "UTF-16 text"),
        ("The parties met".encode("utf-32"), "UTF-32 text"),
        (b"%PDF-1.7\n\x00\x01", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "an old Office file, such as DOC"),
        (bytes(range(1, 32)) * 4, "binary data"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary data"),
    ],
)
def test_what_is_no_utf8_is_told(data: bytes, read: str) -> None:
    with pytest.raises(RecordError) as caught:
        plain_text(data, Path("talks.txt"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.read, problem.where.file) == ("not-utf8", read, "talks.txt")


def test_the_line_that_cannot_be_read_is_told() -> None:
    with pytest.raises(RecordError) as caught:
        text_of("one\ntwo\nthree é".encode("cp1252"))
    assert caught.value.problems[0].where.line == 3


def test_a_line_without_end_is_refused_and_its_place_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "LONGEST_LINE", 1_000)
    assert len(text_of((b"a" * 999 + b"\n") * 5)) == 5_000
    assert len(text_of((b"a" * 999 + b"\r\n") * 5)) == 5_005
    assert len(text_of(b"a" * 1_000)) == 1_000
    for data in (b"one\ntwo\n" + b"a" * 1_001, b"one\ntwo\n" + b"a" * 5_000 + b"\nfour"):
        with pytest.raises(RecordError) as caught:
            text_of(data)
        assert (caught.value.problems[0].code, caught.value.problems[0].where.line) == ("endless-line", 3)


def test_line_ends_that_part_no_turns_are_told() -> None:
    old = b"Ann: Yes.\rBen: No.\rAnn: Why?"
    (note,) = plain_text(old).notes
    assert "carriage returns alone" in note
    assert plain_text(old).text == old.decode()
    assert plain_text(old.replace(b"\r", b"\r\n")).notes == ()
    assert plain_text(b"Ann: Yes.").notes == ()
