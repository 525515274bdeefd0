"""Proposing into a case: what is known already, what stays sealed, and what must not shine through."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from commonground.case import load
from commonground.case.proposing import propose_from
from commonground.errors import UsageError
from commonground.record.attachments import attach
from commonground.statements import Statement, append_statements, read_statements
from commonground.statements.reliability import as_blind

SOURCE = "post-interview"


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    return Path(shutil.copytree(str(load("saltmarsh").path), tmp_path / "talks"))


def proposed(folder: Path) -> list[Statement]:
    return [each for each in load(folder).statements.values() if each.coder == "rules"]


def test_what_somebody_coded_blind_does_not_change_what_is_proposed(talks: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(talks, tmp_path / "other"))
    plain = propose_from(load(other), SOURCE).written
    same = [replace(each, id=f"ben.{n}", proposer="ben", status="confirmed") for n, each in enumerate(plain)]
    append_statements(talks, "ben", [as_blind(each, "ben", "1") for each in same])
    assert propose_from(load(talks), SOURCE).written == plain
    assert propose_from(load(talks), SOURCE).written == ()


def test_the_words_of_a_text_that_is_not_kept_stay_out_of_the_case(talks: Path) -> None:
    kept = talks / "sources" / "interview.txt"
    away = talks.parent / "interview.txt"
    shutil.move(kept, away)
    sources = (talks / "sources.yaml").read_text(encoding="utf-8")
    (talks / "sources.yaml").write_text(sources.replace("  file: interview.txt\n", ""), encoding="utf-8")
    assert load(talks).sources[SOURCE].file is None
    with pytest.raises(UsageError) as caught:
        propose_from(load(talks), SOURCE)
    assert [each.code for each in caught.value.problems] == ["no-text"]
    attach(load(talks).id, SOURCE, away)
    assert propose_from(load(talks), SOURCE).written
    found, problems = read_statements((talks / "statements" / "rules.jsonl").read_bytes(), "rules.jsonl")
    assert problems == []
    assert all(each.anchor and each.anchor.sealed for each in found)


@pytest.mark.parametrize(("source", "nearest"), [("post-intervew", "post-interview"), (None, None)])
def test_a_source_that_is_not_there_is_refused(talks: Path, source: str | None, nearest: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        propose_from(load(talks), source)
    assert [(each.code, each.nearest) for each in caught.value.problems] == [("unknown-source", nearest)]
