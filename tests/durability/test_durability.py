"""Whether deals would hold: against the definitions, and what the first real case says."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

import commonground as cg
from commonground.case import Case
from commonground.conflict.model.of_case import graph_model
from commonground.conflict.model.option_form import OptionForm
from commonground.durability import durability
from commonground.errors import UsageError
from commonground.logic import read
from tests.conflict.literal import Definitions

_CASE = """\
case: The ferry
parties: {north: North, south: South}
issues:
  ferry:
    outcomes: [stopped, weekly, daily]
    holds_when: {weekly: sails and not shells, daily: "sails and rests"}
options: {north: {sails: sails, tolls: takes a toll}, south: {shells: shells, rests: rests}}
feasible: ["not (shells and rests)"]
status_quo: NNYN
offers: {north: ["ferry = weekly", "ferry = daily"], south: ["ferry = weekly"]}
targets: {any ferry: "ferry != stopped"}
preferences:
  north: [not shells, {priority: tolls, kind: presumed}, sails]
  south: {ranking: [YN-Y, YNNN, [NN--, NYN-], YYNY, YYNN, [YNY-, NYY-, YYY-]]}
"""


def _ferry(folder: Path) -> Case:
    (folder / "case.yaml").write_text(_CASE, encoding="utf-8")
    return cg.load(folder)


@pytest.mark.parametrize("place", ["ferry", "istanbul-2025"])
def test_the_verdicts_are_those_of_the_definitions(place: str, tmp_path: Path) -> None:
    case = _ferry(tmp_path) if place == "ferry" else cg.load(place)
    model = graph_model(case)
    assert isinstance(model, OptionForm)
    literal = Definitions(model)
    report = durability(case)
    everybody = range(len(model.parties))
    for name, answer in report.deals.items():
        if answer.missing:
            continue
        linked = {h.outcome: h.formula for h in case.holdings.values()}
        deal = read(answer.text, case.names)
        there = [
            state for state in model.states().tolist() if _there(case, deal, model.axes.values(_place(model, state)))
        ]
        assert linked
        assert answer.ways == len(there), name
        for concept, held in answer.held.items():
            stays = [s for s in there if all(s in literal.stable(party, concept) for party in everybody)]
            assert held == len(stays), (name, concept)
            wanted = "would hold" if stays == there else "would hold in some ways" if stays else "would not hold"
            assert answer.verdicts[concept] == (wanted if there else "not assessed")


def _place(model: OptionForm, state: int) -> tuple[int, ...]:
    place: list[int] = []
    for length in reversed(model.shape):
        state, digit = divmod(state, length)
        place.insert(0, digit)
    return tuple(place)


def _there(case: Case, deal: object, options: dict[str, str | bool]) -> bool:
    from tests.durability.test_realising import _carried_out

    return _carried_out(case, deal, {name: bool(taken) for name, taken in options.items()})  # type: ignore[arg-type]


def test_istanbul_a_halt_of_strikes_holds_by_deterrence_alone() -> None:
    report = durability(cg.load("istanbul-2025"))
    halt = report.deals["F10"]
    assert halt.zone == "not excluded"
    assert dict(halt.verdicts) | {} == {
        "nash": "would not hold",
        "gmr": "would hold in some ways",
        "smr": "would hold in some ways",
        "seq": "would hold in some ways",
        "sseq": "would hold in some ways",
    }
    assert halt.turns_on is not None
    assert set(halt.turns_on.presumed) == {"V5", "V6"}
    # The ceasefire without conditions would not hold for Russia, whichever concept is asked.
    full = report.deals["F2"]
    assert set(full.verdicts.values()) == {"would not hold"}
    assert all("russia" in parties for parties in full.leaves.values())
    assert full.turns_on is not None
    assert [flip.ids for flip in full.turns_on.flips] == [("V3", "V4")]


def test_what_is_not_linked_is_not_assessed() -> None:
    settlement = durability(cg.load("istanbul-2025"), {"all": "settlement = agreed"}).deals["all"]
    assert set(settlement.verdicts.values()) == {"not assessed"}
    assert settlement.missing == ("settlement=agreed",)
    assert settlement.state is None


def test_paths_lead_from_today_to_the_state_told(tmp_path: Path) -> None:
    report = durability(_ferry(tmp_path), {"a ferry": "ferry = weekly"})
    answer = report.deals["a ferry"]
    assert answer.state is not None
    assert answer.path is not None
    goal = report.model.number(answer.state)
    for path in answer.path.paths:
        assert path[0].before == report.model.status_quo
        assert path[-1].after == goal
        assert all(first.after == second.before for first, second in pairwise(path))
        assert all(step.after in set(report.model.moves(step.mover, step.before)) for step in path)


def test_a_witness_stands_for_each_party_where_it_holds_and_for_who_leaves_where_not() -> None:
    report = durability(cg.load("istanbul-2025"))
    parties = report.model.parties
    halt, full = report.deals["F10"], report.deals["F2"]
    assert [parties[w.party] for w in halt.witnesses] == list(parties)
    assert all(w.stable for w in halt.witnesses)
    assert [(parties[w.party], w.stable) for w in full.witnesses] == [("russia", False)]


def test_the_answer_is_plain_data_and_says_that_it_is_assumed(tmp_path: Path) -> None:
    told = durability(_ferry(tmp_path)).to_dict()
    assert json.loads(json.dumps(told)) == told
    assert told["assumed"] is True
    assert list(told["deals"]) == ["any ferry", "north.offers.1", "north.offers.2"]
    assert told["presumed"] == [
        item
        for item in told["presumed"]
        if item in {"north.prefers.1", "north.prefers.2", "north.prefers.3", "south.ranking"}
    ]


def test_named_states_cannot_be_linked(tmp_path: Path) -> None:
    text = (
        "case: G\nparties: {a: A, b: B}\nstates: [x, y]\nmoves: {a: [[x, y]], b: [[y, x]]}\n"
        "preferences: {a: {ranking: [x, y]}, b: {ranking: [y, x]}}\n"
    )
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="named states"):
        durability(cg.load(tmp_path))


def test_without_time_the_answer_says_what_was_not_tried() -> None:
    report = durability(cg.load("istanbul-2025"), {"halt": "ceasefire = infrastructure_only"}, budget=0.0)
    found = report.deals["halt"].turns_on
    assert found is not None
    assert not found.exhaustive
    assert report.to_dict()["exhaustive"] is False
