"""Least numbers of moves, held to the definition; and the sparse and the dense way of going one level on."""

from __future__ import annotations

import numpy as np
import pytest

from commonground.conflict.evolution import reachable
from commonground.conflict.evolution.axis_moves import can_move, improved_from, listed_ends, spread
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.option_form import OptionForm
from tests.agreement.often import often
from tests.conflict import by_hand
from tests.conflict.evolution.literal import Future
from tests.conflict.random_models import both_forms, option_forms


def start_of(model: OptionForm | GraphForm) -> int:
    assert model.status_quo is not None
    return model.status_quo


@pytest.mark.parametrize("improving", [False, True])
def test_it_is_the_least_number_of_legal_moves(improving: bool) -> None:
    farthest = 0
    for seed, model in both_forms(often(200), start=30_000):
        start, literal = start_of(model), Future(model)
        reach = reachable(model, start, improving)
        said = {state: int(reach.steps[state]) for state in range(model.size) if reach.steps[state] >= 0}
        assert said == literal.least_moves(start, improving), (type(model).__name__, seed)
        assert reach.count == len(said)
        assert reach.states().tolist() == sorted(said, key=lambda state: (said[state], state))
        farthest = max(farthest, reach.farthest)
    assert farthest >= 4


def test_it_can_be_asked_of_some_movers() -> None:
    for seed, model in both_forms(often(60), start=31_000):
        start, movers = start_of(model), [0, len(model.parties) - 1]
        for improving in (False, True):
            steps = reachable(model, start, improving, movers).steps
            said = {state: int(steps[state]) for state in range(model.size) if steps[state] >= 0}
            assert said == Future(model).least_moves(start, improving, movers), seed


def test_each_way_of_going_one_move_on_says_what_the_model_says() -> None:
    for seed, form in option_forms(often(150), start=32_000):
        states = form.states()
        chosen = states[np.random.default_rng(seed).random(states.size) < 0.4]
        here = np.zeros(form.size, dtype=np.bool_)
        here[chosen] = True
        for party in range(len(form.parties)):
            rank = form.rank(party)
            moves = {(s, q) for s in states.tolist() for q in form.moves(party, s)}
            better = {(s, q) for s, q in moves if rank[q] > rank[s]}
            own = {(s, q) for s, q in moves if here[s]}
            assert set(zip(*map(np.ndarray.tolist, listed_ends(form, party, chosen)), strict=True)) == own
            back = listed_ends(form, party, chosen, back=True)
            assert {(q, s) for s, q in zip(*map(np.ndarray.tolist, back), strict=True)} == {
                (s, q) for s, q in moves if here[q]
            }
            back = listed_ends(form, party, chosen, back=True, improving=True)
            assert {(q, s) for s, q in zip(*map(np.ndarray.tolist, back), strict=True)} == {
                (s, q) for s, q in better if here[q]
            }
            assert np.flatnonzero(spread(form, party, here)).tolist() == sorted(
                {*chosen.tolist(), *(q for _, q in own)}
            )
            assert np.flatnonzero(spread(form, party, here, back=True)).tolist() == sorted(
                {*chosen.tolist(), *(s for s, q in moves if here[q])}
            )
            assert np.flatnonzero(improved_from(form, party, here)).tolist() == sorted(
                {q for s, q in better if here[s]}
            )
            assert np.flatnonzero(can_move(form, party)).tolist() == sorted({s for s, _ in moves})


def test_the_shortest_way_over_states_alone_would_move_twice_in_succession() -> None:
    line = by_hand.graph(["a", "b", "c", "side"], {"i": ["a b", "b c", "side c"], "j": ["b side"]}, {"i": [], "j": []})
    reach = reachable(line, 0)
    assert reach.steps.tolist() == [0, 1, 3, 2]
    assert reach.to_dict(line) == {
        "from": "a",
        "improving": False,
        "movers": ["i", "j"],
        "count": 4,
        "farthest": 3,
        "steps": {"a": 0, "b": 1, "side": 2, "c": 3},
        "all_listed": True,
    }
    assert reach.to_dict(line, most=2)["steps"] == {"a": 0, "b": 1}
    assert reach.to_dict(line, most=2)["all_listed"] is False


def test_a_party_that_can_only_improve_does_not_go_back() -> None:
    form = by_hand.options({"i": ["x"], "j": ["y"]}, {"i": ["YY", "NN", "NY", "YN"], "j": ["YY", "YN", "NY", "NN"]})
    assert reachable(form, 0).steps.tolist() == [0, 1, 1, 2]
    assert reachable(form, 0, improving=True).steps.tolist() == [0, 1, -1, 2]


def test_progress_says_how_far_ahead_it_looks() -> None:
    told: list[tuple[float, str]] = []
    form = by_hand.options({"i": ["x"], "j": ["y"]}, {"i": ["YY"], "j": ["YY"]})
    reachable(form, 0, progress=lambda share, doing: told.append((share, doing)))
    assert told == [(0.75, "looking 1 moves ahead"), (1, "looking 2 moves ahead"), (1, "looking 3 moves ahead")]
