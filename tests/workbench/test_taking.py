"""Entries that confirmed statements propose, taken one at a time with what a person chose."""

from __future__ import annotations

import pytest

from commonground.case import load
from tests.workbench.conftest import Site
from tests.workbench.desk import Desk, desk_for

ROUND = {"hole.round": "r1"}  # the talk has no day, so nothing says since when it holds


@pytest.fixture
def desk(site: Site, request: pytest.FixtureRequest) -> Desk:
    made = desk_for(site, request.node.name)
    fields = {"act": "demand", "issue": "flow", "polarity": "for", "speaker": "minister_belt"}
    made.post("code/talk", turn="2", words="We propose shared gauges", **fields)
    return made


def the_one(desk: Desk) -> str:
    [found] = [
        each["id"] for each in desk.get("/proposed.json").json()["candidates"] if each["id"] == "clause-ada.talk.1"
    ]
    return str(found)


def test_a_candidate_is_shown_open_beside_its_words(desk: Desk) -> None:
    page = desk.get(f"/proposed?at={the_one(desk)}").text
    assert "We propose shared gauges" in page
    assert 'type="checkbox" name="hole.outcomes"' in page
    assert "checked" not in page.split('id="take"')[1].split("</form>")[0].replace('class="checked"', "")


def test_it_is_taken_with_what_was_chosen_and_taken_back(desk: Desk) -> None:
    before, name = desk.files(), the_one(desk)
    given = {"hole.outcomes": "low", "kind": "red line", "hole.round": "r1"}
    page = desk.post(f"proposed/{name}", **given)
    assert page.status_code == 200, page.text
    assert "In the case now" in page.text
    [made] = [item for item in load(desk.case).clauses.values() if "ada.talk.1" in item.evidence]
    assert (made.party, made.text, made.kind) == ("belt", "flow in {none, low}", "red line")
    assert name not in desk.get("/proposed.json").text
    assert desk.post(f"proposed/{name}", **given).status_code in {400, 404}
    assert desk.post("edit-back/case.yaml").status_code == 200
    assert desk.files() == before


def test_left_open_it_is_not_taken(desk: Desk) -> None:
    before = desk.files()
    page = desk.post(f"proposed/{the_one(desk)}", kind="red line")
    assert page.status_code == 400
    assert "still open" in page.text
    assert desk.files() == before


def test_a_formula_of_ones_own_counts(desk: Desk) -> None:
    name = the_one(desk)
    assert desk.post(f"proposed/{name}", formula="visits = yearly -> gauges = shared", **ROUND).status_code == 200
    assert any(item.text == "visits = yearly -> gauges = shared" for item in load(desk.case).clauses.values())


def test_what_cannot_be_taken_is_told_and_the_choice_kept(desk: Desk) -> None:
    before = desk.files()
    page = desk.post(f"proposed/{the_one(desk)}", formula="visit = yearly", **ROUND)
    assert page.status_code in {400, 422}
    assert "visits" in page.text
    assert 'value="visit = yearly"' in page.text
    assert desk.files() == before
