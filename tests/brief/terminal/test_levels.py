"""Levels and powers as a person reads them on a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.agreement import levels
from commonground.brief.terminal.levels import print_levels
from commonground.case import Case, load
from tests.agreement.cases import LEVELS, case


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "240")


def printed(made: Case, capsys: pytest.CaptureFixture[str], budget: float | None = 10.0) -> str:
    print_levels(made, levels(made, budget=budget))
    return capsys.readouterr().out


def test_caveats_come_first_and_layers_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(load("istanbul-2025", layers=["energy-halt-again"]), capsys).splitlines()
    assert lines[0] == "Istanbul talks, 2025"
    assert lines[1].startswith("The record ends on 25 July 2025.")
    assert "(hypothesis)" in " ".join(lines[1:3])


def test_both_sides_stand_beside_each_other_with_the_level(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(load("istanbul-2025"), capsys)
    (row,) = [line for line in text.splitlines() if "“full ceasefire”" in line and "U1" in line]
    assert "U1, U2 at the level of leader" in row
    assert "R1 at the level of leader" in row
    assert "Territory" in text


def test_an_account_and_the_ground_of_ownership_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(load("istanbul-2025"), capsys)
    assert "no [P1] (by Ukraine's account alone)" in text
    assert "owned by leader, said by the owner (s30); powers P1, P3, P4 (by Ukraine's account alone)" in text
    assert "owned by leader, as coded" in text
    assert "experts on all sides (nothing of Ukraine or Russia on record there)" in text


def test_what_was_not_computed_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(load("cuba-1962"), capsys, budget=0)
    assert "not computed" in text
    assert "Not exhaustive" in text


def test_what_meaning_excludes_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    made = case({"a": ("x", "y")}, {"north": []}, rules=["a = x"])
    assert "no level: the words exclude it" in printed(made, capsys)


def test_words_of_a_case_are_never_markup(capsys: pytest.CaptureFixture[str]) -> None:
    made = case({"a": ("x", "y")}, {"north": ["a = x"]}, levels={"north": LEVELS})
    issue = replace(made.issues["a"], title="[bold]A[/bold]", outcomes={"x": "[red]X", "y": "[/y]Y"})
    north = replace(made.parties["north"], name="[i]North")
    text = printed(replace(made, issues={"a": issue}, parties={"north": north}), capsys)
    assert "[bold]A[/bold]: “[/y]Y”" in text
    assert "[i]North alone, by giving up" in text
