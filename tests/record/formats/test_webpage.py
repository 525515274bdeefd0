"""Web pages: the article without its frame, and nothing of it fetched or run."""

from __future__ import annotations

import pytest

from commonground.errors import RecordError
from commonground.record.formats import webpage
from commonground.record.formats.webpage import web_page

PAGE = """<!DOCTYPE html><html lang="en"><head>%s<title>Talks at the lake</title><meta name="author" content="Ann Berg">
<script>var said = "by a script";</script><style>p {}</style></head><body><nav><a href="/x">Home of menus</a></nav>
<article><h1>Talks at the lake</h1><p><b>The Gazette:</b> What did they ask?</p>
<p><strong>Bo Lind:</strong> For “everything” &amp; more, 👩‍⚖️ السلام e\u0301.<br>And we said no.</p>
<h2>Later</h2><blockquote><p>We shall see.</p></blockquote><ul><li>one</li></ul>
<p>The end of it.<img src="https://example.org/p.png" onerror="alert(1)"></p></article>
<footer>All rights reserved</footer></body></html>"""


def test_the_article_without_its_frame() -> None:
    source = web_page((PAGE % '<meta charset="utf-8">').encode())
    assert source.text.split("\n\n") == [
        "Ann Berg",
        "Talks at the lake",
        "The Gazette: What did they ask?",
        "Bo Lind: For “everything” & more, 👩‍⚖️ السلام e\u0301.\nAnd we said no.",
        "Later",
        "We shall see.",
        "one",
        "The end of it.",
    ]
    asides = [source.text[start:end] for start, end in source.asides]
    assert asides == ["Ann Berg", "Talks at the lake", "Later"]
    assert (source.title, source.language, source.speakers) == ("Talks at the lake", "en", None)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("cp1251", '<meta charset="windows-1251">'),
        ("utf-16", ""),
        ("utf-8-sig", '<meta charset="koi8-r">'),
        ("utf-8", ""),
        ("koi8-r", "<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>"),
    ],
)
def test_the_encoding_that_the_page_names_is_used(encoding: str, named: str) -> None:
    page = f"<html><head>{named}</head><body><p>Мы встретились у озера и говорили.</p></body></html>"
    assert web_page(page.encode(encoding)).text == "Мы встретились у озера и говорили."


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<p>Встреча</p>".encode("cp1251"), "not-utf8"),
        (b"<meta charset='klingon'><p>x</p>", "not-utf8"),
        (b"<meta charset='ascii'><p>\xff</p>", "not-utf8"),
        (b"<meta charset='base64'><p>eA==</p>", "not-utf8"),
        (b"", "bad-html"),
        (b"<html><body><script>load()</script></body></html>", "no-words-on-page"),
        (b"<h1>Only a heading</h1>", "no-words-on-page"),
        (b"<div>" * 230 + b"<p>deep</p>", "bad-html"),
        (b"<b>" * 100_000, "bad-html"),
    ],
)
def test_what_is_no_page_is_refused(page: bytes, code: str) -> None:
    with pytest.raises(RecordError) as caught:
        web_page(page)
    assert caught.value.problems[0].code == code


def test_what_is_left_out_is_told() -> None:
    words = "We said at the lake that the ferry would run before the end of the summer, and so it did run."
    page = "<html><body><article>" + f"<p>{words}</p>" * 4 + "<p>Yes.</p><p>Yes.</p></article></body></html>"
    source = web_page(page.encode())
    assert source.text.count("Yes.") == 2
    left_out = 4 - source.text.count(words)
    assert source.notes == (f"{left_out} of 6 paragraphs were taken for the frame of the page and left out.",)
    assert web_page((PAGE % "").encode()).notes == ()


def test_more_marks_than_any_page_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webpage, "MOST_MARKS", 50)
    assert "x" in web_page(b"<p>x</p>" * 40).text
    with pytest.raises(RecordError, match="more than 50 marks"):
        web_page(b"<p>x</p>" * 60)


def test_a_page_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webpage, "LARGEST_PAGE", 100)
    with pytest.raises(RecordError, match="larger than"):
        web_page(b"<p>x</p>" * 20)
