"""A bar where somebody looks at a terminal, and not one sign anywhere else."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from commonground.brief.terminal.progress import progress_bar
from commonground.cli import main

TALK = "The Gazette: Will you?\nAnn Lee: We reject the toll.\nThe Gazette: Why?\nAnn Lee: We demand a bridge.\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """To be called by the test itself: pytest sets the error output anew between a fixture and its test."""
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)
    return terminal


def test_on_a_terminal_it_tells_how_far_the_work_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    with progress_bar("Reading") as told:
        told(1, 4)
        told(4, 4)
    assert "Reading" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_it_is_silent_where_not_wanted_and_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = at_a_terminal(monkeypatch)
    with progress_bar("Reading", shown=False) as told:
        told(1, 4)
    assert terminal.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    with progress_bar("Reading") as told:
        told(1, 4)
    assert pipe.getvalue() == ""


def test_reading_a_text_tells_it_and_json_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = at_a_terminal(monkeypatch)
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    assert main(["read", str(tmp_path / "talk.txt"), "--json"]) == 0
    assert terminal.getvalue() == ""
    assert main(["read", str(tmp_path / "talk.txt")]) == 0
    assert "Reading" in terminal.getvalue()
    assert "Reading" not in capsys.readouterr().out
    assert os.listdir(tmp_path) == ["talk.txt"]
