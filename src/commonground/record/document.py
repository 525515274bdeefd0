"""A document: a text that is never changed once read.

Offsets everywhere are code points of ``text``, which holds the file's line ends as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from commonground.errors import Problem, RecordError, Where

__all__ = ["LIMIT", "Document", "read_document"]

LIMIT = 50_000_000  # bytes
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Document:
    """A text, the sha256 (hex) of the bytes of its file, and where that file is."""

    text: str = field(repr=False)
    sha256: str
    path: Path | None = None

    @classmethod
    def from_text(cls, text: str) -> Document:
        """A document that comes from no file."""
        return cls(text, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())

    @classmethod
    def from_bytes(cls, data: bytes, path: Path | None = None) -> Document:
        """A document from the bytes of a UTF-8 file; a byte order mark is tolerated."""
        if b"\x00" in data or data.startswith(_UTF16_MARKS):
            raise _refused(path, "This is not a plain UTF-8 text.", "not-utf8", read=_kind(data))
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            what = f"This is not a plain UTF-8 text: byte {error.start} cannot be read."
            raise _refused(path, what, "not-utf8", line=line) from None
        return cls(text, sha256(data).hexdigest(), path)


def read_document(path: Path | str) -> Document:
    """Read a plain UTF-8 text of at most 50 MB."""
    path = Path(path)
    try:
        if not path.is_file():
            what = "This is a folder, not a text." if path.is_dir() else "There is no such file."
            raise _refused(path, what, "no-document")
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(path, f"The text cannot be read: {reason}.", "no-document") from None
    if len(data) > LIMIT:
        raise _refused(path, f"The text is larger than {LIMIT // 1_000_000} MB.", "too-large")
    return Document.from_bytes(data, path)


def _kind(data: bytes) -> str:
    if data.startswith(_UTF16_MARKS):
        return "UTF-16 text"
    if data.startswith(b"%PDF"):
        return "a PDF"
    if data.startswith(b"PK\x03\x04"):
        return "a zip file, such as DOCX, ODT or EPUB"
    return "binary data"


def _refused(
    path: Path | None, what: str, code: str, *, read: str | None = None, line: int | None = None
) -> RecordError:
    where = Where(str(path) if path else None, line)
    expected = "plain text in UTF-8" if code == "not-utf8" else None
    return RecordError(Problem(what, where, read=read, expected=expected, code=code))
