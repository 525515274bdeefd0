"""Training from a case: what is learnt from, what is left out, and what is refused before any work is done."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commonground.case import load
from commonground.case.training import train_tagger
from commonground.errors import CommongroundError, UsageError
from commonground.statements.proposers.tagger import tagger_from
from tests.case.folders import whole

LIBRARY = "the extra [crf] is not installed"


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    return Path(shutil.copytree(str(load("saltmarsh").path), tmp_path / "talks"))


def test_it_learns_from_the_texts_at_hand_and_counts_the_others(talks: Path, tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite", reason=LIBRARY)
    (talks / "sources" / "memcon.xml").unlink()
    told: list[tuple[int, int]] = []
    written = train_tagger(load(talks), tmp_path / "a.tagger", lambda done, of: told.append((done, of)))
    assert (written.documents, written.statements, written.left_out) == (3, 109, 34)
    assert written.held_out.by == "documents"
    assert written.known_to_rules == written.to_dict()["known_to_rules"] == 3
    assert told == [(n, 4) for n in range(1, 5)]
    assert tagger_from(written.file).about.statements == 109
    again = train_tagger(load(talks), tmp_path / "a.tagger")  # its own kind of file may be written anew
    assert again.to_dict() == written.to_dict()


def test_proposed_and_rejected_statements_teach_nothing(talks: Path, tmp_path: Path) -> None:
    gold = talks / "statements" / "gold.jsonl"
    lines = gold.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        status = "rejected" if number % 2 else "proposed"
        lines[number] = line if number < 49 else line.replace('"status": "confirmed"', f'"status": "{status}"')
    gold.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(UsageError, match="here are 49") as caught:
        train_tagger(load(talks), tmp_path / "a.tagger")
    assert caught.value.problems[0].code == "too-few-statements"
    assert not (tmp_path / "a.tagger").exists()


def test_too_few_statements(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="here are 0"):
        train_tagger(load(whole(tmp_path / "c")), tmp_path / "a.tagger")


@pytest.mark.parametrize(
    ("name", "words"), [("case.yaml", "another file"), ("nowhere/a", "no such folder"), ("", "cannot be written")]
)
def test_no_other_file_is_overwritten(talks: Path, name: str, words: str) -> None:
    before = (talks / "case.yaml").read_bytes()
    with pytest.raises(CommongroundError, match=words):
        train_tagger(load(talks), talks / name)
    assert (talks / "case.yaml").read_bytes() == before
