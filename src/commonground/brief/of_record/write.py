"""Write the brief of one text: read, propose, put into rows, set in a form, save."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from commonground._version import __version__
from commonground.brief.language import tongue
from commonground.brief.of_record.contents import RecordContents, record_contents
from commonground.brief.write import checked_length, checked_paper
from commonground.record.reading import read_words
from commonground.statements import claims_in, propose, vocabulary_in

if TYPE_CHECKING:
    from commonground.brief.forms.choose import Written

__all__ = ["brief_of_record", "contents_of_file", "write_brief_of_record"]

Place = str | PathLike[str]


def brief_of_record(
    file: Place,
    to: Place = "brief.html",
    *,
    kind: str | None = None,
    language: str = "en",
    paper: str = "A4",
    template: Place | None = None,
    pages: int | None = None,
) -> Path:
    """Write the brief of the text in ``file`` to ``to``, in the form its ending asks for; the path it was written to.

    Parameters
    ----------
    file
        A file with a text.
    to
        A name that ends in .html, .pdf, .docx, .md or .json, in a folder that exists.
    kind
        Overrules the kind of record that is recognised.
    language
        Of the sentences, ``en`` or ``uk``; what the text says stands as it has it.
    paper
        ``A4`` or ``letter``.
    template
        A Word file whose styles are to be used; for .docx alone.
    pages
        1 for what stands out alone; by default all.

    Where a form needs something that is not installed, the page is written instead, its path returned, and a warning
    says what to install.

    Raises
    ------
    RecordError
        The file cannot be read as a text, or has no words.
    UsageError
        An ending that stands for no form, or there is no such kind, language, paper or length.
    StoreError
        The file cannot be written there; what was there before is still there.
    """
    written = write_brief_of_record(file, to, kind=kind, language=language, paper=paper, template=template, pages=pages)
    for note in written.notes:
        warnings.warn(str(note), UserWarning, stacklevel=2)
    return written.path


def write_brief_of_record(
    file: Place,
    to: Place = "brief.html",
    *,
    kind: str | None = None,
    language: str = "en",
    paper: str = "A4",
    template: Place | None = None,
    pages: int | None = None,
) -> Written:
    """The same, told with what is otherwise than asked."""
    from commonground.brief.forms.choose import checked_path, write
    from commonground.brief.of_record.compose import document

    checked_path(to)
    sheet, length = checked_paper(paper), checked_length(pages)
    made = document(contents_of_file(file, kind=kind, language=language), length)
    return write(made, to, paper=sheet, template=template)


def contents_of_file(
    file: Place, *, kind: str | None = None, language: str = "en", progress: Callable[[int, int], None] | None = None
) -> RecordContents:
    """What the brief of the text in ``file`` says, as frozen rows; its sentences in ``language``.

    ``progress`` hears how many characters of how many are read.
    """
    tongue(language)  # a language that there is not is said before anything is read
    text = read_words(Path(file), kind)
    vocabulary = vocabulary_in(text)
    proposals = propose(text, vocabulary, progress=progress)
    claims = claims_in(text, vocabulary, proposals)
    return record_contents(text, proposals, claims, f"commonground {__version__}", vocabulary, language)
