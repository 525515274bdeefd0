"""Coding through the forms: keyed by turn and words, reviewed one at a time, blind, and always taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonground.case import load, new
from commonground.case.adding_sources import add_source
from commonground.statements import Statement
from commonground.workbench.app import application
from commonground.workbench.settings import Settings

WORDS = """ENVOY: We will not sign. A high release 😀 is ruled out, and a high tide too.

MINISTER: We propose shared gauges. <b>No</b> visits.
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = new(tmp_path / "talks")
    add_source(made, "talk.txt", WORDS.encode(), {"title": "Talk"})
    return made


@pytest.fixture
def client(case: Path) -> Iterator[TestClient]:
    app = application(Settings(folder=case.parent, port=80))
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=True) as made:
        yield made


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="(\w+)"', client.get("/").text)
    assert found
    return found[1]


def post(client: TestClient, path: str, **fields: Any) -> Any:
    return client.post(f"/case/talks/{path}", data={"token": token(client), "who": "ada", **fields})


def code(client: TestClient, **fields: Any) -> Any:
    return post(client, "code/talk", **{"turn": "1", "words": "we will not sign", "act": "reject", **fields})


def statements(case: Path, document: str = "talk") -> dict[str, Statement]:
    return {s.id: s for s in load(case).statements.values() if s.document == document}


def test_the_page_numbers_turns_and_shows_markup_as_text(client: TestClient) -> None:
    page = client.get("/case/talks/code/talk")
    assert page.status_code == 200
    assert 'id="turn-2"' in page.text
    assert "&lt;b&gt;No&lt;/b&gt;" in page.text
    assert "<b>No</b>" not in page.text


def test_words_typed_with_their_turn_become_a_statement_at_once(client: TestClient, case: Path) -> None:
    page = code(client, issue="flow", polarity="against", speaker="envoy_arno")
    assert page.status_code == 200
    [made] = statements(case).values()
    assert made.anchor is not None
    assert made.anchor.quote == "We will not sign"
    assert (made.act, made.issue, made.polarity, made.speaker, made.source, made.mode) == (
        "reject",
        "flow",
        "against",
        "envoy_arno",
        "envoy_arno",
        "own",
    )
    assert (made.status, made.coder, made.blind) == ("confirmed", "ada", False)
    assert f"Kept: <a" in page.text
    assert 'value="ada"' in client.get("/case/talks/code/talk").text  # the name is asked for once


def test_a_selection_is_taken_where_the_page_says_it_is(client: TestClient, case: Path) -> None:
    start = WORDS.index("high tide")
    code(client, words="high tide", start=str(start), end=str(start + 9))
    [made] = statements(case).values()
    assert made.anchor is not None
    assert (made.anchor.start, made.anchor.end) == (start, start + 9)


def test_places_that_do_not_hold_the_words_are_not_believed(client: TestClient, case: Path) -> None:
    code(client, words="we will not sign", start="30", end="40")
    [made] = statements(case).values()
    assert made.anchor is not None
    assert made.anchor.quote == "We will not sign"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"words": "we shall sign"}, "do not stand in this stretch"),
        ({"words": "high"}, "stand 2 times"),
        ({"turn": "9"}, "no turn of this number"),
        ({"turn": ""}, "Which turn"),
        ({"act": "shout"}, "no such act"),
        ({"act": ""}, "act cannot be left open"),
        ({"issue": "flwo"}, "flow"),
        ({"speaker": "nobody_here"}, "nobody_here"),
        ({"who": ""}, "Under whose name"),
        ({"who": "../x"}, "name of a file"),
    ],
)
def test_what_cannot_be_kept_gives_the_form_back(
    client: TestClient, case: Path, fields: dict[str, str], told: str
) -> None:
    page = code(client, paraphrase="Typed with care", **fields)
    assert page.status_code == 400
    assert told in page.text
    assert "Typed with care" in page.text
    assert not statements(case)


def test_two_statements_get_two_ids(client: TestClient, case: Path) -> None:
    code(client)
    code(client, turn="2", words="We propose shared gauges", act="propose")
    assert len(statements(case)) == 2


def test_without_the_token_nothing_is_written(client: TestClient, case: Path) -> None:
    client.get("/")
    for path in ("code/talk", "code/talk/propose", "statement/s1/decide", "statement/s1/back"):
        assert client.post(f"/case/talks/{path}", data={"who": "ada", "decision": "reject"}).status_code == 403
    assert not statements(case)


