"""Witnesses say what the definitions say, and each is shown by the model alone."""

from __future__ import annotations

import pytest

from commonground.conflict.model.contract import CONCEPTS, EVERY_CONCEPT, Concept, Model
from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.witness import Witness, witness
from commonground.conflict.witness.by_layers import answer_by_layers
from commonground.conflict.witness.by_pairs import answer_by_pairs
from commonground.conflict.witness.own_moves import improvements_of, own_moves, strategy, strategy_before
from commonground.conflict.witness.question import Question
from commonground.errors import UsageError
from tests.agreement.often import often
from tests.conflict import by_hand
from tests.conflict.known import elmira, prisoners
from tests.conflict.literal import Definitions
from tests.conflict.random_models import both_forms, graph_forms, option_forms
from tests.conflict.witness.checker import faults

SHOWN = 5  # states asked about in one model, spread over it


def _asked(model: Model) -> list[int]:
    states: list[int] = model.states().tolist()
    return states[:: max(1, len(states) // SHOWN)]


def test_every_verdict_is_that_of_the_definitions_and_its_witness_is_accepted() -> None:
    seen = {True: 0, False: 0}
    for seed, model in both_forms(often(150)):
        definitions = Definitions(model)
        concepts = EVERY_CONCEPT if isinstance(model, OptionForm) else CONCEPTS
        for party in definitions.everybody:
            for concept in concepts:
                for state in _asked(model):
                    found = witness(model, state, party, concept)
                    assert found.stable is definitions.is_stable(party, concept, state), (seed, party, concept, state)
                    assert not faults(model, found), (type(model).__name__, seed, party, concept, state)
                    seen[found.stable] += bool(found.deterrences or found.opening)
    assert min(seen.values()) > 500


def test_a_return_that_does_not_count_deters_nobody() -> None:
    differs = 0
    for seed, model in graph_forms(often(120)):
        definitions = Definitions(model, return_deters=False)
        for party in definitions.everybody:
            for concept in CONCEPTS:
                for state in _asked(model):
                    found = witness(model, state, party, concept, "does not deter")
                    assert found.stable is definitions.is_stable(party, concept, state), (seed, party, concept, state)
                    assert not faults(model, found), (seed, party, concept, state)
                    differs += found.stable is not witness(model, state, party, concept).stable
    assert differs > 20


def test_both_searches_find_equally_short_ways_to_the_same_end() -> None:
    longest = 0
    for seed, model in option_forms(often(120)):
        for party in range(len(model.parties)):
            for concept in CONCEPTS[1:]:
                for state in _asked(model):
                    for improvement in improvements_of(model, party, state):
                        question = Question(model, party, state, concept, "deters", 10**9)
                        one = answer_by_layers(question, model, improvement)
                        two = answer_by_pairs(question, improvement)
                        assert one.ends.tolist() == two.ends.tolist(), (seed, party, concept, state)
                        assert (one.steps is None) is (two.steps is None)
                        if one.steps and two.steps:
                            assert len(one.steps) == len(two.steps)
                            assert one.steps[-1].end == two.steps[-1].end
                            longest = max(longest, len(one.steps))
    assert longest > 3


def test_own_moves_at_once_are_those_one_by_one() -> None:
    for seed, model in both_forms(often(120)):
        for party in range(len(model.parties)):
            for state in _asked(model):
                assert own_moves(model, party, state).tolist() == list(model.moves(party, state)), seed


def test_where_a_move_can_have_come_from() -> None:
    for seed, model in option_forms(often(60)):
        free = OptionForm(model.parties, model.options, model.reversible, None, model.ranks)
        for party in range(len(model.parties)):
            for state in range(0, model.size, 7):
                own = strategy(model, party, state)
                before = {
                    strategy(model, party, start)
                    for start in range(model.size)
                    if start == state or state in set(free.moves(party, start))
                }
                assert before == set(strategy_before(model, party, own).tolist()), seed


def test_the_best_improvement_is_asked_about_first() -> None:
    model = by_hand.options({"i": ["x", "y"], "j": ["z"]}, {"i": ["YYN", "YNN", "NNN"], "j": [["NNN"]]})
    found = witness(model, model.number("NNN"), 0, "nash")
    assert found.opening is not None
    assert model.name(found.opening.improvement) == "YYN"


def test_a_b_a_is_one_sequence() -> None:
    model = by_hand.options(
        {"focal": ["gain"], "A": ["a1", "a2"], "B": ["b"]},
        {
            "focal": ["YNNN", "YYNN", "YYNY", "NNNN", "YNYY"],
            "A": ["YNYY", ["YYNN", "YYNY"]],
            "B": ["YYNY"],
        },
        ["N--Y", "NY--", "N-Y-", "YNNY", "YYY-", "Y-YN"],
    )
    found = witness(model, 0, 0, "seq")
    assert found.to_dict()["deterrences"] == [
        {
            "improvement": "YNNN",
            "steps": [
                {"mover": "A", "from": "YNNN", "to": "YYNN"},
                {"mover": "B", "from": "YYNN", "to": "YYNY"},
                {"mover": "A", "from": "YYNY", "to": "YNYY"},
            ],
            "end": "YNYY",
            "own_moves": None,
            "best": None,
        }
    ]
    assert not faults(model, found)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_known_conflicts(concept: Concept) -> None:
    for model in (elmira(), prisoners()):
        definitions = Definitions(model)
        for party in definitions.everybody:
            for state in definitions.all_states:
                found = witness(model, state, party, concept)
                assert found.stable is definitions.is_stable(party, concept, state)
                assert not faults(model, found)


def test_past_the_bound_nothing_is_claimed() -> None:
    model = prisoners()
    found = witness(model, model.number("YY"), 0, "gmr", most=1)
    assert found.stable is None
    assert found.why_not == "the search would look at more than 1 places"
    assert not found.deterrences
    assert found.opening is None
    graph = by_hand.graph(["s", "t"], {"a": ["s t"], "b": ["t s"]}, {"a": ["t", "s"], "b": ["s", "t"]})
    assert witness(graph, 0, 0, "gmr", most=0).stable is None
    assert witness(graph, 0, 0, "gmr", most=1).stable


def test_simultaneous_answers_need_options() -> None:
    graph = by_hand.graph(["s", "t"], {"a": ["s t"], "b": []}, {"a": ["t", "s"], "b": ["s", "t"]})
    found = witness(graph, 0, 0, "sim")
    assert found.stable is None
    assert found.why_not == "simultaneous answers are defined for options only, and this model has none"


def test_progress_tells_of_each_improvement() -> None:
    model = by_hand.options({"i": ["x", "y"], "j": ["z"]}, {"i": ["YYN", "YNN", "NNN"], "j": [["NNN"]]})
    told: list[tuple[float, str]] = []
    witness(model, 0, 0, "gmr", progress=lambda share, doing: told.append((share, doing)))
    assert told == [(0.0, "What answers i can expect"), (0.5, "What answers i can expect")]


def test_bad_questions_are_refused() -> None:
    model = by_hand.options({"i": ["x"], "j": ["y"]}, {"i": ["YN"], "j": ["YN"]}, ["YY"])
    with pytest.raises(UsageError, match=r"There is no concept 'smrr'.*Did you mean “smr”\?"):
        witness(model, 0, 0, "smrr")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="YY is no state of this conflict, or no feasible one"):
        witness(model, 3, 0, "smr")
    with pytest.raises(UsageError, match="9 is no state of this conflict"):
        witness(model, 9, 0, "smr")


def test_a_witness_is_plain_data() -> None:
    model = prisoners()
    found: Witness = witness(model, model.number("NY"), 1, "smr")
    assert found.to_dict() == {
        "party": "two",
        "state": "NY",
        "concept": "smr",
        "back_to_start": "deters",
        "stable": False,
        "own_moves": 1,
        "deterrences": [],
        "opening": {"improvement": "NN", "responses": 1, "not_better": 0, "escapes": []},
        "why_not": None,
    }
