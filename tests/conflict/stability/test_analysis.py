"""The stability of a case: the same as the definitions say, in the contract's form."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import commonground as cg
from commonground.case import Case
from commonground.conflict.model.of_case import graph_model
from commonground.conflict.stability.keep import keep_states
from commonground.conflict.stability.results import MOST_LISTED
from commonground.conflict.stability.states import known_state
from commonground.errors import UsageError
from tests.conflict.literal import Definitions

_GRAPH = """\
case: Two ways
parties: {a: A, b: B}
states: [peace, talks, war]
status_quo: talks
moves: {a: [[talks, war], [war, talks]], b: [[talks, war], [talks, peace]]}
preferences: {a: {ranking: [peace, talks, war]}, b: {ranking: [[peace, talks], war]}}
"""


def _graph_case(folder: Path) -> Case:
    (folder / "case.yaml").write_text(_GRAPH, encoding="utf-8")
    return cg.load(folder)


def test_istanbul_is_as_the_definitions_say() -> None:
    case = cg.load("istanbul-2025")
    report = cg.stability(case)
    literal = Definitions(graph_model(case))
    for concept in report.concepts:
        for number, party in enumerate(report.parties):
            assert set(np.flatnonzero(report.stable(concept, party))) == literal.stable(number, concept), (
                concept,
                party,
            )


def test_the_contract_of_its_json() -> None:
    told = cg.stability(cg.load("istanbul-2025"), concepts=("nash", "seq")).to_dict()
    assert json.loads(json.dumps(told)) == told
    assert {"version", "case", "options", "equilibria", "stable"} <= told.keys()
    assert told["options"][:2] == ["offensive", "strikes"]
    assert set(told["equilibria"]) == set(told["stable"]) == {"nash", "seq"}
    assert "YYYYNYNY" in told["equilibria"]["nash"]
    parties = told["stable"]["nash"]
    everywhere = set.intersection(*(set(states) for states in parties.values()))
    assert sorted(everywhere) == told["equilibria"]["nash"]


def test_graph_form_goes_by_names(tmp_path: Path) -> None:
    case = _graph_case(tmp_path)
    report = cg.stability(case)
    literal = Definitions(graph_model(case))
    assert report.options == ()
    assert report.status_quo == "talks"
    for concept in report.concepts:
        for number, party in enumerate(report.parties):
            assert set(np.flatnonzero(report.stable(concept, party))) == literal.stable(number, concept)
    assert "peace" in report.to_dict()["equilibria"]["nash"]


def test_sim_of_graph_form_is_said_to_be_left_out(tmp_path: Path) -> None:
    report = cg.stability(_graph_case(tmp_path), concepts=["nash", "sim"])
    assert set(report.masks) == {"nash"}
    assert "sim" in report.not_computed
    assert report.to_dict()["exhaustive"] is False


def test_many_states_are_counted_and_kept_in_a_file(tmp_path: Path) -> None:
    options = {party: {f"{party}{n}": None for n in range(7)} for party in "ab"}
    lists = {party: [f"{party}{n}" for n in range(7)] for party in "ab"}
    text = f"case: Large\nparties: {{a: A, b: B}}\noptions: {json.dumps(options)}\npreferences: {json.dumps(lists)}\n"
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    report = cg.stability(cg.load(tmp_path), concepts=["nash"])
    assert report.count == 1 << 14 > MOST_LISTED
    told = report.to_dict()
    assert told["listed"] is False
    assert told["equilibria"] == {"nash": 1}
    kept = np.load(keep_states(report, tmp_path / "kept.npz"))
    stable = np.unpackbits(kept["nash/a"], count=int(kept["states"])).view(np.bool_)
    assert np.array_equal(stable, report.stable("nash", "a"))
    assert np.flatnonzero(np.unpackbits(kept["nash/equilibria"])).tolist() == [(1 << 14) - 1]


@pytest.mark.parametrize(
    ("written", "says"),
    [("YYYY", "8 letters, Y or N"), ("YYYYNYN?", "is no state"), ("", "is no state")],
)
def test_what_is_no_state_is_told_so(written: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        known_state(graph_model(cg.load("istanbul-2025")), written)


def test_a_state_may_be_written_small() -> None:
    assert known_state(graph_model(cg.load("istanbul-2025")), " yyyynyny ") == int("11110101", 2)


def test_an_unknown_concept_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="smr"):
        cg.stability(cg.load("istanbul-2025"), concepts=["smrr"])


def test_a_case_without_a_conflict_part_says_what_is_missing() -> None:
    with pytest.raises(UsageError, match="no conflict part"):
        cg.stability(cg.load("saltmarsh"))