def test_a_program_gets_its_answer_as_data(client: TestClient, case: Path) -> None:
    fields = {"token": token(client), "who": "ada", "turn": "1", "words": "we will not sign", "act": "reject"}
    answer = client.post("/case/talks/code/talk", data=fields, headers={"accept": "application/json"})
    assert answer.json()["statement"]["id"] in statements(case)
    wrong = client.post("/case/talks/code/talk", data=fields | {"act": "x"}, headers={"accept": "application/json"})
    assert wrong.status_code == 400
    assert wrong.json()["problems"][0]["code"] == "unknown-act"


def test_a_case_of_the_programs_is_not_written_to(client: TestClient) -> None:
    path = "/case/istanbul-2025/statement/p1/decide"
    answer = client.post(path, data={"token": token(client), "who": "ada", "decision": "reject", "seen": "1"})
    assert answer.status_code == 400
    assert "only be read" in answer.text


@pytest.fixture
def proposed(client: TestClient, case: Path) -> Statement:
    post(client, "code/talk/propose")
    waiting = [each for each in statements(case).values() if each.status == "proposed"]
    assert waiting
    return waiting[0]


def decide(client: TestClient, item: Statement, decision: str, **fields: str) -> Any:
    return post(client, f"statement/{item.id}/decide", **{"decision": decision, "seen": "1", **fields})


def test_a_proposal_is_confirmed_corrected_or_rejected(client: TestClient, case: Path, proposed: Statement) -> None:
    assert f"Statement {proposed.id}" in client.get("/case/talks/code/talk").text
    decide(client, proposed, "confirm")
    assert (statements(case)[proposed.id].status, statements(case)[proposed.id].reviewer) == ("confirmed", "ada")
    decide(client, proposed, "correct", act="demand" if proposed.act != "demand" else "claim", issue="", seen="2")
    assert statements(case)[proposed.id].status == "corrected"
    decide(client, proposed, "reject", note="said of another river", seen="3")
    now = statements(case)[proposed.id]
    assert (now.status, now.note) == ("rejected", "said of another river")
    assert [version.status for version in now.history] == ["proposed", "confirmed", "corrected"]


def test_any_decision_is_taken_back(client: TestClient, case: Path, proposed: Statement) -> None:
    decide(client, proposed, "reject")
    page = client.get(f"/case/talks/statement/{proposed.id}/history")
    assert "Back to this" in page.text
    post(client, f"statement/{proposed.id}/back", seen="2", to="1")
    assert statements(case)[proposed.id].status == "proposed"
    assert len(client.get(f"/case/talks/statement/{proposed.id}/history.json").json()["versions"]) == 3


def test_a_statement_of_ones_own_is_taken_back(client: TestClient, case: Path) -> None:
    code(client)
    [made] = statements(case).values()
    post(client, f"statement/{made.id}/back", seen="1", to="0")
    assert statements(case)[made.id].status == "rejected"


def test_two_people_on_one_statement_lose_nothing(client: TestClient, case: Path, proposed: Statement) -> None:
    decide(client, proposed, "reject", note="theirs", who="bo")
    page = decide(client, proposed, "correct", act="praise", paraphrase="Mine, typed with care")
    assert page.status_code == 409
    assert "was decided on since" in page.text
    assert "Mine, typed with care" in page.text
    assert "rejected by bo" in " ".join(page.text.split())
    assert statements(case)[proposed.id].note == "theirs"
    assert 'name="seen" value="2"' in page.text  # sent again from here it counts
    assert decide(client, proposed, "correct", act="praise", seen="2").status_code == 200
    assert statements(case)[proposed.id].act == "praise"


def test_no_decision_is_no_decision(client: TestClient, case: Path, proposed: Statement) -> None:
    assert decide(client, proposed, "maybe").status_code == 400
    assert statements(case)[proposed.id] == proposed


def test_a_blind_coder_sees_nobodys_work(client: TestClient, case: Path, proposed: Statement) -> None:
    code(client)
    others = set(statements(case))
    page = client.get("/case/talks/code/talk?blind=cy")
    assert not [name for name in others if name in page.text]
    assert "Let the rules propose" not in page.text
    page = code(client, blind="1", who="cy")
    [mine] = [each for each in statements(case).values() if each.coder == "cy"]
    assert mine.blind
    assert mine.id in page.text
    assert not [name for name in others if name in page.text]


def test_who_has_seen_it_cannot_code_it_blind(client: TestClient, case: Path) -> None:
    code(client)
    before = set(statements(case))
    assert client.get("/case/talks/code/talk?blind=ada").status_code == 400
    assert code(client, blind="1").status_code == 400
    assert set(statements(case)) == before


def test_a_source_without_a_text_says_so(client: TestClient) -> None:
    page = client.get("/case/talks/code/arno-briefing")
    assert page.status_code == 400
    assert "not at hand" in page.text
