"""The picture of the ways out: points where they belong, named by their clauses, and bounded."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import commonground as cg
from commonground.agreement import WaysOut, ways_out
from commonground.brief.document import Figure, Ref, plain
from commonground.brief.language import tongue
from commonground.brief.plots.draw import draw
from commonground.brief.plots.ways import MOST_WAYS, ways_of
from commonground.case import Case
from tests.agreement.cases import case as made
from tests.brief.plots.seen import MOST_BYTES, words


def figure(case: Case, found: WaysOut, language: str = "en") -> Figure:
    shown = ways_of(case, found, tongue(language), "the title")
    assert shown is not None
    return shown


def points(shown: Figure) -> list[tuple[str, float, float]]:
    """Fill and place of each circle, in the order drawn."""
    layers = [layer for layer in json.loads(shown.picture)["layer"] if layer["mark"].get("shape") == "circle"]
    return [(layer["mark"]["fill"], row["x"], row["y"]) for layer in layers for row in layer["data"]["values"]]


def test_points_stand_by_how_much_each_side_gives_and_the_front_is_full() -> None:
    case = cg.load("istanbul-2025")
    shown = figure(case, ways_out(case, "full ceasefire"))
    full = [place for fill, *place in points(shown) if fill != "white"]
    empty = [place for fill, *place in points(shown) if fill == "white"]
    (only_russia, only_ukraine), (third,) = sorted(full), empty
    assert only_russia[1] < only_ukraine[1]  # up: Russia gives one clause
    assert only_ukraine[0] < third[0]  # right: Ukraine gives two, or three
    assert only_ukraine[1] == third[1]
    assert all(ids in words(shown) for ids in ("R1", "U1, U2", "U1, U5, U6"))


def test_the_table_names_what_is_given_and_where_it_is_written() -> None:
    case = cg.load("istanbul-2025")
    rows = figure(case, ways_out(case, "full ceasefire")).table.rows
    assert plain(rows[0][2]) == "Terms of a full ceasefire: rules out “Without conditions” [R1]"
    assert [run.to for run in rows[0][2] if isinstance(run, Ref)] == ["on-R1"]
    assert [plain(row[3]) for row in rows] == ["yes", "yes", "no"]


def test_several_ways_at_one_point_are_counted_and_more_than_a_table_holds_too() -> None:
    case = cg.load("istanbul-2025")
    shown = figure(case, ways_out(case, "settlement", cap=30))
    assert "more ways" in words(shown)
    assert len(shown.table.rows) == MOST_WAYS
    assert "more are not told here" in plain(shown.table.caption)
    assert "There may be more" in shown.description


def test_one_way_or_none_makes_no_picture() -> None:
    case = cg.load("istanbul-2025")
    assert ways_of(case, ways_out(case, "territory"), tongue("en"), "Territory") is None
    assert ways_of(case, ways_out(case, "prisoners"), tongue("en"), "Prisoners") is None


def test_three_sides_stand_in_columns() -> None:
    three = made({"line": ("old", "new")}, {"north": ["line = old"], "south": ["line = old"], "west": []})
    two = made(
        {"line": ("old", "new"), "way": ("no", "yes")},
        {"north": [], "south": ["line = old"], "west": ["way = no"]},
        rules=["line = new or way = yes or line = old"],
    )
    assert ways_of(three, ways_out(three, "line"), tongue("en"), "x") is None
    shown = figure(two, ways_out(two, "line = new or way = yes"))
    assert all(name in words(shown) for name in ("North", "South", "West", "S1", "W1"))


def test_rungs_along_an_ordered_issue_are_told_from_where_to_where() -> None:
    names = ("none", "low", "mid", "high")
    flat = made({"level": names, "other": ("no", "yes")}, {"a": ["level in {none, low}"], "b": ["other = no"]})
    case = replace(flat, names=replace(flat.names, ordered=frozenset({"level"})))
    shown = figure(case, ways_out(case, "level = high or other = yes"))
    given = {plain(cell) for row in shown.table.rows for cell in row[1:3]}
    assert "level: from “low” to “high” [A1]" in given
    assert max(x for _, x, _ in points(shown)) > 1.5 * min(x for _, x, _ in points(shown))


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_great_many_ways_stay_bounded(language: str) -> None:
    issues = {f"i{n}": ("no", "yes") for n in range(9)}
    mandates = {"a": [f"i{n} = no" for n in range(9)], "b": [f"i{n} = no" for n in range(9)]}
    many = made(issues, mandates, targets={"some": " or ".join(f"i{n} = yes and i{n + 1} = yes" for n in range(8))})
    found = ways_out(many, "some", cap=100)
    shown = figure(many, found, language)
    drawn = draw(shown)
    assert drawn is not None
    assert len(drawn.encode()) < MOST_BYTES
