"""After a text changed: found, found elsewhere and asked about, or lost with the nearest place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commonground.case import load
from commonground.case.attach import attach_text
from commonground.case.quotes import document_of, quotes
from commonground.case.re_anchoring import misplaced, re_anchored, text_problems
from commonground.errors import UsageError
from commonground.statements import Statement, append_statement
from tests.case.texts import QUOTES, TEXT, anchored_case

CHANGED = "A heading that was not there.\n\n" + TEXT.replace("a footpath", "any path")


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    root = anchored_case(tmp_path / "bridge", "title: Minutes, file: minutes.txt")
    (root / "sources").mkdir()
    (root / "sources" / "minutes.txt").write_text(TEXT, encoding="utf-8")
    return root


def rewrite(bridge: Path, text: str) -> None:
    (bridge / "sources" / "minutes.txt").write_text(text, encoding="utf-8")


def move(bridge: Path, name: str, which: int = 0) -> Statement:
    case = load(bridge)
    document = document_of(case, case.sources["minutes"])
    assert document is not None
    item = next(each for each in misplaced(case) if each.statement.id == name)
    return re_anchored(document, item.statement, item.places[which], "Ann", "2025-05-01T10:00:00+00:00")


def test_a_text_that_did_not_change_leaves_nothing_to_ask(bridge: Path) -> None:
    assert (misplaced(load(bridge)), text_problems(load(bridge))) == ((), ())


def test_three_answers(bridge: Path) -> None:
    rewrite(bridge, CHANGED)
    found = {item.statement.id: item for item in misplaced(load(bridge))}
    assert {name: item.status for name, item in found.items()} == {"q1": "elsewhere", "q2": "lost", "q3": "elsewhere"}
    for name in ("q1", "q3"):
        ((start, end),) = found[name].places
        assert (CHANGED[start:end], TEXT[slice(*found[name].was)]) == (QUOTES[name], QUOTES[name])
    near = found["q2"].near
    assert near is not None
    assert CHANGED[slice(*near)].startswith("We shall not pay for any path")
    assert json.loads(json.dumps(found["q2"].to_dict()))["near"] == list(near)


def test_check_names_each_with_its_line(bridge: Path) -> None:
    rewrite(bridge, CHANGED)
    told = {problem.code: str(problem) for problem in text_problems(load(bridge)) if "q3" not in problem.what}
    assert "statement q1 stand elsewhere in the text of minutes now (line 5)" in told["words-elsewhere"]
    assert "--re-anchor" in told["words-elsewhere"]
    assert "line 6 is most like them" in told["words-lost"]
    assert {problem.severity for problem in text_problems(load(bridge))} == {"warning"}


def test_nothing_moves_until_a_person_says_so_and_then_one_alone(bridge: Path) -> None:
    rewrite(bridge, CHANGED)
    before = (bridge / "statements" / "me.jsonl").read_bytes()
    old = {name: found.anchor for name, found in load(bridge).statements.items()}
    text_problems(load(bridge))
    assert (bridge / "statements" / "me.jsonl").read_bytes() == before
    append_statement(bridge, "me", move(bridge, "q1"))
    assert (bridge / "statements" / "me.jsonl").read_bytes().startswith(before), "the file is only added to"
    now = load(bridge).statements
    assert {name for name in now if now[name].anchor != old[name]} == {"q1"}
    moved = now["q1"]
    assert moved.anchor is not None
    assert (moved.status, moved.reviewer, moved.anchor.sealed) == ("confirmed", "Ann", True)
    assert [version.anchor for version in moved.history] == [old["q1"]]
    assert quotes(load(bridge))["q1"].note is None
    assert {item.statement.id for item in misplaced(load(bridge))} == {"q2", "q3"}


def test_of_several_places_that_are_alike_a_person_takes_one(bridge: Path) -> None:
    rewrite(bridge, "New.\n\n" + TEXT + "Copied:\n\n" + TEXT)
    item = next(each for each in misplaced(load(bridge)) if each.statement.id == "q2")
    assert (item.status, len(item.places)) == ("elsewhere", 2)
    moved = move(bridge, "q2", which=1)
    assert moved.anchor is not None
    assert moved.anchor.start == item.places[1][0]
    append_statement(bridge, "me", moved)
    assert "q2" not in {each.statement.id for each in misplaced(load(bridge))}


def test_a_place_where_other_words_stand_is_refused(bridge: Path) -> None:
    rewrite(bridge, CHANGED)
    case = load(bridge)
    document = document_of(case, case.sources["minutes"])
    assert document is not None
    for name, place in (("q1", (0, 43)), ("q2", (0, 5))):
        with pytest.raises(UsageError, match="do not stand"):
            re_anchored(document, case.statements[name], place, "Ann", "2025-05-01T10:00:00+00:00")


def test_also_a_text_that_is_attached_from_elsewhere(tmp_path: Path) -> None:
    bridge, text = anchored_case(tmp_path / "bridge"), tmp_path / "minutes.txt"
    text.write_text(CHANGED, encoding="utf-8")
    assert misplaced(load(bridge)) == ()
    attach_text(load(bridge), "minutes", text)
    assert len(misplaced(load(bridge))) == 3
    assert misplaced(load(bridge), "minutes") == misplaced(load(bridge))
    assert misplaced(load(bridge), "other") == ()


@pytest.mark.parametrize(
    ("file", "words"),
    [("nowhere.txt", "no such file"), ("../minutes.txt", "not the name of a file inside"), ("bad.txt", "not a plain")],
)
def test_check_says_why_a_kept_text_is_not_read(bridge: Path, file: str, words: str) -> None:
    (bridge / "sources" / "bad.txt").write_bytes(b"\x00\x01")
    (bridge / "sources.yaml").write_text(f"minutes: {{title: Minutes, file: '{file}'}}\n")
    (problem,) = text_problems(load(bridge))
    assert problem.code == "text-not-read"
    assert words in problem.what
    assert (problem.where.file, problem.read) == ("sources.yaml", file)
