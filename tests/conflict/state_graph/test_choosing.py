"""Which states are drawn: never too many, today always, the same each time, and what stands out before the rest."""

from __future__ import annotations

import numpy as np
import pytest

from commonground.conflict.evolution import reachable
from commonground.conflict.state_graph import FEW, chosen
from commonground.conflict.state_graph.distance import base_of, distances, nearest
from tests.agreement.often import often
from tests.conflict.random_models import both_forms, random_option_form


def votes_for(size: int, states: list[int], seed: int) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Some states at random that are equilibria under one to three concepts."""
    draw = np.random.default_rng(seed)
    votes = np.zeros(size, np.uint8)
    picked = draw.choice(states, size=min(len(states), 6), replace=False)
    votes[picked] = draw.integers(1, 4, size=picked.size)
    return votes


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("most", [2, 5, 17, 300])
def test_never_too_many_and_today_always(most: int, whole: bool) -> None:
    for seed, model in both_forms(often(40), start=70_000):
        states = model.states().tolist()
        votes = votes_for(model.size, states, seed)
        around = states[seed % len(states)] if seed % 2 else None
        found = chosen(model, votes, around, most=most, whole=whole)
        assert list(found.states) == sorted(set(found.states))
        assert set(found.states) <= set(states)
        assert len(found.states) <= most
        assert {model.status_quo, around} - {None} <= set(found.states)
        assert found.left_out == model.count - len(found.states)
        assert found.stable == np.count_nonzero(votes)
        assert found.stable_left == len(set(np.flatnonzero(votes).tolist()) - set(found.states))
        assert found == chosen(model, votes, around, most=most, whole=whole)
        if whole or model.count <= min(FEW, most):
            assert len(found.states) == min(most, model.count)


def test_with_room_every_equilibrium_and_what_leads_to_it() -> None:
    through = beside = 0
    for seed in range(often(60)):
        model = random_option_form(71_000 + seed)
        if model.count <= FEW or model.status_quo is None:
            continue
        votes = votes_for(model.size, model.states().tolist(), seed)
        found = chosen(model, votes)
        reach = reachable(model, model.status_quo, improving=True)
        reasons = found.reasons
        assert found.stable_left == 0
        assert reasons[model.status_quo] == "today"
        for state in np.flatnonzero(votes).tolist():
            assert reasons[state] in ("today", "stable")
        for state, reason in reasons.items():
            if reason == "on a way":
                through += 1
                assert reach.steps[state] > 0
                assert not votes[state]
            if reason == "one move away":
                beside += 1
                assert any(state in model.moves(party, model.status_quo) for party in range(len(model.parties)))
    assert through
    assert beside > 20


def test_around_a_state_its_own_moves_come_first() -> None:
    model = next(m for _, m in both_forms(200, start=72_000) if m.count > 60)
    states = model.states().tolist()
    around = states[len(states) // 2]
    ends = {end for party in range(len(model.parties)) for end in model.moves(party, around)}
    found = chosen(model, np.ones(model.size, np.uint8), around, most=len(ends) + 2)
    assert ends <= set(found.states)


def test_distances_are_counted_from_today() -> None:
    for _, model in both_forms(often(30), start=73_000):
        states = model.states().tolist()
        far, base = distances(model, states), base_of(model)
        assert far[base] == 0
        assert min(far.values()) == 0
        assert [far[state] for state in nearest(model)] == sorted(far.values())
        assert sorted(nearest(model)) == states
        names = {state: model.name(state) for state in states}
        if model.__class__.__name__ == "OptionForm":
            assert all(far[s] == sum(a != b for a, b in zip(names[s], model.name(base), strict=True)) for s in states)
