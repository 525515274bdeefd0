"""The brief of one text in every form: the same rows, each leading to its place and back, nothing lost of the text."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from commonground.brief.checking import problems_of_page
from commonground.brief.document import MarkedText, Ref, parts_of
from commonground.brief.forms.html import to_html
from commonground.brief.forms.markdown import to_markdown
from commonground.brief.forms.word import to_word
from commonground.brief.of_record import brief_of_record, contents, contents_of_file
from commonground.brief.of_record.compose import document
from commonground.brief.of_record.marked_text import Row
from commonground.cli import main
from commonground.errors import UsageError

NAMES = ("interview.txt", "verbatim.txt", "memcon.xml", "captions.vtt")


def transcript(name: str) -> Path:
    return Path(str(files("commonground.case") / "bundled" / "saltmarsh" / "sources" / name))


@pytest.fixture(scope="module", params=NAMES)
def told(request: pytest.FixtureRequest) -> contents.RecordContents:
    return contents_of_file(transcript(request.param))


@pytest.mark.parametrize("pages", [None, 1])
def test_the_page_keeps_what_a_brief_promises(told: contents.RecordContents, pages: int | None) -> None:
    made = document(told, pages)
    found = problems_of_page(to_html(made), made.to_dict()["data"])
    assert [problem for problem in found if problem.code != "holds-on-page-one"] == []


def test_every_row_leads_to_its_words_and_every_mark_to_its_row(told: contents.RecordContents) -> None:
    made = document(told)
    leads = {part.to for part in parts_of(made) if isinstance(part, Ref)}
    rows: tuple[Row, ...] = (*told.moves, *told.quotations, *told.claims)
    assert {f"at-{row.id}" for row in rows} <= leads
    page = to_html(made)
    for mark in next(part for part in parts_of(made) if isinstance(part, MarkedText)).marks:
        assert page.count(f'id="{mark.name}"') == 1
        assert page.count(f'id="at-{mark.name}"') == 1
        assert (f'<a class="to" href="#{mark.name}"' in page) == mark.linked


def test_markdown_has_every_line_and_every_link_leads_somewhere(told: contents.RecordContents) -> None:
    from lxml import html
    from markdown_it import MarkdownIt

    text = to_markdown(document(told))
    tree = html.document_fromstring(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
    ids = tree.xpath("//a/@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    for block in told.text:
        for line in block.lines:
            (shown,) = tree.xpath(f'//p[a[@id="l{line.number}"]]')
            words = re.sub(r"‹\w+ | \w+›", "", "".join(shown.itertext())).partition(": ")[2]
            assert words.split() == "".join(piece.words for piece in line.pieces).split()


def test_word_has_a_bookmark_for_every_link(told: contents.RecordContents) -> None:
    import docx
    from docx.oxml.ns import qn

    made, notes = to_word(document(told))
    body = docx.Document(BytesIO(made)).element.body
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks))
    assert {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} <= set(marks)
    words = "".join(each.text or "" for each in body.iter(qn("w:t")))
    assert notes == ()
    assert all(f"‹{move.id} " in words for move in told.moves)


def test_json_holds_the_document_and_the_rows_behind_it(tmp_path: Path) -> None:
    path = brief_of_record(transcript("interview.txt"), tmp_path / "brief.json")
    held: Any = json.loads(path.read_text(encoding="utf-8"))
    (marked,) = [part for section in held["sections"] for part in section["blocks"] if part["kind"] == "markedtext"]
    moves = {move["id"] for move in held["data"]["moves"]}
    assert moves <= {mark["name"] for mark in marked["marks"]}
    assert "text" not in held["data"]


def test_sheets_have_the_whole_text_and_the_limits_on_each(tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    from pypdf import PdfReader

    path = brief_of_record(transcript("captions.vtt"), tmp_path / "brief.pdf", paper="letter")
    pages = [" ".join(each.extract_text().split()) for each in PdfReader(path).pages]
    assert len(pages) > 1
    assert all("Rules proposed all of this" in words for words in pages)
    last = [line for block in contents_of_file(transcript("captions.vtt")).text for line in block.lines][-1]
    assert "".join("".join(piece.words for piece in last.pieces).split()[-2:]) in "".join(pages).replace(" ", "")


@pytest.mark.parametrize("name", NAMES)
def test_the_short_form_fills_one_sheet(tmp_path: Path, name: str) -> None:
    pytest.importorskip("weasyprint")
    from pypdf import PdfReader

    path = brief_of_record(transcript(name), tmp_path / "brief.pdf", pages=1, language="uk")
    assert len(PdfReader(path).pages) == 1


def test_our_sentences_are_in_the_language_and_the_texts_words_are_its_own(told: contents.RecordContents) -> None:
    spoken = contents_of_file(transcript(told.file), language="uk")
    page = to_html(document(spoken))
    assert '<html lang="uk">' in page
    assert spoken.text == told.text
    for english in (*told.summary, *told.caveats, "What stands out", "To check first", "own words", "unanswered"):
        assert english not in page


def test_a_template_a_paper_and_a_language_are_asked_for_in_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = str(transcript("memcon.xml"))
    assert main(["brief", "--of", "record", file, "--language", "uk", "--paper", "letter", "--to", "b.html"]) == 0
    page = Path("b.html").read_text(encoding="utf-8")
    assert "size: letter" in page
    assert "Що прочитано" in page
    assert main(["brief", "--of", "record", file, "--template", "none.docx", "--to", "b.md"]) == 2
    assert "A template has a meaning for a Word file alone" in " ".join(capsys.readouterr().err.split())
    assert not Path("b.md").exists()


@pytest.mark.parametrize("wrong", [{"language": "ua"}, {"paper": "A3"}, {"pages": 2}])
def test_what_there_is_not_is_said_before_anything_is_read(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        brief_of_record("no such file.txt", tmp_path / "brief.html", **wrong)
