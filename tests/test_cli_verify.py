"""``commonground verify`` on the command line: what it says, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commonground.cli import main
from tests.case.folders import whole


@pytest.fixture
def root(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    root = whole(tmp_path / "c")
    assert main(["brief", str(root), "--to", str(tmp_path / "b.html")]) == 0
    capsys.readouterr()
    return root


def test_it_says_that_all_holds(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path / "b.html"), str(root)]) == 0
    out = capsys.readouterr().out
    assert "Everything told still holds" in out
    assert "the same to the byte" in out


def test_it_says_what_differs(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "case.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('clause: "bridge <= foot"', 'clause: "bridge = closed"'), encoding="utf-8")
    assert main(["verify", str(tmp_path / "b.html"), str(root)]) == 1
    out = capsys.readouterr().out
    assert "told are otherwise now" in out
    assert "not the one it was made from" in out
    assert "cross: was not excluded, is excluded." in out
    assert main(["verify", str(tmp_path / "b.html"), str(root), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["holds"] is told["told_holds"] is told["same_case"] is False


def test_what_is_no_brief_is_one_sentence(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(root / "case.yaml"), str(root)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "This is no brief that can be made again." in err
