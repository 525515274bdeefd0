"""Reading a file of the record, whatever its format, into a document."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from commonground.errors import Problem, RecordError, Where
from commonground.record.document import Document, bytes_of
from commonground.record.english import NOT_ENGLISH, is_in_another_language
from commonground.record.formats import FORMATS, format_of
from commonground.record.kinds import checked_kind

__all__ = ["read", "read_words"]


def read(path: Path | str, kind: str | None = None) -> Document:
    """The document in a file of at most 50 MB; ``kind`` overrules the kind that is recognised.

    The format is told by what the file begins with, else by the ending of its name, else it is plain text. The
    sha256 is that of the file's bytes; the text is what the format makes of them. ``notes`` say what was not read,
    and where a text is not in English.
    """
    checked_kind(kind)
    path = Path(path)
    data = bytes_of(path)
    source = FORMATS[format_of(data, path)](data, path)
    if is_in_another_language(source.text):
        source = replace(source, notes=(*source.notes, NOT_ENGLISH))
    return Document.from_source(source, sha256(data).hexdigest(), path, kind)


def read_words(path: Path | str, kind: str | None = None) -> Document:
    """The document in a file, as :func:`read` gives it; RecordError where it has no word to read."""
    document = read(path, kind)
    if not any(character.isalnum() for character in document.text):
        raise RecordError(Problem("There are no words in this file.", Where(str(path)), code="nothing-to-read"))
    return document
