"""The picture of states as the server gives it: a table from which the rest is drawn, data, and what may be asked."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

import commonground as cg
from commonground.brief.plots.drawing import hand
from commonground.brief.plots.on_dark import DARK
from commonground.conflict.state_graph import state_graph
from tests.workbench.conftest import Site

CASE = "/case/istanbul-2025"
ROW = re.compile(
    r'<tr id="([^"]+)" data-state="([^"]+)" data-x="([^"]+)" data-y="([^"]+)" data-kind="([^"]*)">(.*?)</tr>', re.DOTALL
)
MOVE = re.compile(r'<a href="#([^"]+)" data-party="([^"]+)"( data-idle)?>([^<]+)</a>')


@pytest.mark.parametrize(
    ("address", "query", "asked"),
    [
        ("/stability", "", {}),
        ("/stability", "?concept=nash", {"concepts": ["nash"]}),
        ("/stability/graph", "?states=all", {"whole": True}),
        ("/state/NNNNNYNY", "", {"around": "NNNNNYNY"}),
        ("/state/NNNNNYNY/graph", "?concept=seq", {"around": "NNNNNYNY", "concepts": ["seq"]}),
    ],
)
def test_the_table_holds_all_that_is_drawn(site: Site, address: str, query: str, asked: dict[str, object]) -> None:
    case = cg.load("istanbul-2025")
    graph = state_graph(case, cg.stability(case), **asked)  # type: ignore[arg-type]
    text = unescape(site.get(CASE + address + query).text)
    rows = ROW.findall(text)
    drawn = [(node.id, node.x, node.y) for node in graph.states]
    assert [(name, float(x), float(y)) for _, name, x, y, _, _ in rows] == drawn
    names = {anchor: name for anchor, name, *_ in rows}
    assert len(names) == len(rows)
    told = {
        (name, party, names[to], not idle)
        for _, name, _, _, _, inside in rows
        for to, party, idle, _ in MOVE.findall(inside)
    }
    assert told == {(move.before, move.party, move.after, move.gains) for move in graph.moves}
    kinds = {name: set(kind.split()) for _, name, _, _, kind, _ in rows}
    assert {name for name, kind in kinds.items() if "today" in kind} == {graph.status_quo}
    assert {name for name, kind in kinds.items() if "asked" in kind} == {graph.around} - {None}
    stable = {node.id for node in graph.states if set(node.stable) & set(graph.concepts)}
    assert {name for name, kind in kinds.items() if "stable" in kind} == stable
    counted = f"{len(rows)} of 256 states" if graph.left_out else "all 256 states"
    assert counted in text
    data = site.get(f"{CASE}{address.removesuffix('/graph')}/graph.json{query}").json()
    assert [(each["id"], each["x"], each["y"]) for each in data["states"]] == drawn
    assert all(site.get(each["href"]).status_code == 200 for each in data["states"][:2])


def test_how_the_case_is_looked_at_stays(site: Site) -> None:
    text = unescape(site.get(f"{CASE}/stability?what-if=drop+V6&concept=nash").text)
    assert '<input type="hidden" name="what-if" value="drop V6">' in text
    assert 'href="/case/istanbul-2025/stability/graph?what-if=drop+V6&concept=nash"' in text
    assert "<option selected>nash</option>" in text


def test_what_cannot_be_asked_is_told(site: Site) -> None:
    answer = site.get(f"{CASE}/stability?concept=nahs")
    assert answer.status_code == 400
    assert "Did you mean “nash”?" in answer.text


def test_lines_look_as_in_the_other_pictures(root: Path) -> None:
    style = (root / "src/commonground/workbench/static/css/graph.css").read_text(encoding="utf-8")
    told = re.findall(r"--hand-(\d): (#\w+);", style)
    light = [(str(place), hand(place)[0]) for place in range(6)]
    assert told == light + [(place, DARK[colour]) for place, colour in light]
    assert hand(6) == hand(0)


GRAPH_FORM = """
case: A siege
parties: {in: {name: The town}, out: {name: The army}}
states: [the siege, "a <b>truce</b>", talks, "relief, \\u0434\\u0430"]
status_quo: the siege
moves:
  out: [[the siege, "a <b>truce</b>"], ["a <b>truce</b>", talks]]
  in: [["a <b>truce</b>", talks], [talks, "a <b>truce</b>"]]
preferences:
  out: {ranking: [talks, "a <b>truce</b>", the siege, "relief, \\u0434\\u0430"]}
  in: {ranking: ["a <b>truce</b>", talks, "relief, \\u0434\\u0430", the siege]}
"""


def test_states_with_names_of_their_own_are_told_as_they_are(site: Site) -> None:
    (site.folder / "siege").mkdir()
    (site.folder / "siege" / "case.yaml").write_text(GRAPH_FORM, encoding="utf-8")
    page = site.get("/case/siege/stability")
    assert page.status_code == 200, page.text
    assert "<b>truce" not in page.text
    rows = ROW.findall(page.text)
    names = [unescape(name) for _, name, *_ in rows]
    assert names == ["the siege", "a <b>truce</b>", "talks", "relief, да"]
    assert [anchor for anchor, *_ in rows] == ["state-0", "state-1", "state-talks", "state-3"]
    assert re.findall(r'href="#state-1" data-party="(\w+)"', page.text) == ["out", "in"]
    assert "The picture has all 4 states." in page.text
    links = [unescape(href) for href in re.findall(r'<a href="(/case/siege/state/[^"]+)"', page.text)]
    assert len(set(links)) == 4
    for href in set(links):
        assert site.get(href).status_code == 200, href
