"""Blocks and the decoupling test, printed: titles for ids, every side beside the other, nothing read as markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

import commonground as cg
from commonground.agreement import blocks, blocks_by_round, decoupling
from commonground.brief.terminal.blocks import print_blocks, print_decoupling
from commonground.case import Case, told_only_by
from tests.agreement.cases import case

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("NO_COLOR", "1")


def test_blocks_of_every_round_after_the_caveats(capsys: Printed) -> None:
    istanbul = cg.load("istanbul-2025")
    print_blocks(istanbul, blocks_by_round(istanbul))
    out = capsys.readouterr().out
    assert out.index("The record ends on 25 July 2025") < out.index("Round r1, First meeting (16 May 2025)")
    assert "One block of 2: Meeting of the leaders and Settlement" in out
    assert out.count("One block of 10: Ceasefire, Terms of a full ceasefire") == 2
    assert "tied by: Ukraine U11; Russia R2, R3, R4, R5, R6, R7; what the words mean M1" in out
    assert "would fall apart without any one of: M6, R3, R4" in out
    assert "Each by itself: Prisoners of war, Bodies of the fallen, Deported children and Further contacts." in out
    assert "  R3  Settlement: “A settlement is agreed”, only with" in out
    assert "[s26]" in out


def test_a_limit_and_a_contradiction_are_said(capsys: Printed) -> None:
    small = case({"a": ("x", "y"), "b": ("x", "y")}, {"north": ["a = x"], "south": ["a = y"]})
    print_blocks(small, blocks(small))
    assert "a: the mandates on it cannot be met together." in capsys.readouterr().out
    print_blocks(small, blocks(small, budget=0))
    assert "Not exhaustive" in capsys.readouterr().out


def valleys(**more: object) -> Case:
    made = case(
        {"desert": ("held", "back"), "valley": ("held", "self_rule")},
        {"nile": ["desert = back -> valley = self_rule"], "jordan": [{"text": "valley = held", "as_told_by": "nile"}]},
        rules=["desert = back -> desert = back or valley = held"],
    )
    return replace(made, title="[bold]Two[/bold] valleys", **more)  # type: ignore[arg-type]


def test_what_is_cut_and_what_comes_of_it(capsys: Printed) -> None:
    small = valleys()
    print_decoupling(small, decoupling(small, "desert", ["desert"]))
    out = capsys.readouterr().out
    assert "[bold]Two[/bold] valleys" in out
    assert "“desert” apart from all but desert" in out
    assert "Cut: N1." in out
    assert "It is held by links: it opens when N1 is cut." in out
    assert told_only_by(small, small.clauses["J1"]) == "nile"
    assert "by Nile's account alone" in out
    assert "[UNSOURCED]" in out
    assert "it may be all that a side has to trade" in out


def test_rules_that_link_are_named(capsys: Printed) -> None:
    tied = case({"a": ("x", "y"), "b": ("x", "y")}, {"north": ["b = x"]}, rules=["a = y -> b = y"])
    print_decoupling(tied, decoupling(tied, "a", ["a"]))
    out = capsys.readouterr().out
    assert "Kept, and still a link: the meaning rules M1." in out
    assert "It is excluded in itself" in out
    print_decoupling(tied, decoupling(tied, "a", ["a"], rules=["M1"]))
    out = capsys.readouterr().out
    assert "nobody's to give up: the meaning rules M1." in out
    assert "it opens when the meaning rules named are cut" in out


def test_what_is_open_and_what_was_not_computed(capsys: Printed) -> None:
    istanbul = cg.load("istanbul-2025")
    print_decoupling(istanbul, decoupling(istanbul, "any ceasefire"))
    assert "no link holds it" in capsys.readouterr().out
    print_decoupling(istanbul, decoupling(istanbul, "any ceasefire", budget=0))
    assert "Not exhaustive; not computed: " in capsys.readouterr().out
