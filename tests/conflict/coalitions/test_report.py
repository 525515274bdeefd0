"""The coalitions of a case: what is asked, what is found, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.case import load
from commonground.conflict.coalitions import report as module
from commonground.conflict.coalitions.report import together
from commonground.errors import UsageError
from tests.case.folders import folder
from tests.conflict.literal import Definitions

FERRY = """\
case: The ferry
parties: {west: West bank, east: East bank, carrier: The carrier}
issues: {boats: [few, many]}
options:
  west: {toll: takes a toll}
  east: {toll_too: takes a toll too}
  carrier: {stop: stops the ferry}
status_quo: {toll: Y, toll_too: Y, stop: N}
coalitions: [[east, west]]
preferences:
  west: [{id: W1, priority: not stop}, {id: W2, priority: not toll_too}, {id: W3, priority: toll}]
  east: [{id: E1, priority: not stop}, {id: E2, priority: not toll}, {id: E3, priority: toll_too}]
  carrier: [{id: C1, priority: not (toll and toll_too)}, {id: C2, priority: not stop}]
"""


def test_both_banks_gain_by_dropping_their_tolls(tmp_path: Path) -> None:
    report = together(load(folder(tmp_path / "c", FERRY)))
    said = report.to_dict()
    both, everybody = said["coalitions"]
    assert (said["version"], said["state"], said["asked"], said["exhaustive"]) == (1, "YYN", 7, True)
    assert (both["members"], both["named"], both["needs_all"], both["count"]) == (["west", "east"], True, True, 1)
    assert (everybody["members"], everybody["named"], everybody["needs_all"]) == (
        list(report.model.parties),
        False,
        False,
    )
    assert [step["mover"] for step in both["ends"][0]["path"]] == ["west", "east"]
    assert both["deterred"] == {"cgmr": True, "csmr": True, "cseq": False, "cseq, individual": False}
    assert everybody["deterred"] == dict.fromkeys(both["deterred"], False)
    literal, today = Definitions(report.model), report.model.number("YYN")
    for name in ("cgmr", "csmr", "cseq"):
        assert literal.is_coalition_stable((0, 1), name, today) is both["deterred"][name]


def test_what_groups_would_want_is_not_asked_of_large_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pairs are bounded here; a rest of one party has no groups, so it is always asked."""
    case = load(folder(tmp_path / "c", FERRY))
    monkeypatch.setattr(module, "MOST_STATES_IN_PAIRS", 7)
    both, everybody = together(case).coalitions
    assert both.deterred["cseq"] is False
    assert everybody.deterred["cseq"] is False
    alone = together(case, "NNN").coalitions[0]
    assert alone.improving.members == (0,)
    assert alone.deterred["cseq"] is None
    assert None not in (alone.deterred["cgmr"], alone.deterred["csmr"], alone.deterred["cseq, individual"])


def test_another_state_may_be_asked_about(tmp_path: Path) -> None:
    report = together(load(folder(tmp_path / "c", FERRY)), "NNN")
    assert [each.improving.members for each in report.coalitions] == [(0,), (1,)], (
        "each would like to take a toll again"
    )


def test_a_state_that_there_is_not_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="“YY” is no state of this model"):
        together(load(folder(tmp_path / "c", FERRY)), "YY")


def test_without_todays_state_one_has_to_be_named(tmp_path: Path) -> None:
    case = load(folder(tmp_path / "c", FERRY.replace("status_quo: {toll: Y, toll_too: Y, stop: N}\n", "")))
    with pytest.raises(UsageError, match="does not say what today's state is") as error:
        together(case)
    assert error.value.problems[0].code == "no-status-quo"
    assert together(case, "YYN").state == "YYN"
