"""A brief as PDF: the same page as in a browser, set for paper by WeasyPrint.

Tagged for screen readers (PDF/UA), with title and language; the frame line and “page n of m” stand on every sheet, and
whatever a browser folds stands open, but for the tables that repeat a picture, which the page has. Nothing is fetched.

WeasyPrint comes with the optional part ``report`` and needs Pango, which Debian and Ubuntu have as packages.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
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
_NEEDLESS = """//span[@class="s fact" or @class="s verdict" or @class="s question" or @class="refs"] | //data
 | //div[@class="wide"]"""
SYSTEM = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def to_pdf(document: Document, *, paper: Paper = "A4") -> bytes:
    """``document`` on sheets of ``paper``.

    Raises
    ------
    UsageError
        WeasyPrint or Pango is not installed; what to type is in the message.
    """
    weasyprint = _weasyprint()
    page = _lean(to_html(opened(document), paper=paper))
    with _without_collecting():
        made: bytes = weasyprint.HTML(string=page, url_fetcher=_fetch).write_pdf(pdf_variant="pdf/ua-1")
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


def _lean(page: str) -> str:
    """The page with the sheet's rules, and without the elements that only a screen or a checker needs."""
    from lxml import html

    sheet = files("commonground.brief").joinpath("templates/print.css").read_text(encoding="utf-8")
    tree = html.document_fromstring(page)
    tree.find(".//style").text += sheet  # after the page's own, so that the last rule wins
    for caption in tree.xpath("//table/caption"):  # within the table it may be left behind on the sheet before
        caption.tag = "p"
        caption.set("class", "caption")
        caption.getparent().addprevious(caption)
    for twice in tree.xpath('//figure[.//*[local-name()="svg"]]/details'):
        twice.drop_tree()
    for needless in tree.xpath(_NEEDLESS):
        needless.drop_tag()
    text: str = html.tostring(tree, encoding="unicode", doctype="<!doctype html>")
    return text


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Setting a page makes a million small objects and drops none before its end; looking for some costs a fifth."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _fetch(url: str, *_: Any, **__: Any) -> NoReturn:
    """Refuse: a brief needs nothing from anywhere."""
    raise ValueError(f"a brief fetches nothing, and not {url[:80]}")
