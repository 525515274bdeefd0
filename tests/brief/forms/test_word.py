"""A document as a Word file: named styles, links that lead somewhere, the frame at the foot of every page."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from commonground.brief.document import (
    Document,
    Entry,
    Figure,
    Items,
    Number,
    Plain,
    Ref,
    Section,
    Table,
    paragraph,
    parts_of,
    sentence,
)
from commonground.brief.forms.word import to_word
from commonground.errors import CommongroundError
from tests.brief.forms.samples import FRAME, NASTY, sample


def _read(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


@pytest.fixture(scope="module")
def word() -> Any:
    return _read(to_word(sample())[0])


def _xml(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def test_titles_headings_and_words_are_there(word: Any) -> None:
    by_style: dict[str, list[str]] = {}
    for each in word.paragraphs:
        by_style.setdefault(each.style.name, []).append(each.text)
    assert by_style["Title"] == [NASTY]
    assert by_style["Heading 1"] == ["In short", "Evidence"]
    assert by_style["Heading 2"] == [NASTY, NASTY]
    assert any("Beware." in text for text in by_style["Normal"])
    assert len(by_style["List Number"]) == 2
    assert len(by_style["List Bullet"]) == 1


def test_every_reference_leads_to_a_bookmark(word: Any) -> None:
    body = word.element.body
    marks = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    links = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink")) if each.get(qn("w:anchor"))]
    assert len(links) == len([part for part in parts_of(sample()) if isinstance(part, Ref)])
    assert set(links) <= marks
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in marks)


def test_the_frame_and_the_page_number_stand_at_the_foot(word: Any) -> None:
    for section in word.sections:
        foot = section.footer._element
        assert FRAME in "".join(text.text or "" for text in foot.iter(qn("w:t")))
        assert [field.get(qn("w:instr")) for field in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_nothing_but_named_styles_sets_how_it_looks() -> None:
    text = _xml(to_word(sample())[0])
    assert not re.findall(r"<w:(sz|color|rFonts|b|i|u)\b", text)


def _pictures(word: Any) -> list[Any]:
    return [each for each in word.element.body.iter() if each.tag.endswith("}docPr")]


def test_a_picture_has_its_table_in_words_for_who_does_not_see_it(word: Any) -> None:
    pytest.importorskip("vl_convert")
    (about,) = _pictures(word)
    assert about.get("descr") == f"Shows {NASTY} Issue: {NASTY}; Zone: ● yes."
    assert about.get("title") == NASTY
    line = next(each for each in word.paragraphs if about in set(each._p.iter()))
    assert line.paragraph_format.keep_with_next, "its frame line stands below it on the same sheet"


def test_a_table_stands_where_a_picture_is_not_drawn(word: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("vl_convert")
    monkeypatch.setattr("commonground.brief.forms.word.draw_png", lambda _: None)
    undrawn = _read(to_word(sample())[0])
    assert _pictures(undrawn) == []
    assert len(undrawn.tables) == len(word.tables) + 1


def test_a_picture_is_the_one_of_the_page_and_not_the_one_for_a_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr("commonground.brief.forms.word.draw_png", lambda figure: drawn.append(figure.picture))
    figure = Figure("f", "F", "", "for the page", Table((), ((Plain("a"),),), ()), sheet_picture="for a sheet")
    to_word(Document("t", "f", "en", "p", (Section("s", "S", (figure,)),)))
    assert drawn == ["for the page"]


def test_what_stands_side_by_side_in_one_style_is_one_run_and_keeps_tabs_and_spaces() -> None:
    said = paragraph(sentence(Plain("a "), Number(2, ("x",)), Plain(" b\tc"), Plain("d", "strong")))
    word = _read(to_word(Document("t", "f", "en", "p", (Section("s", "S", (said,)),)))[0])
    (line,) = [each for each in word.paragraphs if each.text.startswith("a 2")]
    assert [(run.text, run.style.name) for run in line.runs] == [
        ("a 2 b\tc", "Default Paragraph Font"),
        ("d", "Strong"),
    ]


def test_an_entry_of_sentences_is_one_paragraph_that_its_references_lead_to() -> None:
    entry = Entry("on-s1", (Plain("s1"),), (paragraph(sentence("She said so.")), paragraph(sentence("On Monday."))))
    claim = paragraph(sentence("So it was.", refs=(Ref("on-s1", "s1"),)))
    word = _read(to_word(Document("t", "f", "en", "p", (Section("s", "S", (claim, entry)),)))[0])
    (line,) = [each for each in word.paragraphs if each.text == "s1 She said so. On Monday."]
    (mark,) = line._p.iter(qn("w:bookmarkStart"))
    assert mark.get(qn("w:name")) in {each.get(qn("w:anchor")) for each in word.element.body.iter(qn("w:hyperlink"))}


def test_head_rows_are_repeated_and_rows_not_torn(word: Any) -> None:
    for table in word.tables:
        assert table.style.name == "Table Grid"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_each_numbered_list_begins_at_one() -> None:
    items = Items(tuple((paragraph(sentence(text)),) for text in "ab"), ordered=True)
    word = _read(to_word(Document("t", "f", "en", "p", (Section("s", "S", (items, items)),)))[0])
    numbers = [each._p.pPr.numPr.numId.val for each in word.paragraphs if each.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


@pytest.mark.parametrize(("paper", "wide"), [("A4", Mm(210)), ("letter", Mm(215.9))])
def test_the_sheet_is_as_asked(paper: Any, wide: Mm) -> None:
    assert abs(_read(to_word(sample("x"), paper=paper)[0]).sections[0].page_width - wide) < Mm(1)


def test_the_language_is_told() -> None:
    word = _read(to_word(Document("t", "f", "uk", "p", ()))[0])
    assert word.core_properties.language == "uk"
    assert {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))} == {"uk-UA"}


def test_what_xml_cannot_hold_is_left_out() -> None:
    word = _read(to_word(Document("a\x00b\x0bc\ud800d", "f\x01", "en", "p", ()))[0])
    assert word.paragraphs[0].text == "abcd"


def _template(path: Path, *, without: tuple[str, ...] = ()) -> Path:
    word = docx.Document()
    word.add_paragraph("The house's own words")
    for name in without:
        word.styles[name].delete()
    word.sections[0].page_width = Mm(180)
    word.sections[0].different_first_page_header_footer = True
    word.sections[0].header.paragraphs[0].text = "The house"
    word.save(str(path))
    return path


def test_a_house_template_gives_styles_page_and_header_and_none_of_its_text(tmp_path: Path) -> None:
    data, notes = to_word(sample(), template=_template(tmp_path / "house.docx"))
    word = _read(data)
    assert notes == ()
    assert "The house's own words" not in [each.text for each in word.paragraphs]
    assert word.sections[0].header.paragraphs[0].text == "The house"
    assert abs(word.sections[0].page_width - Mm(180)) < Mm(1)
    first = word.sections[0].first_page_footer._element
    assert FRAME in "".join(text.text or "" for text in first.iter(qn("w:t")))


def test_what_the_template_lacks_is_said_and_stood_in_for(tmp_path: Path) -> None:
    template = _template(tmp_path / "bare.docx", without=("Quote", "List Number", "Strong"))
    data, (note,) = to_word(sample(), template=template)
    assert note.code == "style-missing"
    assert note.severity == "warning"
    assert note.read is not None
    assert set(note.read.split(", ")) == {"Quote", "List Number", "Strong"}
    assert "second" in [each.text for each in _read(data).paragraphs if each.style.name == "Normal"]


def test_what_is_no_template_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "house.docx"
    text.write_text("not a Word file", encoding="utf-8")
    for path, code in ((text, "not-a-template"), (tmp_path / "none.docx", "cannot-open"), (tmp_path, "cannot-open")):
        with pytest.raises(CommongroundError) as caught:
            to_word(sample("x"), template=path)
        assert caught.value.problems[0].code == code


def test_no_word_of_a_table_is_broken_where_there_is_room_for_it() -> None:
    cells = ("What nobody has", "excluded", "ultimatum-like", "x " * 300, "y " * 300, "z")
    table = Table((), tuple((Plain("head"),) for _ in cells), (tuple((Plain(cell),) for cell in cells),))
    made = _read(to_word(Document("T", "F", "en", "p", (Section("s", "S", (table,)),)))[0]).tables[0]
    widths = [column.width.pt for column in made.columns]
    for wide, letters in zip(widths, (6, 8, 10, 4, 4, 4), strict=True):
        assert wide > letters * 6, "six points are a wide letter in a text of ten"
    assert sum(widths) <= 166 / 25.4 * 72 + 1


def test_where_words_have_no_room_the_long_ones_are_broken_and_not_the_short_ones() -> None:
    cells = ("Way 1", *("irreversibility" for _ in range(6)))
    table = Table((), tuple((Plain("head"),) for _ in cells), (tuple((Plain(cell),) for cell in cells),))
    made = _read(to_word(Document("T", "F", "en", "p", (Section("s", "S", (table,)),)))[0]).tables[0]
    assert made.columns[0].width.pt > 4 * 6
    assert sum(column.width.pt for column in made.columns) <= 166 / 25.4 * 72 + 1
