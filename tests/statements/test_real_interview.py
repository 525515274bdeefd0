"""Counts on a real interview that is no part of the project: how much is found, not what it says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from commonground.record import Document, read
from commonground.statements import gate, pairs, propose
from commonground.statements.claims import claims_in
from commonground.statements.schema import MOVES


@pytest.fixture(scope="module")
def interview(shared_data: Path) -> Document:
    return read(shared_data / "record" / "interview.txt", kind="interview")


def test_moves_and_pairs_are_found(interview: Document) -> None:
    found = propose(interview)
    acts = Counter(each.act for each in found)
    moves = [each for each in found if each.act in MOVES]
    assert {"demand", "reject", "mandate", "condition", "propose"} <= set(acts)
    assert acts["mandate"] >= 5  # three of them items of one enumeration
    assert 12 <= len(moves) <= 30
    kinds = Counter(pair.kind for pair in pairs(interview))
    assert (kinds["order"], 1 <= kinds["condition"] <= 4) == (1, True)
    told = [each for each in moves if each.source != each.speaker]
    assert len(told) / len(moves) >= 0.6  # most moves in it are somebody else's, as told


def test_all_of_it_passes_the_gate(interview: Document) -> None:
    found = propose(interview)
    assert gate(interview, found).kept == found


def test_notes_of_the_paper_are_nobodys_statement(interview: Document) -> None:
    for aside in interview.asides:
        if aside.role == "note":
            assert not [
                each for each in propose(interview) if each.anchor and aside.start <= each.anchor.start < aside.end
            ]


def test_table_of_claims(interview: Document) -> None:
    rows = claims_in(interview)
    asked = [each for each in rows if each.presupposed]
    assert len(rows) > 60
    assert asked
    assert len({each.speaker for each in asked}) == 1
    assert all(interview.text[each.start : each.end] == each.words for each in rows)
