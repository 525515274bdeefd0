"""One form for every section: a change, an addition, a mistake, two windows, and the way back, in each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

import pytest

from commonground.case import load
from commonground.case.sections import SECTIONS
from tests.workbench.conftest import Site
from tests.workbench.desk import Desk
from tests.workbench.whole import CASE, SOURCES, whole_desk


@dataclass(frozen=True)
class Tried:
    """An entry, a field of it with other words, what the file has then; words that cannot stand; a new entry."""

    section: str
    name: str
    at: str
    words: str
    before: str
    after: str
    wrong: tuple[str, str] = ("", "")
    new: dict[str, str] = field(default_factory=dict)
    group: str = ""


TRIED = {
    each.section: each
    for each in (
        Tried("case", "case", "case", "The weir", "case: The mill", "case: The weir", ("record_ends", "March")),
        Tried("parties", "arno", "name", "Arno Free State", "name: Arno,", "name: Arno Free State,", ("role", "king"),
              {"name": "The lower towns", "role": "outside"}),
        Tried("actors", "envoy", "name", "Her envoy", "The envoy", "Her envoy", ("level", "pope"), {"name": "A clerk"}),
        Tried("rounds", "r1", "place", "Mill", "date: 2025-03-03, present: {arno: delegation, belt: delegation}",
              "date: 2025-03-03, present: {arno: delegation, belt: delegation}, place: Mill", ("date", "3 March"),
              {"title": "Third meeting", "date": "2025-03-20"}),
        Tried("issues", "flow", "outcomes.1.words", "Half", "low: A little", "low: Half", ("outcomes.1.id", "not this"),
              {"title": "Fishing in the pond", "outcomes.0.words": "Forbidden", "outcomes.1.words": "On Sundays"}),
        Tried("holdings", "W1", "formula", "release and wait", "when: release}", "when: release and wait}",
              ("formula", "release andd wait"), {"id": "low", "formula": "wait"}, "flow"),
        Tried("meaning", "M1", "kind", "definition", "kind: judged link", "kind: definition", ("kind", "law"),
              {"formula": "gauges = shared -> flow != none"}),
        Tried("mandates", "A1", "kind", "position", "kind: red line", "kind: position", ("round", "r9"),
              {"formula": "gauges = none", "kind": "red line"}, "belt"),
        Tried("acceptances", "C1", "formula", "gauges != none", '"gauges = shared"', '"gauges != none"',
              ("formula", "gauges = shaerd"), {"formula": "flow = high"}, "belt"),
        Tried("offers", "F1", "formula", "flow = high", 'offer: "flow = low"', 'offer: "flow = high"',
              ("formula", "flow = ("), {"formula": "flow = none"}, "belt"),
        Tried("powers", "P1", "may.sign", "yes", "sign: no", "sign: yes", ("may.sign", "perhaps"),
              {"party": "belt", "level": "government", "may.sign": "yes"}),
        Tried("targets", "water at all", "formula", "flow = high", '"flow > none"', '"flow = high"',
              ("formula", "flows = high"), {"id": "half", "formula": "flow = low"}),
        Tried("steps", "OPEN", "title", "The dam opens", "The dam is opened", "The dam opens", ("by", "nobody"),
              {"title": "They sign", "covered_by": "OPEN"}),
        Tried("order", "O1", "note", "Twice", "after: MEET}", "after: MEET, note: Twice}", ("after", "LUNCH"),
              {"before": "MEET", "after": "OPEN"}, "structural"),
        Tried("options", "release", "title", "Let water go", "release: Release water", "release: Let water go",
              ("irreversible", "never"), {"title": "Build a bridge", "irreversible": "once taken"}, "arno"),
        Tried("feasible", "X1", "note", "By law", 'sue)"}', 'sue)", note: By law}', ("formula", "not wiat"),
              {"formula": "wait or sue or release"}),
        Tried("preferences", "V2", "formula", "wait and sue", 'priority: "not release"', 'priority: "wait and sue"',
              ("formula", "not"), {"formula": "wait"}, "arno"),
        Tried("weights", "belt.weights", "weights.release", "4", "release: 3", "release: 4",
              ("weights.release", "lots")),
        Tried("conflict", "conflict", "status_quo.wait", "N", "wait: Y", "wait: N", ("coalitions", "arno nobody")),
        Tried("sources", "arno-briefing", "title", "A briefing", "title: Press briefing", "title: A briefing",
              ("said", "in May"), {"title": "Minutes of the third day", "said": "2025-03-20"}),
    )
}  # fmt: skip
ADDED = [each for each in TRIED.values() if each.new]


@pytest.fixture(scope="module")
def whole(site: Site) -> Desk:
    return whole_desk(site, "whole")


@pytest.fixture
def desk(whole: Desk) -> Desk:
    """The case as it was at the start."""
    (whole.case / "case.yaml").write_text(CASE, encoding="utf-8")
    (whole.case / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    return whole


def form(desk: Desk, tried: Tried) -> dict[str, str]:
    told = desk.get(f"/entry/{tried.section}/{tried.name}.json").json()
    return {**told["values"], "seen": told["seen"]}


def file_of(desk: Desk, tried: Tried) -> str:
    return (desk.case / SECTIONS[tried.section].file).read_text(encoding="utf-8")


def text_of(tried: Tried) -> str:
    return SOURCES if tried.section == "sources" else CASE


def test_every_section_of_a_case_is_tried_here() -> None:
    assert set(SECTIONS) - set(TRIED) == {"rankings", "moves"}  # of conflicts told otherwise; below


@pytest.mark.parametrize("tried", TRIED.values(), ids=TRIED)
def test_one_field_changes_one_place_and_is_taken_back(desk: Desk, tried: Tried) -> None:
    page = desk.post(f"entry/{tried.section}/{tried.name}", **{**form(desk, tried), tried.at: tried.words})
    assert page.status_code == 200, page.text
    assert file_of(desk, tried) == text_of(tried).replace(tried.before, tried.after, 1)
    assert "Saved." in page.text
    assert tried.words in unescape(page.text.partition("Saved.")[2].partition("</p>")[0])
    back = re.search(r'action="/case/[^"]+/(changes/\d+)"', page.text)
    assert back is not None
    desk.post(back[1])
    assert file_of(desk, tried) == text_of(tried)


@pytest.mark.parametrize("tried", TRIED.values(), ids=TRIED)
def test_a_mistake_is_told_at_its_field_and_what_was_typed_stays(desk: Desk, tried: Tried) -> None:
    name, words = tried.wrong
    page = desk.post(f"entry/{tried.section}/{tried.name}", **{**form(desk, tried), name: words})
    assert page.status_code == 400
    told = unescape(page.text)
    assert words in told
    whose = name.partition(".")[0]
    assert f'<li><a href="#{whose}">' in told
    assert 'aria-invalid="true"' in told
    assert file_of(desk, tried) == text_of(tried)


@pytest.mark.parametrize("tried", ADDED, ids=lambda tried: tried.section)
def test_one_more_is_added_and_taken_back(desk: Desk, tried: Tried) -> None:
    where = f"entry-new/{tried.section}" + (f"/{tried.group}" if tried.group else "")
    assert desk.get(f"/{where}").status_code == 200
    made = desk.told(where, **tried.new).json()
    said = desk.get(f"/entry/{tried.section}/{made['id']}.json").json()["values"]
    assert {key: said.get(key) for key in tried.new if not key.startswith(("outcomes", "id"))} == {
        key: word for key, word in tried.new.items() if not key.startswith(("outcomes", "id"))
    }
    comments = re.findall("#.*", text_of(tried))
    assert re.findall("#.*", file_of(desk, tried)) == comments
    desk.post(f"changes/{made['saved']}")
    assert file_of(desk, tried) == text_of(tried)


@pytest.mark.parametrize("tried", TRIED.values(), ids=TRIED)
def test_the_second_window_is_shown_both_and_chooses(desk: Desk, tried: Tried) -> None:
    mine, where = form(desk, tried), f"entry/{tried.section}/{tried.name}"
    theirs = file_of(desk, tried).replace(tried.before, tried.after, 1)
    (desk.case / SECTIONS[tried.section].file).write_text(theirs, encoding="utf-8")
    page = desk.post(where, **mine)
    assert page.status_code == 409
    assert f"<ins>{tried.words}</ins>, and yours:" in unescape(page.text)
    assert file_of(desk, tried) == theirs
    again = re.search(r'name="seen" value="([^"]+)"', page.text)
    assert again is not None
    assert desk.post(where, **{**mine, "seen": again[1]}).status_code == 200
    assert form(desk, tried)[tried.at] == mine.get(tried.at, "")


def test_a_new_issue_needs_no_names_of_its_own(desk: Desk) -> None:
    desk.post("entry-new/issues", **TRIED["issues"].new)
    made = load(desk.case).issues["fishing_pond"]
    assert dict(made.outcomes) == {"forbidden": "Forbidden", "sundays": "On Sundays"}


@pytest.mark.parametrize("section", ["parties", "mandates/arno", "steps"])
def test_nothing_typed_is_told_of_the_field(desk: Desk, section: str) -> None:
    page = desk.post(f"entry-new/{section}", note="Only a note")
    assert page.status_code == 400
    assert "Nothing was saved" in page.text
    assert desk.files()["case.yaml"].decode() == CASE


def test_a_conflict_of_named_states_has_forms_too(desk: Desk) -> None:
    start = CASE.partition("meaning:")[0].replace(
        "    holds_when:\n      high: {id: W1, when: release}  # then it flows\n", ""
    )
    rest = (
        "states: [X, Y, Z]\nstatus_quo: X\nmoves:\n  arno: [[X, Y]]  # one way\n  belt: [[Y, Z]]\n"
        "preferences:\n  arno: {ranking: [X, [Y, Z]], kind: presumed}\n  belt: {ranking: [Z, Y, X], kind: presumed}\n"
    )
    (desk.case / "case.yaml").write_text(start + rest, encoding="utf-8")
    for tried, words in ((("moves", "arno"), "X -> Y\nY -> X"), (("rankings", "arno.ranking"), "Y, Z\nX")):
        told = desk.get(f"/entry/{tried[0]}/{tried[1]}.json").json()
        name = "moves" if tried[0] == "moves" else "ranking"
        sent = {**told["values"], name: words, "seen": told["seen"]}
        assert desk.post(f"entry/{tried[0]}/{tried[1]}", **sent).status_code == 200
        assert desk.get(f"/entry/{tried[0]}/{tried[1]}.json").json()["values"][name] == words
    case = load(desk.case)
    assert case.conflict.moves["arno"] == (("X", "Y"), ("Y", "X"))
    assert case.rankings["arno.ranking"].places == (("Y", "Z"), ("X",))
    assert "# one way" in desk.files()["case.yaml"].decode()
    told = desk.get("/entry/conflict/conflict.json").json()
    assert (
        desk.post("entry/conflict/conflict", **{**told["values"], "status_quo": "Q", "seen": told["seen"]}).status_code
        == 400
    )
    assert (
        desk.post("entry/conflict/conflict", **{**told["values"], "status_quo": "Z", "seen": told["seen"]}).status_code
        == 200
    )
