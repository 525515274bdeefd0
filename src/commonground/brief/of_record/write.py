"""Write the brief of one text: read, propose, put into rows, set as a page, save."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from commonground._version import __version__
from commonground.brief.of_record.contents import RecordContents, record_contents
from commonground.brief.write import page_path
from commonground.record.reading import read_words
from commonground.statements import claims_in, propose, vocabulary_in
from commonground.store import write_atomic

__all__ = ["brief_of_record", "contents_of_file"]


def brief_of_record(
    file: str | PathLike[str], to: str | PathLike[str] = "brief.html", *, kind: str | None = None
) -> Path:
    """Write the brief of the text in ``file`` as one self-contained HTML page to ``to``; the path it was written to.

    ``kind`` overrules the kind of record that is recognised.

    Raises
    ------
    RecordError
        The file cannot be read as a text, or has no words.
    UsageError
        ``to`` is not a name for an HTML page, or there is no such kind.
    StoreError
        The page cannot be written there.
    """
    path = page_path(to)
    from commonground.brief.of_record.page import page

    write_atomic(path, page(contents_of_file(file, kind=kind)).encode("utf-8", "replace"))
    return path


def contents_of_file(file: str | PathLike[str], *, kind: str | None = None) -> RecordContents:
    """What the brief of the text in ``file`` says, as frozen rows."""
    document = read_words(Path(file), kind)
    vocabulary = vocabulary_in(document)
    proposals = propose(document, vocabulary)
    claims = claims_in(document, vocabulary, proposals)
    return record_contents(document, proposals, claims, f"commonground {__version__}", vocabulary)
