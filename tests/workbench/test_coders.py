"""Disagreements of blind coders settled in the browser: newer versions of their statements, and nothing lost."""

from __future__ import annotations

import re

import pytest

from tests.workbench.conftest import Site
from tests.workbench.desk import Desk, desk_for


@pytest.fixture
def desk(site: Site, request: pytest.FixtureRequest) -> Desk:
    made = desk_for(site, request.node.name)
    for who, act in (("ada", "reject"), ("bo", "threaten")):
        made.post("code/talk", who=who, blind="1", turn="1", words="we will not sign", act=act, issue="flow")
    made.post("code/talk", who="bo", blind="1", turn="2", words="We propose shared gauges", act="propose")
    return made


def form(desk: Desk, at: str = "") -> dict[str, str]:
    page = desk.get(f"/coders?at={at}").text
    found = re.findall(r'name="(at|seen)" value="([^"]+)"', page)
    return dict(found)


def test_without_two_coders_it_says_what_is_needed(site: Site) -> None:
    page = desk_for(site, "one-alone").get("/coders")
    assert page.status_code == 200
    assert "code a text blind" in page.text


def test_each_is_shown_with_what_both_said(desk: Desk) -> None:
    page = desk.get("/coders").text
    assert "To settle: 2" in page
    assert "We will not sign" in page
    assert "ada: reject, bo: threaten" in page


def test_what_they_settle_on_stands_in_both_files(desk: Desk) -> None:
    page = desk.post("coders", **form(desk), **{"label.act": "threaten"})
    assert page.status_code == 200
    assert "To settle: 1" in page.text
    now = {name: each for name, each in desk.statements().items() if each.anchor and each.anchor.start < 20}
    assert [(each.act, each.status, each.blind) for each in now.values()] == [
        ("threaten", "corrected", False),
        ("threaten", "confirmed", False),
    ]


def test_what_one_alone_marked_stands_or_falls(desk: Desk) -> None:
    desk.post("coders", **form(desk), **{"label.act": "reject"})
    assert "ada marked nothing here" in desk.get("/coders").text
    page = desk.post("coders", **form(desk), decision="drop")
    assert "Nothing is left to settle" in page.text
    assert desk.statements()["bo.talk.2"].status == "rejected"


def test_left_open_nothing_is_settled(desk: Desk) -> None:
    before = desk.files()
    page = desk.post("coders", **form(desk))
    assert page.status_code == 400
    assert "left open" in page.text
    assert desk.post("coders", **form(desk), **{"label.act": "shout"}).status_code == 400
    assert desk.files() == before


def test_two_windows_settle_it_once(desk: Desk) -> None:
    first, second = form(desk), form(desk)
    desk.post("coders", **first, **{"label.act": "reject"})
    before = desk.files()
    assert desk.post("coders", **second, **{"label.act": "threaten"}).status_code == 400
    assert desk.files() == before


def test_a_decision_elsewhere_is_not_settled_over(desk: Desk) -> None:
    mine = form(desk)
    desk.post("statement/bo.talk.1/decide", decision="correct", seen="1", polarity="against", act="threaten")
    before = desk.files()
    page = desk.post("coders", **mine, **{"label.act": "threaten"})
    assert page.status_code in {400, 409}
    assert desk.files() == before


def test_without_the_token_nothing_is_settled(desk: Desk) -> None:
    before = desk.files()
    assert desk.without_token("coders", **form(desk), **{"label.act": "threaten"}).status_code == 403
    assert desk.files() == before
