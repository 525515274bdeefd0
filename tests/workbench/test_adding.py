"""Texts added to the record through the form: kept whole, typed, bounded, and shown as text."""

from __future__ import annotations

import pytest

from commonground.case import load
from tests.workbench.conftest import Site
from tests.workbench.desk import WORDS, Desk, desk_for


@pytest.fixture
def desk(site: Site, request: pytest.FixtureRequest) -> Desk:
    return desk_for(site, request.node.name)


def test_pasted_words_are_a_source_ready_to_code(desk: Desk) -> None:
    page = desk.post("add", text="ENVOY: No.\r\n\r\nMINISTER: Yes.\r\n", title="Second talk", side="arno")
    assert page.status_code == 200
    assert "Code: Second talk" in page.text
    source = load(desk.case).sources["second-talk"]
    assert (source.side, source.file) == ("arno", "second-talk.txt")
    assert (desk.case / "sources/second-talk.txt").read_text(encoding="utf-8") == "ENVOY: No.\n\nMINISTER: Yes.\n"


def test_a_file_is_kept_byte_for_byte_under_a_name_of_the_programs(desk: Desk) -> None:
    data = WORDS.replace("\n", "\r\n").encode()
    desk.sent("add", {"title": "Third <i>talk</i>"}, {"file": ("../../evil name.txt", data)})
    assert (desk.case / "sources/third-i-talk-i.txt").read_bytes() == data
    assert "<i>talk</i>" not in desk.get().text


def test_the_kind_is_recognised_and_overruled(desk: Desk) -> None:
    told = [desk.told("add", text=WORDS, title="Talk", kind=kind).json() for kind in ("", "statement")]
    assert [each["kind"] for each in told] == ["interview", "statement"]
    assert told[0]["turns"] == 2


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("run.exe", b"MZ", "no file of text"),
        ("talk.pdf", b"%PDF-1.4 broken", "talk.pdf: The PDF"),
        ("talk.txt", b"   ", "no words"),
        ("talk.txt", b"word " * 500_000, "too large"),
    ],
)
def test_what_is_no_text_is_refused_and_the_form_kept(desk: Desk, name: str, data: bytes, told: str) -> None:
    before = desk.files()
    page = desk.sent("add", {"title": "A title typed with care"}, {"file": (name, data)})
    assert page.status_code == 400
    assert told in page.text
    assert "A title typed with care" in page.text
    assert desk.files() == before


def test_what_was_pasted_is_not_lost_for_a_wrong_day(desk: Desk) -> None:
    page = desk.post("add", text="ENVOY: Keep these words.", title="X", said="the third of March")
    assert page.status_code == 400
    assert "Keep these words." in page.text
    assert "x" not in load(desk.case).sources


def test_without_the_token_nothing_is_added(desk: Desk) -> None:
    before = desk.files()
    assert desk.without_token("add", text="ENVOY: No.", title="X").status_code == 403
    assert desk.files() == before


def test_a_source_is_taken_out_again_and_its_text_stays_where_it_is(desk: Desk) -> None:
    before = desk.files()
    desk.post("add", text="ENVOY: No.", title="By mistake")
    assert desk.post("edit-back/sources.yaml").status_code == 200
    assert {name: data for name, data in desk.files().items() if name in before} == before
    assert "by-mistake" not in load(desk.case).sources
    assert (desk.case / "sources/by-mistake.txt").exists()
