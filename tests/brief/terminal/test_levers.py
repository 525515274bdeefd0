"""Levers, printed: whose assumption, what would fall, which sets would open, and never as something that works."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.agreement import Budget, levers
from commonground.brief.terminal.levers import print_levers
from commonground.case.hypotheses import hypotheses
from tests.agreement.third_parties.test_levers import LEASE, OIL, PLATEAU, VOTE
from tests.case.folders import folder

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.fixture
def plateau(tmp_path: Path) -> Path:
    layers = {"layers__free-vote_yaml": VOTE, "layers__oil_yaml": OIL, "layers__lease_yaml": LEASE}
    return folder(tmp_path / "plateau", PLATEAU, **layers)


def printed(capsys: Printed, place: Path | str, wanted: str, **more: object) -> str:
    layers = more.pop("layers", ())
    base, under = hypotheses(place, layers)  # type: ignore[arg-type]
    print_levers(base, levers(base, wanted, under, **more))  # type: ignore[arg-type]
    return capsys.readouterr().out


def test_each_lever_is_told_with_whose_assumption_it_is_and_each_set_with_what_it_turns_on(
    capsys: Printed, plateau: Path
) -> None:
    out = printed(capsys, plateau, "peace at last")
    assert out.index("Not a finding on law") < out.index("Every lever is somebody's assumption")
    assert "an assumption for this exercise" in out
    assert "M2  Meret: Villages on the plateau: rules out “They are removed”" in out
    assert "then nothing is ruled out" in out
    assert "none of them spare: 2." in out
    assert "1. A free vote at home on the villages (free-vote): then not excluded." in out
    assert "Turns on the giving way of H2." in out
    assert "Airfields elsewhere: “Tolland builds them”" in out
    assert "A small set is not a likely one" in out


def test_a_target_that_turns_on_the_mediators_offer_is_told_so(capsys: Printed, plateau: Path) -> None:
    out = printed(capsys, plateau, "peace at last", layers=["free-vote"])
    assert "“peace at last” is not excluded as it is; it needs no lever." in out
    assert "Tolland offers T1" in out
    assert "With it the target is not excluded, without it excluded. The target turns on it." in out


def test_without_levers_what_blocks_is_named(capsys: Printed) -> None:
    out = printed(capsys, "istanbul-2025", "full ceasefire")
    assert "No layer of this case is a lever at this round." in out
    assert "(energy-halt-again) is a hypothesis and no lever: no clause in force" in out
    assert "Still in the way: R1  Russia: Terms of a full ceasefire" in out


def test_meaning_time_and_alone_are_told(capsys: Printed, plateau: Path) -> None:
    assert "excluded by what the words mean" in printed(capsys, plateau, "peace = none and peace = treaty")
    out = printed(capsys, plateau, "peace", budget=Budget(0))
    assert "“Treaty of peace” is excluded was not computed" in out
    assert "Not exhaustive" in out
    alone = printed(capsys, plateau, "peace=treaty", alone=True)
    assert "“Treaty of peace: A treaty” alone, the other issues as they stand, is excluded" in alone
    assert "Still in the way: H1  Hara" in alone


def test_words_of_a_case_are_never_markup(capsys: Printed, plateau: Path) -> None:
    marked = OIL.replace("Tolland guarantees the oil supply", "'[red]Tolland[/red] guarantees'")
    (plateau / "layers" / "oil.yaml").write_text(marked)
    out = printed(capsys, plateau, "peace at last")
    assert "[red]Tolland[/red] guarantees (oil)" in out
