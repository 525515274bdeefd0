"""A document: a text that is never changed once read.

Offsets everywhere are code points of ``text``, which holds the file's line ends as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from commonground.errors import Problem, RecordError, Where
from commonground.record.formats.plain import text_of

__all__ = ["LIMIT", "Document", "bytes_of", "read_document"]

LIMIT = 50_000_000  # bytes


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
        return cls(text_of(data, path), sha256(data).hexdigest(), path)


def read_document(path: Path | str) -> Document:
    """Read a plain UTF-8 text of at most 50 MB, whatever its name."""
    path = Path(path)
    return Document.from_bytes(bytes_of(path), path)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file that is there and not too large; RecordError otherwise."""
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
    return data


def _refused(path: Path, what: str, code: str) -> RecordError:
    return RecordError(Problem(what, Where(str(path)), code=code))
