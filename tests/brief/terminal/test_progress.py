"""The bar of long work: on a terminal it says how far, and it leaves nothing behind in a pipe."""

from __future__ import annotations

import io
import sys

import pytest

from commonground.brief.terminal.progress import progress_bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_says_what_and_how_far(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with progress_bar("Reading") as told:
        told(1, 2)
        told(2, 2)
    assert "Reading" in screen.getvalue()
    assert "100%" in screen.getvalue()


def test_in_a_pipe_it_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("Reading") as told:
        told(1, 2)
    assert capsys.readouterr() == ("", "")
