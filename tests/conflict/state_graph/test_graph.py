"""The picture as data: the moves are those of the model, the verdicts those of the report, and it fits together."""

from __future__ import annotations

import json

import pytest

import commonground as cg
from commonground.conflict.state_graph import MOST, joined, state_graph
from commonground.errors import UsageError
from tests.agreement.often import often
from tests.conflict.random_models import both_forms


def test_moves_are_all_that_gain_and_all_of_the_state_asked_about() -> None:
    either = 0
    for seed, model in both_forms(often(60), start=74_000):
        states = model.states().tolist()[seed % 3 :: 2] or model.states().tolist()
        around = states[seed % len(states)]
        expected = set()
        for mover in range(len(model.parties)):
            ranks = model.rank(mover)
            for before in states:
                for after in set(model.moves(mover, before)) & set(states):
                    gains = bool(ranks[after] > ranks[before])
                    if gains or around in (before, after):
                        expected.add((before, mover, after, gains))
                        either += not gains
        found = joined(model, states, around=around, most=10**6)
        assert set(found.arcs) == expected, seed
        assert found.left_out == 0
        some = joined(model, states, states[:1], around, most=3)
        assert set(some.arcs) <= expected
        assert some.left_out == max(0, len(expected) - 3)
        if len(expected) > 3:
            touched = [arc for arc in expected if {arc[0], arc[2]} & {states[0], around}]
            assert sum(bool({arc.before, arc.after} & {states[0], around}) for arc in some.arcs) == min(3, len(touched))
    assert either > 50


@pytest.mark.parametrize("asked", [{}, {"concepts": ["nash"]}, {"around": "NNNNNYNY"}, {"whole": True}])
def test_of_a_case(asked: dict[str, object]) -> None:
    case = cg.load("istanbul-2025")
    report = cg.stability(case)
    graph = state_graph(case, report, **asked)  # type: ignore[arg-type]
    names = [node.id for node in graph.states]
    assert len(names) == len(set(names)) <= MOST
    assert graph.status_quo in names
    assert len({(node.x, node.y) for node in graph.states}) == len(names)
    assert [(node.x, node.y) for node in graph.states] == sorted((node.x, node.y) for node in graph.states)
    for node in graph.states:
        number = report.model.number(node.id)
        assert node.stable == tuple(each for each in report.masks if report.equilibria(each)[number])
        assert node.distance == sum(a != b for a, b in zip(node.id, graph.base, strict=True))
    assert {end for move in graph.moves for end in (move.before, move.after)} <= set(names)
    told = json.loads(json.dumps(graph.to_dict()))
    assert len({move["id"] for move in told["moves"]}) == len(told["moves"])
    assert told["left_out"] + len(told["states"]) == report.count
    assert told == json.loads(json.dumps(state_graph(case, report, **asked).to_dict()))  # type: ignore[arg-type]


def test_what_cannot_be_asked_is_told() -> None:
    case = cg.load("istanbul-2025")
    report = cg.stability(case, ["nash", "gmr"])
    with pytest.raises(UsageError) as caught:
        state_graph(case, report, ["nahs"])
    assert (caught.value.problems[0].code, caught.value.problems[0].nearest) == ("unknown-concept", "nash")
    with pytest.raises(UsageError):
        state_graph(case, report, around="YY")
