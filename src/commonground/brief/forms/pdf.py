"""A brief as PDF: the same page as in a browser, set for paper by WeasyPrint.

Tagged for screen readers (PDF/UA), with title and language; the frame line and “page n of m” stand on every sheet, and
whatever a browser folds stands open, but for the tables that repeat a picture, which the page has. Nothing is fetched.

WeasyPrint comes with the optional part ``report`` and needs Pango, which Debian and Ubuntu have as packages.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NoReturn
from xml.etree import ElementTree

from commonground.brief.document import Document
from commonground.brief.forms.html import Paper, to_html
from commonground.brief.forms.sheets import for_sheets
from commonground.errors import Problem, UsageError

if TYPE_CHECKING:
    from types import ModuleType

    from commonground.brief.forms.set_apart import Setting

__all__ = ["INSTALL", "SYSTEM", "loaded", "set_page", "to_pdf"]

INSTALL = "pip install 'commonground[report]'"
_NEEDLESS = """//span[@class="s fact" or @class="s verdict" or @class="s question" or @class="refs"] | //data
 | //div[@class="wide"]"""
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHORTEST = 4  # characters that a column of nothing takes
SYSTEM = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def to_pdf(document: Document, *, paper: Paper = "A4", apart: Setting | None = None) -> bytes:
    """``document`` on sheets of ``paper``, set by the process ``apart`` if there is one that can.

    Raises
    ------
    UsageError
        WeasyPrint or Pango is not installed; what to type is in the message.
    """
    if apart is None:
        loaded()  # before the work, to say at once what is missing
    page = to_html(for_sheets(document), paper=paper)
    made = None if apart is None else apart.pdf(page)
    return set_page(page) if made is None else made


def set_page(page: str) -> bytes:
    """A page that :func:`to_html` made, as PDF; raises as :func:`to_pdf` does."""
    weasyprint = loaded()
    tree = _lean(page)
    with _without_collecting():
        made: bytes = _page(weasyprint, tree).write_pdf(pdf_variant="pdf/ua-1")
    return made


def _page(weasyprint: ModuleType, tree: Any) -> Any:
    """What WeasyPrint makes of a page that it reads itself; its own reader takes a seventh of the whole time."""
    page = weasyprint.HTML(string="", url_fetcher=_fetch)
    page.wrapper_element = page.wrapper_element.from_html_root(tree, content_language=None)
    page.etree_element = page.wrapper_element.etree_element
    return page


def loaded() -> ModuleType:
    """WeasyPrint; UsageError where it, or Pango, is not installed."""
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


def _lean(page: str) -> Any:
    """The page with the sheet's rules, and without the elements that only a screen or a checker needs; as a tree."""
    from lxml import etree, html

    sheet = files("commonground.brief").joinpath("templates/print.css").read_text(encoding="utf-8")
    drawings: list[str] = _DRAWING.findall(page)
    tree = html.document_fromstring(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", _DRAWING.sub("<svg></svg>", page)))
    tree.find(".//style").text += sheet  # after the page's own, so that the last rule wins
    for caption in tree.xpath("//table/caption"):  # within the table it may be left behind on the sheet before
        caption.tag = "p"
        caption.set("class", "caption")
        caption.getparent().addprevious(caption)
    for table in tree.xpath("//table"):
        _widths(table)
    for twice in tree.xpath("//figure[.//svg]/details"):
        twice.drop_tree()
    for needless in tree.xpath(_NEEDLESS):
        needless.drop_tag()
    for entry in tree.xpath("//article[starts-with(@id, 'on-')][not(*[not(self::h4 or self::p)])]"):
        _flat(entry)
    for place, drawing in zip(tree.xpath("//svg"), drawings, strict=True):
        place.getparent().replace(place, _drawn(drawing))
    return ElementTree.fromstring(etree.tostring(tree, encoding="unicode"))  # noqa: S314 - written here


def _drawn(drawing: str) -> Any:
    """A drawing as XML, whose names a reader of HTML would set in small letters."""
    from lxml import etree

    return etree.fromstring(drawing)


def _flat(entry: Any) -> None:
    """An entry of evidence, of which there are hundreds, as one paragraph."""
    entry.tag = "p"
    entry.set("class", "entry")
    for part in entry.xpath("./h4|./p"):
        part.tail = " "
        if part.tag == "p":
            part.drop_tag()
        else:
            part.tag = "strong"


def _widths(table: Any) -> None:
    """Say how wide each column is, by the words in it: to find that out, a program sets every cell three times."""
    from lxml import html

    rows = [[" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")] for row in table.xpath(".//tr")]
    columns = list(zip_longest(*rows, fillvalue=""))
    wanted = [_SHORTEST + sum(map(len, column)) ** 0.5 + _longest_word(column) for column in columns]
    if "even" in table.get("class", "").split() and len(wanted) > 1:  # columns of sides: each the same room
        wanted[1:] = [sum(wanted[1:]) / (len(wanted) - 1)] * (len(wanted) - 1)
    group = html.Element("colgroup")
    for width in wanted:
        html.etree.SubElement(group, "col", style=f"width: {100 * width / sum(wanted):.1f}%")
    table.insert(0, group)


def _longest_word(column: Iterable[str]) -> int:
    return max((len(word) for cell in column for word in cell.split()), default=0)


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
