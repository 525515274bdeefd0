"""The next meeting as a person reads it on a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.agreement import next_meeting
from commonground.brief.terminal.next_meeting import print_next_meeting, question_in_words
from commonground.case import Case, load
from tests.agreement.cases import LEVELS, case

DELEGATIONS = {"ukraine": "delegation", "russia": "delegation"}


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")


def printed(
    made: Case, capsys: pytest.CaptureFixture[str], present: dict[str, str] | None = None, budget: float | None = 10.0
) -> str:
    print_next_meeting(made, next_meeting(made, present, budget=budget))
    return capsys.readouterr().out


def test_caveats_first_then_who_and_whence_that_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(load("istanbul-2025"), capsys, {"ukraine": "leader"}).splitlines()
    assert lines[1].startswith("The record ends on 25 July 2025.")
    assert "A next meeting of Ukraine: leader and Russia: delegation." in lines
    assert "The level of Russia was not said; taken over from round r3." in lines


def test_the_lists_at_istanbul(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(load("istanbul-2025"), capsys, DELEGATIONS)
    rows = {line.split("│")[1].strip(): line for line in text.splitlines() if line.startswith("│")}
    infrastructure = "Ceasefire: “No strikes on civilian and critical infrastructure”"
    assert [cell.strip() for cell in rows[infrastructure].split("│")[2:4]] == ["Ukraine [A5]", "Russia"]
    assert [cell.strip() for cell in rows["“full ceasefire”"].split("│")[2:4]] == ["U1, U2 (leader)", "R1 (leader)"]
    assert "R9 (delegation)" in rows["Deported children: “All returned”"]
    assert "unknown" in rows["Prisoners of war: “A large exchange”"]


def test_questions_come_with_what_their_answers_change(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(load("istanbul-2025"), capsys, DELEGATIONS)
    at = text.index("  1. Would Russia accept Ceasefire: “No strikes on civilian and critical infrastructure”?")
    assert "not excluded → accepted" in text[at:].splitlines()[1]
    assert "not excluded → excluded" in text[at:].splitlines()[2]
    assert "Does the meaning rule M6 hold" in text


def test_forms_stand_side_by_side_and_none_is_recommended(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(load("istanbul-2025"), capsys, DELEGATIONS)
    (head,) = [line for line in text.splitlines() if "going higher" in line]
    assert [cell.strip() for cell in head.split("┃")[2:-1]] == [
        "going",
        "going higher",
        "a narrower agenda",
        "not going",
    ]
    assert "none is recommended" in text
    assert "By Ukraine's account of another side alone: P1." in text
    for word in ("should", "better", "best", "advis"):
        assert word not in text.lower()


def test_every_kind_of_question_has_words() -> None:
    made = load("istanbul-2025")
    asked = next_meeting(made, DELEGATIONS).questions
    words = {item.kind: question_in_words(made, item) for item in asked}
    assert {"missing word", "power", "clause", "meaning rule", "record of powers", "response"} == set(words)
    assert all(text.rstrip(")").rstrip("abcdefghijklmnopqrstuvwxyz', (").endswith("?") for text in words.values())
    small = case({"a": ("x", "y", "z")}, {"north": []}, acceptances={"north": ["a in {y, z}"]})
    (item,) = (q for q in next_meeting(small, {"north": "leader"}).questions if q.kind == "acceptance")
    assert question_in_words(small, item) == "Has North accepted a: “y” or “z” [AN1]? (unsourced)"


def test_a_meeting_with_nobody_above_and_nothing_open(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(case({"a": ("x", "y")}, {"north": ["a = x"]}), capsys, {"north": "leader"})
    assert "nobody is above those present" in text
    assert "no issue is open" in text
    assert "Nothing is accepted on record by all sides." in text


def test_what_only_several_could_open_is_told_together(capsys: pytest.CaptureFixture[str]) -> None:
    levels = {"north": LEVELS, "south": LEVELS}
    made = case({"a": ("x", "y")}, {"north": ["a = x"], "south": ["a = x"]}, levels=levels)
    text = printed(made, capsys, dict.fromkeys(levels, "experts"))
    (row,) = [line for line in text.splitlines() if "cannot" in line]
    assert [cell.strip() for cell in row.split("│")[2:5]] == ["cannot", "cannot", "N1, S1 (leader)"]


def test_what_was_not_computed_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Not exhaustive: time ran out before" in printed(load("cuba-1962"), capsys, budget=0)


def test_words_of_a_case_are_never_markup(capsys: pytest.CaptureFixture[str]) -> None:
    made = case({"a": ("x", "y")}, {"north": ["a = x"], "south": []})
    issue = replace(made.issues["a"], title="[bold]A[/bold]", outcomes={"x": "[red]X", "y": "[/y]Y"})
    north = replace(made.parties["north"], name="[i]North")
    made = replace(made, issues={"a": issue}, parties=dict(made.parties) | {"north": north})
    text = printed(made, capsys, {"north": "leader", "south": "leader"})
    assert "[bold]A[/bold]: “[/y]Y”" in text
    assert "[i]North alone, by giving up" in text
