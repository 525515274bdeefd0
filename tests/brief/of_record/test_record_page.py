"""The page of one text: escaped, self-contained, and every link inside it leads somewhere."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import lxml.html
import pytest

from commonground.brief.checking import problems_of_page
from commonground.brief.forms.html import to_html
from commonground.brief.of_record import brief_of_record, contents, contents_of_file
from commonground.brief.of_record.compose import document
from commonground.brief.plain_numbers import number_in_words
from commonground.cli import main
from commonground.errors import RecordError, StoreError, UsageError
from tests.brief.test_brief import Page

TEXT = """\
The Gazette: Why do you still keep the gates shut?
Ann Lee: We demand that the toll be dropped. They (the southerners) said: “We will not open the bridge.”
The Gazette: Bea Moor built the dyke in 1961, & left. Will you sign?
Ann Lee: We reject <b>a toll</b> <script>alert(1)</script>. Nobody said "no" to an </p> end.
Editor's note: This was <i>shortened</i>.
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "talk.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_nothing_is_fetched_and_every_link_leads_somewhere(file: Path) -> None:
    read = Page(brief_of_record(file).read_text(encoding="utf-8"))
    assert read.fetched == []
    assert len(read.ids) == len(set(read.ids))
    assert set(read.inside) <= set(read.ids)
    assert {"m1", "at-m1", "l1", "q1", "at-q1"} <= set(read.inside)


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("pages", [None, 1])
def test_every_number_in_a_verdict_is_the_datas(file: Path, language: str, pages: int | None) -> None:
    made = document(contents_of_file(file, language=language), pages)
    data = json.loads(json.dumps(made.data))
    written = to_html(made)
    assert problems_of_page(written, data) == ()
    tree = lxml.html.document_fromstring(written)
    verdicts = tree.xpath('//span[contains(@class, "verdict")]')
    assert len(verdicts) > 3
    assert [number_in_words(each, ()) for each in verdicts] == [None] * len(verdicts)
    assert len(tree.xpath("//data")) > 8
    wrong = re.sub(r'(data-path="/counts/moves">)\d+', r"\g<1>99", written)
    assert [problem.code for problem in problems_of_page(wrong, data)] == ["number-differs"]


def test_markup_in_the_text_is_words(file: Path) -> None:
    written = to_html(document(contents_of_file(file)))
    body = written[written.index("<body") :]
    assert "<script" not in written
    assert "<b>" not in body
    assert "<i>" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    shown = re.findall(r'<p class="line".*?</p>', body, re.DOTALL)
    words = [re.sub(r'<a class="(?:to|number)".*?</a>', "", line) for line in shown]
    plain = [html.unescape(re.sub(r"<[^>]*>", "", line)) for line in words]
    assert plain == TEXT.splitlines()


def test_a_mark_is_told_by_more_than_its_colour(file: Path) -> None:
    written = to_html(document(contents_of_file(file)))
    style = written[written.index("<style>") : written.index("</style>")]
    assert len(set(re.findall(r"\.move[.a-z]* \{ border-bottom: (\w+ \w+)", style))) == 3
    assert "text-decoration: underline dashed" in style
    assert "text-decoration-style: wavy" in style
    assert 'class="move for"' in written


def test_a_long_text_is_left_out_and_no_link_is_left_hanging(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MOST_WORDS", 5)
    read = Page(to_html(document(contents_of_file(file))))
    assert "is not given here" in read.words
    assert not [name for name in read.ids if name.startswith(("l1", "at-"))]
    assert set(read.inside) <= set(read.ids)


@pytest.mark.parametrize("text", ["1", "One line.", "\ufeffA: b?\r\nB: c.\r\n", "Ann: ء “نعم” 😀\n\x0cBea: é?"])
def test_the_smallest_texts_make_a_page(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(text.encode())
    read = Page(brief_of_record(path, to=tmp_path / "t.html").read_text(encoding="utf-8"))
    assert set(read.inside) <= set(read.ids)


def test_it_is_refused_before_anything_is_read(tmp_path: Path, file: Path) -> None:
    with pytest.raises(UsageError, match="not written in a form"):
        brief_of_record("no such file.txt", to=tmp_path / "page.odt")
    with pytest.raises(StoreError, match="no such folder"):
        brief_of_record(file, to=tmp_path / "nowhere" / "page.html")
    with pytest.raises(RecordError, match="no such file"):
        brief_of_record("no such file.txt", to=tmp_path / "page.html")
    assert not (tmp_path / "page.html").exists()


def test_the_command_writes_the_page_or_prints_its_data(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "--of", "record", "talk.txt", "--to", "talk.html"]) == 0
    assert "The brief is in talk.html" in capsys.readouterr().out
    assert "<title>talk.txt</title>" in Path("talk.html").read_text(encoding="utf-8")
    assert main(["brief", "--of", "record", "talk.txt", "--kind", "statement", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["kind"], data["why_kind"], data["turns"]) == ("statement", "because you said so", 1)
    assert not Path("brief.html").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--of", "recrod", "talk.txt"], "Did you mean “record”?"),
        (["--of", "record", "talk.txt", "--round", "r1"], "--round has no meaning for a brief of a record."),
        (["--of", "record", "talk.txt", "--layer", "x", "--as-of", "2025-01-01"], "--layer, --as-of have no meaning"),
        (["saltmarsh", "--kind", "news"], "--kind has no meaning for a brief of a case."),
        (["--of", "record", "talk.txt", "--kind", "newss"], "Did you mean “news”?"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(
    file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["brief", *arguments]) == 2
    assert message in " ".join(capsys.readouterr().err.split())
    assert not Path("brief.html").exists()
