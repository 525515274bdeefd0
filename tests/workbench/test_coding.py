"""Coding through the forms: keyed by turn and words, reviewed one at a time, blind, and always taken back."""

from __future__ import annotations

import httpx
import pytest

from commonground.statements import Statement
from tests.workbench.conftest import Site
from tests.workbench.desk import WORDS, Desk, desk_for


@pytest.fixture
def desk(site: Site, request: pytest.FixtureRequest) -> Desk:
    return desk_for(site, request.node.name)


def code(desk: Desk, **fields: str) -> httpx.Response:
    return desk.post("code/talk", **{"turn": "1", "words": "we will not sign", "act": "reject", **fields})


def test_the_page_numbers_turns_and_shows_markup_as_text(desk: Desk) -> None:
    page = desk.get("/code/talk")
    assert page.status_code == 200
    assert 'id="turn-2"' in page.text
    assert "&lt;b&gt;No&lt;/b&gt;" in page.text
    assert "<b>No</b>" not in page.text


def test_words_typed_with_their_turn_become_a_statement_at_once(desk: Desk) -> None:
    page = code(desk, issue="flow", polarity="against", speaker="envoy_arno")
    assert page.status_code == 200
    [made] = desk.statements().values()
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
    assert "Kept: <a" in page.text
    assert 'value="ada"' in desk.get("/code/talk").text  # the name is asked for once


def test_a_selection_is_taken_where_the_page_says_it_is(desk: Desk) -> None:
    start = WORDS.index("high tide")
    code(desk, words="high tide", start=str(start), end=str(start + 9))
    [made] = desk.statements().values()
    assert made.anchor is not None
    assert (made.anchor.start, made.anchor.end) == (start, start + 9)


def test_places_that_do_not_hold_the_words_are_not_believed(desk: Desk) -> None:
    code(desk, words="we will not sign", start="30", end="40")
    [made] = desk.statements().values()
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
def test_what_cannot_be_kept_gives_the_form_back(desk: Desk, fields: dict[str, str], told: str) -> None:
    page = code(desk, paraphrase="Typed with care", **fields)
    assert page.status_code == 400
    assert told in page.text
    assert "Typed with care" in page.text
    assert not desk.statements()


def test_a_form_sent_twice_keeps_one_statement(desk: Desk) -> None:
    for _ in range(2):
        assert "Kept: <a" in code(desk).text
    assert len(desk.statements()) == 1
    code(desk, act="demand")
    code(desk, who="berta")
    assert len(desk.statements()) == 3


def test_two_statements_get_two_ids(desk: Desk) -> None:
    code(desk)
    code(desk, turn="2", words="We propose shared gauges", act="propose")
    assert len(desk.statements()) == 2


def test_without_the_token_nothing_is_written(desk: Desk) -> None:
    before = desk.files()
    for path in ("code/talk", "code/talk/propose", "statement/s1/decide", "statement/s1/back"):
        assert desk.without_token(path, decision="reject").status_code == 403
    assert desk.files() == before


def test_a_program_gets_its_answer_as_data(desk: Desk) -> None:
    fields = {"turn": "1", "words": "we will not sign"}
    answer = desk.told("code/talk", act="reject", **fields)
    assert answer.json()["statement"]["id"] in desk.statements()
    wrong = desk.told("code/talk", act="x", **fields)
    assert wrong.status_code == 400
    assert wrong.json()["problems"][0]["code"] == "unknown-act"


def test_a_case_of_the_programs_is_not_written_to(desk: Desk) -> None:
    answer = Desk(desk.site, "istanbul-2025").post("statement/s1/decide", decision="reject", seen="1")
    assert answer.status_code == 400
    assert "only be read" in answer.text


@pytest.fixture
def proposed(desk: Desk) -> Statement:
    desk.post("code/talk/propose")
    waiting = [each for each in desk.statements().values() if each.status == "proposed"]
    assert waiting
    return waiting[0]


def decide(desk: Desk, item: Statement, decision: str, **fields: str) -> httpx.Response:
    return desk.post(f"statement/{item.id}/decide", **{"decision": decision, "seen": "1", **fields})


