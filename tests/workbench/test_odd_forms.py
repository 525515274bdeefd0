"""Forms that no page sends: every one refused in a sentence or taken as words, never a mistake of the program's."""

from __future__ import annotations

import pytest

from tests.workbench.conftest import Site
from tests.workbench.desk import Desk, desk_for

ODD = ("\x00\u202e😀../..", "-1", "9" * 40, "x" * 30_000)
SCRIPT = "<script>alert(1)</script>"
FORMS = {
    "code/talk": {
        "turn": "1",
        "words": "we will not sign",
        "act": "reject",
        "issue": "flow",
        "paraphrase": "",
        "start": "1",
    },
    "statement/s1/decide": {"decision": "correct", "seen": "1", "act": "demand", "note": ""},
    "statement/s1/back": {"seen": "1", "to": "1"},
    "add": {"text": "ENVOY: No.", "title": "T", "kind": "", "side": "", "said": "", "url": ""},
    "edit/case.yaml": {"seen": "x", "text": "case: x"},
    "entry/mandates/A1": {"formula": "flow = low", "level": "government", "seen": "x", "evidence": "", "decision": ""},
    "entry-new/mandates/belt": {"formula": "flow = low", "kind": "", "evidence": "", "note": "", "round": ""},
    "entry/issues/visits": {"id": "visits", "outcomes.0.id": "none", "rows": "", "seen": "x"},
    "entry-new/rounds": {"id": "r2", "date": "2025-04-01", "present.arno": "delegation"},
    "entry-move/preferences/x": {"to": "up"},
    "proposed/clause-s1": {"formula": "", "hole.outcomes": "", "kind": ""},
    "coders": {"at": "", "seen": "", "label.act": "", "decision": ""},
}


@pytest.fixture(scope="module")
def desk(site: Site) -> Desk:
    return desk_for(site, "odd-forms")


@pytest.mark.parametrize("path", FORMS)
def test_no_form_is_a_mistake_of_the_programs(desk: Desk, path: str) -> None:
    for field in ("who", *FORMS[path]):
        for odd in ODD:
            answer = desk.told(path, **{**FORMS[path], field: odd})
            assert answer.status_code < 500, (field, odd[:20])
        page = desk.post(path, **{**FORMS[path], field: SCRIPT})
        assert page.status_code < 500, field
        assert SCRIPT not in page.text
    assert desk.get().status_code == 200


@pytest.mark.parametrize(
    "path",
    ["code/%00", "code/nothing", "statement/%F0%9F%98%80/decide", "entry/mandates/%2E%2E", "edit/%00", "proposed/%0A"],
)
def test_no_address_is_one_either(desk: Desk, path: str) -> None:
    before = desk.files()
    assert 400 <= desk.post(path, decision="confirm", formula="flow = low").status_code < 500
    assert desk.get(f"/{path}").status_code < 500
    assert desk.files() == before


@pytest.mark.parametrize(
    "place",
    [
        "code/talk?at=%00&done=%00&turn=%00",
        "code/talk?blind=%00",
        "code/talk?blind=../x",
        "proposed?at=%00&took=%00",
        "coders?at=%00",
        "formula?text=%00",
    ],
)
def test_no_query_is_one(desk: Desk, place: str) -> None:
    assert desk.get(f"/{place}").status_code < 500
