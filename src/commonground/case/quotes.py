"""The words themselves, where a reader has the text: from ``sources/`` in the folder, or attached from elsewhere.

An anchor that is found where it was gives its quote; one found elsewhere gives it with a note; one that is lost or
found in several places gives none, and the coder's paraphrase stands alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from commonground.case.model import Case, Source
from commonground.errors import CommongroundError
from commonground.record import Document, find
from commonground.record.attachments import attached
from commonground.record.document import LIMIT
from commonground.record.formats import FORMATS, format_of
from commonground.store import open_folder

__all__ = ["Quote", "document_of", "kept_text", "places_in", "quotes"]


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    note: str | None = None


def quotes(case: Case) -> Mapping[str, Quote]:
    """The quote of every statement whose text is at hand, by the statement's id."""
    found: dict[str, Quote] = {}
    for source in case.sources.values():
        anchored = any(s.document == source.id and s.anchor for s in case.statements.values())
        document = document_of(case, source) if anchored else None
        if document is None:
            continue
        for statement, (status, start, end) in places_in(case, source.id, document).items():
            if status in ("exact", "moved"):
                note = None if status == "exact" else "found elsewhere in the text than when it was coded"
                found[statement] = Quote(document.text[start:end], note)
    return found


def places_in(case: Case, source: str, document: Document) -> dict[str, tuple[str, int, int]]:
    """Where the anchors of the statements from ``source`` stand in ``document``: status, start and end."""
    places: dict[str, tuple[str, int, int]] = {}
    for statement in case.statements.values():
        if statement.document == source and statement.anchor is not None:
            place = find(document, statement.anchor)
            places[statement.id] = (place.status, place.start or 0, place.end or 0)
    return places


def document_of(case: Case, source: Source) -> Document | None:
    """The text of a source, if it is at hand and can be read."""
    for look in (kept_text, _attached):
        try:
            document = look(case, source)
        except CommongroundError:  # a text that cannot be read any more is the same as none; attach says why
            continue
        if document is not None:
            return document
    return None


def kept_text(case: Case, source: Source) -> Document | None:
    """The text in ``sources/`` of the case's folder or .zip, None if the source names no file.

    What a name leads to outside of the case is not read; a StoreError or a RecordError says why there is no text.
    """
    if source.file is None or case.path is None:
        return None
    folder, name = open_folder(case.path), f"sources/{source.file}"
    if source.file.startswith("sources/") and name not in folder.names():
        name = source.file  # written with the folder, as one may
    data, path = folder.read(name, LIMIT), Path(case.path, name)
    # Anchors count in the text that the reader of the format gives, as `commonground.record.read` does.
    return Document.from_source(FORMATS[format_of(data, path)](data, path), sha256(data).hexdigest(), path, source.kind)


def _attached(case: Case, source: Source) -> Document | None:
    attachment = attached(case.id).get(source.id)
    return None if attachment is None else attachment.read(source.kind)
