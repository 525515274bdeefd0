"""On which of the assumed preferences a verdict turns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from commonground.case import Case, load
from commonground.case.model import Priority
from commonground.conflict.model.contract import CONCEPTS
from commonground.conflict.model.of_case import graph_model, preferences_of
from commonground.conflict.witness import explain, witness
from tests.case.folders import folder

KINDS = "one presumed priority left out, or two neighbours in the other order"
TWO = """\
case: Two
parties: {a: Ay, b: Be}
options: {a: {x: Exit}, b: {y: Yield}}
status_quo: NN
preferences:
  a: {ranking: [YN, NN, YY, NY]}
  b: {weights: {y: 1, x: 0.5}}
"""


@pytest.fixture(scope="module")
def istanbul() -> Case:
    return load("istanbul-2025")


def test_each_change_is_told_with_what_is_wanted(istanbul: Case) -> None:
    quiet = explain(istanbul, "YNYNNYNY", "russia", "seq", seconds=0)
    found = explain(istanbul, "YNYNNYNY", "russia", "seq")
    assert found.sentences[: len(quiet.sentences)] == quiet.sentences
    assert found.sentences[len(quiet.sentences) :] == (
        "The answer would be the other one if Russia did not want this: not “Ukraine strikes infrastructure in Russia” "
        "(V5).",
        "The answer would be the other one if Russia put “Russia strikes civilian and critical infrastructure” (V6) "
        "before not “Ukraine strikes infrastructure in Russia” (V5).",
        "The answer would be the other one if Ukraine did not want this: “Ukraine strikes infrastructure in Russia” "
        "just when “Russia strikes civilian and critical infrastructure” (V13).",
        f"No other change of this kind ({KINDS}; 28 tried) gives another answer.",
    )
    assert found.to_dict()["turns_on"]["flips"][1] == {"party": "russia", "kind": "swapped", "ids": ["V5", "V6"]}


def test_what_the_others_want_plays_no_part_unless_their_interest_does(istanbul: Case) -> None:
    for concept in CONCEPTS:
        found = explain(istanbul, "YNYNNYNY", "russia", concept)
        assert found.turns_on is not None
        whose = {flip.party for flip in found.turns_on.flips}
        assert whose <= {"russia"} or concept in {"seq", "sseq"}
        assert found.turns_on.tried == (28 if concept in {"seq", "sseq"} else 10)


def test_nobody_elses_preferences_would_have_changed_an_answer_by_moves_alone(istanbul: Case) -> None:
    """The shortcut above, against every presumed priority of everybody left out in turn."""
    model = graph_model(istanbul)
    for state in range(0, 256, 9):
        for concept in ("nash", "gmr", "smr"):
            stable = witness(model, state, 0, concept).stable
            for party in model.parties[1:]:
                own = [item for item in preferences_of(istanbul, party) if isinstance(item, Priority)]
                for gone in own:
                    left = {name: item for name, item in istanbul.priorities.items() if name != gone.id}
                    other = graph_model(replace(istanbul, priorities=MappingProxyType(left)))
                    assert witness(other, state, 0, concept).stable is stable


def test_rankings_and_weights(tmp_path: Path) -> None:
    case = load(folder(tmp_path / "c", TWO))
    assert [each for each in explain(case, None, "a", "nash").sentences if "other one" in each] == [
        "The answer would be the other one if places 1 and 2 of the ranking of Ay (a.ranking) were exchanged."
    ]
    told = explain(case, None, "b", "nash")
    assert told.sentences[-1] == f"No change of this kind ({KINDS}; one tried) gives another answer."
    case = load(folder(tmp_path / "d", TWO.replace("{y: 1, x: 0.5}", "{y: -1, x: 0.5}")))
    assert [each for each in explain(case, None, "b", "nash").sentences if "other one" in each] == [
        "The answer would be the other one if “Exit” and “Yield” exchanged their weights for Be."
    ]


def test_what_was_not_tried_is_said(istanbul: Case) -> None:
    found = explain(istanbul, None, "russia", "seq", seconds=1e-9)
    assert found.sentences[-1] == f"Of the changes of this kind ({KINDS}) none were tried, and there are more."
    assert found.turns_on is not None
    assert not found.turns_on.exhaustive


def test_a_model_alone_assumes_nothing_that_could_be_changed(istanbul: Case) -> None:
    found = explain(graph_model(istanbul), None, "russia", "seq")
    assert found.turns_on is None
    assert found.to_dict()["turns_on"] is None


def test_what_was_not_computed_turns_on_nothing(istanbul: Case) -> None:
    assert explain(istanbul, "NNNNYNNN", "russia", "seq", most=1).turns_on is None
