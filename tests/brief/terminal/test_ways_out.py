"""Ways out, printed: who would give up what, side by side, and what was not computed or is one side's word."""

from __future__ import annotations

from dataclasses import replace

import pytest

import commonground as cg
from commonground.agreement import WaysOut, ways_out, ways_out_of
from commonground.brief.terminal.ways_out import print_ways_out
from commonground.case import Case
from tests.agreement.cases import case
from tests.agreement.giving.test_ranking import harbour
from tests.agreement.giving.test_ways_out import river

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("NO_COLOR", "1")


def printed(capsys: Printed, case: Case, result: WaysOut | dict[str, WaysOut]) -> str:
    print_ways_out(case, result)
    return capsys.readouterr().out


def test_istanbul(capsys: Printed) -> None:
    istanbul = cg.load("istanbul-2025")
    out = printed(capsys, istanbul, ways_out_of(istanbul))
    assert out.index("The record ends on 25 July 2025") < out.index("“full ceasefire”")
    assert "Ukraine gives up" in out
    assert "Russia gives up" in out
    assert "1 fewest │ –" in out
    assert "R1: Terms of a full ceasefire" in out
    assert "45 more were found." in out
    assert "  Ukraine 3, Russia 3: R2, R3, R4, U5, U6 and U7, or 19 other ways" in out
    assert "  Ukraine leader, Russia nothing: for instance U1 and U2" in out
    assert "Not excluded: nothing has to be given." in out
    assert "Priorities of Ukraine name options of the conflict part" in out
    assert "Priorities of Russia name options of the conflict part" in out
    assert "  R8  Meeting of the leaders: rules out “A meeting to open the way”" in out
    assert "Not exhaustive" not in out
    assert "cost" not in out


def test_steps_show_the_rung(capsys: Printed) -> None:
    small = river()
    out = printed(capsys, small, ways_out(small, "much water"))
    assert "A1 weakened by 1 step of 2, from “low” to “mid”: flow" in out
    assert "A1 weakened by 2 steps of 2, from “low” to “high”: flow" in out
    assert "Arno has to give something whatever the others give; Belt need give nothing if others give enough." in out


def test_each_sides_order_stands_beside_the_other(capsys: Printed) -> None:
    small = harbour(east=["tolls = high", "strike"], west=["harbour = open"])
    out = printed(capsys, small, ways_out(small, "trade"))
    assert "In East's order" in out
    assert "In West's order" in out
    assert "2, below no deal (Ve1)" in out
    assert "1, whether below no deal is unknown" in out
    assert "The order of East is by Ve1, of the best outcome a way leaves; Ve2 left out" in out
    only = harbour(east=["strike"])
    out = printed(capsys, only, ways_out(only, "trade"))
    assert "Priorities of East name options of the conflict part" in out
    assert "'s order │" not in out


def test_limits_are_said(capsys: Printed) -> None:
    istanbul = cg.load("istanbul-2025")
    out = printed(capsys, istanbul, ways_out(istanbul, "leaders meet", cap=3))
    assert "Not exhaustive: the search stopped at 3; none of those left out is smaller." in out
    out = printed(capsys, istanbul, ways_out(istanbul, "leaders meet", budget=0))
    assert "Not computed" in out
    unordered = replace(ways_out(istanbul, "full ceasefire"), all_ways=False, by_size=False, front_exhaustive=False)
    out = printed(capsys, istanbul, replace(unordered, level_front_exhaustive=False, not_computed=("rankings",)))
    assert "smaller ones may be among those left out" in out
    assert "there may be other points" in out
    assert "Not computed: rankings." in out
    assert "Priorities of" not in out


def test_what_meaning_forbids_and_what_one_side_tells(capsys: Printed) -> None:
    small = case(
        {"a": ("x", "[red]y"), "b": ("x", "y")},
        {"north": [{"text": "a = x", "as_told_by": "south"}], "south": []},
        rules=["b = x"],
    )
    out = printed(capsys, small, {"a": ways_out(small, "a"), "b": ways_out(small, "b")})
    assert "nothing that anybody gives would open it" in out
    assert "by South's account alone" in out
    assert "Some of this rests on South's account of another side alone." in out
    assert "rules out “[red]y”" in out


def test_a_clause_that_goes_in_part_says_so(capsys: Printed) -> None:
    small = case({"a": ("x", "y"), "b": ("x", "y")}, {"north": ["a = x and b = x"]})
    assert "N1 (N1 in part): a" in printed(capsys, small, ways_out(small, "a", alone=True))
