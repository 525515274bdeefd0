"""The contract that others build on, field by field: a case with every kind of verdict, through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import commonground as cg
from commonground.cli import main

CASE = """\
case: Every kind of verdict
reading: made for this test
record_ends: 2025-06-30
parties:
  ay: {name: Ay, levels: [leader, delegation, experts]}
  bee: {name: Bee, levels: [leader, delegation]}
  sea: {name: Sea, role: outside}
rounds:
  - {id: r1, date: 2025-05-01}
  - {id: r2, date: 2025-06-01}
issues:
  agreed: [none, some, all]
  open: [none, some]
  shut: [none, half, full]
  tied: [none, yes]
  never: [none, yes]
meaning:
  - {id: M1, rule: "never = none"}
  - {id: M2, rule: "tied = yes -> shut != none"}
mandates:
  ay:
    - {id: A1, clause: "shut != full", owner: delegation}
    - {id: A2, clause: "shut != half"}
    - {id: A3, clause: "agreed != all", round: r1, until: r2}
  bee:
    - {id: B1, clause: "shut != full", owner: leader}
  sea:
    - {id: S1, clause: "open = none"}
acceptances:
  ay: [{id: C1, outcome: "agreed = some"}]
  bee: [{id: C2, outcome: "agreed in {some, all}"}]
  sea: [{id: C3, outcome: "open = some"}]
targets:
  both: "shut = full and agreed != none"
  impossible: "never = yes"
