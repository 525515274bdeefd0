"""The picture of zones by round: what stood how, where it changed, and the bounds."""

from __future__ import annotations

import json
from dataclasses import replace

import commonground as cg
from commonground.brief.document import Figure, Zone, plain
from commonground.brief.language import tongue
from commonground.brief.plots.draw import draw
from commonground.brief.plots.rounds import MOST_MATTERS, MOST_ROUNDS, Zones, rounds_of
from commonground.case import Case
from tests.brief.plots.seen import MOST_BYTES, words

ZONES: Zones = {
    "open": {"r1": "excluded", "r2": "not excluded", "r3": "accepted"},
    "shut": {"r1": "excluded", "r2": "excluded", "r3": "excluded"},
    "lost": {"r1": "excluded", "r2": None, "r3": "excluded"},
}
TITLES = {"open": "What opened", "shut": "What stayed shut", "lost": "What nobody had time for"}


def figure(case: Case, titles: dict[str, str], zones: Zones, language: str = "en") -> Figure:
    shown = rounds_of(case, titles, zones, tongue(language))
    assert shown is not None
    return shown


def framed(shown: Figure) -> list[tuple[float, float]]:
    layers = json.loads(shown.picture)["layer"]
    boxes = [row for layer in layers if layer["mark"]["type"] == "rect" for row in layer["data"]["values"]]
    return [(row["x"], row["y"]) for row in boxes if row["x2"] - row["x"] == 30]


def test_each_matter_stands_with_its_zones_and_changes_are_framed() -> None:
    case = cg.load("saltmarsh")
    shown = figure(case, TITLES, ZONES)
    rows = {
        plain(row[0]): [run.zone for cell in row[1:] for run in cell if isinstance(run, Zone)]
        for row in shown.table.rows
    }
    assert rows["What opened"] == ["excluded", "not excluded", "accepted"]
    assert rows["What nobody had time for"] == ["excluded", "not computed", "excluded"]
    assert len(framed(shown)) == 2  # what was not computed is no change
    assert len({y for _, y in framed(shown)}) == 1
    assert all(title in words(shown) for title in TITLES.values())
    assert "1 of them changed on the way." in shown.description


def test_the_key_names_only_marks_that_are_drawn() -> None:
    case = cg.load("saltmarsh")
    shown = figure(case, {"shut": "What stayed shut"}, ZONES)
    assert "accepted" not in words(shown)
    assert "excluded" in words(shown)


def test_one_round_makes_no_picture() -> None:
    case = cg.load("saltmarsh")
    one = replace(case, rounds={"r1": case.rounds["r1"]})
    assert rounds_of(one, TITLES, ZONES, tongue("en")) is None


def test_of_many_rounds_and_matters_the_last_and_the_changed_are_drawn() -> None:
    case = cg.load("saltmarsh")
    rounds = {f"r{n}": replace(case.rounds["r1"], id=f"r{n}", title=f"Round {n}") for n in range(30)}
    still = dict.fromkeys(rounds, "excluded")
    zones: dict[str, dict[str, str | None]] = {f"m{n}": dict(still) for n in range(100)}
    zones["m90"]["r29"] = "accepted"
    shown = figure(replace(case, rounds=rounds), {name: f"Matter {name} {'long ' * 40}" for name in zones}, zones, "uk")
    assert len(shown.table.rows) == MOST_MATTERS
    assert len(shown.table.head) == 1 + MOST_ROUNDS
    assert any("m90" in plain(row[0]) for row in shown.table.rows)
    assert "22 попередні раунди" in shown.description
    drawn = draw(shown)
    assert drawn is not None
    assert len(drawn.encode()) < MOST_BYTES
