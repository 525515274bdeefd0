"""PDF: the text layer and nothing guessed."""

from __future__ import annotations

from contextlib import suppress

import pytest

from commonground.errors import RecordError
from commonground.record.formats import portable
from commonground.record.formats.portable import pdf
from tests.record.formats.making import encrypted, pdf_of


def refusal(data: bytes) -> str:
    with pytest.raises(RecordError) as caught:
        pdf(data)
    assert "\n" not in str(caught.value)
    return caught.value.problems[0].code


def test_the_text_of_each_page_without_its_number() -> None:
    source = pdf(pdf_of([["Anna: We met", "at noon and"], ["- 2 -", "left at one."], ["17 of them", "Page 3 of 3"]]))
    assert source.text == "Anna: We met\nat noon and\nleft at one.\n17 of them"
    assert source.notes == ("The page numbers of 2 of 3 pages are left out.",)
    assert (source.speakers, source.asides) == (None, ())


def test_title_and_language() -> None:
    source = pdf(pdf_of([["Café “now” – yes"]], title="Talks at the  lake"))
    assert (source.text, source.title, source.language) == ("Café “now” – yes", "Talks at the lake", "en")


def test_a_scanned_page_is_told_and_not_guessed() -> None:
    source = pdf(pdf_of([["one"], [], [], ["four"], []]))
    missing = [f"[Page {number} has no text layer and is not read.]" for number in (2, 3, 5)]
    assert source.text.split("\n") == ["one", *missing[:2], "four", missing[2]]
    assert [source.text[start:end] for start, end in source.asides] == missing
    assert source.notes == ("No text layer, and so not read: page 2-3, 5.",)


def test_what_is_only_a_scan_is_refused() -> None:
    assert refusal(pdf_of([[], []])) == "no-text-layer"


@pytest.mark.parametrize("password", ["secret", ""])
def test_what_is_encrypted_is_refused(password: str) -> None:
    assert refusal(encrypted(pdf_of([["one"]]), password)) == "encrypted-pdf"


@pytest.mark.parametrize("keep", [0, 9, 60, 300])
def test_what_is_cut_off_is_refused(keep: int) -> None:
    assert refusal(pdf_of([["one"]])[:keep]) == "bad-pdf"


def test_a_damaged_file_is_read_or_refused() -> None:
    whole, codes = pdf_of([["one"], ["two"]]), set()
    for place in range(0, len(whole), 7):
        damaged = whole[:place] + b"\xff<<[(" + whole[place + 5 :]
        with suppress(RecordError):
            pdf(damaged)
            continue
        codes.add(refusal(damaged))
    assert codes <= {"bad-pdf", "no-text-layer", "encrypted-pdf"}
    assert "bad-pdf" in codes


def test_a_tree_of_pages_that_holds_itself_is_refused() -> None:
    looped = pdf_of([["one"]]).replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]")
    assert refusal(looped) in {"bad-pdf", "no-text-layer"}


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable, "MOST_PAGES", 2)
    assert pdf(pdf_of([["one"]] * 2)).text == "one\none"
    assert refusal(pdf_of([["one"]] * 3)) == "too-large"
