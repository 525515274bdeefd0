"""A document as a page: well formed, whole, and with no way out for what stands in it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from lxml import html

from commonground.brief.document import Document, Figure, Plain, Ref, Section, Table, parts_of
from commonground.brief.forms import html as form
from commonground.brief.forms.html import path_text, to_html
from tests.brief.forms.samples import FRAME, NASTY, sample


def test_nothing_in_a_document_becomes_markup() -> None:
    page = to_html(sample())
    assert "<script" not in page
    assert page.count("</style>") == page.count("<style")
    tree = html.document_fromstring(page)
    assert tree.findtext(".//h1") == NASTY
    assert FRAME in (tree.find(".//footer").text_content())


def test_each_reference_leads_somewhere_and_ids_are_unique() -> None:
    tree = html.document_fromstring(to_html(sample()))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    refs = {part.to for part in parts_of(sample()) if isinstance(part, Ref)}
    assert refs <= set(ids)
    assert {link.removeprefix("#") for link in tree.xpath("//a[starts-with(@href, '#')]/@href")} <= set(ids)


def test_headings_step_down_one_at_a_time() -> None:
    levels = [int(each.tag[1]) for each in html.document_fromstring(to_html(sample())).xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_number_says_where_the_data_holds_it() -> None:
    number = html.document_fromstring(to_html(sample())).find(".//data")
    assert (number.get("value"), number.get("data-path"), number.text) == ("2", "/targets/a~1b~0c/price", "2")
    assert path_text(("a/b", 0, "~")) == "/a~1b/0/~0"


def test_a_picture_has_a_title_a_description_and_a_table() -> None:
    pytest.importorskip("vl_convert")
    figure = html.document_fromstring(to_html(sample())).find(".//figure")
    svg = figure.find(".//svg")
    assert svg.get("role") == "img"
    assert figure.findtext(".//svg/title") == NASTY
    assert figure.findtext(".//svg/desc") == f"Shows {NASTY}"
    assert figure.find(".//details//table") is not None


def test_without_what_draws_the_table_stands_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "draw", lambda figure: None)
    form._environment.cache_clear()
    figure = html.document_fromstring(to_html(sample())).find(".//figure")
    assert figure.find(".//svg") is None
    assert "pip install 'commonground[report]'" in figure.text_content()
    assert figure.xpath("./div//table")


@pytest.mark.parametrize("paper", ["A4", "letter"])
def test_the_paper_is_as_asked(paper: form.Paper) -> None:
    assert f"size: {paper};" in to_html(sample(), paper=paper)


@pytest.mark.parametrize("even", [True, False])
def test_sides_beside_each_other_get_the_same_room(even: bool) -> None:
    cell = (Plain("x"),)
    page = html.fromstring(
        to_html(Document("T", "F", "en", "p", (Section("s", "S", (Table((), (cell, cell), (), even=even),)),)))
    )
    assert bool(page.xpath("//table[@class='even']")) is even


def test_pictures_drawn_ahead_are_those_of_the_page_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def drawn(figure: Figure) -> str:
        asked.append(figure.anchor)
        return f"<svg><!--{figure.anchor}--></svg>"

    monkeypatch.setattr(form, "draw", drawn)
    page = to_html(sample())
    assert asked == [part.anchor for part in parts_of(sample()) if isinstance(part, Figure)]
    assert all(f"<!--{anchor}-->" in page for anchor in asked)
