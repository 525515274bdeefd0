"""DOCX, by python-docx: paragraphs and tables in their order; headings are nobody's statement.

What tracked changes inserted is read, what they deleted is not. Headers, footers and comments are left out; so are
footnotes, which is told. A zip can unpack to a thousand times its size, so the sizes in its list of contents are
checked before anything is unpacked, and no more than they say is ever unpacked.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commonground.errors import RecordError
from commonground.record.formats.blocks import Blocks
from commonground.record.formats.markup import local_name
from commonground.record.formats.refusing import refused
from commonground.record.formats.source import Source

__all__ = ["LARGEST_PART", "LARGEST_WHOLE", "MOST_PARTS", "docx"]

LARGEST_WHOLE = 200_000_000  # bytes unpacked
LARGEST_PART = 60_000_000  # bytes unpacked of one part; a million words take about 30 MB
MOST_PARTS = 5_000

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what holds a DOCX that has a password
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_PASSED_OVER = frozenset(
    {"del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "commentReference", "footnoteReference"}
)


def docx(data: bytes, path: Path | None = None) -> Source:
    """The paragraphs of a DOCX, an empty line between two."""
    if data.startswith(_OLD):
        what = "This is an old DOC or a DOCX with a password, and neither can be read."
        raise refused(path, what, "bad-docx", expected="a DOCX without a password")
    _check_sizes(data, path)
    document = _opened(data, path)
    blocks = Blocks()
    title = " ".join((document.core_properties.title or "").split()) or None
    for element in _paragraphs(document.element.body):
        words = "".join(_words(element))
        style = _style(element, document)
        blocks.add(words, aside=style.startswith(("heading", "title", "subtitle")))
        if style == "title" and not title:
            title = " ".join(words.split()) or None
    footnotes = any(local_name(element) == "footnoteReference" for element in document.element.body.iter())
    return Source(
        blocks.text,
        title=title,
        asides=blocks.asides,
        language=document.core_properties.language or None,
        notes=("The footnotes are not read.",) if footnotes else (),
    )


def _check_sizes(data: bytes, path: Path | None) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        raise _bad(path, error) from None
    if len(parts) > MOST_PARTS:
        raise refused(path, f"The file holds more than {MOST_PARTS} parts.", "zip-bomb")
    whole, largest = sum(part.file_size for part in parts), max((part.file_size for part in parts), default=0)
    if whole > LARGEST_WHOLE or largest > LARGEST_PART:
        what = f"The file is {len(data):,} bytes and would unpack to {whole:,}, more than any text needs."
        raise refused(path, what, "zip-bomb")
    if any(part.flag_bits & 1 for part in parts):
        what = "The file is encrypted."
        raise refused(path, what, "bad-docx", expected="a DOCX without a password")
    names = [part.filename for part in parts]
    if len(names) != len(set(names)):
        raise refused(path, "The file holds two parts of one name.", "bad-docx")
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        raise refused(path, "The file holds a part whose name leads out of it.", "unsafe-name")
    if "[Content_Types].xml" not in names:
        what = "This is a zip file and not a DOCX."
        raise refused(path, what, "bad-docx", expected="a DOCX, or the texts in the zip one by one")


def _opened(data: bytes, path: Path | None) -> Any:
    import docx as python_docx

    try:
        document = python_docx.Document(io.BytesIO(data))
        doctypes = [
            part.element.getroottree().docinfo.doctype
            for part in document.part.package.iter_parts()
            if hasattr(part, "element")
        ]
    except Exception as error:  # python-docx raises whatever a damaged file leads to: KeyError, ValueError, XML errors
        raise _bad(path, error) from None
    if any(doctypes):
        what = "A part of the DOCX declares a document type, which can bring in entities and other files."
        raise refused(path, what, "xml-doctype", expected="the text saved again as DOCX")
    return document


def _bad(path: Path | None, error: Exception) -> RecordError:
    words = " ".join(str(error).split()).rstrip(".'\"")
    return refused(path, f"The DOCX is damaged: {words[:100] or type(error).__name__}.", "bad-docx")


def _paragraphs(element: Any) -> Iterator[Any]:
    """The paragraphs in the order they stand in, those of tables and boxes of forms among them."""
    open_elements = [iter(element)]
    while open_elements:
        child = next(open_elements[-1], None)
        if child is None:
            open_elements.pop()
        elif local_name(child) == "p":
            yield child
        elif local_name(child) not in _PASSED_OVER:
            open_elements.append(iter(child))


def _words(paragraph: Any) -> Iterator[str]:
    open_elements = [iter(paragraph)]
    while open_elements:
        child = next(open_elements[-1], None)
        name = "" if child is None else local_name(child)
        if child is None:
            open_elements.pop()
        elif name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _PASSED_OVER:
            open_elements.append(iter(child))


def _style(paragraph: Any, document: Any) -> str:
    """The name of a paragraph's style as the file holds it, which is English in any language; in small letters."""
    identifier = getattr(paragraph, "style", None)
    try:
        return str(document.styles.element.get_by_id(identifier).name_val).lower() if identifier else ""
    except (AttributeError, KeyError):
        return str(identifier or "").lower()
