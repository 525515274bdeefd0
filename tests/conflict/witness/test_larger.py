"""Models too large to be looked at state by state: against the array back end, and along a long way."""

from __future__ import annotations

import random

import numpy as np

from commonground.conflict.array import ArrayBackEnd
from commonground.conflict.model.contract import CONCEPTS
from commonground.conflict.model.option_form import OptionForm, Reversible
from commonground.conflict.witness import witness
from tests.conflict.witness.checker import faults

BOTH: Reversible = "both ways"


def _model(seed: int) -> OptionForm:
    """Twelve options of four parties, some irreversible, a quarter of the states infeasible."""
    draw, numbers = random.Random(seed), np.random.default_rng(seed)
    owned = draw.sample([(3, 3, 3, 3), (5, 4, 2, 1), (1, 2, 4, 5), (6, 0, 3, 3)], 1)[0]
    names = iter("abcdefghijkl")
    options = tuple(tuple(next(names) for _ in range(count)) for count in owned)
    ways: list[Reversible] = [BOTH, BOTH, BOTH, "once taken", "once dropped"]
    shape = tuple(1 << count for count in owned)
    return OptionForm(
        ("p", "q", "r", "s"),
        options,
        tuple(tuple(draw.choice(ways) for _ in own) for own in options),
        numbers.random(shape) < 0.75,
        tuple(numbers.integers(1, draw.choice((20, 4000)), shape).astype(np.uint16) for _ in owned),
    )


def test_as_the_array_back_end_finds_it() -> None:
    steps = 0
    for seed in range(6):
        model = _model(seed)
        engine, draw = ArrayBackEnd(model), random.Random(seed)
        for party in range(4):
            for concept in CONCEPTS:
                stable = engine.stable(party, concept)
                for state in draw.sample(model.states().tolist(), 4):
                    found = witness(model, state, party, concept)
                    assert found.stable is bool(stable[state]), (seed, party, concept, state)
                    assert len(found.opening.escapes if found.opening else ()) <= 1_000
                    steps = max(steps, *(len(each.steps) for each in found.deterrences), 0)
    assert steps > 2


def test_witnesses_of_larger_models_are_shown() -> None:
    for seed in range(3):
        model = _model(seed)
        draw = random.Random(seed)
        for party in range(4):
            for concept in CONCEPTS:
                found = witness(model, draw.choice(model.states().tolist()), party, concept)
                if (
                    not found.opening
                    or found.opening.not_better == len(found.opening.escapes)
                    or concept in {"gmr", "seq"}
                ):
                    assert not faults(model, found), (seed, party, concept)


def test_a_long_way_of_small_improvements_is_walked_to_its_end() -> None:
    """A staircase: two others take turns, each step the only one and an improvement, and the last state is bad."""
    length = 32
    feasible = np.zeros((2, length, length), dtype=np.bool_)
    ranks = np.ones((2, length, length), dtype=np.uint16)
    for place in range(2 * length - 1):
        row, column = (place + 1) // 2, place // 2
        feasible[1, row, column] = True
        ranks[1, row, column] = place + 1
    feasible[0, 0, 0] = True
    own = np.full((2, length, length), 3, dtype=np.uint16)
    own[0, 0, 0], own[1, length - 1, length - 1] = 2, 1
    names = tuple(tuple(f"{owner}{number}" for number in range(5)) for owner in "ab")
    model = OptionForm(
        ("i", "a", "b"), (("x",), *names), ((BOTH,), (BOTH,) * 5, (BOTH,) * 5), feasible, (own, ranks, ranks)
    )
    for concept in ("seq", "sseq"):
        found = witness(model, 0, 0, concept)
        assert found.stable
        assert len(found.deterrences[0].steps) == 2 * length - 2
        assert not faults(model, found)
