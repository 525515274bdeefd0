"""The invented case of the documentation says what the tutorial and the discussion pages say it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import commonground


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("docs") / "my-river"
    commonground.new(folder)
    return _answers(folder)


def _answers(folder: Path, *layers: str) -> dict[str, Any]:
    report: dict[str, Any] = commonground.agreement(commonground.load(folder, layers=layers)).to_dict()
    return report


def test_three_issues_have_three_values(answers: dict[str, Any]) -> None:
    zones = {name: issue["zone"] for name, issue in answers["issues"].items()}
    assert zones == {"gauges": "accepted", "flow": "excluded", "visits": "not excluded"}


def test_two_clauses_block_the_water_and_each_is_a_keystone(answers: dict[str, Any]) -> None:
    water = answers["targets"]["water in summer"]
    assert sorted(water["blocking_set"]) == ["A1", "B1"]
    assert sorted(water["keystones"]) == ["A1", "B1"]
    assert len(water["disjoint_blocking_sets"]) == 1


def test_either_side_could_open_it_at_different_levels(answers: dict[str, Any]) -> None:
    water = answers["targets"]["water in summer"]
    assert len(water["concession"]) == 1
    assert water["concession_unique"] is False
    assert water["price"] == {"arno": 1, "belt": 1}
    assert water["can_open"] == {"arno": "government", "belt": "delegation"}


def test_in_a_wet_year_the_water_is_not_excluded(tmp_path: Path) -> None:
    folder = tmp_path / "my-river"
    commonground.new(folder)
    answers = _answers(folder, "wet-year")
    assert answers["targets"]["water in summer"]["zone"] == "not excluded"
    assert [layer["id"] for layer in answers["layers"]] == ["wet-year"]
