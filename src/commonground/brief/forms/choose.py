"""Which form a file name asks for, and writing it: whole or not at all.

============  ==========================================================
``.html``     one page that needs nothing else
``.pdf``      the same on sheets of paper
``.docx``     for Word, in its named styles or those of a house template
``.md``       Markdown
``.json``     the parts and the data behind them
============  ==========================================================

Where a form needs something that is not installed, the page is written in its place, beside the name asked for, and
what to type is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from commonground.brief.document import Document
from commonground.brief.forms.html import Paper, to_html
from commonground.errors import Problem, StoreError, UsageError, Where, nearest_word
from commonground.store import write_atomic

if TYPE_CHECKING:
    from commonground.brief.forms.set_apart import Setting

__all__ = ["ENDINGS", "Form", "Written", "checked_path", "form_of", "write"]

Form = Literal["html", "pdf", "docx", "markdown", "json"]
ENDINGS: Mapping[str, Form] = {
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".md": "markdown",
    ".json": "json",
}
_INSTEAD = ("no-weasyprint", "no-pango")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the file, and where it is not the one asked for or not just as asked, why."""

    path: Path
    form: Form
    notes: tuple[Problem, ...] = ()


def form_of(to: str | PathLike[str]) -> Form:
    """The form that a file name asks for by its ending.

    >>> form_of("brief.PDF")
    'pdf'
    """
    path = Path(to)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        what = "A brief is not written in a form of this ending."
        expected = "a name that ends in " + ", ".join(name for name in ENDINGS if name != ".htm")
        nearest = nearest_word(ending, ENDINGS)
        raise UsageError(Problem(what, Where(str(path)), path.name, expected, nearest, "not-a-form"))
    return ENDINGS[ending]


def checked_path(to: str | PathLike[str]) -> Path:
    """Where a brief is to be written, before the work is begun.

    Raises
    ------
    UsageError
        The ending stands for no form.
    StoreError
        There is no such folder.
    """
    form_of(to)
    path = Path(to)
    if not path.parent.is_dir():
        raise StoreError(Problem("There is no such folder to write into.", Where(str(path.parent)), code="no-folder"))
    return path


def write(
    document: Document,
    to: str | PathLike[str],
    *,
    paper: Paper = "A4",
    template: str | PathLike[str] | None = None,
    apart: Setting | None = None,
) -> Written:
    """Write ``document`` in the form that the ending of ``to`` asks for.

    Parameters
    ----------
    document
        The brief.
    to
        A name that ends in one of :data:`ENDINGS`, in a folder that exists.
    paper
        ``A4`` or ``letter``.
    template
        A Word file whose styles are to be used; for ``.docx`` alone.
    apart
        A process that sets sheets; for ``.pdf`` alone.

    Raises
    ------
    UsageError
        The ending stands for no form, or a template was given with another form than Word's, or is none.
    StoreError
        The file cannot be written; what was there before is still there.
    """
    path, form = checked_path(to), form_of(to)
    if template is not None and form != "docx":
        what = "A template has a meaning for a Word file alone."
        expected = "a name that ends in .docx"
        raise UsageError(Problem(what, Where(str(path)), path.name, expected, code="option-without-meaning"))
    try:
        data, notes = _made(document, form, paper, template, apart)
    except UsageError as error:
        if error.problems[0].code not in _INSTEAD:
            raise
        return _page_instead(document, path, paper, error.problems[0])
    write_atomic(path, data)
    return Written(path, form, notes)


def _made(
    document: Document,
    form: Form,
    paper: Paper,
    template: str | PathLike[str] | None,
    apart: Setting | None,
) -> tuple[bytes, tuple[Problem, ...]]:
    match form:
        case "html":
            return to_html(document, paper=paper).encode("utf-8"), ()
        case "pdf":
            from commonground.brief.forms.pdf import to_pdf

            return to_pdf(document, paper=paper, apart=apart), ()
        case "docx":
            from commonground.brief.forms.word import to_word

            return to_word(document, paper=paper, template=template)
        case "markdown":
            from commonground.brief.forms.markdown import to_markdown

            return to_markdown(document).encode("utf-8"), ()
        case "json":
            from commonground.brief.forms.json import to_json

            return to_json(document).encode("utf-8"), ()


def _page_instead(document: Document, path: Path, paper: Paper, problem: Problem) -> Written:
    """The page that a browser can print, under a name that nothing else has."""
    instead = path.with_suffix(".html")
    if instead.exists():
        instead = path.with_name(f"{path.name}.html")
    write_atomic(instead, to_html(document, paper=paper).encode("utf-8"))
    return Written(instead, "html", (problem,))
