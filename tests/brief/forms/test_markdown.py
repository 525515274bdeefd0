"""A document as Markdown: read again by a Markdown parser, it says the same and nothing in it became markup."""

from __future__ import annotations

from lxml import html
from markdown_it import MarkdownIt

from commonground.brief.document import Ref, parts_of
from commonground.brief.forms.markdown import to_markdown
from tests.brief.forms.samples import NASTY, sample


def _read(text: str) -> html.HtmlElement:
    return html.document_fromstring(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def test_what_is_read_again_is_what_was_written() -> None:
    tree = _read(to_markdown(sample()))
    words = " ".join(NASTY.split())
    assert not tree.xpath("//script")
    assert tree.findtext(".//h1") == words
    assert [each.text_content() for each in tree.xpath("//h2")] == ["In short", "Evidence"]
    assert words in tree.xpath("//blockquote")[1].text_content()


def test_tables_keep_their_cells() -> None:
    tables = _read(to_markdown(sample())).xpath("//table")
    assert tables
    assert all(len(table.xpath(".//tbody/tr/td")) == 2 for table in tables)
    assert all(NASTY in " ".join(table.xpath(".//tbody/tr/td[1]")[0].text_content().split()) for table in tables)


def test_references_lead_to_anchors() -> None:
    tree = _read(to_markdown(sample()))
    anchors = set(tree.xpath("//a/@id"))
    assert {part.to for part in parts_of(sample()) if isinstance(part, Ref)} <= anchors


def test_code_keeps_its_backticks() -> None:
    from commonground.brief.document import Document, Plain, Section, paragraph, sentence

    shown = sentence(Plain("a `b` | c", "code"))
    document = Document("t", "f", "en", "p", (Section("s", "S", (paragraph(shown),)),))
    assert _read(to_markdown(document)).findtext(".//code") in {"a `b` | c", "a `b` \\| c"}
