"""Texts are read as they are, or refused with the reason."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from commonground.errors import RecordError
from commonground.record import Document, document, read_document


def test_text_and_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    data = "Q: «Почему?»\r\nA: مرحبا 😀 e\u0301\n".encode()
    (tmp_path / "a.txt").write_bytes(data)
    read = read_document(tmp_path / "a.txt")
    assert read == Document("Q: «Почему?»\r\nA: مرحبا 😀 e\u0301\n", sha256(data).hexdigest(), tmp_path / "a.txt")
    assert read_document(str(tmp_path / "a.txt")) == read
    assert "Почему" not in repr(read), "a text of a million words must not be printed by accident"


def test_a_byte_order_mark_is_not_text_but_counts_in_the_hash(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfHello")
    read = read_document(tmp_path / "a.txt")
    assert (read.text, read.sha256) == ("Hello", sha256(b"\xef\xbb\xbfHello").hexdigest())


def test_a_text_from_no_file_has_the_hash_of_its_utf8() -> None:
    assert Document.from_text("é").sha256 == sha256("é".encode()).hexdigest()


def test_an_empty_text_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert read_document(tmp_path / "a.txt").text == ""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("Привет".encode("cp1251"), "byte 0"),
        (b"one\ntwo\xff", "a.txt:2: .*byte 7"),
        ("text".encode("utf-16"), "UTF-16 text"),
        (b"%PDF-1.7\x00", "a PDF"),
        (b"PK\x03\x04\x00", "a zip file, such as DOCX"),
        (b"\x7fELF\x00", "binary data"),
    ],
)
def test_what_is_not_utf8_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(RecordError, match=words) as caught:
        read_document(tmp_path / "a.txt")
    assert caught.value.problems[0].code == "not-utf8"
    assert caught.value.problems[0].expected == "plain text in UTF-8"


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "LIMIT", 1_000_000)
    (tmp_path / "a.txt").write_bytes(b"a" * 1_000_000)
    assert len(read_document(tmp_path / "a.txt").text) == 1_000_000
    (tmp_path / "a.txt").write_bytes(b"a" * 1_000_001)
    with pytest.raises(RecordError, match="larger than 1 MB"):
        read_document(tmp_path / "a.txt")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    none = "no such file"
    for path, words in ((tmp_path / "none", none), (tmp_path, "a folder"), (tmp_path / "a\x00b", none)):
        with pytest.raises(RecordError, match=words):
            read_document(path)
