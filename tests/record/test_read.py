"""Reading a file: its bytes hashed, its kind recognised or given, what is none refused in one sentence."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from commonground.errors import RecordError, UsageError
from commonground.record import document, read
from tests.record.formats.making import pdf_of, tei_of


def test_a_text_is_read_with_its_hash_and_kind(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    data = "\ufeffPaper: Why? 😀\r\nRuiz: مرحبا e\u0301\r\n".encode()
    path.write_bytes(data)
    talk = read(path)
    assert (talk.sha256, talk.path, talk.kind) == (sha256(data).hexdigest(), path, "interview")
    assert [talk.text[turn.start : turn.end] for turn in talk.turns] == ["Why? 😀", "مرحبا e\u0301"]
    assert len(read(str(path), kind="statement").turns) == 1


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(b"\x7fELF\x00\x01")
    with pytest.raises(RecordError, match="not a plain UTF-8 text"):
        read(path)
    with pytest.raises(RecordError, match="no such file"):
        read(tmp_path / "none.txt")


def test_what_is_too_large_is_refused_before_it_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "LIMIT", 1_000)
    path = tmp_path / "line.txt"
    path.write_bytes(b"a" * 1_001)
    with pytest.raises(RecordError, match="larger than"):
        read(path)


def test_a_kind_has_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such kind"):
        read(tmp_path / "none.txt", kind="talk")


def test_what_the_format_says_beside_the_text_comes_with_it(tmp_path: Path) -> None:
    scan, memo = tmp_path / "scan.pdf", tmp_path / "memo.xml"
    scan.write_bytes(pdf_of([["Ruiz: We met."], []]))
    assert read(scan).notes == ("No text layer, and so not read: page 2.",)
    memo.write_bytes(
        tei_of("<list type='participants'><item><persName>Ana Ruiz</persName></item></list><p>We met.</p>")
    )
    assert (read(memo).participants, read(memo).notes) == (("Ana Ruiz",), ())
    assert read(memo).overruled(kind="statement").participants == ("Ana Ruiz",)
