"""The next meeting composed: the library's answer for those who are picked, at an address that says who they are."""

from __future__ import annotations

import pytest

from commonground.agreement import next_meeting
from commonground.case import load
from tests.workbench.conftest import Site


@pytest.mark.parametrize(
    ("query", "present", "absent"),
    [
        ("", {}, ()),
        ("?seat.russia=leader", {"russia": "leader"}, ()),
        ("?seat.russia=leader&seat.ukraine=", {"russia": "leader"}, ()),
        ("?seat.russia=experts&seat.ukraine=absent", {"russia": "experts"}, ("ukraine",)),
    ],
)
def test_it_is_asked_of_those_who_are_picked(
    site: Site, query: str, present: dict[str, str], absent: tuple[str, ...]
) -> None:
    told = site.get(f"/case/istanbul-2025/next.json{query}").json()
    expected = next_meeting(load("istanbul-2025"), present, absent=absent).to_dict()
    for name in ("present", "absent", "taken_over", "closing", "asking", "in_hand", "beyond", "questions", "forms"):
        assert told[name] == expected[name], name
    page = site.get(f"/case/istanbul-2025/next{query}").text
    for words in ("Who is present", "What it could do", "Questions to ask before", "The same meeting in other forms"):
        assert words in page
    assert ("Nothing can be closed without them" in page) == bool(absent)


def test_who_is_picked_stands_in_the_form_again(site: Site) -> None:
    page = site.get("/case/istanbul-2025/next?seat.russia=leader").text
    assert '<option value="leader" selected>' in page
    assert "as at the last round (delegation level)" in page


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("seat.rusia=leader", 400, "no party"),
        ("seat.russia=leaders", 400, "no level"),
        ("seat.us=leader", 400, "no party"),
    ],
)
def test_who_is_not_there_is_said_with_the_nearest(site: Site, query: str, status: int, told: str) -> None:
    page = site.get(f"/case/istanbul-2025/next?{query}")
    assert page.status_code == status
    assert told in page.text


def test_where_no_round_says_who_sat_there_one_picks(site: Site) -> None:
    (site.folder / "bare").mkdir()
    text = "case: Bare\nparties: {north: {levels: [leader, envoy]}, south: {}}\nissues: {levy: [none, full]}\n"
    (site.folder / "bare" / "case.yaml").write_text(text, "utf-8")
    page = site.get("/case/bare/next")
    assert page.status_code == 200
    assert "Pick its level above" in page.text
    assert site.get("/case/bare/next.json").json() == {}
    composed = site.get("/case/bare/next.json?seat.north=envoy&seat.south=leader").json()
    assert composed["present"] == {"north": "envoy", "south": "leader"}
