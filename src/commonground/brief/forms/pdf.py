"""A brief as PDF: the same page as in a browser, set for paper by WeasyPrint.

Tagged for screen readers (PDF/UA), with title and language; the frame line and “page n of m” stand on every sheet, and
whatever a browser folds stands open. Nothing is fetched.

WeasyPrint comes with the optional part ``report`` and needs Pango, which Debian and Ubuntu have as packages.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any, NoReturn

from commonground.brief.document import Document
from commonground.brief.forms.html import Paper, to_html
from commonground.brief.forms.opened import opened
from commonground.errors import Problem, UsageError

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["INSTALL", "SYSTEM", "to_pdf"]

INSTALL = "pip install 'commonground[report]'"
SYSTEM = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def to_pdf(document: Document, *, paper: Paper = "A4") -> bytes:
    """``document`` on sheets of ``paper``.

    Raises
    ------
    UsageError
        WeasyPrint or Pango is not installed; what to type is in the message.
    """
    weasyprint = _weasyprint()
    sheet = files("commonground.brief").joinpath("templates/print.css").read_text(encoding="utf-8")
    text = to_html(opened(document), paper=paper).replace("</style>", f"{sheet}</style>", 1)  # the last rule wins
    page = weasyprint.HTML(string=text, url_fetcher=_fetch)
    made: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return made


def _weasyprint() -> ModuleType:
    try:
        import weasyprint  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        what = "A PDF needs WeasyPrint, which is not installed."
        raise UsageError(Problem(what, expected=f"`{INSTALL}`", code="no-weasyprint")) from None
    except OSError:  # what WeasyPrint raises when the system has no Pango
        what = "A PDF needs Pango, a library of the system, which WeasyPrint does not find here."
        expected = f"`{SYSTEM}` on Debian and Ubuntu"
        raise UsageError(Problem(what, expected=expected, code="no-pango")) from None
    module: ModuleType = weasyprint
    return module


def _fetch(url: str, *_: Any, **__: Any) -> NoReturn:
    """Refuse: a brief needs nothing from anywhere."""
    raise ValueError(f"a brief fetches nothing, and not {url[:80]}")
