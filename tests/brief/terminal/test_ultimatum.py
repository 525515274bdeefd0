"""The ultimatum test and the talks at a glance, as a person reads them on a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.agreement import glance, ultimatum
from commonground.brief.terminal.glance import counts, print_glance
from commonground.brief.terminal.ultimatum import print_ultimatum
from commonground.case import Case, load


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "600")


@pytest.fixture(scope="module")
def istanbul() -> Case:
    return load("istanbul-2025")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.replace("│", " ").split())


def test_the_test_stands_side_by_side_in_words(istanbul: Case, capsys: pytest.CaptureFixture[str]) -> None:
    print_ultimatum(istanbul, ultimatum(istanbul))
    told = said(capsys)
    assert "Not a finding on law or responsibility." in told.split("Matter")[0], "the caveats come first"
    assert "Russia yes no (2 → 2, a wider menu: nominal) unknown (by Ukraine's account: no, P1) 1: Territory" in told
    assert "Ukraine yes no (1 → 1) unknown 0 ultimatum-like in form; forces nothing else" in told
    assert "Russia by mandate no; on record yes 2 → 1 (2 June 2025)" in told
    assert "Ukraine no 1 → 0 (23 July 2025) unknown 0 not: F10 within every mandate" in told
    assert "Ukraine – no offer unknown – not: no offer" in told
    assert "No side made an offer on: Further contacts, in any form." in told
    assert "closed by R1; F14 is known from Ukraine's account alone" in told
    assert "Not exhaustive" not in told


def test_a_sides_own_label_and_its_denial_stand_beside_what_others_say(
    istanbul: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    print_ultimatum(istanbul, ultimatum(istanbul))
    told = said(capsys)
    denial = "Russia, in its own words: Vladimir Medinsky, 2 June 2025: “The memorandum is no ultimatum” [s48]"
    assert denial in told
    assert "Russia, in others' words: Sergiy Kyslytsya" in told
    assert "Ukraine, in others' words: nothing on record" in told


def test_at_a_glance_with_counts_and_no_index(istanbul: Case, capsys: pytest.CaptureFixture[str]) -> None:
    print_glance(istanbul, glance(istanbul))
    told = said(capsys)
    assert "4 of 14 issues accepted, 1 open, 9 excluded." in told
    assert "By class: 4 negotiated, 1 open, 6 exchange of demands, 3 ultimatum-like." in told
    assert "r2: not excluded → accepted Exchanged in thousands (A2 and A7)" in told
    assert "not (no offer) exchange of demands" in told
    assert "first put on record" in told
    assert "there is no index" in told


def test_one_sides_account_says_so_in_the_title(istanbul: Case, capsys: pytest.CaptureFixture[str]) -> None:
    own = {s.id: s for s in istanbul.sources.values() if s.side == "russia"}
    made = replace(istanbul, sources=own)
    print_glance(made, glance(made))
    assert said(capsys).startswith("Istanbul talks, 2025: one side's account (Russia)")


def test_words_of_a_case_are_never_markup(istanbul: Case, capsys: pytest.CaptureFixture[str]) -> None:
    loud = {p.id: replace(p, name=f"[red]{p.name}[/blue]") for p in istanbul.parties.values()}
    issues = {i.id: replace(i, title=f"[bold]{i.title}[/red]") for i in istanbul.issues.values()}
    made = replace(istanbul, parties=loud, issues=issues)
    print_ultimatum(made, ultimatum(made))
    print_glance(made, glance(made))
    told = said(capsys)
    assert "[red]Russia[/blue]" in told
    assert "[bold]Ceasefire[/red], in any form" in told


def test_what_there_was_no_time_for_is_said(istanbul: Case, capsys: pytest.CaptureFixture[str]) -> None:
    print_ultimatum(istanbul, ultimatum(istanbul, budget=0))
    print_glance(istanbul, glance(istanbul, budget=0))
    told = said(capsys)
    assert told.count("Not exhaustive") == 2
    assert "14 not computed" in told


@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962"])
def test_every_round_of_the_bundled_cases_prints(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = load(name)
    for now in made.rounds:
        print_ultimatum(made, ultimatum(made, now))
        print_glance(made, glance(made, now))
        assert now in said(capsys)


def test_one_issue_is_one_issue() -> None:
    cuba = load("cuba-1962")
    only = glance(cuba)
    assert (
        counts(replace(only, rows={"missiles": only.rows["missiles"]}))[0]
        == "0 of 1 issue accepted, 1 open, 0 excluded."
    )
