"""Does a brief still hold? Yes for one just made; no, and why, for one that was changed or whose case was."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from commonground.brief.made import made_terms
from commonground.brief.verifying import verify
from commonground.brief.write import write_brief
from commonground.case import load
from commonground.case.what_if import what_if
from commonground.errors import CommongroundError
from tests.case.folders import whole


@dataclass
class Made:
    root: Path
    page: Path
    data: Path

    def changed(self, old: str, new: str) -> None:
        file = self.root / "case.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    root = whole(tmp_path / "c")
    case = load(root)
    pages = [write_brief(case, tmp_path / f"b.{ending}", budget=5).path for ending in ("html", "json")]
    return Made(root, *pages)


@pytest.mark.parametrize("ending", ["html", "json"])
@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962"])
def test_a_brief_just_made_holds(tmp_path: Path, name: str, ending: str) -> None:
    written = write_brief(load(name), tmp_path / f"b.{ending}").path
    found = verify(written, name)
    assert found.differences == ()
    assert found.holds
    assert min(found.numbers, found.sentences) > 0
    assert found.same_case


def test_the_terms_are_taken_from_the_brief(tmp_path: Path) -> None:
    case = what_if(load("istanbul-2025", layers=["energy-halt-again"], as_of="2025-07-24"), ["drop R2", "drop U3"])
    written = write_brief(case, tmp_path / "b.html", round="r2", budget=7, language="uk").path
    assert verify(written, "istanbul-2025").holds


def test_page_one_alone_and_a_layer_from_elsewhere_can_be_verified(tmp_path: Path) -> None:
    root = whole(tmp_path / "c")
    layer = tmp_path / "other.yaml"
    layer.write_text("layer: Other\nkind: reading\nsource: us\nwithdraw: [N1]\n", encoding="utf-8")
    written = write_brief(load(root, layers=[layer]), tmp_path / "b.html", pages=1).path
    with pytest.raises(CommongroundError) as caught:
        verify(written, root)
    assert caught.value.problems[0].code == "no-such-layer"
    assert verify(written, root, [layer]).holds


def test_a_number_changed_in_the_page_is_found(made: Made) -> None:
    text = made.page.read_text(encoding="utf-8")
    tampered = re.sub(r'<data value="(\d+)"( [^>]*)>\d+<', r'<data value="9\1"\2>9\1<', text, count=1)
    assert tampered != text
    made.page.write_text(tampered, encoding="utf-8")
    found = verify(made.page, made.root)
    assert not found.told_holds
    assert {"number"} <= {each.kind for each in found.differences}


def test_a_sentence_changed_in_either_form_is_found(made: Made) -> None:
    for file in (made.page, made.data):
        text = file.read_text(encoding="utf-8")
        assert "excluded" in text
        file.write_text(text.replace("what t1 says", "what t1 never said"), encoding="utf-8")
        found = verify(file, made.root)
        assert {each.kind for each in found.differences} == {"no longer told", "told only now"}


def test_a_changed_case_is_told_apart_from_a_changed_answer(made: Made) -> None:
    made.changed("case: A small one\n", "case: A small one  # a remark\n")
    remark = verify(made.data, made.root)
    assert remark.told_holds
    assert remark.same_case is False
    assert not remark.holds
    made.changed('clause: "bridge <= foot"', 'clause: "bridge = closed"')
    answer = verify(made.data, made.root)
    assert not answer.told_holds
    zones = {each.where: (each.then, each.now) for each in answer.differences if each.kind == "zone"}
    assert zones
    assert all(now == "excluded" != then for then, now in zones.values())


def test_a_page_without_a_reference_does_not_hold(made: Made) -> None:
    text = made.page.read_text(encoding="utf-8")
    made.page.write_text(text.replace('<p class="caveats">', "<p>", 1), encoding="utf-8")
    found = verify(made.page, made.root)
    assert found.told_holds
    assert [problem.code for problem in found.problems] == ["no-frame"]
    assert not found.holds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no brief",
        "<html><p>a page</p></html>",
        "{}",
        "[1]",
        '{"data": {"made": {}}, "sections": []}',
        '{"data": {"made": 3}, "sections": []}',
        "{" * 20_000,
        '{"data": ' + "[" * 50_000,
        '<html><meta name="commonground" content="{}"></html>',
        '<html><meta name="commonground" content="nothing"></html>',
        "\udcff",
    ],
)
def test_what_is_no_brief_is_refused_in_a_sentence(made: Made, text: str) -> None:
    made.page.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(CommongroundError) as caught:
        verify(made.page, made.root)
    assert caught.value.problems[0].code == "not-a-brief"


def test_a_file_that_is_not_there_is_said(made: Made) -> None:
    with pytest.raises(CommongroundError) as caught:
        verify(made.page.with_name("none.html"), made.root)
    assert caught.value.problems[0].code == "not-possible"


@pytest.mark.parametrize(
    ("name", "value"),
    [("seconds", 1e9), ("seconds", -1), ("layers", [3]), ("zones", {"a": 3}), ("round", 4), ("language", None)],
)
def test_terms_of_a_brief_are_not_taken_on_trust(made: Made, name: str, value: object) -> None:
    facts = json.loads(made.data.read_text(encoding="utf-8"))["data"]["made"]
    assert made_terms(facts) == facts
    with pytest.raises((ValueError, KeyError)):
        made_terms(facts | {name: value})


def test_answers_cut_off_by_the_clock_are_named(tmp_path: Path) -> None:
    written = write_brief(load("saltmarsh"), tmp_path / "b.json", budget=0.001).path
    assert "agreement" in verify(written, "saltmarsh").unfinished


def test_marks_against_an_earlier_brief_are_said_to_be_left_out(made: Made) -> None:
    made.changed('clause: "bridge <= foot"', 'clause: "bridge = closed"')
    written = write_brief(load(made.root), made.page.with_name("new.json"), budget=5, since=made.data).path
    found = verify(written, made.root)
    assert found.holds
    assert found.marks_against == "b.json"
    assert found.sentences == 0
