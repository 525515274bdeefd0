"""What if: the fields of the form come to the lines of the command line, and the difference is the library's."""

from __future__ import annotations

import pytest
from starlette.datastructures import QueryParams

import commonground as cg
from commonground.agreement import compare
from commonground.case import what_if
from commonground.workbench.asking import lines_of
from tests.workbench.conftest import Site


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("", ()),
        ("what-if=drop+R1", ("drop R1",)),
        ("sent=1&box=R1&box=R8&drop=R8&what-if=drop+R1", ("drop R8",)),  # R1 was unticked
        ("sent=1&box=R1&what-if=drop+sources.x", ("drop sources.x",)),  # no box of the form is about it
        ("change-formula=a+%3D+b&object=R1", ("change R1: a = b",)),
        ("add-formula=a+%3D+b&party=russia&accept-formula=", ("add russia: a = b",)),
        ("what-if=drop+R1&what-if=drop+R1", ("drop R1",)),
    ],
)
def test_the_form_comes_to_lines(query: str, lines: tuple[str, ...]) -> None:
    assert lines_of(QueryParams(query)) == lines


def test_a_form_is_answered_by_an_address_that_can_be_passed_on(site: Site) -> None:
    answer = site.get("/case/istanbul-2025/what-if?sent=1&box=R1&drop=R1&round=r3")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/case/istanbul-2025/what-if?what-if=drop+R1&round=r3"


def test_the_difference_is_shown_and_the_case_not_touched(site: Site) -> None:
    case = cg.load("istanbul-2025")
    expected = compare(case, what_if(case, ["drop R1"]))
    told = site.get("/case/istanbul-2025/what-if.json?what-if=drop+R1").json()
    assert set(told["difference"]["verdicts"]) == set(expected.verdicts)
    assert "full ceasefire" in told["difference"]["verdicts"]
    page = site.get("/case/istanbul-2025/what-if?what-if=drop+R1").text
    assert "What would be different" in page
    assert "drop R1" in page
    assert 'value="R1" id="off-R1" checked' in page
    assert site.get("/case/istanbul-2025.json").json()["layers"] == []


def test_nothing_asked_is_no_difference(site: Site) -> None:
    assert site.get("/case/cuba-1962/what-if.json").json() == {
        "what_if": [],
        "difference": None,
        "answers": None,
        "problems": [],
    }
