"""The speed of reading is told for the whole way that the verb goes, the table of claims included."""

from __future__ import annotations

import sys

import pytest

from benchmarks import proposing


def test_the_whole_way_is_timed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["proposing", "--words", "1000", "--runs", "1", "--names", "3"])
    proposing.main()
    told = capsys.readouterr().out
    assert "and the claims:" in told
    counts = [int(word) for word in told.splitlines()[0].split() if word.isdecimal()]
    words, statements, claims, unanswered = counts
    assert 500 < words <= 1000
    assert statements > claims > 0
    assert unanswered > claims / 2  # the interviewer only asks
