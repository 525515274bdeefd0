"""A text brought into a case: kept and described, both or neither."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from commonground.case import load, new
from commonground.case.adding_sources import add_source
from commonground.case.quotes import document_of
from commonground.errors import CaseError, RecordError, UsageError

WORDS = b"ENVOY: No release in summer.\n\nMINISTER: Then no gauges.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return new(tmp_path / "talks")


def files(case: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(case.rglob("*")) if path.is_file()}


def test_the_text_is_kept_byte_for_byte_and_can_be_read(case: Path) -> None:
    comments = (case / "sources.yaml").read_text(encoding="utf-8")
    made, key = add_source(case, "talk.txt", WORDS, {"title": "First talk", "said": "2025-03-03", "side": ""})
    assert key == "first-talk"
    assert (case / "sources/first-talk.txt").read_bytes() == WORDS
    source = load(case).sources[key]
    assert source == made.sources[key]
    assert (source.title, source.side, source.sha256) == ("First talk", None, sha256(WORDS).hexdigest())
    document = document_of(load(case), source)
    assert document is not None
    assert [turn.speaker for turn in document.turns] == ["ENVOY", "MINISTER"]
    assert (case / "sources.yaml").read_text(encoding="utf-8").startswith(comments)


def test_the_same_title_again_gets_a_number(case: Path) -> None:
    keys = [add_source(case, "talk.txt", WORDS, {"title": "First talk"})[1] for _ in range(3)]
    assert keys == ["first-talk", "first-talk-2", "first-talk-3"]


def test_a_file_that_lies_there_already_is_never_written_over(case: Path) -> None:
    (case / "sources").mkdir()
    (case / "sources/first-talk.txt").write_bytes(b"Mine.")
    assert add_source(case, "talk.txt", WORDS, {"title": "First talk"})[1] == "first-talk-2"
    assert (case / "sources/first-talk.txt").read_bytes() == b"Mine."


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("talk.exe", WORDS, UsageError),
        ("talk", WORDS, UsageError),
        ("talk.txt", b" \n --- \n", RecordError),
        ("talk.pdf", b"%PDF-1.4 not one", RecordError),
        ("talk.docx", b"PK\x03\x04 not one", RecordError),
    ],
)
def test_what_is_no_text_is_refused(case: Path, name: str, data: bytes, kind: type[Exception]) -> None:
    before = files(case)
    with pytest.raises(kind):
        add_source(case, name, data, {})
    assert files(case) == before


def test_a_description_that_cannot_stand_leaves_nothing_behind(case: Path) -> None:
    with pytest.raises(CaseError):
        add_source(case, "talk.txt", WORDS, {"said": "the third of March"})
    assert not (case / "sources").exists()


@pytest.mark.parametrize("id", ["arno-briefing", "../up", "Two words"])
def test_an_id_that_is_taken_or_none_is_refused(case: Path, id: str) -> None:
    with pytest.raises(UsageError):
        add_source(case, "talk.txt", WORDS, {}, id)


def test_the_kind_that_a_person_says_is_the_one_read(case: Path) -> None:
    recognised = add_source(case, "talk.txt", WORDS, {"title": "Talk"})[1]
    again, said = add_source(case, "talk.txt", WORDS, {"title": "Talk", "kind": "statement"})
    kinds = [getattr(document_of(again, load(case).sources[key]), "kind", None) for key in (recognised, said)]
    assert kinds == ["interview", "statement"]
    with pytest.raises(UsageError):
        add_source(case, "talk.txt", WORDS, {"kind": "poem"})
