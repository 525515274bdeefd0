"""PDF, by pypdf: the text layer of each page, page numbers left out.

A page without a text layer (a scan) is not guessed: a line in brackets says so where its words are missing, as
nobody's statement, and so does ``notes``; a file of such pages only is refused. Lines end where the page ends them: a
word parted at a line's end stays parted.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from commonground.record.formats.refusing import quiet, refused
from commonground.record.formats.source import Source

__all__ = ["MOST_PAGES", "pdf"]

MOST_PAGES = 5_000
_MOST_TEXT = 20_000_000  # characters
_NUMBER = re.compile(r"[-–—\s]*(?:page\s+)?\d{1,5}(?:\s*(?:/|of)\s*\d{1,5})?[-–—\s]*", re.IGNORECASE)


def pdf(data: bytes, path: Path | None = None) -> Source:
    """The text layer of a PDF."""
    from pypdf import PdfReader

    with quiet("pypdf"):
        try:
            reader = PdfReader(io.BytesIO(data), strict=False)
            locked = reader.is_encrypted
            count = 0 if locked else len(reader.pages)
        except Exception as error:  # pypdf raises whatever a damaged file leads to: KeyError, TypeError, RecursionError
            raise refused(path, f"The PDF is damaged: {_reason(error)}.", "bad-pdf") from None
        if locked:
            expected = "the PDF saved without encryption"
            raise refused(path, "The PDF is encrypted.", "encrypted-pdf", expected=expected)
        if count > MOST_PAGES:
            raise refused(path, f"The PDF has more than {MOST_PAGES} pages.", "too-large")
        whole = _pages(reader, path)
        title, language = _of_the_whole(reader)
    pages = [_without_number(page) for page in whole]
    numbered = sum(page != _trimmed(before) for page, before in zip(pages, whole, strict=True))
    scanned = [number for number, page in enumerate(pages, start=1) if not page]
    if len(scanned) == len(pages):
        what = "No page of the PDF has a text layer; it is probably a scan."
        raise refused(path, what, "no-text-layer", expected="a PDF after text recognition (OCR)")
    notes = [f"No text layer, and so not read: page {_ranges(scanned)}."] if scanned else []
    if numbered:
        notes.append(f"The page numbers of {numbered} of {len(pages)} pages are left out.")
    text, asides = _put_together(pages)
    return Source(text, title=title, asides=asides, language=language, notes=tuple(notes))


def _pages(reader: Any, path: Path | None) -> list[str]:
    pages: list[str] = []
    length = 0
    for number, page in enumerate(reader.pages, start=1):
        try:
            text = page.extract_text() or ""
        except Exception as error:  # as above
            raise refused(path, f"Page {number} of the PDF is damaged: {_reason(error)}.", "bad-pdf") from None
        pages.append(text.encode("utf-8", "replace").decode("utf-8"))
        length += len(pages[-1])
        if length > _MOST_TEXT:
            raise refused(path, f"The PDF holds more than {_MOST_TEXT // 1_000_000} MB of text.", "too-large")
    return pages


def _put_together(pages: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of all pages, with the places where it says that a page is missing."""
    parts, asides, length = [], [], 0
    for number, page in enumerate(pages, start=1):
        part = page or f"[Page {number} has no text layer and is not read.]"
        if not page:
            asides.append((length, length + len(part)))
        parts.append(part)
        length += len(part) + 1
    return "\n".join(parts), tuple(asides)


def _trimmed(text: str) -> str:
    """The lines of a page without white space alone."""
    lines = [line.rstrip() for line in text.replace("\x00", "").splitlines()]
    return "\n".join(lines).strip("\n")


def _without_number(text: str) -> str:
    """The lines of a page without its number, which would stand inside a sentence."""
    lines = _trimmed(text).split("\n")
    for edge in (-1, 0):
        if lines and _NUMBER.fullmatch(lines[edge]):
            del lines[edge]
    return "\n".join(lines).strip("\n")


def _of_the_whole(reader: Any) -> tuple[str | None, str | None]:
    try:
        title = reader.metadata.title if reader.metadata else None
        language = reader.trailer["/Root"].get("/Lang")
    except Exception:  # as above; what is damaged here is not the text
        return None, None
    return (" ".join(str(title).split()) or None) if title else None, str(language) if language else None


def _ranges(numbers: list[int]) -> str:
    """Numbers in order, those that follow each other put together.

    >>> _ranges([1, 2, 3, 7])
    '1-3, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _reason(error: Exception) -> str:
    words = " ".join(str(error).split()).rstrip(".")
    return words[:100] or type(error).__name__
