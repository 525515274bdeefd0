"""The page that sets verdicts before each meeting beside what was agreed says what the cases say now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import before_rounds
from benchmarks.before_rounds import Before
from commonground.case import load


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Before, ...]]:
    return before_rounds.asked()


def test_page_says_what_the_cases_say(found: dict[str, tuple[Before, ...]]) -> None:
    page = before_rounds.PAGE.read_text("utf-8")
    wrong = "python -m benchmarks.before_rounds --write puts what the cases say now into the page"
    assert page == before_rounds.written_into(page, before_rounds.tables(found)), wrong
    assert "coded knowing the outcome" in page.lower()


def test_page_changes_with_a_verdict(found: dict[str, tuple[Before, ...]]) -> None:
    page = before_rounds.PAGE.read_text("utf-8")
    first = found["cuba-1962"][1]
    turned = tuple(replace(item, zone="not excluded") for item in first.told)
    meetings = (found["cuba-1962"][0], replace(first, told=turned), *found["cuba-1962"][2:])
    assert before_rounds.written_into(page, before_rounds.tables({**found, "cuba-1962": meetings})) != page


def test_the_miss_is_there(found: dict[str, tuple[Before, ...]]) -> None:
    missed = [
        (m.day.isoformat(), i.issue)
        for ms in found.values()
        for m in ms
        for i in m.told
        if i.zone == "excluded" and i.agreed
    ]
    assert missed == [("1962-10-25", "Soviet missiles in Cuba")]
    assert "**miss**" in before_rounds.PAGE.read_text("utf-8")


def test_nothing_of_the_meeting_itself_is_known_before_it(found: dict[str, tuple[Before, ...]]) -> None:
    for name, meetings in found.items():
        for each in meetings:
            then = load(name, as_of=each.day)
            assert all(held.date is None or held.date <= each.day for held in then.rounds.values())
            assert all(s.said is None or s.said <= each.day for s in then.statements.values())
            assert each.statements == len(then.statements)


def test_what_is_agreed_is_accepted_by_every_side(found: dict[str, tuple[Before, ...]]) -> None:
    for name, meetings in found.items():
        case = load(name)
        titles = {issue.title: issue for issue in case.issues.values()}
        for item in (item for each in meetings for item in each.told if item.agreed):
            issue = titles[item.issue]
            outcome = next(key for key, words in issue.outcomes.items() if words == item.outcome)
            sides = {a.party for a in case.acceptances.values() if a.issue == issue.id and outcome in a.outcomes}
            assert {party.id for party in case.table} <= sides
