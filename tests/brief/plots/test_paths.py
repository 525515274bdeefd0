"""The picture of ways through a conflict: who moves, what changes, and whose move is no gain."""

from __future__ import annotations

import json

import numpy as np

import commonground as cg
from commonground.brief.document import Figure, plain
from commonground.brief.language import tongue
from commonground.brief.plots.draw import draw
from commonground.brief.plots.paths import MOST_STATES, paths_of
from commonground.conflict.evolution import Paths, shortest_paths
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.of_case import graph_model
from commonground.durability import durability
from tests.agreement.cases import case as made
from tests.brief.plots.seen import MOST_BYTES, words


def istanbul(deal: str, language: str = "en") -> Figure:
    case = cg.load("istanbul-2025")
    report = durability(case)
    path = report.deals[deal].path
    assert path is not None
    shown = paths_of(case, report.model, [path], tongue(language), "Ways to it")
    assert shown is not None
    return shown


def test_each_way_is_drawn_with_its_movers_and_told_move_by_move() -> None:
    shown = istanbul("full ceasefire")
    said = words(shown)
    assert said.startswith(("Russia", "Ukraine"))
    assert "Today" in said
    assert "− attacks at the front" in said
    movers = {tuple(plain(cell) for cell in row[:2]) for row in shown.table.rows}
    assert ("Way 1, move 1", "Russia (gains nothing by it)") in movers
    assert {row[0].partition(",")[0] for row in movers} == {"Way 1", "Way 2"}


def test_a_move_that_gains_nothing_is_marked_and_one_that_gains_is_not() -> None:
    arcs = (np.array([[0, 1]]), np.array([[1, 2]]))
    ranks = (np.array([1, 2, 3], np.uint16), np.array([1, 2, 1], np.uint16))
    line = GraphForm(("a", "b"), ("peace", "talks", "war"), arcs, ranks)
    case = made({"i": ("x", "y")}, {"a": [], "b": []})
    shown = paths_of(case, line, [shortest_paths(line, 0, 2)], tongue("en"), "t")
    assert shown is not None
    said = words(shown).split()
    assert {"A", "B*"} <= set(said)
    assert {"talks", "war"} <= set(said)
    assert [plain(row[2]) for row in shown.table.rows] == ["talks", "war"]


def test_where_nothing_leads_or_nothing_has_to_move_there_is_no_picture() -> None:
    case = cg.load("istanbul-2025")
    model = graph_model(case)
    for paths in (Paths(0, 1, False, None, (), exhaustive=True), Paths(0, 0, False, 0, ((),), exhaustive=True)):
        assert paths_of(case, model, [paths], tongue("en"), "t") is None


def test_many_ways_are_bounded_and_the_rest_is_counted() -> None:
    shown = istanbul("F17", "uk")
    assert "не показано" in shown.description
    drawn = draw(shown)
    assert drawn is not None
    assert len(drawn.encode()) < MOST_BYTES
    ways = {plain(row[0]).partition(",")[0] for row in shown.table.rows}
    assert 1 <= len(ways) < 24
    layers = json.loads(shown.picture)["layer"]
    boxes = [row for layer in layers if layer["mark"].get("cornerRadius") == 5 for row in layer["data"]["values"]]
    assert len(boxes) <= MOST_STATES
