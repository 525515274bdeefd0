"""The glance picture for sheets: letters that can be read, in the room of page one, nothing lost in two panels."""

from __future__ import annotations

import json
from typing import Any

import pytest

import commonground as cg
from commonground.agreement import glance
from commonground.brief.document import Document, Figure, Section, parts_of
from commonground.brief.forms.html import to_html
from commonground.brief.forms.sheets import for_sheets
from commonground.brief.language import tongue
from commonground.brief.material import gather
from commonground.brief.plots.glance import glance_figure, glance_of
from commonground.brief.plots.glance_sheet import sheet_picture
from commonground.case import Case
from tests.agreement.cases import case as made

MM = 96 / 25.4
SIX_POINTS = 8  # pixels


def spec(case: Case, language: str = "en") -> dict[str, Any]:
    told: dict[str, Any] = json.loads(sheet_picture(case, glance(case), tongue(language)))
    return told


def words(told: dict[str, Any]) -> list[dict[str, Any]]:
    texts = [layer for layer in told["layer"] if layer["mark"]["type"] == "text"]
    return [row | {"size": layer["mark"]["fontSize"]} for layer in texts for row in layer["data"]["values"]]


def size(told: dict[str, Any]) -> tuple[float, float]:
    around = 2 * told["padding"]
    return (told["width"] + around) / MM, (told["height"] + around) / MM


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962", "saltmarsh"])
def test_letters_are_of_six_points_at_least_on_either_paper(name: str, language: str) -> None:
    case = cg.load(name)
    told = spec(case, language)
    wide, high = size(told)
    assert wide <= 188
    assert high <= 44
    assert min(each["size"] for each in words(told)) >= SIX_POINTS
    said = " ".join(each["t"] for each in words(told))
    assert "…" not in said
    assert all(word in said for issue in case.issues.values() for word in issue.title.split())


def test_from_eight_rows_on_there_are_two_panels_and_a_band_that_goes_on_stands_in_both() -> None:
    def heads(count: int) -> list[str]:
        many = made({f"i{n}": ("no", "yes") for n in range(count)}, {"a": [], "b": []})
        return [each["t"] for each in words(spec(many)) if each["t"].startswith(("Issue", "Not excluded"))]

    assert sorted(heads(7)) == ["Issue", "Not excluded (7)"]
    assert sorted(heads(8)) == ["Issue", "Issue", "Not excluded (8)", "Not excluded (8), continued"]


def left_out(told: dict[str, Any], of: int) -> int:
    said = [each["t"] for each in words(told)]
    (note,) = (each for each in said if "with no more on record" in each)
    assert int(note.split()[0]) == of - sum(each.startswith("open") for each in said)
    return int(note.split()[0])


def test_many_issues_keep_within_the_sheet_and_say_how_many_are_left_out() -> None:
    many = made({f"i{n}": ("no", "yes") for n in range(60)}, {"a": [], "b": []})
    told = spec(many)
    assert max(size(told)) <= 188
    assert size(told)[1] <= 50
    assert left_out(told, 60) == 60 - 24
    assert min(each["size"] for each in words(told)) >= SIX_POINTS


def test_of_long_titles_fewer_are_drawn_so_that_letters_can_be_read() -> None:
    titles = {f"The withdrawal and storage of heavy weapons in sector {n}": ("no", "yes") for n in range(60)}
    told = spec(made(titles, {f"side number {n}": [] for n in range(5)}))
    assert size(told)[0] <= 188
    assert size(told)[1] <= 50
    said = [each["t"] for each in words(told)]
    assert 60 - 24 < left_out(told, 60) <= 60 - 8
    assert "Not drawn, but in the table: Side Number 4." in said
    assert not any("…" in each for each in said)
    assert min(each["size"] for each in words(told)) >= 7


def test_a_page_shows_one_on_the_screen_and_the_other_in_print_and_sheets_have_that_alone() -> None:
    figure = glance_figure(gather(cg.load("saltmarsh")))
    assert figure.sheet_picture not in (None, figure.picture)
    one = Document("t", "frame", "en", "tests", (Section("s", "S", (figure,)),))
    page = to_html(one)
    assert page.count("<svg") == 2
    assert page.index('class="picture screen"') < page.index('<div class="sheet">')
    assert page.count('id="figure-glance-picture"') == page.count('id="figure-glance-on-sheets-picture"') == 1
    (sheet,) = (part for part in parts_of(for_sheets(one)) if isinstance(part, Figure))
    assert (sheet.picture, sheet.sheet_picture) == (figure.sheet_picture, None)


@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962", "saltmarsh"])
def test_on_a_screen_two_sides_take_no_more_than_480_pixels(name: str) -> None:
    case = cg.load(name)
    assert json.loads(glance_of(case, glance(case), tongue("uk")).picture)["width"] <= 480
