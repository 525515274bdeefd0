"""Other names, other orders, what is taken out, and the way back: of everything that a case has."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from commonground.case import load
from commonground.case.sections import SECTIONS
from tests.workbench.conftest import Site
from tests.workbench.desk import Desk
from tests.workbench.whole import CASE, SOURCES, whole_desk

LAYER = (
    "layer: Otherwise\nkind: reading  # whose\nreplace:\n  issues.visits: {title: Coming}\nwithdraw: [F1]\n"
    'add: {mandates: {arno: [{id: L1, clause: "flow = low and visits = none"}]}}\n'
)


@pytest.fixture(scope="module")
def whole(site: Site) -> Desk:
    return whole_desk(site, "whole")


@pytest.fixture
def desk(whole: Desk) -> Desk:
    """The case as it was at the start, with a layer."""
    (whole.case / "case.yaml").write_text(CASE, encoding="utf-8")
    (whole.case / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (whole.case / "layers").mkdir(exist_ok=True)
    (whole.case / "layers" / "otherwise.yaml").write_text(LAYER, encoding="utf-8")
    (whole.case / "codebook.yaml").write_text("issues: {visits: Who may come}  # to see\n", encoding="utf-8")
    return whole


def yaml(desk: Desk, file: str = "case.yaml") -> str:
    return (desk.case / file).read_text(encoding="utf-8")


def form(desk: Desk, place: str) -> dict[str, str]:
    told = desk.get(f"/entry/{place}.json").json()
    return {**told["values"], "seen": told["seen"]}


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("place", "new", "pairs"),
    [
        ("issues/visits", "trips", [("visits", "trips")]),
        ("parties/basin", "river", [("basin", "river")]),
        ("rounds/r2", "second", [("id: r2", "id: second")]),
        ("rounds/r1", "first", [("id: r1", "id: first"), ("round: r1", "round: first")]),
        ("steps/OPEN", "opens", [("OPEN", "opens")]),
        ("options/sue", "court", [("sue:", "court:"), ("not sue", "not court"), ("and sue", "and court")]),
        ("actors/envoy", "she", [("  envoy:", "  she:")]),
        ("targets/visited", "seen", [("visited", "seen")]),
        ("offers/F1", "F9", [("F1", "F9")]),
        ("holdings/W1", "W9", [("W1", "W9")]),
    ],
)
def test_another_name_is_written_wherever_the_old_one_was(
    desk: Desk, place: str, new: str, pairs: list[tuple[str, str]]
) -> None:
    page = desk.post(f"entry/{place}", **{**form(desk, place), "id": new})
    assert page.status_code == 200, page.text
    assert f"goes by “{new}”" in page.text
    assert yaml(desk) == replaced(CASE, *pairs)
    layer = LAYER
    for old, other in pairs:
        layer = layer.replace(old, other)
    assert yaml(desk, "layers/otherwise.yaml") == layer
    assert load(desk.case, ["otherwise"]).layers
    assert ("trips" in yaml(desk, "codebook.yaml")) == (new == "trips")
    assert desk.post("edit-back/case.yaml").status_code == 200
    assert (yaml(desk), yaml(desk, "layers/otherwise.yaml")) == (CASE, LAYER)
    assert "visits" in yaml(desk, "codebook.yaml")


def test_a_name_that_statements_use_stays_and_the_sentence_says_which(desk: Desk) -> None:
    page = desk.post("entry/issues/gauges", **{**form(desk, "issues/gauges"), "id": "readings", "title": "Readings"})
    assert page.status_code == 400
    assert "is named by statements" in page.text
    assert 'value="readings"' in page.text
    assert yaml(desk) == CASE
    taken = desk.post("entry/issues/visits", **{**form(desk, "issues/visits"), "id": "gauges"})
    assert "“gauges” is taken." in taken.text


def test_outcomes_renamed_reordered_added_and_left_out_in_one_form(desk: Desk) -> None:
    sent = form(desk, "issues/flow")
    rows = [
        ("none", "none", "No water"),
        ("high", "high", "A lot"),
        ("low", "little", "A little"),
        ("", "", "All of it"),
    ]
    for n, row in enumerate(rows):
        sent |= {f"outcomes.{n}.{part}": word for part, word in zip(("was", "id", "words"), row, strict=True)}
    page = desk.post("entry/issues/flow", **sent)
    assert page.status_code == 200, page.text
    flow = load(desk.case).issues["flow"]
    assert list(flow.outcomes) == ["none", "high", "little", "all_it"]
    assert not re.search(r"\blow\b", yaml(desk))
    assert "# as today" in yaml(desk)
    assert load(desk.case, ["otherwise"]).clauses["L1"].text == "flow = little and visits = none"


def test_an_outcome_or_level_that_is_named_is_not_left_out(desk: Desk) -> None:
    sent = {key: word for key, word in form(desk, "issues/flow").items() if not key.startswith("outcomes.1")}
    page = desk.post("entry/issues/flow", **sent)
    assert page.status_code == 400
    assert "“low” stays: A1, B1, F1 and L1 in layers/otherwise.yaml refer to it." in unescape(page.text)
    sent = {key: word for key, word in form(desk, "parties/belt").items() if not key.startswith("levels.1")}
    assert "“delegation” stays: round r1 refers to it." in unescape(desk.post("entry/parties/belt", **sent).text)
    assert yaml(desk) == CASE


def test_a_level_goes_by_another_name_everywhere(desk: Desk) -> None:
    desk.post("entry/parties/arno", **{**form(desk, "parties/arno"), "levels.1.id": "envoys"})
    case = load(desk.case)
    assert (case.actors["envoy"].level, case.rounds["r1"].present["arno"], case.powers["P1"].level) == ("envoys",) * 3
    assert case.rounds["r1"].present["belt"] == "delegation"


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("parties/arno", "refer to it"),
        ("issues/visits", "target visited"),
        ("steps/OPEN", "O1 refers to it"),
        ("options/sue", "V1"),
        ("rounds/r1", "A1"),
        ("sources/arno-briefing", "s1"),
        ("offers/F1", "layers/otherwise.yaml refers to it"),
    ],
)
def test_what_is_referred_to_is_not_taken_out(desk: Desk, place: str, why: str) -> None:
    page = desk.post(f"entry/{place}", **form(desk, place), decision="remove")
    assert page.status_code == 400
    assert "stays:" in page.text
    assert why in unescape(page.text)
    assert (yaml(desk), yaml(desk, "sources.yaml")) == (CASE, SOURCES)


@pytest.mark.parametrize(
    "place", ["mandates/A1", "targets/visited", "order/O1", "weights/belt.weights", "actors/envoy"]
)
def test_anything_else_is_taken_out_and_brought_back(desk: Desk, place: str) -> None:
    page = desk.post(f"entry/{place}", **form(desk, place), decision="remove")
    assert page.status_code == 200
    assert "taken out of the case" in page.text
    assert re.findall("#.*", yaml(desk))[:3] == re.findall("#.*", CASE)[:3]
    assert desk.get(f"/entry/{place}").status_code == 404
    desk.post("edit-back/case.yaml")
    assert yaml(desk) == CASE


def test_what_would_break_a_layer_is_refused(desk: Desk) -> None:
    page = desk.post(
        "entry/issues/visits", **{**form(desk, "issues/visits"), "outcomes.0.id": "never", "outcomes.0.was": ""}
    )
    assert page.status_code == 400
    assert yaml(desk) == CASE


def test_an_option_comes_and_goes_with_its_place_in_every_state(desk: Desk) -> None:
    start = CASE.replace("{release: N, wait: Y, sue: N}", "NYN").replace("# in numbers", "")
    start = start.replace("belt: {weights: {release: 3, sue: -1}, kind: presumed}", "belt: {ranking: [-N-, -Y-]}")
    (desk.case / "case.yaml").write_text(start, encoding="utf-8")
    desk.post("entry-new/options/arno", id="dig", title="Dig a channel")
    case = load(desk.case)
    assert case.conflict.status_quo is not None
    assert case.conflict.status_quo.state == "NNYN"
    assert case.rankings["belt.ranking"].places == (("--N-",), ("--Y-",))
    desk.post("entry/options/dig", **form(desk, "options/dig"), decision="remove")
    assert yaml(desk) == start.replace("[-N-, -Y-]", '["-N-", "-Y-"]').replace("state: NYN", "state: NYN")


def test_priorities_are_moved_with_the_comments_above_them(desk: Desk) -> None:
    desk.post("entry-move/preferences/V2", to="up")
    lines = [line.strip() for line in yaml(desk).partition("preferences:")[2].splitlines()]
    assert lines[2].startswith("# then this")
    assert lines[3].startswith("- {id: V2")
    assert list(load(desk.case).priorities) == ["V2", "V1"]
    desk.post("entry-move/preferences/V2", to="down")
    assert yaml(desk) == CASE
    assert desk.post("entry-move/issues/flow", to="up").status_code == 400


def test_rows_are_moved_and_added_without_a_script_and_nothing_is_saved(desk: Desk) -> None:
    sent = {**form(desk, "issues/flow"), "title": "Typed"}
    page = desk.post("entry/issues/flow", **sent, rows="outcomes.down.0").text
    assert 'name="outcomes.0.id" value="low"' in page
    assert 'name="outcomes.1.was" value="none"' in page
    assert 'value="Typed"' in page
    assert 'name="outcomes.3.id" value=""' in desk.post("entry/issues/flow", **sent, rows="outcomes.more").text
    assert 'value="high"' not in desk.post("entry/issues/flow", **sent, rows="outcomes.drop.2").text
    for odd in ("outcomes.up.99", "outcomes", "x.y.z", "outcomes.down.-1"):
        assert desk.post("entry/issues/flow", **sent, rows=odd).status_code == 200
    assert yaml(desk) == CASE


def test_an_earlier_change_is_taken_back_while_later_ones_stay(desk: Desk) -> None:
    first = desk.told("entry/targets/visited", **{**form(desk, "targets/visited"), "formula": "visits != none"}).json()
    desk.post("entry/parties/arno", **{**form(desk, "parties/arno"), "name": "Upper Arno"})
    page = unescape(desk.get("/changes").text)
    assert "Formula: “visits = yearly” became “visits != none”." in page
    assert "Name: “Arno” became “Upper Arno”." in page
    assert "became “Upper Arno”" in unescape(desk.get("/entry/parties/arno").text)
    assert "Upper Arno" not in desk.get("/entry/targets/visited").text.partition("<footer")[0]
    back = desk.told(f"changes/{first['saved']}").json()
    assert yaml(desk) == CASE.replace("name: Arno,", "name: Upper Arno,")
    assert desk.told(f"changes/{first['saved']}").status_code == 400  # once is enough
    desk.post(f"changes/{back['saved']}")  # and taking back can be taken back
    assert load(desk.case).targets["visited"].text == "visits != none"
    (desk.case / "case.yaml").write_text(yaml(desk).replace("visits != none", "visits in {yearly}"), encoding="utf-8")
    assert desk.post(f"changes/{first['saved']}").status_code == 400
    assert "visits in {yearly}" in yaml(desk)
    assert "What it wrote was changed again since." in desk.get("/changes").text


def test_what_was_changed_can_be_taken_back_after_a_restart(desk: Desk, start: Callable[..., Site]) -> None:
    desk.post("entry/steps/MEET", **{**form(desk, "steps/MEET"), "title": "They do meet"})
    again = Desk(start(folder=desk.site.folder), "whole")
    assert "Title: “They meet” became “They do meet”." in unescape(again.get("/changes").text)
    made = again.get("/changes.json").json()["changes"][0]["number"]
    assert again.post(f"changes/{made}").status_code == 200
    assert yaml(desk) == CASE
    third = Desk(start(folder=desk.site.folder), "whole").get("/changes.json").json()["changes"]
    assert [each["taken_back"] for each in third[:2]] == [False, True]
    [journal] = (Path(os.environ["COMMONGROUND_HOME"]) / "data" / "changes").glob("*")
    assert journal.stat().st_mode & 0o077 == 0
    journal.write_bytes(b"{broken\n" + journal.read_bytes()[:500])
    assert Desk(start(folder=desk.site.folder), "whole").get("/changes").status_code == 200


@pytest.mark.parametrize("number", ["0", "999", "x", "-1", "9" * 30])
def test_no_change_that_was_not_made_is_taken_back(desk: Desk, number: str) -> None:
    assert desk.post(f"changes/{number}").status_code == 400


def test_one_page_leads_to_every_form_its_words_and_its_line_and_back(desk: Desk) -> None:
    page = desk.get("/entries").text
    told = desk.get("/entries.json").json()["sections"]
    lines = CASE.splitlines()
    for section, names in told.items():
        file = SECTIONS[section].file
        for name in names:
            link = re.search(rf'href="([^"]+/entry/{section}/{re.escape(name.replace(" ", "%20"))})"', page)
            assert link is not None, (section, name)
            entry = desk.site.get(unescape(link[1]) + ".json").json()
            assert f'/edit/{file}?line={entry["line"]}"' in page
            if file == "case.yaml" and SECTIONS[section].names:
                assert name in lines[entry["line"] - 1]
    assert 'href="/case/whole/statement/s1"' in page
    assert (
        f'<a href="/case/whole/entry/mandates/A1" data-line="{CASE[: CASE.index("id: A1")].count(chr(10)) + 1}">'
        in desk.get("/edit/case.yaml").text
    )
    assert 'href="/case/whole/entry/sources/belt-letter"' in desk.get("/file/sources.yaml").text
    assert desk.get("/entry/any/A1").url.path == "/case/whole/entry/mandates/A1"
    assert desk.get("/entry/any/nothing").status_code == 404


def test_what_was_taken_out_in_another_window_can_be_added_anew(desk: Desk) -> None:
    sent = {**form(desk, "targets/visited"), "formula": "visits != none", "group": ""}
    (desk.case / "case.yaml").write_text(CASE.replace('  visited: "visits = yearly"\n', ""), encoding="utf-8")
    page = desk.post("entry/targets/visited", **sent)
    assert page.status_code == 409
    assert "visits != none" in page.text
    assert 'action="/case/whole/entry-new/targets"' in page.text


def test_a_case_that_is_only_read_has_the_same_pages(desk: Desk) -> None:
    bundled = Desk(desk.site, "istanbul-2025")
    assert "can be changed" in bundled.get("/entries").text
    assert "<form" not in bundled.get("/entry/issues/ceasefire").text.partition("<h1>")[2]
    assert bundled.post("entry/issues/ceasefire", title="x", seen="x").status_code == 400
    assert bundled.post("changes/1").status_code == 400


def test_without_the_token_nothing_is_written(desk: Desk) -> None:
    sent = form(desk, "mandates/A1")
    for path in ("entry/mandates/A1", "entry-move/preferences/V1", "entry-new/parties", "changes/1"):
        assert desk.without_token(path, **{**sent, "note": "x", "to": "down"}).status_code == 403
    assert yaml(desk) == CASE
