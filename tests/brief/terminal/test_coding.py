"""Agreement between coders, printed: figures with what they rest on, reasons where there are none, what to settle."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.brief.terminal.coding import print_reliability
from commonground.statements import Statement
from commonground.statements.reliability import reliability
from tests.statements.reliability.coding import LINE, TEXT, coded_by, said

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("NO_COLOR", "1")


def told(capsys: Printed, *codings: list[Statement], with_text: bool = True) -> str:
    read = [coded_by(coder, *items) for coder, items in zip(("ann", "[b]ben"), codings, strict=True)]
    print_reliability("Talks", reliability(read, {"letter": TEXT} if with_text else None, draws=100))
    return capsys.readouterr().out


def coding(mark: str) -> list[Statement]:
    acts = ("demand", "claim", "reject")
    return [said(f"{mark}{n}", n * LINE, n * LINE + 30, acts[n % 3]) for n in range(12)]


def test_figures_reasons_and_what_to_settle(capsys: Printed) -> None:
    theirs = coding("b")
    theirs[0] = replace(theirs[0], act="appeal")
    theirs[5] = replace(theirs[5], proposer="rules 1")
    out = told(capsys, coding("a"), theirs)
    assert "Coded blind by ann (statements: 12) and [b]ben (statements: 11) in letter; no codebook recorded." in out
    assert "Stretches with statements of several coders: 11." in out
    assert out.count("only one value was used") == 1  # though seven labels are so
    assert " to 1.000" in out
    assert "To settle: 2" in out
    assert "letter 0-30  ann a0, [b]ben b0; act: ann demand, [b]ben appeal" in out
    assert "ann a5; nothing by [b]ben" in out
    assert "Left out: b5 is marked as coded blind, and was proposed by “rules 1”." in out
    assert "No words could be counted" not in out


def test_without_a_text_and_with_much_to_settle(capsys: Printed) -> None:
    ours = [said(f"a{n}", n * 20, n * 20 + 9) for n in range(45)]
    out = told(capsys, ours, [said("b0", 0, 9)], with_text=False)
    assert "No words could be counted where the text that was coded is not at hand: letter." in out
    assert "To settle: 44" in out
    assert "… and 4 more." in out
    assert "which words were marked" not in out
