"""The page that tells how well the rules read says what they do now."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from benchmarks import gold
from commonground.record import Document
from commonground.statements import MOVES


@pytest.fixture(scope="module")
def done() -> gold.Run:
    return gold.run()


def test_page_says_what_the_rules_do(done: gold.Run) -> None:
    page = gold.PAGE.read_text("utf-8")
    wrong = "python -m benchmarks.gold --write puts what the rules do now into the page"
    assert page == gold.written_into(page, gold.blocks(done)), wrong


def test_page_changes_with_the_figures(done: gold.Run) -> None:
    page = gold.PAGE.read_text("utf-8")
    fewer = replace(done, proposed=tuple(each for each in done.proposed if each.act != "mandate"))
    assert gold.written_into(page, gold.blocks(fewer)) != page


def test_every_failure_is_listed(done: gold.Run) -> None:
    moves, told = done.tier(MOVES), gold.failures(done)
    assert {each.id for each in moves.missed} <= set(re.findall(r"^\| (\w+) \|", told, re.MULTILINE))
    for each in moves.wrong:
        start, end = (each.anchor.start, each.anchor.end) if each.anchor else (0, 0)
        assert f"{start}–{end}" in told


def test_the_gold_is_the_whole_record(done: gold.Run) -> None:
    assert (len(done.gold), set(done.documents)) == (143, set(done.case.sources))


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(SystemExit, match="measured: begin"):
        gold.written_into("no marks", {"measured": "words"})


def test_a_text_without_a_gold_coding_is_only_counted() -> None:
    text = "Herald: And?\nAnna Orlo: We demand the ridge. It rained.\nHerald: Oh.\nAnna Orlo: They (Orsk) refused.\n"
    told = gold.seen_in(Document.from_text(text))
    assert told.startswith("4 turns")
    assert "| demand | 0 | 1 | 1 |" in told
    assert "ridge" not in told
