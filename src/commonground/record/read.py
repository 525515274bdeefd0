"""Reading a file of the record, whatever its format, into a document."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from commonground.record.document import Document, bytes_of
from commonground.record.formats import FORMATS, format_of

__all__ = ["read"]


def read(path: Path | str, kind: str | None = None) -> Document:
    """The document in a file of at most 50 MB; ``kind`` overrules the kind that is recognised."""
    path = Path(path)
    data = bytes_of(path)
    source = FORMATS[format_of(data, path)](data, path)
    return Document(source.text, sha256(data).hexdigest(), path)
