"""Coalition stability held to its definitions on both forms, with both readings of credible responses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonground.conflict.coalitions import CoalitionBackEnd, CoalitionConcept, CoalitionStability, Reading, columns
from commonground.conflict.coalitions import back_end as module
from commonground.conflict.model.contract import Model
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.sparse import SparseBackEnd
from commonground.errors import UsageError
from tests.agreement.often import often
from tests.conflict import by_hand
from tests.conflict.literal import Definitions, States, parts
from tests.conflict.random_models import both_forms, graph_forms, option_forms

ASKED: tuple[tuple[CoalitionConcept, Reading, str], ...] = (
    ("cnash", "subcoalitions", "cnash"),
    ("cgmr", "subcoalitions", "cgmr"),
    ("csmr", "subcoalitions", "csmr"),
    ("cseq", "subcoalitions", "cseq"),
    ("cseq", "individual", "cseq-individual"),
)
READINGS: tuple[Reading, ...] = ("subcoalitions", "individual")
DILEMMA = by_hand.options(
    {"row": ["defect"], "column": ["defect too"]},
    {"row": ["YN", "NN", "YY", "NY"], "column": ["NY", "NN", "YY", "YN"]},
)


def found(answer: CoalitionStability) -> States:
    assert answer.stable is not None, answer.why
    return frozenset(np.flatnonzero(answer.stable).tolist())


@pytest.mark.parametrize("return_deters", [True, False])
def test_it_says_what_the_definitions_say(return_deters: bool) -> None:
    switch = "deters" if return_deters else "does not deter"
    inside = 0
    for seed, model in both_forms(often(55 if return_deters else 30), start=60_000 if return_deters else 61_000):
        literal = Definitions(model, return_deters)
        back_end = CoalitionBackEnd(model, back_to_start=switch)  # type: ignore[arg-type]
        for members in parts(literal.everybody):
            for concept, reading, name in ASKED:
                said, true = found(back_end.stable(members, concept, reading)), literal.coalition_stable(members, name)
                assert said == true, (type(model).__name__, seed, members, name)
                one = int(model.states()[seed % model.count])
                assert back_end.stays(members, concept, one, reading) == (one in true)
                inside += len(members) > 1 and 0 < len(said) < model.count
    assert inside > 100


def test_with_hand_made_moves_the_switch_and_the_reading_matter() -> None:
    switch = reading = 0
    for _, model in graph_forms(60, start=62_000):
        logical, matrix = CoalitionBackEnd(model), CoalitionBackEnd(model, back_to_start="does not deter")
        for members in parts(range(len(model.parties))):
            switch += found(logical.stable(members, "cgmr")) != found(matrix.stable(members, "cgmr"))
            both = (found(logical.stable(members, "cseq", each)) for each in READINGS)
            reading += len(set(both)) == 2
    assert switch > 5
    assert reading > 5


def test_a_coalition_of_one_is_a_party() -> None:
    for seed, model in both_forms(often(60), start=63_000):
        alone, together = SparseBackEnd(model), CoalitionBackEnd(model)
        for party in range(len(model.parties)):
            for concept, reading, name in (*ASKED[:3], ASKED[4]):
                single = alone.stable(party, name.removesuffix("-individual")[1:])  # type: ignore[arg-type]
                said = found(together.stable([party], concept, reading))
                assert said == frozenset(np.flatnonzero(single).tolist()), (seed, party, name)


def test_everybody_together_is_blocked_by_nobody() -> None:
    back_end = CoalitionBackEnd(DILEMMA)
    for concept, reading, _ in ASKED:
        assert found(back_end.stable((0, 1), concept, reading)) == {0, 1, 2}, "only from war can both do better"
        assert back_end.stable((1, 0, 1), concept, reading).members == (0, 1)


def test_universal_stability_is_that_of_every_coalition() -> None:
    for seed, model in both_forms(often(30), start=64_000):
        literal = Definitions(model)
        for concept, reading, name in ASKED:
            every = [literal.coalition_stable(members, name) for members in parts(literal.everybody)]
            said = CoalitionBackEnd(model).universally_stable(concept, reading)
            assert found(said) == frozenset.intersection(*every), (seed, name)
            assert said.members == literal.everybody


def test_the_states_may_be_asked_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """With memory for one word of columns at a time, a model of more than 64 states is asked in several blocks."""
    large = [model for _, model in option_forms(400, start=65_000) if model.count > 64][:4]
    assert len(large) == 4
    for model in large:
        asked = [(members, *each[:2]) for members in parts(range(len(model.parties))) for each in ASKED]
        whole = CoalitionBackEnd(model)
        at_once = [found(whole.stable(*each)) for each in asked]
        with monkeypatch.context() as patch:
            patch.setattr(columns, "MOST_WORDS", 1)
            blockwise = CoalitionBackEnd(model)
            assert [found(blockwise.stable(*each)) for each in asked] == at_once


def _wide(width: int) -> Model:
    names = {f"P{party}": [f"o{party}.{place}" for place in range(width // 3)] for party in range(3)}
    small = by_hand.options({party: own[:1] for party, own in names.items()}, {party: ["YYY"] for party in names})
    shape, both_ways = (1 << width // 3,) * 3, small.reversible[0][0]
    return replace(
        small,
        options=tuple(map(tuple, names.values())),
        reversible=((both_ways,) * (width // 3),) * 3,
        ranks=(np.ones(shape, dtype=np.uint16),) * 3,
    )


def test_past_the_bound_the_answer_is_that_it_was_not_computed() -> None:
    answer = CoalitionBackEnd(_wide(15)).stable((0, 1), "cgmr")
    assert (answer.computed, answer.stable) == (False, None)
    assert answer.why == "The model has 32,768 states, and coalitions are asked about up to 16,384."
    said = answer.to_dict(_wide(15))
    assert (said["computed"], said["stable"], said["members"]) == (False, None, ["P0", "P1"])
    assert CoalitionBackEnd(_wide(15)).stays((0, 1), "cgmr", 0) is None
    assert CoalitionBackEnd(_wide(15)).universally_stable("cnash").why == answer.why


def test_graph_form_has_the_same_bound() -> None:
    count = (1 << 14) + 1
    none, same = np.zeros((0, 2), dtype=np.intp), np.ones(count, dtype=np.uint16)
    large = GraphForm(("i", "j"), tuple(map(str, range(count))), (none, none), (same, same))
    assert not CoalitionBackEnd(large).stable((0, 1), "cnash").computed


def test_more_improvements_than_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_MOVES", 3)
    model = next(model for _, model in option_forms(200, start=66_000) if len(model.parties) == 4 and model.count > 16)
    answer = CoalitionBackEnd(model).stable((0,), "cseq")
    assert answer.why == "The coalitions among the others have more than 3 improvements."
    assert CoalitionBackEnd(model).stable((0,), "cseq", "individual").computed


def test_seven_parties_are_too_many_for_every_coalition() -> None:
    own = {f"P{party}": [f"o{party}"] for party in range(7)}
    seven = by_hand.options(own, {party: ["YYYYYYY"] for party in own})
    answer = CoalitionBackEnd(seven).universally_stable("cnash")
    assert answer.why == "7 parties make 127 coalitions; all are asked up to 6 parties."
    assert CoalitionBackEnd(seven).stable(range(7), "cnash").computed


def test_as_a_dictionary_with_names() -> None:
    assert CoalitionBackEnd(DILEMMA).stable((0, 1), "cseq").to_dict(DILEMMA) == {
        "members": ["row", "column"],
        "concept": "cseq",
        "how": "subcoalitions",
        "computed": True,
        "why": None,
        "stable": ["NN", "NY", "YN"],
    }
    assert CoalitionBackEnd(DILEMMA).stable((0, 1), "cgmr").how is None


@pytest.mark.parametrize("members", [(), (2,), (-1, 0)])
def test_a_coalition_of_others_is_refused_in_a_sentence(members: tuple[int, ...]) -> None:
    with pytest.raises(
        UsageError, match=r"one member or more, each a party of the model\. Expected: some of row, column"
    ):
        CoalitionBackEnd(DILEMMA).stable(members, "cnash")


def test_progress_ends_at_the_whole() -> None:
    told: list[float] = []
    CoalitionBackEnd(DILEMMA, progress=lambda share, _: told.append(share)).stable((0,), "cgmr")
    assert told[-1] == 1
