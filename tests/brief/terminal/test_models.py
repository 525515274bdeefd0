"""Two models printed: both frames first, differences under the names of those who made them."""

from __future__ import annotations

from typing import Any

import pytest

from commonground.agreement import Budget, models_compared
from commonground.brief.terminal.models import print_models
from commonground.case import Case, load
from tests.agreement.cases import case

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("NO_COLOR", "1")


def told(capsys: Printed, one: Case, two: Case) -> str:
    print_models(one, two, models_compared(one, two), ("[b]Ann", "Ben"))
    return capsys.readouterr().out


def test_two_readings_of_a_bundled_case(capsys: Printed) -> None:
    one, two = load("istanbul-2025"), load("istanbul-2025", layers=["without-russian-memorandum"])
    out = told(capsys, one, two)
    assert out.index("Two models: [b]Ann and Ben") < out.index("The record ends on 25 July 2025") < out.index("Issues")
    assert "Layer on: Without the Russian memorandum (reading)." in out
    assert "Only [b]Ann: R2  Russia: Settlement: “A settlement is agreed”, only with Territory" in out
    assert "Russia, clauses known from another side alone: [b]Ann: 0 of 9; Ben: 0 of 3" in out
    assert "In ki-interview: " in out
    assert "Settlement (leaves how it stands)" in out
    assert "Neither model is the measure of the other" in out
    assert "Not exhaustive" not in out


def test_every_kind_of_difference_has_words(capsys: Printed) -> None:
    issues = {"fire": ["none", "full"], "terms": ["none", "first"]}
    one = case(issues, {"north": [{"id": "a", "text": "fire = none", "kind": "red line"}, "terms = none"]})
    two = case(
        {"fire": ["none", "full", "half"], "aid": ["no", "yes"], "terms": ["first", "none"]},
        {"north": [{"id": "b", "text": "fire = none"}, "terms = first"], "south": ["aid = no"]},
        targets={"aid comes": "aid = yes"},
    )
    out = told(capsys, one, two)
    assert "~ fire: only Ben: half" in out
    assert "~ terms: how it stands: none for [b]Ann, first for Ben" in out
    assert "Only Ben: aid (aid)" in out
    assert "~ a (Ben: b)  North: fire" in out
    assert "kind: red line for [b]Ann, position for Ben" in out
    assert "~ N2  [b]Ann: North: terms" in out
    assert "Only Ben: S1  South: aid" in out
    assert "South, clauses known from another side alone: [b]Ann: not at the table; Ben: 0 of 1" in out
    assert "No text was coded by both." in out
    assert "To be asked of Ben alone: aid" in out


def test_what_each_accepted_offered_and_takes_the_words_to_mean(capsys: Printed) -> None:
    issues = {"fire": ["none", "full"], "terms": ["none", "first"]}
    held: dict[str, Any] = {"acceptances": {"north": ["fire = full"]}, "offers": {"north": ["terms = first"]}}
    one = case(issues, {"north": []}, **held, rules=["fire = full -> terms = first"])
    two = case(issues, {"north": []}, rules=["terms = first"])
    print_models(one, two, models_compared(one, two), places=("ours", "their folder"))
    out = capsys.readouterr().out
    assert out.index("A is ours: Small.") < out.index("B is their folder: Small.")
    assert "Only A: AN1  North: fire: “full”" in out
    assert "Only A: FN1  North: terms: “first”" in out
    assert "~ M1  A: fire: “full”, only with terms: “first”; B: terms: “first”" in out


def test_models_of_other_talks_are_told_to_be_so(capsys: Printed) -> None:
    words = "They have no party in common, so these are hardly two models of one record."
    assert words in told(capsys, load("saltmarsh"), load("cuba-1962"))
    assert words not in told(capsys, load("saltmarsh"), load("saltmarsh"))


def test_what_was_not_computed_is_said(capsys: Printed) -> None:
    one, two = load("istanbul-2025"), load("istanbul-2025", layers=["without-russian-memorandum"])
    print_models(one, two, models_compared(one, two, budget=Budget(0.0)))
    assert "Not exhaustive" in capsys.readouterr().out
