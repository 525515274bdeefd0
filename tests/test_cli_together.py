"""Coalitions on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commonground.case import load
from commonground.cli import main
from commonground.conflict.coalitions.report import together
from tests.case.folders import folder
from tests.conflict.coalitions.test_report import FERRY


def test_with_json_it_prints_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = folder(tmp_path / "c", FERRY)
    assert main(["together", str(case), "--json", "--most", "1"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert json.loads(told.out) == together(load(case), most=1).to_dict()


def test_in_words_it_asks_about_the_state_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = folder(tmp_path / "c", FERRY)
    assert main(["together", str(case)]) == 0
    assert "West bank and East bank together could bring about" in " ".join(capsys.readouterr().out.split())
    assert main(["together", str(case), "NNN"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "From NNN:" in said
    assert "West bank could bring about one state that is strictly better for it" in said


def test_an_unknown_state_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["together", str(folder(tmp_path / "c", FERRY)), "NN"]) == 2
    told = capsys.readouterr()
    assert "is no state of this model" in " ".join(told.err.split())
    assert "Traceback" not in told.err
