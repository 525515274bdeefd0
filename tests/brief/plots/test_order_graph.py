"""The picture of the order of steps: whose each arrow is, what is in a circle, and what is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

import commonground as cg
from commonground.agreement import order
from commonground.brief.document import Figure, Ref, plain
from commonground.brief.language import tongue
from commonground.brief.plots.draw import draw
from commonground.brief.plots.order_graph import MOST_STEPS, order_of, step_title
from commonground.case import Case
from tests.brief.plots.seen import MOST_BYTES, words


def figure(case: Case, language: str = "en") -> Figure:
    shown = order_of(case, order(case), tongue(language))
    assert shown is not None
    return shown


def test_a_case_without_an_order_has_no_picture() -> None:
    case = cg.load("cuba-1962")
    assert order_of(case, order(case), tongue("en")) is None


@pytest.mark.parametrize("name", ["istanbul-2025", "saltmarsh"])
def test_every_arrow_is_drawn_with_its_owner_and_told_in_the_table(name: str) -> None:
    case = cg.load(name)
    report = order(case)
    shown = figure(case)
    said = words(shown)
    circled = {edge for cycle in report.cycles for edge in cycle}
    rows = {ref.text: row for row in shown.table.rows for ref in row[2] if isinstance(ref, Ref)}
    assert set(rows) == set(report.edges)
    for edge in report.edges.values():
        owner = case.parties[edge.party].name if edge.party else "the nature of things"
        row = rows[edge.id]
        assert plain(row[0]) == step_title(case, edge.before)
        assert plain(row[2]).startswith(owner)
        assert plain(row[3]) == ("yes" if edge.id in circled else "no")
        assert f"{edge.id}" in said
        assert owner in said


def test_what_rests_on_the_other_sides_word_is_marked() -> None:
    said = words(figure(cg.load("istanbul-2025")))
    assert "O4 Russia*" in said
    assert "* by Ukraine's account alone" in said
    assert "O7 (met)" in said


def test_the_circles_are_counted_in_the_words_too() -> None:
    assert "The arrows run in 4 circles." in figure(cg.load("istanbul-2025")).description
    assert "Стрілки утворюють 1 коло." in figure(cg.load("saltmarsh"), "uk").description


def test_a_large_order_is_bounded_and_keeps_its_circle() -> None:
    case = cg.load("saltmarsh")
    step, edge = next(iter(case.steps.values())), next(e for e in case.order.values() if e.party)
    steps = {f"s{n}": replace(step, id=f"s{n}", title=f"Step {n} with quite a long title to set") for n in range(80)}
    edges = {f"E{n}": replace(edge, id=f"E{n}", before=f"s{n}", after=f"s{n + 1}") for n in range(79)}
    edges["E99"] = replace(edge, id="E99", before="s41", after="s40")
    shown = figure(replace(case, steps=steps, order=edges))
    drawn = draw(shown)
    assert drawn is not None
    assert len(drawn.encode()) < MOST_BYTES
    assert len(shown.table.rows) < MOST_STEPS
    assert {"E40", "E99"} <= {ref.text for row in shown.table.rows for ref in row[2] if isinstance(ref, Ref)}
    assert "more arrows are not drawn" in shown.description
