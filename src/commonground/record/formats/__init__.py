"""The formats that can be read, one file each, and how the format of a file is recognised.

A format is a function of the bytes of a file, and its path for messages, to a
:class:`~commonground.record.formats.source.Source`. It raises RecordError for what it cannot read, fetches nothing,
writes nothing, and imports what is heavy inside its function. To add one: a file here, a line in ``FORMATS``, its
endings in ``SUFFIXES``, and in ``SIGNATURES`` what its files begin with if that tells it from all others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from commonground.record.formats.captions import srt_captions, webvtt_captions
from commonground.record.formats.markdown import markdown
from commonground.record.formats.plain import plain_text
from commonground.record.formats.portable import pdf
from commonground.record.formats.source import Source
from commonground.record.formats.tei import tei
from commonground.record.formats.webpage import web_page
from commonground.record.formats.word import docx

__all__ = ["FORMATS", "SIGNATURES", "SUFFIXES", "Format", "Source", "format_of"]

Format = Callable[[bytes, Path | None], Source]

FORMATS: Mapping[str, Format] = {
    "text": plain_text,
    "markdown": markdown,
    "html": web_page,
    "pdf": pdf,
    "docx": docx,
    "tei": tei,
    "webvtt": webvtt_captions,
    "srt": srt_captions,
}

# The ending of a file's name, in small letters. Any other ending is read as plain text, which refuses what is none.
SUFFIXES: Mapping[str, str] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".doc": "docx",
    ".xml": "tei",
    ".tei": "tei",
    ".vtt": "webvtt",
    ".srt": "srt",
}

# What the bytes of a file begin with, after a byte order mark and white space, in small letters: stronger than its
# ending, except for words that a text or a Markdown file may begin with too.
SIGNATURES: Mapping[bytes, str] = {
    b"%pdf-": "pdf",
    b"pk\x03\x04": "docx",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "docx",
    b"webvtt": "webvtt",
    b"<!doctype html": "html",
    b"<html": "html",
    b"<?xml": "tei",
    b"<tei": "tei",
}


def format_of(data: bytes, path: Path | None) -> str:
    """The name in ``FORMATS`` of the format of a file.

    >>> format_of(b"Who spoke first?", Path("talks.TXT"))
    'text'
    >>> format_of(b"%PDF-1.7 ...", Path("talks.txt"))
    'pdf'
    """
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    by_ending = SUFFIXES.get(path.suffix.lower() if path else "", "text")
    for signature, name in SIGNATURES.items():
        if head.startswith(signature) and not (name == "html" and by_ending == "markdown"):
            return "html" if name == "tei" and b"<html" in head else name
    return by_ending
