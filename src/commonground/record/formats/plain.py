"""Plain text in UTF-8, with or without a byte order mark. It marks no structure at all.

Other encodings are told and not converted: which one it is can only be guessed, and a wrong guess changes names.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from commonground.errors import RecordError
from commonground.record.formats.refusing import refused
from commonground.record.formats.source import Source

__all__ = ["LONGEST_LINE", "plain_text", "text_of"]

LONGEST_LINE = 2_000_000  # characters: a book of 350,000 words without one line end

_OLD_ENDS = (
    "Its lines end with carriage returns alone, and count as one: save it with other line ends to have its turns found."
)
_SAMPLE = 20_000  # bytes looked at to tell what a file may be
_MARKS = {  # UTF-32 first: its mark begins like that of UTF-16
    codecs.BOM_UTF32_LE: "UTF-32 text",
    codecs.BOM_UTF32_BE: "UTF-32 text",
    codecs.BOM_UTF16_LE: "UTF-16 text",
    codecs.BOM_UTF16_BE: "UTF-16 text",
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip file, such as DOCX, ODT or EPUB",
    b"\xd0\xcf\x11\xe0": "an old Office file, such as DOC",
}
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\v\x1a\x1b")


def plain_text(data: bytes, path: Path | None = None) -> Source:
    """The text of a UTF-8 file; it is said where its lines end in a way that the rules for turns do not know."""
    text = text_of(data, path)
    return Source(text, notes=(_OLD_ENDS,) if "\r" in text and "\n" not in text else ())


def text_of(data: bytes, path: Path | None = None) -> str:
    """The characters of a UTF-8 file, its line ends as they are; RecordError where it is none."""
    kind = _kind(data)
    if kind:
        raise _not_utf8(path, "This is not a plain UTF-8 text.", read=kind)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"This is not a plain UTF-8 text: byte {error.start} cannot be read."
        likely = _likely(data[error.start : error.start + _SAMPLE])
        raise _not_utf8(path, what, read=likely, line=line) from None
    _check_lines(text, path)
    return text


def _kind(data: bytes) -> str | None:
    """What a file is that is no text of one byte or more a character; None where nothing speaks against one."""
    head = data[:_SAMPLE]
    zero = b"\x00" in data
    for mark, name in _MARKS.items():
        if data.startswith(mark) and (zero or not mark.startswith((b"%", b"P"))):
            return name
    pairs = len(head) // 2
    if zero and pairs > 3 and b"\x00\x00" not in head and max(head[0::2].count(0), head[1::2].count(0)) > pairs * 0.4:
        return "UTF-16 text"
    if zero or sum(byte in _CONTROLS for byte in head) * 50 > len(head):
        return "binary data"
    return None


def _likely(sample: bytes) -> str | None:
    """The encoding of one byte a character that the high bytes look like; no more than a hint."""
    high = [byte for byte in sample if byte >= 0x80]
    if len(sample) > 3 and len(high) > len(sample) * 0.3:
        if sum(byte >= 0xC0 for byte in high) < len(high) * 0.9:
            return None
        small_in_1251 = sum(byte >= 0xE0 for byte in high)
        return "perhaps Windows-1251" if small_in_1251 > len(high) / 2 else "perhaps KOI8-R"
    return "perhaps Windows-1252" if len(high) < len(sample) * 0.2 else None


def _check_lines(text: str, path: Path | None) -> None:
    start = 0
    while len(text) - start > LONGEST_LINE:
        ends = (text.rfind(end, start, start + LONGEST_LINE) for end in "\n\r")
        found = max(ends)
        if found < 0:
            what = f"A line is longer than {LONGEST_LINE // 1_000_000} million characters."
            raise refused(path, what, "endless-line", line=text.count("\n", 0, start) + 1)
        start = found + 1


def _not_utf8(path: Path | None, what: str, *, read: str | None, line: int | None = None) -> RecordError:
    return refused(path, what, "not-utf8", read=read, expected="plain text in UTF-8", line=line)
