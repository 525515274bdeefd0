"""Mandates, acceptances and offers in forms: the file keeps its comments, two windows lose nothing, formulas told."""

from __future__ import annotations

import re

import pytest

from commonground.case import load
from tests.workbench.conftest import Site
from tests.workbench.desk import Desk, desk_for


@pytest.fixture
def desk(site: Site, request: pytest.FixtureRequest) -> Desk:
    return desk_for(site, request.node.name)


def yaml(desk: Desk) -> str:
    return (desk.case / "case.yaml").read_text(encoding="utf-8")


def form(desk: Desk, place: str = "mandates/A1") -> dict[str, str]:
    told = desk.get(f"/entry/{place}.json").json()
    return {**told["values"], "seen": told["seen"]}


def test_one_field_changes_one_place_of_the_file(desk: Desk) -> None:
    before = yaml(desk)
    assert desk.post("entry/mandates/A1", **{**form(desk), "kind": "position"}).status_code == 200
    assert yaml(desk) == before.replace("kind: red line", "kind: position", 1)


def test_every_field_can_be_changed_and_emptied(desk: Desk) -> None:
    given = {**form(desk), "formula": "flow = none", "owner": "delegation", "round": "r1", "evidence": "s1, s3"}
    desk.post("entry/mandates/A1", **{**given, "note": "<i>why</i>"})
    item = load(desk.case).clauses["A1"]
    assert (item.text, item.owner, item.round, item.evidence) == ("flow = none", "delegation", "r1", ("s1", "s3"))
    assert "<i>why</i>" not in desk.get("/entry/mandates/A1").text
    desk.post("entry/mandates/A1", **{**form(desk), "round": "", "note": "", "evidence": ""})
    item = load(desk.case).clauses["A1"]
    assert (item.round, item.note, item.evidence) == (None, None, ())


def test_an_entry_stands_beside_its_words(desk: Desk) -> None:
    page = desk.get("/entry/mandates/A1").text
    assert 'href="/case/' + desk.name + '/statement/s1"' in page


@pytest.mark.parametrize(
    ("formula", "told"), [("flow <= lowe", "low"), ("flow <=", "formula"), ("flwo = low", "flow"), ("", "formula")]
)
def test_a_wrong_formula_is_marked_and_nothing_written(desk: Desk, formula: str, told: str) -> None:
    before = desk.files()
    page = desk.post("entry/mandates/A1", **{**form(desk), "formula": formula, "note": "Typed with care"})
    assert page.status_code == 400
    assert told in page.text
    assert "Typed with care" in page.text
    assert desk.files() == before


def test_the_mark_stands_below_the_sign_that_is_wrong(desk: Desk) -> None:
    told = desk.get("/formula.json?text=flow+%3C%3D+lowe").json()
    assert told["marked"] == "flow <= lowe\n        ^^^^"
    assert "Did you mean “low”?" in told["told"]
    assert desk.get("/formula.json?text=flow+%3C%3D+low").json()["problem"] is False
    assert desk.get("/formula?text=flow").status_code == 200


def test_the_field_completes_what_the_case_has(desk: Desk) -> None:
    assert '<option value="flow = high">' in desk.get("/entry/mandates/A1").text


def test_a_second_window_is_shown_both_and_chooses(desk: Desk) -> None:
    first, second = form(desk), form(desk)
    desk.post("entry/mandates/A1", **{**first, "note": "Theirs"})
    page = desk.post("entry/mandates/A1", **{**second, "note": "Mine"})
    assert page.status_code == 409
    assert "<ins>Theirs</ins>, and yours: Mine" in page.text
    assert load(desk.case).clauses["A1"].note == "Theirs"
    again = re.search(r'name="seen" value="([^"]+)"', page.text)
    assert again is not None
    assert desk.post("entry/mandates/A1", **{**second, "note": "Mine", "seen": again[1]}).status_code == 200
    assert load(desk.case).clauses["A1"].note == "Mine"


def test_a_change_to_another_entry_does_not_matter(desk: Desk) -> None:
    mine = form(desk)
    desk.post("entry/mandates/B1", **{**form(desk, "mandates/B1"), "note": "Theirs"})
    assert desk.post("entry/mandates/A1", **{**mine, "note": "Mine"}).status_code == 200
    clauses = load(desk.case).clauses
    assert (clauses["A1"].note, clauses["B1"].note) == ("Mine", "Theirs")


def test_an_entry_is_added_and_taken_out_and_both_taken_back(desk: Desk) -> None:
    before = yaml(desk)
    assert desk.post("entry-new/mandates/belt", formula="visits = none", kind="red line").status_code == 200
    added = [item for item in load(desk.case).clauses.values() if item.text == "visits = none"]
    assert [(item.party, item.kind, item.level) for item in added] == [("belt", "red line", "government")]
    assert added[0].id == "B2"  # after B1
    assert desk.post("edit-back/case.yaml").status_code == 200
    assert yaml(desk) == before
    desk.post("entry/mandates/A1", **form(desk), decision="remove")
    assert "A1" not in load(desk.case).clauses
    assert desk.post("edit-back/case.yaml").status_code == 200
    assert yaml(desk) == before


@pytest.mark.parametrize(
    ("place", "fields"),
    [
        ("acceptances/C1", {"formula": "gauges in {none, shared}"}),
        ("offers/F1", {"formula": "flow = none"}),
    ],
)
def test_acceptances_and_offers_alike(desk: Desk, place: str, fields: dict[str, str]) -> None:
    assert desk.post(f"entry/{place}", **{**form(desk, place), **fields}).status_code == 200
    assert form(desk, place)["formula"] == fields["formula"]


def test_what_the_case_cannot_hold_is_refused(desk: Desk) -> None:
    before = desk.files()
    page = desk.post(
        "entry/acceptances/C1", **{**form(desk, "acceptances/C1"), "formula": "flow = low and visits = none"}
    )
    assert page.status_code == 400
    assert "one issue" in page.text
    assert desk.post("entry/mandates/A1", **{**form(desk), "level": "king"}).status_code == 400
    assert desk.files() == before


@pytest.mark.parametrize(
    "path", ["entry/mandates/Z9", "entry/nothing/A1", "entry-new/mandates/nobody", "entry-new/x/belt"]
)
def test_what_is_not_there_is_told(desk: Desk, path: str) -> None:
    before = desk.files()
    assert desk.get(f"/{path}").status_code == 404
    assert desk.post(path, formula="flow = none").status_code in {400, 404}
    assert desk.files() == before


def test_without_the_token_nothing_is_changed(desk: Desk) -> None:
    before = desk.files()
    for path in ("entry/mandates/A1", "entry-new/mandates/belt", "proposed/clause-s1"):
        assert desk.without_token(path, formula="flow = none").status_code == 403
    assert desk.files() == before
