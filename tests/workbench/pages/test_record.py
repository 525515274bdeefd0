"""A source: its text whole, each statement marked where it stands; search finds what a plain look finds."""

from __future__ import annotations

import html
import re

import pytest

import commonground as cg
from commonground.case.quotes import document_of, places_in
from commonground.workbench.search import search
from tests.workbench.conftest import Site

CASE = cg.load("saltmarsh")


@pytest.mark.parametrize("source", list(CASE.sources))
def test_every_word_of_the_text_is_shown_once_and_in_order(site: Site, source: str) -> None:
    document = document_of(CASE, CASE.sources[source])
    assert document is not None
    page = site.get(f"/case/saltmarsh/source/{source}").text
    shown = "".join(re.findall(r'<p id="line-\d+">(.*?)</p>', page, re.DOTALL))
    assert html.unescape(re.sub(r"<[^>]+>", "", shown)).split() != []
    words = " ".join(
        html.unescape(re.sub(r"<[^>]+>", "", line))
        for line in re.findall(r'<p id="line-\d+">(.*?)</p>', page, re.DOTALL)
    )
    assert words.split() == document.text.split()


@pytest.mark.parametrize("source", list(CASE.sources))
def test_each_statement_is_marked_where_it_stands(site: Site, source: str) -> None:
    document = document_of(CASE, CASE.sources[source])
    assert document is not None
    told = site.get(f"/case/saltmarsh/source/{source}.json").json()
    places = {
        n: [a, b] for n, (status, a, b) in places_in(CASE, source, document).items() if status in ("exact", "moved")
    }
    kept = {name: place for name, place in places.items() if CASE.statements[name].status != "rejected"}
    assert told["places"] == kept
    page = site.get(f"/case/saltmarsh/source/{source}").text
    for name in kept:
        assert page.count(f'id="{name}"') == 1
        assert re.search(rf'title="[^"]*\b{name}: ', page)  # also where another stands in the same words
        assert f'id="coded-{name}"' in page


def test_whose_and_what_is_said_in_words_and_not_by_colour_alone(site: Site) -> None:
    page = site.get("/case/saltmarsh/source/post-interview").text
    assert re.search(r'<span class="mark p\d act-mandate">[^<]*mandate</span>', page)
    assert "act-demand" in page


def test_a_sealed_source_says_how_its_text_comes_up(site: Site) -> None:
    assert "commonground attach istanbul-2025 ki-interview" in site.get("/case/istanbul-2025/source/ki-interview").text


@pytest.fixture(autouse=True)
def _own_home(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path))


@pytest.mark.parametrize("words", ["sluice", "the sluice", "Sluice gate", "tide"])
def test_search_finds_the_turns_that_have_the_words(words: str) -> None:
    expected = set()
    for source in CASE.sources.values():
        document = document_of(CASE, source)
        assert document is not None
        for turn in document.turns:
            said = re.findall(r"\w+", document.text[turn.start : turn.end].casefold())
            *whole, last = words.casefold().split()
            if all(word in said for word in whole) and any(word.startswith(last) for word in said):
                expected.add((source.id, turn.start))
    hits = search(CASE, words)
    assert {(hit.source, hit.start) for hit in hits} == expected
    assert all(any(found for _, found in hit.pieces) for hit in hits)


@pytest.mark.parametrize(
    "words", ["", '"', "NEAR(", "a OR", "*", "col:x", "-", "'; DROP TABLE turns", "\x00", "(" * 50]
)
def test_nothing_that_is_looked_for_is_an_expression(words: str) -> None:
    search(CASE, words)


def test_a_spoilt_index_is_made_again(tmp_path: object) -> None:
    from commonground.store import cache_folder

    expected = search(CASE, "sluice")
    (index,) = (cache_folder() / "search").glob("*.sqlite")
    assert index.stat().st_mode & 0o077 == 0
    index.write_bytes(b"nothing of the sort" * 100)
    assert search(CASE, "sluice") == expected != ()


def test_search_on_a_page_marks_the_words_and_leads_to_the_line(site: Site) -> None:
    page = site.get("/case/saltmarsh/search?q=sluice").text
    assert "<mark>" in page
    href = re.search(r'href="(/case/saltmarsh/source/[^"#]+)#(line-\d+)"', page)
    assert href is not None
    assert f'id="{href[2]}"' in site.get(href[1]).text