"""


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    root = tmp_path / "kinds"
    root.mkdir()
    (root / "case.yaml").write_text(CASE, encoding="utf-8")
    assert main(["agree", str(root), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_frame(told: Any) -> None:
    assert told["version"] == 1
    assert (told["case"], told["round"], told["layers"]) == ("kinds", "r2", [])
    assert told["record_ends"] == "2025-06-30"


def test_issues_in_three_values_with_outcomes_and_class(told: Any) -> None:
    zones = {name: (issue["zone"], issue["alone"]) for name, issue in told["issues"].items()}
    assert zones == {
        "agreed": ("accepted", "accepted"),
        "open": ("not excluded", "not excluded"),  # the outside party forbids nothing and accepts nothing
        "shut": ("excluded", "excluded"),
        "tied": ("excluded", "excluded"),
        "never": ("excluded", "excluded"),
    }
    assert told["issues"]["agreed"]["outcomes"] == {"none": "accepted", "some": "accepted", "all": "not excluded"}
    assert told["issues"]["shut"]["outcomes"] == {"none": "accepted", "half": "excluded", "full": "excluded"}
    assert told["issues"]["agreed"]["class"] == "negotiated"
    assert told["issues"]["open"]["class"] == "open"


def test_every_issue_outcome_and_named_target_is_a_target(told: Any) -> None:
    outcomes = {f"{name}={outcome}" for name, issue in told["issues"].items() for outcome in issue["outcomes"]}
    assert set(told["targets"]) == set(told["issues"]) | outcomes | {"both", "impossible"}
    assert told["targets"]["both"]["formula"] == "shut = full and agreed != none"


def test_an_excluded_target(told: Any) -> None:
    half, full, shut = (told["targets"][name] for name in ("shut=half", "shut=full", "shut"))
    assert half["blocking_set"] == half["keystones"] == half["concession"] == ["A2"]
    assert half["price"] == {"ay": 1, "bee": None}
    assert half["can_open"] == {"ay": "leader", "bee": None}
    assert {tuple(group) for group in full["disjoint_blocking_sets"]} == {("A1",), ("B1",)}
    assert full["keystones"] == []
    assert sorted(full["concession"]) == ["A1", "B1"]
    assert full["price"] == {"ay": None, "bee": None}
    assert full["can_open"] == {"ay": None, "bee": None}
    assert shut["price"] == {"ay": 1, "bee": None}
    assert shut["keystones"] == ["A2"]
    assert told["targets"]["both"]["zone"] == "excluded"
    assert all(target["exhaustive"] for target in told["targets"].values())


def test_an_open_target_has_price_0_and_no_blocking_set(told: Any) -> None:
    for name in ("agreed", "open", "agreed=all"):
        target = told["targets"][name]
        assert target["price"] == {"ay": 0, "bee": 0}
        assert target["blocking_set"] == target["keystones"] == target["concession"] == []
        assert target["disjoint_blocking_sets"] == []
        assert target["by_meaning"] is False


def test_a_target_excluded_by_meaning_has_empty_sets_and_null_prices(told: Any) -> None:
    for name in ("never", "never=yes", "impossible"):
        target = told["targets"][name]
        assert (target["zone"], target["by_meaning"]) == ("excluded", True)
        assert target["blocking_set"] == target["keystones"] == target["concession"] == []
        assert target["price"] == target["can_open"] == {"ay": None, "bee": None}


def test_what_can_leave_the_status_quo_together(told: Any) -> None:
    assert told["together"] == [["agreed", "open"]]


def test_an_earlier_round_has_its_own_mandates(tmp_path: Path) -> None:
    root = tmp_path / "kinds"
    root.mkdir()
    (root / "case.yaml").write_text(CASE, encoding="utf-8")
    early = cg.agreement(cg.load(root), round="r1")
    assert early.issues["agreed"].outcomes["all"] == "excluded"


def test_the_python_names(tmp_path: Path) -> None:
    case = cg.load("istanbul-2025", layers=[], as_of=None)
    report = cg.agreement(case, round=None)
    assert report.to_dict()["round"] == "r3"
    assert cg.brief(case, to=str(tmp_path / "brief.html")) == tmp_path / "brief.html"


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (("order", "istanbul-2025"), {"cycles", "repairs", "pure_sequence", "surviving", "schedule"}),
        (("next", "istanbul-2025"), {"present", "closing", "asking", "questions", "forms"}),
        (("glance", "istanbul-2025"), {"title", "issues", "counts"}),
        (("levels", "cuba-1962"), {"targets", "powers"}),
        (("ultimatum", "cuba-1962"), {"scopes", "labels"}),
        (("ways", "istanbul-2025", "full ceasefire"), {"ways", "must_move", "exhaustive"}),
        (("blocks", "istanbul-2025"), {"blocks"}),
        (("blocks", "istanbul-2025", "leaders"), {"cut", "before", "after"}),
        (("rounds", "cuba-1962"), {"departures", "meetings"}),
        (("diff", "istanbul-2025", "r1", "r3"), {"sides", "verdicts"}),
        (("levers", "istanbul-2025", "any ceasefire"), {"levers", "sets"}),
        (("rests", "istanbul-2025"), {"verdicts", "order", "exhaustive"}),
        (("agree", "istanbul-2025", "--what-if", "drop R1"), {"difference", "targets"}),
    ],
)
def test_every_answer_comes_as_json(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], keys: set[str]
) -> None:
    assert main([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert keys <= set(told), sorted(told)
    assert told["version"] == 1


def test_a_text_is_read_and_statements_are_proposed(tmp_path: Path) -> None:
    path = tmp_path / "interview.txt"
    path.write_text("Paper: Will you sign?\nRuiz: We reject the toll. They said: “Not yet.”\n", encoding="utf-8")
    document = cg.read(path, kind="interview")
    assert document.text[document.turns[1].start : document.turns[1].end].startswith("We reject")
    assert document.turns[1].speaker == "Ruiz"
    assert len(document.turns[1].quotations) == 1
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    items = cg.propose(document, cg.load(tmp_path))
    assert items
    for item in items:
        assert item.anchor is not None
        assert 0 <= item.anchor.start < item.anchor.end <= len(document.text)
        assert item.status == "proposed"
        assert item.act
        assert item.speaker
        assert item.source
