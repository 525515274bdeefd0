"""The formats that can be read, one file each, and how the format of a file is recognised.

A format is a function of the bytes of a file, and its path for messages, to a
:class:`~commonground.record.formats.source.Source`. It raises RecordError for what it cannot read, fetches nothing,
and imports what is heavy inside its function. To add one: a file here, a line in ``FORMATS``, its endings in
``SUFFIXES``, and in ``SIGNATURES`` what its files begin with if that tells it from all others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from commonground.record.formats.plain import plain_text
from commonground.record.formats.source import Source

__all__ = ["FORMATS", "SIGNATURES", "SUFFIXES", "Format", "Source", "format_of"]

Format = Callable[[bytes, Path | None], Source]

FORMATS: Mapping[str, Format] = {
    "text": plain_text,
}

# The ending of a file's name, in small letters. Any other ending is read as plain text, which refuses what is none.
SUFFIXES: Mapping[str, str] = {
    ".txt": "text",
}

# What the bytes of a file begin with, after a byte order mark and white space: stronger than its ending.
SIGNATURES: Mapping[bytes, str] = {}


def format_of(data: bytes, path: Path | None) -> str:
    """The name in ``FORMATS`` of the format of a file.

    >>> format_of(b"Who spoke first?", Path("talks.TXT"))
    'text'
    """
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, name in SIGNATURES.items():
        if head.startswith(signature):
            return name
    return SUFFIXES.get(path.suffix.lower() if path else "", "text")
