"""The words themselves: shown where the text is at hand, and never where it is not."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from commonground.case import load
from commonground.case.attach import attach_text, forget_text
from commonground.case.quotes import Quote, document_of, quotes
from tests.case.texts import QUOTES, TEXT, anchored_case

ALL = {name: Quote(words) for name, words in QUOTES.items()}


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    return anchored_case(tmp_path / "bridge")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_without_the_text_there_are_no_quotes(bridge: Path) -> None:
    case = load(bridge)
    assert quotes(case) == {}
    assert {found.paraphrase for found in case.statements.values()} == {f"what {name} says" for name in QUOTES}
    for path in bridge.rglob("*.*"):
        if path.is_file():
            written = path.read_text(encoding="utf-8")
            assert not [words for words in QUOTES.values() if words in written]


def test_with_the_text_attached_there_are(bridge: Path, text: Path) -> None:
    before = {path: path.read_bytes() for path in bridge.rglob("*") if path.is_file()}
    attach_text(load(bridge), "minutes", text)
    assert quotes(load(bridge)) == ALL
    assert {path: path.read_bytes() for path in bridge.rglob("*") if path.is_file()} == before


def test_with_the_text_forgotten_there_are_none_again(bridge: Path, text: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    forget_text(load(bridge), "minutes")
    assert quotes(load(bridge)) == {}
    assert text.read_text(encoding="utf-8") == TEXT


def test_words_that_moved_are_shown_with_a_note_and_words_that_changed_are_not(bridge: Path, text: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    changed = "A heading that was not there.\n\n" + TEXT.replace("a footpath", "a path")
    text.write_text(changed, encoding="utf-8")
    note = "found elsewhere in the text than when it was coded"
    assert quotes(load(bridge)) == {name: Quote(QUOTES[name], note) for name in ("q1", "q3")}


def test_words_that_stand_twice_now_are_not_guessed_at(bridge: Path, text: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    text.write_text("\n".join(["…", QUOTES["q2"], "…", QUOTES["q2"], "…"]), encoding="utf-8")
    assert quotes(load(bridge)) == {}


def test_typographic_differences_do_not_matter_and_the_text_s_own_are_shown(bridge: Path, text: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    text.write_text(TEXT.replace("north bank", "north\n    bank"), encoding="utf-8")
    assert quotes(load(bridge))["q1"].text == QUOTES["q1"].replace("north bank", "north\n    bank")


@pytest.mark.parametrize("state", ["gone", "binary", "folder"])
def test_a_text_that_cannot_be_read_any_more_is_none(bridge: Path, text: Path, state: str) -> None:
    attach_text(load(bridge), "minutes", text)
    text.unlink()
    if state == "binary":
        text.write_bytes(b"\xff\xfe\x00")
    elif state == "folder":
        text.mkdir()
    assert quotes(load(bridge)) == {}


def test_only_texts_that_something_is_anchored_in_are_read(bridge: Path, text: Path) -> None:
    (bridge / "sources.yaml").write_text("other: {title: Another, file: other.txt}\nminutes: {title: M}\n")
    (bridge / "sources").mkdir()
    (bridge / "sources" / "other.txt").write_text(TEXT, encoding="utf-8")
    case = load(bridge)
    assert quotes(case) == {}
    found = document_of(case, case.sources["other"])
    assert found is not None
    assert found.text == TEXT


# --- texts kept in the case itself ---


def kept(path: Path, name: str = "minutes.txt", at: str = "minutes.txt") -> Path:
    bridge = anchored_case(path, f"title: Minutes, file: '{name}'")
    target = bridge / "sources" / at
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(TEXT, encoding="utf-8")
    return bridge


@pytest.mark.parametrize("name", ["minutes.txt", "2025/minutes.txt"])
def test_a_text_in_sources_is_at_hand_without_more(tmp_path: Path, name: str) -> None:
    assert quotes(load(kept(tmp_path / "bridge", name, name))) == ALL
    assert quotes(load(kept(tmp_path / "named-with-the-folder", f"sources/{name}", name))) == ALL


def test_what_stands_in_a_folder_of_the_folders_name_goes_first(tmp_path: Path) -> None:
    bridge = kept(tmp_path / "bridge", "sources/minutes.txt", "sources/minutes.txt")
    (bridge / "sources" / "minutes.txt").write_text("Something else.", encoding="utf-8")
    assert quotes(load(bridge)) == ALL


def test_a_text_that_is_kept_is_read_as_its_format_marks_it(tmp_path: Path) -> None:
    bridge = kept(tmp_path / "bridge", "talk.vtt", "talk.vtt")
    words = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann>We met.\n"
    (bridge / "sources" / "talk.vtt").write_text(words, encoding="utf-8")
    case = load(bridge)
    found = document_of(case, case.sources["minutes"])
    assert found is not None
    assert (found.kind, [turn.speaker for turn in found.turns]) == ("captions", ["Ann"])


def test_also_in_a_zip(tmp_path: Path) -> None:
    bridge = kept(tmp_path / "bridge")
    with zipfile.ZipFile(tmp_path / "bridge.zip", "w") as archive:
        for path in bridge.rglob("*.*"):
            archive.write(path, path.relative_to(tmp_path))
    shutil.rmtree(bridge)
    assert quotes(load(tmp_path / "bridge.zip")) == ALL


def test_it_goes_before_what_is_attached_and_what_is_attached_before_nothing(tmp_path: Path) -> None:
    bridge = kept(tmp_path / "bridge")
    other = tmp_path / "copy.txt"
    other.write_text("Before it.\n" + TEXT, encoding="utf-8")
    attach_text(load(bridge), "minutes", other)
    assert quotes(load(bridge)) == ALL
    (bridge / "sources" / "minutes.txt").write_bytes(b"\x00\xff")
    assert {quote.note for quote in quotes(load(bridge)).values()} == {
        "found elsewhere in the text than when it was coded"
    }
    (bridge / "sources" / "minutes.txt").unlink()
    assert quotes(load(bridge)).keys() == ALL.keys()


@pytest.mark.parametrize(
    "name",
    ["../minutes.txt", "../../minutes.txt", "x/../../minutes.txt", "..\\minutes.txt", "/minutes.txt", "", ".", "a\0b"],
)
def test_a_name_that_climbs_out_of_sources_is_not_followed(tmp_path: Path, name: str) -> None:
    bridge = anchored_case(tmp_path / "bridge")
    (bridge / "sources" / "x").mkdir(parents=True)
    for place in (bridge, tmp_path):
        (place / "minutes.txt").write_text(TEXT, encoding="utf-8")
    case = load(bridge)
    for file in (name, str(tmp_path / "minutes.txt")):
        (bridge / "sources.yaml").write_text(
            f'minutes: {{title: M, file: "{file}"}}\n'.replace("\\", "\\\\").replace("\0", "\\0")
        )
        case = load(bridge)
        assert case.sources["minutes"].file == file
        assert quotes(case) == {}


def test_a_link_that_leads_out_of_the_case_is_not_followed(tmp_path: Path) -> None:
    bridge = anchored_case(tmp_path / "bridge", "title: Minutes, file: minutes.txt")
    (tmp_path / "minutes.txt").write_text(TEXT, encoding="utf-8")
    (bridge / "sources").mkdir()
    (bridge / "sources" / "minutes.txt").symlink_to(tmp_path / "minutes.txt")
    assert quotes(load(bridge)) == {}


# --- the interview, where its text is beside the checkout ---


def test_every_quote_of_the_interview_is_found_where_it_was(shared_data: Path) -> None:
    case = load("istanbul-2025")
    interview = shared_data / "record" / "interview.txt"
    if not interview.is_file():
        pytest.skip("the interview is not among the development data")
    attach_text(case, "ki-interview", interview)
    found = quotes(case)
    anchored = [statement for statement in case.statements.values() if statement.anchor]
    assert len(anchored) >= 20
    assert found.keys() == {statement.id for statement in anchored}
    assert {quote.note for quote in found.values()} == {None}
    whole = interview.read_text(encoding="utf-8")
    assert all(quote.text in whole for quote in found.values())
