"""What changed, printed: in words with titles, the caveats first, and nothing of a case read as markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

import commonground as cg
from commonground.agreement import Budget, changes, compare, departures
from commonground.brief.terminal.rounds import print_changes, print_departures
from commonground.case import Case
from tests.agreement.cases import case

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("NO_COLOR", "1")


def told(capsys: Printed) -> str:
    return capsys.readouterr().out


def test_two_rounds_are_told_with_the_caveats_first_and_titles_for_ids(capsys: Printed) -> None:
    cuba = cg.load("cuba-1962")
    print_changes(cuba, cuba, changes(cuba, "r1", "r2"))
    out = told(capsys)
    assert out.index("The record ends on 28 October 1962") < out.index("What changed from round r1") < out.index("S1")
    assert "~ S1  Soviet Union: Soviet missiles in Cuba: rules out “They are withdrawn”, followed by S2" in out
    assert "+ K7  Soviet Union: Soviet missiles in Cuba: “They are withdrawn”" in out
    assert "Quarantine of Cuba (leaves how it stands)" in out
    assert "United States alone: cannot" in out
    assert "Soviet Union alone: S1" in out
    assert "alone: excluded" in out  # the pledge: open in a package, no longer alone


def test_two_versions_are_told_with_both_frames_and_why_something_went(capsys: Printed) -> None:
    before, after = cg.load("istanbul-2025"), cg.load("istanbul-2025", layers=["without-russian-memorandum"])
    print_changes(before, after, compare(before, after))
    out = told(capsys)
    assert "Layer on: Without the Russian memorandum (reading)." in out
    assert "Compared with: Istanbul talks, 2025. The record ends on 25 July 2025." in out
    assert "- R2  Russia: Settlement" in out
    assert "its source ru-memorandum is out" in out
    assert "Settlement (leaves how it stands)" in out
    assert "account of another side alone" not in out  # rules are nobody's, so no other side's word


def test_a_changed_field_is_shown_before_and_after(capsys: Printed) -> None:
    before = case({"a": ("x", "y")}, {"north": ["a = x"]})
    clause = replace(before.clauses["N1"], kind="red line", note="new")
    after = replace(before, clauses={"N1": clause})
    print_changes(before, after, compare(before, after))
    out = told(capsys)
    assert "kind: position, now red line" in out
    assert "note: nothing, now new" in out
    assert "No verdict changed." in out


def test_where_nothing_changed_it_is_said(capsys: Printed) -> None:
    cuba = cg.load("cuba-1962")
    print_changes(cuba, cuba, compare(cuba, cuba))
    out = told(capsys)
    assert "Nothing is written otherwise." in out
    assert "No verdict changed." in out


def test_departures_are_told_by_meeting_and_by_level(capsys: Printed) -> None:
    cuba = cg.load("cuba-1962")
    print_departures(cuba, departures(cuba))
    out = told(capsys)
    assert out.index("Not a finding on law") < out.index("Meetings held")
    assert "3 meetings, 2 departures, with United States: leader, Soviet Union: leader." in out
    assert "1 meeting, 1 departure, with United States: envoy, Soviet Union: envoy." in out
    assert "nothing before it" in out
    assert "Closes (not excluded, then excluded): missiles leave; Soviet missiles in Cuba" in out
    assert "- A3o  United States: US missiles in Turkey" in out
    assert "first put on record then" in out


def test_a_case_without_rounds_or_turns_says_so(capsys: Printed) -> None:
    small = case({"a": ("x", "y")}, {"north": ["a = x"]}, rounds=())
    print_departures(small, departures(small))
    assert "This case has no rounds." in told(capsys)
    small = case({"a": ("x", "y")}, {"north": ["a = x"]}, rounds=("r0", "r1"))
    print_departures(small, departures(small))
    out = told(capsys)
    assert "No zone is another after a later round" in out
    assert "not recorded" in out


def test_out_of_time_is_told(capsys: Printed) -> None:
    cuba = cg.load("cuba-1962")
    print_changes(cuba, cuba, changes(cuba, "r1", "r2", budget=Budget(0)))
    print_departures(cuba, departures(cuba, budget=Budget(0)))
    out = told(capsys)
    assert "could not be compared in full" in out
    assert "No verdict changed." not in out
    assert "No zone is another" not in out
    assert "not computed" in out


def marked(small: Case) -> Case:
    """The same with words that would be markup."""
    issues = {name: replace(item, title=f"[red]{name}[/red]") for name, item in small.issues.items()}
    parties = {name: replace(item, name=f"[bold]{name}") for name, item in small.parties.items()}
    rounds = {name: replace(item, title=f"[/]{name}") for name, item in small.rounds.items()}
    return replace(small, issues=issues, parties=parties, rounds=rounds, title="[blink]talks[/blink]")


def test_words_of_a_case_are_never_markup(capsys: Printed) -> None:
    late = {"north": [{"text": "a = x", "round": "r1", "as_told_by": "south"}], "south": []}
    small = marked(case({"a": ("x", "y")}, late, rounds=("r0", "r1")))
    print_changes(small, small, changes(small, "r0", "r1"))
    print_departures(small, departures(small))
    out = told(capsys)
    for words in ("[red]a[/red]", "[bold]north", "[/]r1", "[blink]talks[/blink]"):
        assert words in out
    assert "[bold]south's account of another side alone" in out
