"""The glance picture: what it says, how much of it, and that nothing in it depends on the run."""

from __future__ import annotations

import json

import pytest

import commonground as cg
from commonground.agreement import glance
from commonground.brief.document import Figure, plain
from commonground.brief.language import tongue
from commonground.brief.plots.draw import draw
from commonground.brief.plots.glance import MOST_ROWS, glance_of
from commonground.brief.plots.glance_rows import glance_rows
from commonground.brief.plots.slide import glance_slide
from tests.agreement.cases import case as made
from tests.brief.plots.seen import MOST_BYTES, words

CASES = ("istanbul-2025", "cuba-1962", "saltmarsh")


def figure(name: str, language: str = "en") -> Figure:
    case = cg.load(name)
    return glance_of(case, glance(case), tongue(language))


@pytest.mark.parametrize("name", CASES)
def test_every_issue_stands_in_the_picture_and_in_the_table(name: str) -> None:
    shown = figure(name)
    said = words(shown)
    rows = {plain(row[0]): [plain(cell) for cell in row[1:]] for row in shown.table.rows}
    assert set(rows) == {issue.title for issue in cg.load(name).issues.values()}
    for title, cells in rows.items():
        assert title in said
        assert all(cell in said for cell in cells[1:])


def test_cells_say_what_the_answer_says() -> None:
    rows = {plain(row[0]): [plain(cell) for cell in row[1:]] for row in figure("istanbul-2025").table.rows}
    assert rows["Prisoners of war"] == ["● accepted", "negotiated", "agreed", "agreed"]
    assert rows["Ceasefire"] == ["◐ not excluded", "open", "within all mandates", "came nearer"]
    assert rows["Territory"] == ["○ excluded", "exchange of demands", "no offer", "came no nearer"]
    cuba = {plain(row[0]): [plain(cell) for cell in row[1:]] for row in figure("cuba-1962").table.rows}
    assert cuba["Inspection"][2:] == ["within all mandates", "no offer"]


def test_an_offer_made_in_the_last_round_is_too_early_to_say() -> None:
    one = made(
        {"line": ("old", "new")},
        {"north": ["line = old"], "south": []},
        offers={"south": [{"text": "line = new", "round": "r2"}]},
        rounds=("r1", "r2"),
    )
    row = glance_rows(one, glance(one), tongue("en"), 5).rows[0]
    assert [cell.text for cell in row.cells] == ["no offer", "too early to say"]


def test_of_many_issues_those_with_most_on_record_are_drawn_and_the_rest_is_counted() -> None:
    issues = {f"i{n}": ("no", "yes") for n in range(200)}
    many = made(issues, {"a": ["i150 = no"], "b": []}, offers={"b": ["i150 = yes", "i7 = yes"]})
    shown = glance_of(many, glance(many), tongue("en"))
    titles = [plain(row[0]) for row in shown.table.rows]
    assert len(titles) == MOST_ROWS
    assert {"i7", "i150"} <= set(titles)
    assert f"{200 - MOST_ROWS} more issues, with no more on record, are not drawn." in shown.description
    drawn = draw(shown)
    assert drawn is not None
    assert len(drawn.encode()) < MOST_BYTES
    assert "Not excluded (199)" in words(shown)


def test_a_zone_none_of_whose_issues_is_drawn_keeps_its_count() -> None:
    issues = {f"i{n}": ("no", "yes") for n in range(40)}
    offers = {"b": [f"i{n} = yes" for n in range(30)]}
    many = made(issues, {"a": [f"i{n} = no" for n in range(30)], "b": []}, offers=offers)
    said = words(glance_of(many, glance(many), tongue("en")))
    assert "Not excluded (10)" in said
    assert "i39" not in said


def test_without_time_the_picture_says_what_was_not_computed() -> None:
    case = cg.load("istanbul-2025")
    shown = glance_of(case, glance(case, budget=0.0), tongue("en"))
    assert "not computed" in words(shown)


def test_it_speaks_ukrainian() -> None:
    shown = figure("saltmarsh", "uk")
    assert "Прийнято (3)" in words(shown)
    assert "не зблизилася" in words(shown)


def test_names_long_foreign_or_with_markup_stay_words() -> None:
    nasty = "<script>alert(1)</script> & “لجنة الحدود”"
    case = made({"a": ("x", "y")}, {"north": ["a = x"], "south": []})
    issue = case.issues["a"]
    from dataclasses import replace

    long = replace(case, issues={"a": replace(issue, title=f"{nasty} {'Питання про межу ' * 30}")})
    shown = glance_of(long, glance(long), tongue("en"))
    drawn = draw(shown)
    assert drawn is not None
    assert "<script>" not in drawn
    assert "لجنة" in drawn
    assert "…" in words(shown)


@pytest.mark.parametrize("name", CASES)
def test_the_slide_is_sixteen_to_nine_and_carries_title_and_frame(name: str) -> None:
    case = cg.load(name)
    frame = "The record ends on a day. Not a finding on law or responsibility."
    slide = glance_slide(case, glance(case), tongue("en"), frame)
    drawn = draw(slide)
    assert drawn is not None
    assert 'width="1280" height="720"' in drawn
    said = words(slide)
    assert frame in said
    assert case.title.split()[0] in said


def test_a_slide_of_many_issues_with_long_titles_still_fits() -> None:
    issues = {f"i{n}": ("no", "yes") for n in range(60)}
    many = made(issues, {"a": [], "b": []})
    slide = glance_slide(many, glance(many), tongue("en"), "The frame. " * 40)
    lowest = max(row["y"] for layer in json.loads(slide.picture)["layer"] for row in layer["data"]["values"])
    assert lowest <= 640
    assert "are not drawn" in slide.description
