"""A document as PDF, read again by another program."""

from __future__ import annotations

import builtins
import sys
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from commonground.brief.document import Document, Items, Plain, Section, Table, paragraph, sentence
from commonground.brief.forms.html import Paper
from commonground.brief.forms.pdf import INSTALL, _widths, to_pdf
from commonground.errors import UsageError
from tests import needs
from tests.brief.forms.samples import sample


@pytest.fixture(scope="module")
def read() -> PdfReader:
    needs.weasyprint()
    made = sample("Україна and more")
    first, last = made.sections
    two_sheets = replace(made, sections=(first, replace(last, anchor="last")))  # evidence goes on where the rest ends
    return PdfReader(BytesIO(to_pdf(two_sheets)))


def test_title_language_and_tags_are_there(read: PdfReader) -> None:
    root: Any = read.trailer["/Root"]
    assert read.metadata is not None
    assert read.metadata.title == "Україна and more"
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root


def test_every_page_has_the_frame_and_its_number(read: PdfReader) -> None:
    assert len(read.pages) > 1
    for number, page in enumerate(read.pages, 1):
        text = " ".join(page.extract_text().split())
        assert "The record ends on 3 May." in text
        assert f"{number} / {len(read.pages)}" in text


def test_what_is_folded_on_the_screen_is_printed(read: PdfReader) -> None:
    assert "inside" in "".join(page.extract_text() for page in read.pages)


def test_references_are_links_inside(read: PdfReader) -> None:
    links = [note.get_object() for page in read.pages for note in page.get("/Annots", [])]
    assert any("/Dest" in link or link.get("/A", {}).get("/S") == "/GoTo" for link in links)


def test_a_heading_and_its_first_words_stand_with_what_they_lead_to() -> None:
    needs.weasyprint()
    table = Table((Plain("caption"),), ((Plain("head"),),), (((Plain("row"),),),))
    listed = Items(((paragraph(sentence("item")),), (paragraph(sentence("item")),)))
    end = (paragraph(sentence("lead")), table, paragraph(sentence("to a list")), listed)
    fill = (paragraph(sentence("fill")),)
    sections = tuple(Section(f"s{n}", f"Title {n}", (*end, *(fill * (n % 7)))) for n in range(50))
    read = PdfReader(BytesIO(to_pdf(Document("t", "foot", "en", "p", sections))))
    last = [
        [line for line in page.extract_text().splitlines() if line.strip(" •") and not line.startswith("foot")][-1]
        for page in read.pages[:-1]
    ]
    assert len(last) > 8
    assert {line.strip() for line in last} <= {"row", "item", "fill"}


def test_columns_of_sides_are_of_the_same_width_whatever_they_say() -> None:
    from lxml import html

    rows = "<tr><th>To open<td>a long sentence that one side would give up<td>short</tr>"
    for kind, same in (("even", True), ("", False)):
        table = html.fragment_fromstring(f'<table class="{kind}">{rows}</table>')
        _widths(table)
        first, one, other = (col.get("style") for col in table.iter("col"))
        assert (one == other) is same
        assert first != one


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("letter", (612, 792))])
def test_the_sheet_is_as_asked(paper: Paper, size: tuple[int, int]) -> None:
    needs.weasyprint()
    box = PdfReader(BytesIO(to_pdf(sample("x"), paper=paper))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (ImportError("no module"), "no-weasyprint", INSTALL),
        (OSError("cannot load library 'libpango'"), "no-pango", "libpango-1.0-0 libpangoft2-1.0-0"),
    ],
)
def test_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch, error: Exception, code: str, told: str) -> None:
    real = builtins.__import__

    def refusing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise error
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", refusing)
    with pytest.raises(UsageError) as caught:
        to_pdf(sample("x"))
    assert caught.value.problems[0].code == code
    assert told in str(caught.value.problems[0])
