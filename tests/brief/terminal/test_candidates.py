"""What statements propose, as a person reads it on a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.brief.terminal.candidates import print_candidates
from commonground.case import candidates_of, load
from tests.case.folders import folder, statement
from tests.case.test_candidates import CASE, SOURCES

STATEMENTS = (
    statement("d1", "letter", "bob", source="north", act="demand", issue="bridge", polarity="for")
    + statement("j1", "letter", "bob", act="reject", issue="toll", polarity="against", paraphrase="No [toll] at all.")
    + statement("q1", "letter", "bob", act="accept", issue="toll", modality="questioned")
    + statement("w1", "letter", "bob", act="accept", issue="toll", status="proposed")
)


def printed(path: Path, capsys: pytest.CaptureFixture[str], text: str = STATEMENTS) -> str:
    case = load(folder(path, CASE, sources_yaml=SOURCES, statements__me_jsonl=text))
    print_candidates(case, candidates_of(case))
    return " ".join(capsys.readouterr().out.split())


def test_each_stands_with_its_holes_its_evidence_and_whose_word_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(tmp_path, capsys)
    assert "offer-d1: North, offers: bridge = ?" in out
    assert "closed (Closed), foot (On foot), open (Open)" in out
    assert "Rests on d1: what d1 says By South's account alone. As of round r1" in out
    assert "clause-j1: South, mandates: toll not in {?}" in out
    assert "No [toll] at all." in out


def test_the_shares_and_what_proposes_nothing_come_last(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(tmp_path, capsys)
    assert "North: 2 of 2 rest on another side's word alone. South: 0 of 1 rest" in out
    assert "Not confirmed by anybody, and so proposing nothing: 1." in out
    assert out.endswith("q1 proposes nothing: it is asked and not asserted.")


def test_that_nothing_is_proposed_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nothing is proposed" in printed(tmp_path, capsys, "")
