"""The back end that lists moves: the shared contract on both forms, the named switch, and what it refuses."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from commonground.conflict.model.contract import CONCEPTS
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.option_form import OptionForm, Reversible
from commonground.conflict.sparse import SparseBackEnd
from commonground.errors import UsageError
from tests.agreement.often import often
from tests.conflict import by_hand
from tests.conflict.contract import BackEndContract, found
from tests.conflict.literal import Definitions
from tests.conflict.random_models import graph_forms, option_forms


class TestSparse(BackEndContract):
    count = 250
    start = 10_000

    def make(self, model: OptionForm | GraphForm) -> SparseBackEnd:
        return SparseBackEnd(model)


def test_a_return_to_the_start_that_does_not_deter() -> None:
    differ = 0
    for seed, model in graph_forms(often(400), start=20_000):
        back_end, definitions = SparseBackEnd(model, back_to_start="does not deter"), Definitions(model, False)
        logical = SparseBackEnd(model)
        for party in range(len(model.parties)):
            for concept in CONCEPTS:
                assert found(back_end, party, concept) == definitions.stable(party, concept), (seed, party, concept)
                differ += found(back_end, party, concept) != found(logical, party, concept)
    assert differ > 100


def test_in_option_form_nobody_else_can_lead_back_to_the_start() -> None:
    for seed, model in option_forms(often(60), start=20_000):
        logical, matrix = SparseBackEnd(model), SparseBackEnd(model, back_to_start="does not deter")
        for party in range(len(model.parties)):
            for concept in CONCEPTS:
                assert found(logical, party, concept) == found(matrix, party, concept), (seed, party, concept)


def test_a_long_line_of_turns() -> None:
    """Two opponents push on in turn for two thousand moves, and only the last state hurts."""
    last = 2_000
    names = ["home", *map(str, range(last))]
    pushes = [np.array([(k, k + 1) for k in range(1, last) if k % 2 == side], dtype=np.intp) for side in (0, 1)]
    ranks = np.full(last + 1, 3, dtype=np.uint16)
    ranks[0], ranks[last] = 2, 1
    same = np.ones(last + 1, dtype=np.uint16)
    line = GraphForm(("i", "j", "k"), tuple(names), (np.array([[0, 1]]), *pushes), (ranks, same, same))
    assert SparseBackEnd(line).stable(0, "gmr")[0]
    assert not SparseBackEnd(line).stable(0, "seq")[0]
    cut = dataclasses.replace(line, arcs=(line.arcs[0], pushes[0][:-1], pushes[1][:-1]))
    assert not SparseBackEnd(cut).stable(0, "gmr")[0]


def test_one_opponent_may_not_take_two_steps_and_two_may() -> None:
    states, moves = ["home", "out", "near", "far"], {"i": ["home out"], "j": ["out near", "near far"]}
    ranks: dict[str, by_hand.Ranking] = {"i": ["out", "near", "home", "far"], "j": [], "k": []}
    alone = by_hand.graph(states, {**moves, "k": []}, ranks)
    common = by_hand.graph(states, {**moves, "k": ["near far"]}, ranks)
    assert not SparseBackEnd(alone).stable(0, "gmr")[0]
    assert SparseBackEnd(common).stable(0, "gmr")[0]


def test_sim_is_refused_in_a_sentence() -> None:
    named = by_hand.graph(["a", "b"], {"i": ["a b"], "j": []}, {"i": ["a"], "j": ["b"]})
    with pytest.raises(
        UsageError, match=r"named states have none\. Expected: a case in option form, or one of nash"
    ) as error:
        SparseBackEnd(named).stable(0, "sim")
    assert error.value.problems[0].code == "no-sim"
    optional = by_hand.options({"i": ["x"], "j": ["y"]}, {"i": ["YY"], "j": ["NN"]})
    with pytest.raises(UsageError, match=r"not found from listed moves\. Expected: the array back end"):
        SparseBackEnd(optional).stable(0, "sim")


def _wide(*widths: int) -> OptionForm:
    shape = tuple(1 << width for width in widths)
    options = tuple(tuple(f"o{party}.{place}" for place in range(width)) for party, width in enumerate(widths))
    both_ways: Reversible = "both ways"
    ways = tuple((both_ways,) * width for width in widths)
    ranks = tuple(np.ones(shape, dtype=np.uint16) for _ in widths)
    return OptionForm(tuple(f"P{party}" for party in range(len(widths))), options, ways, None, ranks)


def test_more_states_than_are_listed_are_refused_in_a_sentence() -> None:
    with pytest.raises(
        UsageError, match="has 32,768 states, and moves are listed one by one only up to 16,384"
    ) as error:
        SparseBackEnd(_wide(7, 8))
    assert error.value.problems[0].code == "too-large-to-list"


def test_more_moves_than_are_listed_are_refused_before_they_are_listed() -> None:
    with pytest.raises(UsageError, match=r"has up to 134,250,496 moves, and they are listed one by one only"):
        SparseBackEnd(_wide(1, 13))


def test_progress_is_told_and_ends_at_the_whole() -> None:
    told: list[tuple[float, str]] = []
    model = next(model for _, model in graph_forms(1, start=7))
    SparseBackEnd(model, progress=lambda share, doing: told.append((share, doing))).stable(0, "smr")
    assert told
    assert all(0 <= share <= 1 for share, _ in told)
    assert told[-1] == (1, "following what the others can do")
