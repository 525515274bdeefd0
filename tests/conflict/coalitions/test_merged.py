"""Blocks that move as one player."""

from __future__ import annotations

import numpy as np
import pytest

from commonground.conflict.coalitions import CoalitionBackEnd
from commonground.conflict.model.contract import CONCEPTS
from commonground.conflict.sparse import SparseBackEnd
from commonground.errors import UsageError
from tests.agreement.often import often
from tests.conflict import by_hand
from tests.conflict.coalitions.test_back_end import found
from tests.conflict.literal import Definitions, parts
from tests.conflict.random_models import option_forms


def test_it_says_what_the_definitions_say() -> None:
    differ = 0
    for seed, form in option_forms(often(70), start=70_000):
        literal, back_end = Definitions(form), CoalitionBackEnd(form)
        for members in parts(literal.everybody)[seed % 2 :: 2]:
            rest = [(party,) for party in literal.everybody if party not in members]
            true = literal.merged([members, *rest])
            for concept in CONCEPTS:
                said = found(back_end.merged([members], members, concept))
                assert said == true.stable(0, concept), (seed, members, concept)
            jumping, stepping = back_end.merged([members], members, "nash"), back_end.stable(members, "cnash")
            differ += found(jumping) != found(stepping)
    assert differ, "a jump over what is infeasible is no legal sequence"


def test_several_blocks_at_once() -> None:
    asked = 0
    for seed, form in option_forms(often(60), start=71_000):
        if len(form.parties) >= 4:
            literal, back_end = Definitions(form), CoalitionBackEnd(form)
            blocks = [(0, 3), (1, 2)]
            rest = [(party,) for party in range(4, len(form.parties))]
            for concept in CONCEPTS:
                said = back_end.merged(blocks, (2, 1), concept)
                assert said.how == "merged"
                true = literal.merged([*blocks, *rest]).stable(1, concept)
                assert found(said) == true, (seed, concept)
                asked += 1
    assert asked > 50


def test_without_blocks_it_is_individual_stability() -> None:
    for seed, form in option_forms(often(40), start=72_000):
        merged, single = CoalitionBackEnd(form), SparseBackEnd(form)
        for party in range(len(form.parties)):
            for concept in CONCEPTS:
                said = found(merged.merged([], [party], concept))
                assert said == frozenset(np.flatnonzero(single.stable(party, concept)).tolist()), (seed, party, concept)


def test_a_jump_needs_no_feasible_states_between() -> None:
    form = by_hand.options({"i": ["x"], "j": ["y"]}, {"i": ["YY", "NN"], "j": ["YY", "NN"]}, infeasible=["YN", "NY"])
    back_end = CoalitionBackEnd(form)
    assert found(back_end.stable((0, 1), "cnash")) == {0, 3}
    assert found(back_end.merged([(0, 1)], (0, 1), "nash")) == {3}


def test_what_is_not_computed_says_why() -> None:
    named = by_hand.graph(["a", "b"], {"i": ["a b"], "j": []}, {"i": ["b"], "j": ["b"]})
    answer = CoalitionBackEnd(named).merged([(0, 1)], (0, 1), "nash")
    assert answer.why == "Named states have no options that several parties could change in one move."
    form = next(form for _, form in option_forms(50) if len(form.parties) == 3)
    back_end = CoalitionBackEnd(form)
    assert back_end.merged([(0, 1)], (0, 1), "sim").why == "Simultaneous stability is not found for blocks."
    assert back_end.merged([(0, 1)], (0,), "gmr").why == "The parties asked about are none of the blocks."
    own = {f"P{party}": [f"o{party}.{place}" for place in range(7)] for party in range(2)}
    wide = by_hand.options(own, {"P0": [], "P1": []})
    why = "The model has up to 268,435,456 moves, and they are listed one by one only up to 33,554,432."
    assert CoalitionBackEnd(wide).merged([(0, 1)], (0, 1), "nash").why == why


def test_a_party_in_two_blocks_is_refused_in_a_sentence() -> None:
    form = next(form for _, form in option_forms(50) if len(form.parties) == 3)
    with pytest.raises(UsageError, match="P1 is in two blocks, and a party moves with one of them") as error:
        CoalitionBackEnd(form).merged([(0, 1), (1, 2)], (0, 1), "nash")
    assert error.value.problems[0].code == "unknown-coalition"
