"""Taking candidates on a terminal, played from a script: only what a person says yes to is in the case."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from commonground.brief.terminal.taking import take_candidates
from commonground.case import load
from tests.case.folders import folder, statement
from tests.case.test_candidates import CASE, SOURCES

STATEMENTS = (
    statement("n1", "letter", "ann", act="reject", issue="bridge", polarity="against")
    + statement("a1", "letter", "bob", act="accept", issue="toll", polarity="for")
    + statement("a2", "undated", "bob", act="accept", issue="toll", polarity="for")
)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    return folder(tmp_path / "talks", CASE, sources_yaml=SOURCES, statements__me_jsonl=STATEMENTS)


def play(talks: Path, *answers: str | Callable[[], str]) -> tuple[tuple[str, ...], str]:
    script, out = iter(answers), io.StringIO()

    def ask(prompt: str) -> str:
        answer = next(script, None)
        if answer is None:
            raise EOFError
        return answer if isinstance(answer, str) else answer()

    taken = take_candidates(talks, console=Console(file=out, width=200, color_system=None), ask=ask)
    return taken, out.getvalue()


def test_one_is_taken_one_left_and_one_worded_otherwise(talks: Path) -> None:
    taken, text = play(
        talks,
        *("t", "open", "kind=red line; owner=envoy", "y"),
        "l",
        *("w", "toll in {none, low}", "r2", "", "y"),
    )  # fmt: skip
    case = load(talks)
    assert taken == ("clause-n1", "accept-a2")
    clause = case.clauses["clause-n1"]
    assert (clause.text, clause.kind, clause.owner) == ("bridge in {closed, foot}", "red line", "envoy")
    assert (case.acceptances["accept-a2"].text, case.acceptances["accept-a2"].round) == ("toll in {none, low}", "r2")
    assert list(case.acceptances) == ["accept-a2"]
    assert "clause: bridge in {closed, foot}" in text
    assert "Taken: clause-n1, accept-a2." in text


def test_each_is_in_the_case_before_the_next_is_asked_about(talks: Path) -> None:
    seen: list[list[str]] = []

    def look() -> str:
        seen.append(list(load(talks).clauses))
        return "q"

    play(talks, "t", "open", "", "y", look)
    assert seen == [["clause-n1"]]


def test_a_choice_may_be_made_by_its_number(talks: Path) -> None:
    taken, text = play(talks, "t", "2", "", "y", "l", "t", "2, 1", "2", "", "y")
    case = load(talks)
    assert taken == ("clause-n1", "accept-a2")
    assert (case.acceptances["accept-a2"].text, case.acceptances["accept-a2"].round) == ("toll in {none, low}", "r2")
    assert case.clauses["clause-n1"].text == "bridge in {closed, foot}"  # 2 is open, and that is refused
    assert "1 foot (On foot), 2 open (Open)" in text


@pytest.mark.parametrize("number", ["0", "99", "²", "9999999999"])
def test_a_number_that_is_not_in_the_list_is_told_and_asked_again(talks: Path, number: str) -> None:
    taken, text = play(talks, "t", number, "", "t", "open", "", "y", "q")
    assert taken == ("clause-n1",)
    assert "This cannot stand here." in text
    assert number in text


def test_what_the_case_calls_by_a_number_is_that(tmp_path: Path) -> None:
    case = CASE.replace("foot: On foot, open: Open", '"2": On foot, open: Open')
    talks = folder(tmp_path / "counted", case, sources_yaml=SOURCES, statements__me_jsonl=STATEMENTS)
    play(talks, "t", "2", "", "y", "q")
    assert load(talks).clauses["clause-n1"].text == "bridge in {closed, open}"


@pytest.mark.parametrize("answer", ["", "n", "yes!"])
def test_without_a_yes_nothing_is_written(talks: Path, answer: str) -> None:
    before = (talks / "case.yaml").read_bytes()
    assert play(talks, "t", "open", "", answer, "q")[0] == ()
    assert (talks / "case.yaml").read_bytes() == before


def test_a_wrong_choice_is_told_and_asked_again(talks: Path) -> None:
    taken, text = play(talks, "x", "t", "opne", "", "t", "", "", "t", "open", "colour=red", "y", "q")
    assert taken == ()
    assert "Did you mean “open”?" in text
    assert "This is still open." in text
    assert "clause-n1" not in load(talks).clauses


def test_ctrl_c_keeps_what_was_taken(talks: Path) -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    assert play(talks, "t", "open", "", "y", "t", interrupted)[0] == ("clause-n1",)
    assert list(load(talks).clauses) == ["clause-n1"]


def test_what_is_left_comes_again_what_is_taken_does_not(talks: Path) -> None:
    play(talks, "l", "t", "low", "", "y", "q")
    text = play(talks, "q")[1]
    assert "1 of 2" in text
    assert "clause-n1: North" in text