def test_a_proposal_is_confirmed_corrected_or_rejected(desk: Desk, proposed: Statement) -> None:
    assert f"Statement {proposed.id}" in desk.get("/code/talk").text
    decide(desk, proposed, "confirm")
    assert (desk.statements()[proposed.id].status, desk.statements()[proposed.id].reviewer) == ("confirmed", "ada")
    decide(desk, proposed, "correct", act="demand" if proposed.act != "demand" else "claim", issue="", seen="2")
    assert desk.statements()[proposed.id].status == "corrected"
    decide(desk, proposed, "reject", note="said of another river", seen="3")
    now = desk.statements()[proposed.id]
    assert (now.status, now.note) == ("rejected", "said of another river")
    assert [version.status for version in now.history] == ["proposed", "confirmed", "corrected"]


def test_any_decision_is_taken_back(desk: Desk, proposed: Statement) -> None:
    decide(desk, proposed, "reject")
    page = desk.get(f"/statement/{proposed.id}/history")
    assert "Back to this" in page.text
    desk.post(f"statement/{proposed.id}/back", seen="2", to="1")
    assert desk.statements()[proposed.id].status == "proposed"
    assert len(desk.get(f"/statement/{proposed.id}/history.json").json()["versions"]) == 3


def test_a_statement_of_ones_own_is_taken_back(desk: Desk) -> None:
    code(desk)
    [made] = desk.statements().values()
    desk.post(f"statement/{made.id}/back", seen="1", to="0")
    assert desk.statements()[made.id].status == "rejected"


def test_what_was_changed_is_not_confirmed_as_proposed(desk: Desk, proposed: Statement) -> None:
    page = decide(desk, proposed, "confirm", paraphrase="Changed, and Enter pressed")
    assert page.status_code == 400
    assert "keep as corrected" in page.text
    assert "Changed, and Enter pressed" in page.text
    assert desk.statements()[proposed.id].status == "proposed"


def test_two_people_on_one_statement_lose_nothing(desk: Desk, proposed: Statement) -> None:
    decide(desk, proposed, "reject", note="theirs", who="bo")
    page = decide(desk, proposed, "correct", act="praise", paraphrase="Mine, typed with care")
    assert page.status_code == 409
    assert "was decided on since" in page.text
    assert "Mine, typed with care" in page.text
    assert "rejected by bo" in " ".join(page.text.split())
    assert desk.statements()[proposed.id].note == "theirs"
    assert 'name="seen" value="2"' in page.text  # sent again from here it counts
    assert decide(desk, proposed, "correct", act="praise", seen="2").status_code == 200
    assert desk.statements()[proposed.id].act == "praise"


def test_no_decision_is_no_decision(desk: Desk, proposed: Statement) -> None:
    assert decide(desk, proposed, "maybe").status_code == 400
    assert desk.statements()[proposed.id] == proposed


def test_a_blind_coder_sees_nobodys_work(desk: Desk, proposed: Statement) -> None:
    code(desk)
    others = set(desk.statements())
    page = desk.get("/code/talk?blind=cy")
    assert not [name for name in others if f">{name}<" in page.text or f'"{name}"' in page.text]
    assert "Let the rules propose" not in page.text
    page = code(desk, blind="1", who="cy")
    [mine] = [each for each in desk.statements().values() if each.coder == "cy"]
    assert mine.blind
    assert mine.id in page.text
    assert not [name for name in others if f">{name}<" in page.text or f'"{name}"' in page.text]


def test_who_has_seen_it_cannot_code_it_blind(desk: Desk) -> None:
    code(desk)
    before = set(desk.statements())
    assert desk.get("/code/talk?blind=ada").status_code == 400
    assert code(desk, blind="1").status_code == 400
    assert set(desk.statements()) == before


def test_a_source_without_a_text_says_so(desk: Desk) -> None:
    page = desk.get("/code/arno-briefing")
    assert page.status_code == 400
    assert "not at hand" in page.text


def test_every_page_of_the_record_leads_to_where_it_is_coded(desk: Desk) -> None:
    code(desk)
    assert f'href="/case/{desk.name}/code/talk"' in desk.get("/source/talk").text
    page = desk.get("/statement/ada.talk.1").text
    assert f'href="/case/{desk.name}/statement/ada.talk.1/history"' in page
    assert f'href="/case/{desk.name}/code/talk?at=ada.talk.1#review"' in page
    overview = desk.get().text
    for place in ("add", "proposed", "entries", "edit/case.yaml"):
        assert f'href="/case/{desk.name}/{place}"' in overview
