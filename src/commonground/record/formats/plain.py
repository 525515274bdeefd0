"""Plain text in UTF-8, with or without a byte order mark. It marks no structure at all."""

from __future__ import annotations

from pathlib import Path

from commonground.errors import Problem, RecordError, Where
from commonground.record.formats.source import Source

__all__ = ["plain_text", "text_of"]

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def plain_text(data: bytes, path: Path | None = None) -> Source:
    """The text of a UTF-8 file."""
    return Source(text_of(data, path))


def text_of(data: bytes, path: Path | None = None) -> str:
    """The characters of a UTF-8 file, its line ends as they are; RecordError where it is none."""
    if b"\x00" in data or data.startswith(_UTF16_MARKS):
        raise _refused(path, "This is not a plain UTF-8 text.", read=_kind(data))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"This is not a plain UTF-8 text: byte {error.start} cannot be read."
        raise _refused(path, what, line=line) from None


def _kind(data: bytes) -> str:
    if data.startswith(_UTF16_MARKS):
        return "UTF-16 text"
    if data.startswith(b"%PDF"):
        return "a PDF"
    if data.startswith(b"PK\x03\x04"):
        return "a zip file, such as DOCX, ODT or EPUB"
    return "binary data"


def _refused(path: Path | None, what: str, *, read: str | None = None, line: int | None = None) -> RecordError:
    where = Where(str(path) if path else None, line)
    return RecordError(Problem(what, where, read=read, expected="plain text in UTF-8", code="not-utf8"))
