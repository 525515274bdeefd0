"""A text of the record brought into a case: kept in ``sources/`` and described in ``sources.yaml``, both or neither."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from commonground.case.model import Case
from commonground.case.save import edit
from commonground.errors import Problem, RecordError, UsageError, Where
from commonground.record.document import Document
from commonground.record.formats import FORMATS, format_of
from commonground.record.kinds import checked_kind

__all__ = ["ENDINGS", "FIELDS", "add_source", "text_given"]

ENDINGS = (".txt", ".md", ".html", ".htm", ".xml", ".vtt", ".srt", ".docx", ".pdf")
FIELDS = ("title", "publisher", "side", "said", "published", "url", "licence", "language", "handling", "kind", "note")
_LONGEST = 60


def text_given(name: str, data: bytes, kind: str | None = None) -> Document:
    """The document in bytes that somebody sent under a file's name.

    Raises
    ------
    RecordError
        There are no words in it, or it is not of the format that it seems to be.
    UsageError
        It is no file of text, or there is no such kind.
    """
    checked_kind(kind)
    if PurePath(name).suffix.lower() not in ENDINGS:
        expected = "one of " + ", ".join(ENDINGS)
        raise UsageError(Problem("This is no file of text.", Where(name), name[-40:], expected, code="wrong-file"))
    path = Path(f"given{PurePath(name).suffix.lower()}")
    try:
        source = FORMATS[format_of(data, path)](data, path)
    except RecordError as error:  # told by the name that it was sent under
        seen = [
            each.at(replace(each.where, file=name)) if each.where.file == str(path) else each for each in error.problems
        ]
        raise RecordError(seen) from None
    document = Document.from_source(source, sha256(data).hexdigest(), path, kind)
    if not any(map(str.isalnum, document.text)):
        raise RecordError(Problem("There are no words in this.", Where(name), expected="a text", code="empty"))
    return document


def add_source(
    folder: Path | str, name: str, data: bytes, fields: Mapping[str, Any], id: str | None = None
) -> tuple[Case, str]:
    """The case with the text as a new source, and its id.

    Parameters
    ----------
    folder, name, data
        The case, and the file as it was sent. Of its name only the ending and, for want of an id, letters are used.
    fields
        What is known of it, of :data:`FIELDS`; empty ones are left out. Without a title the file's name is one.
    id
        By which it goes in the case; made of the title unless given.

    Raises
    ------
    CaseError
        The case would not load with it; nothing is written.
    """
    document = text_given(name, data, str(fields.get("kind") or "") or None)
    known = {field: str(fields[field]).strip() for field in FIELDS if str(fields.get(field) or "").strip()}
    known = {"title": known.pop("title", "") or PurePath(name).stem[:200] or "A text", **known}
    draft = edit(folder)
    case = draft.preview()
    wanted = id or _slug(known["title"]) or "text"
    if id is not None and (_slug(id) != id or id in case.sources):
        what = "A source of this id is in the case already." if id in case.sources else "This cannot be an id."
        expected = "small letters, digits and dashes, at most 60, that no other source has"
        raise UsageError(Problem(what, read=id, expected=expected, code="wrong-value"))
    key = _unused(case, wanted, PurePath(name).suffix.lower())
    file = f"{key}{PurePath(name).suffix.lower()}"
    draft.set((key,), {**known, "sha256": document.sha256, "file": file}, file="sources.yaml")
    draft.bring(file, data)
    return draft.save(), key


def _unused(case: Case, wanted: str, ending: str) -> str:
    """The id wanted, with a number where a source or a file has it."""
    kept = {source.file.rpartition("/")[2] for source in case.sources.values() if source.file}
    there = Path(case.path or ".") / "sources"
    tries = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, 10_000))
    return next(
        each
        for each in tries
        if each not in case.sources and f"{each}{ending}" not in kept and not (there / f"{each}{ending}").exists()
    )


def _slug(words: str) -> str:
    """Words as an id.

    >>> _slug("Briefing, 16 May")
    'briefing-16-may'
    """
    plain = re.sub(r"[^a-z0-9]+", "-", words.casefold().encode("ascii", "ignore").decode())
    return plain[:_LONGEST].strip("-")
