"""Attaching a text: what is noted, what is said of it, and that it stays where it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from commonground.case import load
from commonground.case.attach import AttachmentState, attach_text, attachment_states, forget_text
from commonground.errors import CommongroundError, RecordError, UsageError
from commonground.record import Document
from tests.case.texts import TEXT, anchored_case

NONE = {"exact": 0, "moved": 0, "ambiguous": 0, "lost": 0}


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    checksum = Document.from_text(TEXT).sha256
    return anchored_case(tmp_path / "bridge", f"title: Minutes, sha256: {checksum}")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def state(bridge: Path) -> AttachmentState:
    (only,) = attachment_states(load(bridge))
    return only


def test_nothing_is_attached_at_first(bridge: Path) -> None:
    assert state(bridge) == AttachmentState(
        source="minutes",
        title="Minutes",
        statements=3,
        anchored=3,
        file=None,
        text="not attached",
        as_recorded=None,
        anchors=NONE,
        lost=(),
    )


def test_an_attached_text_is_at_hand(bridge: Path, text: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    now = state(bridge)
    assert (now.file, now.text, now.as_recorded) == (str(text), "at hand", True)
    assert now.anchors == NONE | {"exact": 3}
    assert now.to_dict()["anchors"] == now.anchors


def test_a_text_that_changed_says_so_and_which_words_are_lost(bridge: Path, text: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    text.write_text("Newly found.\n" + TEXT.replace("a footpath", "a path"), encoding="utf-8")
    now = state(bridge)
    assert (now.text, now.as_recorded) == ("changed", False)
    assert now.anchors == NONE | {"moved": 2, "lost": 1}
    assert now.lost == ("q2",)


def test_another_edition_may_be_attached_and_is_told_apart(bridge: Path, text: Path) -> None:
    text.write_text(TEXT.replace("“", '"').replace("”", '"'), encoding="utf-8")
    attach_text(load(bridge), "minutes", text)
    now = state(bridge)
    assert (now.text, now.as_recorded) == ("at hand", False)
    assert now.anchors["exact"] == 3


def test_a_text_that_is_gone(bridge: Path, text: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    text.unlink()
    now = state(bridge)
    assert (now.text, now.file, now.anchors) == ("missing", str(text), NONE)


def test_a_text_that_is_none_any_more(bridge: Path, text: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    text.write_bytes(b"\x00")
    assert state(bridge).text == "changed"
    assert state(bridge).anchors == NONE


def test_a_text_in_the_case_itself_needs_no_attaching(bridge: Path, text: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    text.unlink()
    (bridge / "sources").mkdir()
    (bridge / "sources" / "m.txt").write_text(TEXT, encoding="utf-8")
    (bridge / "sources.yaml").write_text("minutes: {title: Minutes, file: m.txt}\n")
    now = state(bridge)
    assert (now.text, now.as_recorded, now.anchors["exact"]) == ("at hand", None, 3)
    forget_text(load(bridge), "minutes")
    assert (state(bridge).text, state(bridge).file) == ("at hand", None)


def test_forgetting_leaves_the_file(bridge: Path, text: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    forget_text(load(bridge), "minutes")
    forget_text(load(bridge), "minutes")
    assert (state(bridge).text, state(bridge).file) == ("not attached", None)
    assert text.read_text(encoding="utf-8") == TEXT


def test_attaching_again_replaces(bridge: Path, text: Path, tmp_path: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    other = tmp_path / "other.txt"
    other.write_text(TEXT, encoding="utf-8")
    attach_text(load(bridge), "minutes", other)
    assert state(bridge).file == str(other)


def test_neither_the_case_nor_the_note_holds_a_word_of_the_text(bridge: Path, text: Path, home: Path) -> None:
    attach_text(load(bridge), "minutes", text)
    files = [path for folder in (bridge, home) for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "attachments.json" for path in files)
    for path in files:
        assert "footpath" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "file", "wrong", "code"),
    [
        ("minuts", "minutes.txt", UsageError, "unknown-source"),
        ("minutes", None, UsageError, "no-file-given"),
        ("minutes", "nowhere.txt", RecordError, "no-document"),
        ("minutes", ".", RecordError, "no-document"),
        ("minutes", "binary", RecordError, "not-utf8"),
    ],
)
def test_what_cannot_be_attached_is_not_noted(
    bridge: Path, text: Path, home: Path, source: str, file: str | None, wrong: type[CommongroundError], code: str
) -> None:
    (text.parent / "binary").write_bytes(b"\x00\x01")
    with pytest.raises(wrong) as caught:
        attach_text(load(bridge), source, None if file is None else text.parent / file)
    (problem,) = caught.value.problems
    assert problem.code == code
    if source == "minuts":
        assert problem.nearest == "minutes"
    assert state(bridge).text == "not attached"
    assert not list(home.rglob("attachments.json"))


def test_only_sources_with_anchors_are_listed_and_others_can_be_asked_for(bridge: Path) -> None:
    with (bridge / "sources.yaml").open("a") as file:
        file.write("other: {title: Another}\n")
    case = load(bridge)
    assert [each.source for each in attachment_states(case)] == ["minutes"]
    (other,) = attachment_states(case, "other")
    assert (other.source, other.statements, other.anchored, other.text) == ("other", 0, 0, "not attached")
    with pytest.raises(UsageError):
        attachment_states(case, "nowhere")
    with pytest.raises(UsageError):
        forget_text(case, "nowhere")


def test_the_interview_is_the_text_that_was_coded(shared_data: Path) -> None:
    interview = shared_data / "record" / "interview.txt"
    if not interview.is_file():
        pytest.skip("the interview is not among the development data")
    case = load("istanbul-2025")
    attach_text(case, "ki-interview", interview)
    (now,) = attachment_states(case, "ki-interview")
    assert (now.text, now.as_recorded, now.lost) == ("at hand", True, ())
    assert now.anchors == NONE | {"exact": now.anchored}
    assert now.anchored >= 20


def test_a_text_in_another_format_is_read_as_it_was_when_it_was_coded(tmp_path: Path) -> None:
    """The anchors of the bundled memorandum stand in the text that its format gives, wherever the file lies."""
    bundled = load("saltmarsh")
    source = next(each for each in bundled.sources.values() if each.file and each.file.endswith(".xml"))
    elsewhere = tmp_path / "memo.xml"
    elsewhere.write_bytes((Path(str(bundled.path)) / "sources" / str(source.file)).read_bytes())
    sources = {**bundled.sources, source.id: replace(source, file=None)}
    case = replace(bundled, sources=sources)
    attach_text(case, source.id, elsewhere)
    (state,) = attachment_states(case, source.id)
    assert state.text == "at hand"
    assert state.anchors["exact"] == state.anchored > 0
