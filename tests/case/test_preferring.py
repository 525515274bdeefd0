"""What a party prefers in another order: as if it were written so, and assumed where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.case import load
from commonground.case.what_if import what_if
from commonground.conflict.stability.analysis import stability
from commonground.errors import UsageError
from tests.case.folders import folder

MILL = """\
case: A mill
parties: {up: Upstream, down: Downstream}
options: {up: {dam: builds the dam}, down: {sue: goes to court}}
preferences:
  up: [{id: V1, priority: not sue}, {id: V2, priority: dam}, {id: V5, priority: sue or dam}]
  down: [{id: V3, priority: not dam}, {id: V4, priority: not sue}]
"""
RANKED = """\
case: Ranked
parties: {a: A, b: B}
options: {a: {x: does x}, b: {y: does y}}
preferences:
  a: {id: K, ranking: [YY, YN, NY, NN]}
  b: [{id: V1, priority: y}]
"""


def test_the_order_gives_the_same_answer_as_in_the_file(tmp_path: Path) -> None:
    case = folder(tmp_path / "c", MILL)
    asked = stability(what_if(load(case), ["prefer up: V5, V1"]), seconds=0)
    written = MILL.replace("{id: V1, priority: not sue}, {id: V2, priority: dam}, {id: V5, priority: sue or dam}", "")
    written = written.replace("up: []", "up: [{priority: sue or dam}, {priority: not sue}, {priority: dam}]")
    (case / "case.yaml").write_text(written, "utf-8")
    otherwise = stability(load(case), seconds=0)
    for concept in asked.masks:
        assert asked.names(asked.equilibria(concept)) == otherwise.names(otherwise.equilibria(concept))


def test_what_stands_elsewhere_is_assumed_and_the_rest_is_not() -> None:
    changed = what_if(load("istanbul-2025"), ["prefer russia: V1, V3"])
    own = [item for item in changed.priorities.values() if item.party == "russia"]
    assert [item.id for item in own] == ["V1", "V3", "V2", "V4", "V5", "V6", "V7"]
    assert own[0].evidence
    assert [item.presumed for item in own] == [False] + [True] * 6


def test_of_a_ranking_the_places_change(tmp_path: Path) -> None:
    case = load(folder(tmp_path / "c", RANKED))
    assert what_if(case, ["prefer a: 3"]).rankings["K"].places == (("NY",), ("YY",), ("YN",), ("NN",))
    assert what_if(case, ["prefer a: 1, 2"]).rankings["K"] == case.rankings["K"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("prefer up: V9", "“V9” is none of the preferences of up"),
        ("prefer up: V3", "“V3” is none of the preferences of up"),
        ("prefer up:", "“” is none"),
        ("prefer up: V1, V1", "named twice"),
        ("prefer low: V1", "There is no party “low”"),
        ("prefer V1", "This change cannot be read"),
    ],
)
def test_what_cannot_be_is_said(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        what_if(load(folder(tmp_path / "c", MILL)), [line])


def test_nothing_to_order_is_said() -> None:
    with pytest.raises(UsageError, match="has an order"):
        what_if(load("saltmarsh"), [f"prefer {next(iter(load('saltmarsh').parties))}: V1"])
