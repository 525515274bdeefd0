"""The slow twin held to what follows from the definitions, so that a slip in it is not taken for the truth."""

from __future__ import annotations

from itertools import chain

from commonground.conflict.model.contract import CONCEPTS
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.option_form import OptionForm
from tests.conflict import by_hand
from tests.conflict.literal import Definitions, parts
from tests.conflict.random_models import both_forms, graph_forms, option_forms

DILEMMA = by_hand.options(
    {"row": ["defect"], "column": ["defect too"]},
    {"row": ["YN", "NN", "YY", "NY"], "column": ["NY", "NN", "YY", "YN"]},
)


def test_the_dilemma_by_hand() -> None:
    said = Definitions(DILEMMA)
    keep, row_leaves, column_leaves, war = (DILEMMA.number(name) for name in ("NN", "YN", "NY", "YY"))
    assert said.reach((0, 1), keep) == {keep, row_leaves, column_leaves, war}
    assert said.reach((0, 1), keep, improving=True) == {row_leaves, column_leaves, war}
    assert said.equilibria("nash") == {war}
    assert all(said.equilibria(concept) == {keep, war} for concept in CONCEPTS[1:])
    assert said.equilibria("sim") == {keep, war}
    assert said.coalition_improvements((0, 1), war) == {keep}
    assert said.coalition_stable((0, 1), "cnash") == {keep, row_leaves, column_leaves}
    assert said.coalition_stable((0, 1), "cgmr") == {keep, row_leaves, column_leaves}, "nobody is left to block"
    assert said.merged([(0, 1)]).stable(0, "gmr") == {keep, row_leaves, column_leaves}


def test_nobody_moves_twice_in_succession() -> None:
    line = by_hand.graph(
        ["a", "b", "c", "d"],
        {"i": ["a b", "b c", "c d"], "j": ["c b"]},
        {"i": ["a", "b", "c", "d"], "j": ["a", "b", "c", "d"]},
    )
    assert Definitions(line).reach((0,), 0) == {1}
    assert Definitions(line).reach((0, 1), 0) == {1}
    assert Definitions(line).reach((0, 1), 1) == {2, 1}
    assert Definitions(line).reach((0, 1), 2) == {1, 2, 3}


def test_a_coalition_of_one_and_a_block_of_one_are_a_party() -> None:
    for _, form in option_forms(40):
        said = Definitions(form)
        alone = said.merged([(party,) for party in said.everybody])
        for party in said.everybody:
            for concept in CONCEPTS:
                assert alone.stable(party, concept) == said.stable(party, concept)
    for _, model in both_forms(60):
        said = Definitions(model)
        for party in said.everybody:
            for concept, coalition in (("nash", "cnash"), ("gmr", "cgmr"), ("smr", "csmr"), ("seq", "cseq")):
                if coalition != "cseq" or len(said.everybody) == 2:
                    assert said.coalition_stable((party,), coalition) == said.stable(party, concept)
            assert said.coalition_stable((party,), "cseq-individual") == said.stable(party, "seq")


def test_both_readings_of_cseq_are_between_cnash_and_cgmr_and_differ() -> None:
    """In graph form the reading by coalition improvements can leave cgmr: {A} and then {A, B} may let A move twice."""
    differ = outside = 0
    models: chain[tuple[int, OptionForm | GraphForm]] = chain(option_forms(20), graph_forms(70))
    for _, model in models:
        said = Definitions(model)
        for coalition in parts(said.everybody):
            nash, gmr, several, single = (
                said.coalition_stable(coalition, concept) for concept in ("cnash", "cgmr", "cseq", "cseq-individual")
            )
            assert nash <= several
            assert nash <= single <= gmr
            assert several <= gmr or isinstance(model, GraphForm)
            differ += several != single
            outside += not several <= gmr
    assert differ
    assert outside


def test_a_response_back_to_the_start_is_where_logical_and_matrix_form_differ() -> None:
    differ = {"option": 0, "graph": 0}
    for name, models in (("option", option_forms(100)), ("graph", graph_forms(100))):
        for _, model in models:
            logical, matrix = Definitions(model), Definitions(model, return_deters=False)
            differ[name] += any(
                logical.stable(party, concept) != matrix.stable(party, concept)
                for party in logical.everybody
                for concept in CONCEPTS
            )
    assert differ["option"] == 0
    assert differ["graph"] > 10
