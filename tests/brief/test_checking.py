"""The checker of finished pages: nothing wrong with ours, and each kind of tampering found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from commonground.brief.checking import facts_of_page, problems_of_page, value_at
from commonground.brief.compose import document
from commonground.brief.document import Document, Plain, Ref, Section, paragraph, sentence
from commonground.brief.forms.html import to_html
from commonground.brief.material import gather
from commonground.case import Case, load
from commonground.case.evidence import speaker_party

Page = tuple[str, Mapping[str, Any]]


def _page(name: str, language: str = "en", pages: int | None = None) -> Page:
    made = document(gather(load(name), budget=10, language=language), pages)
    return to_html(made), json.loads(json.dumps(made.data))


@pytest.fixture(scope="module")
def istanbul() -> Page:
    return _page("istanbul-2025")


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962", "saltmarsh"])
def test_our_own_pages_are_as_they_should_be(name: str, language: str) -> None:
    page, data = _page(name, language)
    assert list(map(str, problems_of_page(page, data))) == []
    assert "<data " in page


def test_page_one_alone_is_as_it_should_be() -> None:
    page, data = _page("istanbul-2025", pages=1)
    assert problems_of_page(page, data) == ()


def _codes(page: str, data: Mapping[str, Any] | None = None) -> set[str]:
    return {problem.code for problem in problems_of_page(page, data)}


def _first_told(page: str) -> str:
    found = re.search(r'<span class="s verdict">.*?<span class="refs">.*?</span></span>', page, re.DOTALL)
    assert found
    return found[0]


def _without_references(page: str) -> str:
    told = _first_told(page)
    return page.replace(told, re.sub(r"<a class=\"ref\".*?</a>", "", told), 1)


def _number_changed(page: str) -> str:
    return re.sub(r"(<data [^>]*>)(\d+)<", lambda m: f"{m[1]}{int(m[2]) + 1}<", page, count=1)


def _number_and_value_changed(page: str) -> str:
    return re.sub(r'<data value="(\d+)"( [^>]*)>\d+<', r'<data value="9\1"\2>9\1<', page, count=1)


def _frame(page: str) -> str:
    found = re.search(r'<p class="caveats">(.*?)</p>', page, re.DOTALL)
    assert found
    return found[1]


_TAMPERED: dict[str, tuple[str, Callable[[str], str]]] = {
    "a verdict without its references": ("no-reference", _without_references),
    "an entry taken away": ("reference-nowhere", lambda page: page.replace('<article id="on-R1"', "<article", 1)),
    "an entry under another's name": ("anchor-twice", lambda page: page.replace('id="on-R2"', 'id="on-R1"', 1)),
    "a row of a table without its references": (
        "no-reference",
        lambda page: re.sub(r'<th scope="row"><a class="ref" href="#matter-0">(.*?)</a>', r'<th scope="row">\1', page),
    ),
    "a number in plain words": (
        "number-in-words",
        lambda page: re.sub(r"<data [^>]*>(\d+)</data>", r"\1", page, count=1),
    ),
    "a number in the cell of a table": ("number-in-words", lambda page: page.replace("<td>", "<td>of 3 ", 1)),
    "an account made a fact in a table": (
        "whose-word-untold",
        lambda page: re.sub(r"(<td>[^<]*) \(by Ukraine(?:&#39;|')s account\)", r"\1", page),
    ),
    "a number made larger": ("number-differs", _number_changed),
    "no frame at the top": ("no-frame", lambda page: page.replace('<p class="caveats">', "<p>", 1)),
    "no frame at the foot": ("no-frame", lambda page: re.sub(r"(?s)<footer>.*?</footer>", "<footer></footer>", page)),
    "no frame on the sheets": (
        "no-frame",
        lambda page: re.sub(r'(@bottom-left \{ content: )"[^"]*"', r'\1""', page),
    ),
    "no frame under a picture": ("no-frame", lambda page: re.sub(r'(?s)<p class="frame">.*?</p>', "", page, count=1)),
    "page one on what would hold": (
        "holds-on-page-one",
        lambda page: page.replace("</h2>", "</h2><p>Such a deal would hold.</p>", 1),
    ),
    "an account made a fact": (
        "whose-word-untold",
        lambda page: re.sub(r" \(by Ukraine(&#39;|')s account\)", "", page),
    ),
}


@pytest.mark.parametrize("what", _TAMPERED)
def test_tampering_is_found(istanbul: Page, what: str) -> None:
    code, tamper = _TAMPERED[what]
    page, data = istanbul
    tampered = tamper(page)
    assert tampered != page
    assert code in _codes(tampered, data)


def _known_from_the_other_side(name: str, side: str) -> Case:
    """A case in which everything said by or of a side is said by somebody of the other."""
    case = load(name)
    other = next(party.id for party in case.table if party.id != side)
    speaker = next(each.speaker for each in case.statements.values() if speaker_party(case, each) == other)
    told = {
        key: each if speaker_party(case, each) == other else replace(each, speaker=speaker)
        for key, each in case.statements.items()
    }
    return replace(case, statements=told)


@pytest.mark.parametrize(
    ("name", "side", "language"), [("istanbul-2025", "russia", "en"), ("saltmarsh", "halvora", "uk")]
)
@pytest.mark.parametrize("pages", [None, 1])
def test_a_side_known_from_the_other_alone_is_told_of_so_wherever_it_counts(
    name: str, side: str, language: str, pages: int | None
) -> None:
    material = gather(_known_from_the_other_side(name, side), language=language)
    page = to_html(document(material, pages))
    assert [str(problem) for problem in problems_of_page(page, material.data)] == []
    account = "account)" if language == "en" else "за словами сторони"
    assert page.count(account) > 5
    assert "whose-word-untold" in _codes(page.replace(account, ""))


@pytest.mark.parametrize("title", ["Talks 2+2", "Article 5 and 12", "7"])
def test_a_number_that_is_part_of_a_name_is_none(title: str) -> None:
    case = load("saltmarsh")
    issue = next(iter(case.issues.values()))
    renamed = replace(case, issues={**case.issues, issue.id: replace(issue, title=title)})
    material = gather(renamed)
    assert problems_of_page(to_html(document(material)), material.data) == ()


def test_a_number_changed_in_both_places_needs_the_data_to_be_found(istanbul: Page) -> None:
    page, data = istanbul
    tampered = _number_and_value_changed(page)
    assert tampered != page
    assert _codes(tampered) == set()
    assert _codes(tampered, data) == {"number-differs"}


def _made_up(told: str, language: str = "en", told_by: Mapping[str, str] | None = None) -> str:
    section = Section(
        "s", "S", (paragraph(sentence(told, standing="verdict", refs=(Ref("on-P1", "P1"),))), paragraph(sentence("n")))
    )
    other = Section("on-P1", "P1", ())
    data = {"made": {"told_by": told_by if told_by is not None else {"P1": "North (the) [x]"}}}
    return to_html(Document("T", "The record ends.", language, "p", (section, other), data))


@pytest.mark.parametrize(
    ("told", "language", "right"),
    [
        ("South will not sign (by North (the) [x]'s account).", "en", True),
        ("By North (the) [x]'s account South will not sign.", "en", True),
        ("South will not sign (by East and North (the) [x]'s account).", "en", True),
        ("South will not sign.", "en", False),
        ("North (the) [x] says that South will not sign.", "en", False),
        ("South will not sign (by East's account); North (the) [x] is pleased.", "en", False),
        ("Південь не підпише (за словами сторони North (the) [x]).", "uk", True),
        ("Південь не підпише.", "uk", False),
    ],
)
def test_whose_word_it_is_has_to_be_said(told: str, language: str, right: bool) -> None:
    assert ("whose-word-untold" in _codes(_made_up(told, language))) is not right


def test_who_tells_of_themselves_needs_no_account() -> None:
    assert _codes(_made_up("South will not sign.", told_by={})) == set()


def test_a_page_that_says_nothing_of_its_making_is_read_all_the_same() -> None:
    from lxml import html

    page = to_html(
        Document(
            "T",
            "F",
            "en",
            "p",
            (
                Section(
                    "s",
                    "S",
                    (
                        paragraph(
                            sentence(Plain("x")),
                        ),
                    ),
                ),
            ),
        )
    )
    assert facts_of_page(html.document_fromstring(page)) == {}
    broken = page.replace("<title>", '<meta name="commonground" content="{no json"><title>')
    assert facts_of_page(html.document_fromstring(broken)) == {}
    assert problems_of_page(page) == ()


@pytest.mark.parametrize(
    ("path", "value"), [("/a/0", 1), ("/a", 2), ("/b~1c/d~0e", 3), ("/a/2", None), ("/x", None), ("/a/0/1", None)]
)
def test_paths_into_the_data(path: str, value: int | None) -> None:
    assert value_at({"a": [1, 2], "b/c": {"d~e": 3}}, path) == value
