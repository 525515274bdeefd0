"""All shortest legal paths, each checked step by step, held to trying every sequence of moves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonground.conflict.evolution import Step, paths_to, reachable, shortest_paths
from commonground.conflict.model.graph_form import GraphForm
from tests.agreement.often import often
from tests.conflict import by_hand
from tests.conflict.evolution.literal import Future, is_legal_path
from tests.conflict.evolution.test_reach import start_of
from tests.conflict.random_models import both_forms


@pytest.mark.parametrize("improving", [False, True])
def test_they_are_all_shortest_legal_paths(improving: bool) -> None:
    several = long = 0
    for seed, model in both_forms(often(80), start=40_000):
        start, literal = start_of(model), Future(model)
        reach, least = reachable(model, start, improving), literal.least_moves(start, improving)
        for goal in literal.all_states:
            found = paths_to(model, reach, goal, most=10**6)
            assert found.exhaustive
            if found.steps is None:
                assert (found.paths, goal in least) == ((), False)
                continue
            assert all(is_legal_path(model, path, start, goal, improving) for path in found.paths), seed
            assert {len(path) for path in found.paths} == {found.steps}
            assert list(found.paths) == sorted(set(found.paths))
            if found.steps <= 3:
                assert set(found.paths) == literal.paths(start, goal, found.steps, improving, None), (seed, goal)
            several += len(found.paths) > 1
            long += found.steps >= 3
    assert several > 40
    assert long > 10


def test_with_some_movers_only() -> None:
    for seed, model in both_forms(often(25), start=41_000):
        start, movers = start_of(model), (0, len(model.parties) - 1)
        for goal in Future(model).all_states:
            found = shortest_paths(model, start, goal, movers=movers, most=10**6)
            assert all(is_legal_path(model, path, start, goal, False, movers) for path in found.paths), seed
            if found.steps is not None and found.steps <= 2:
                assert set(found.paths) == Future(model).paths(start, goal, found.steps, False, movers)


def test_a_bound_is_said_and_what_is_found_within_it_is_right() -> None:
    form = by_hand.options({f"P{k}": [f"o{k}"] for k in range(6)}, {f"P{k}": ["YYYYYY"] for k in range(6)})
    every = shortest_paths(form, 0, 63, most=10**6)
    assert (every.steps, len(every.paths), every.exhaustive) == (6, 720, True)
    some = shortest_paths(form, 0, 63, most=7)
    assert (some.steps, len(some.paths), some.exhaustive) == (6, 7, False)
    assert set(some.paths) < set(every.paths)
    assert shortest_paths(form, 0, 63, most=720).exhaustive


def test_from_a_state_to_itself_the_path_is_empty() -> None:
    form = by_hand.options({"i": ["x"], "j": ["y"]}, {"i": ["YY"], "j": ["YY"]})
    found = shortest_paths(form, 2, 2)
    assert (found.steps, found.paths, found.exhaustive) == (0, ((),), True)


def test_a_move_that_two_parties_own_makes_two_paths() -> None:
    common = by_hand.graph(["a", "b", "c"], {"i": ["a b"], "j": ["a b", "b c"]}, {"i": [], "j": []})
    assert shortest_paths(common, 0, 1).paths == ((Step(0, 0, 1),), (Step(0, 1, 1),))
    assert shortest_paths(common, 0, 2).paths == ((Step(0, 0, 1), Step(1, 1, 2)),)


def test_a_very_long_path() -> None:
    last = 3_000
    arcs = [np.array([(k, k + 1) for k in range(last) if k % 2 == side], dtype=np.intp) for side in (0, 1)]
    same = np.ones(last + 1, dtype=np.uint16)
    line = GraphForm(("i", "j"), tuple(map(str, range(last + 1))), tuple(arcs), (same, same))
    found = shortest_paths(line, 0, last)
    assert found.steps == last
    assert is_legal_path(line, found.paths[0], 0, last, improving=False)
    climbing = replace(line, ranks=(np.arange(1, last + 2, dtype=np.uint16),) * 2)
    assert shortest_paths(climbing, 0, last, improving=True).steps == last


def test_as_a_dictionary_with_names_and_with_what_changes() -> None:
    form = by_hand.options(
        {"river": ["build", "release"], "coast": ["shell"]},
        {"river": ["YYN"], "coast": ["YYN"]},
        infeasible=["NY-"],
    )
    said = shortest_paths(form, form.number("YNY"), form.number("NNN")).to_dict(form)
    assert said["paths"][0] == [
        {"from": "YNY", "mover": "river", "to": "NNY", "takes": [], "drops": ["build"]},
        {"from": "NNY", "mover": "coast", "to": "NNN", "takes": [], "drops": ["shell"]},
    ]
    assert len(said.pop("paths")) == 2
    assert said == {"from": "YNY", "to": "NNN", "improving": False, "steps": 2, "exhaustive": True}
    named = by_hand.graph(["a", "b"], {"i": ["a b"], "j": []}, {"i": [], "j": []})
    assert shortest_paths(named, 1, 0).to_dict(named) == {
        "from": "b",
        "to": "a",
        "improving": False,
        "steps": None,
        "paths": [],
        "exhaustive": True,
    }
    assert shortest_paths(named, 0, 1).to_dict(named)["paths"] == [[{"from": "a", "mover": "i", "to": "b"}]]
