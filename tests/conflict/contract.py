"""What every stability back end must pass. A back end's tests are this class with ``make`` written::

class TestArray(BackEndContract):
    graph_form = False

    def make(self, model): return ArrayBackEnd(model)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pytest

from commonground.conflict.model.contract import CONCEPTS
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.option_form import OptionForm
from tests.agreement.often import often
from tests.conflict import by_hand
from tests.conflict.literal import Definitions
from tests.conflict.random_models import graph_forms, option_forms

if TYPE_CHECKING:
    from commonground.conflict.model.contract import BackEnd, Concept, Model

__all__ = ["BackEndContract", "found"]

CHAIN: tuple[tuple[Concept, Concept], ...] = (
    ("nash", "sseq"),
    ("sseq", "smr"),
    ("sseq", "seq"),
    ("smr", "gmr"),
    ("seq", "gmr"),
)


def found(back_end: BackEnd, party: int, concept: Concept) -> frozenset[int]:
    """The states that a back end calls stable."""
    return frozenset(np.flatnonzero(back_end.stable(party, concept)).tolist())


def names(model: Model, states: Iterable[int]) -> set[str]:
    return {model.name(state) for state in states}


class BackEndContract:
    """Subclasses say how a back end is made and which forms it takes."""

    option_form = True
    graph_form = True
    count = 400  # random models of each form held to the definitions; COMMONGROUND_TIMES multiplies
    few = 80  # and for what is asked besides
    start = 0  # first seed, so that suites may look at different models

    def make(self, model: OptionForm | GraphForm) -> BackEnd:
        raise NotImplementedError

    def models(self, count: int) -> Iterator[tuple[int, OptionForm | GraphForm]]:
        optional = option_forms(often(count), self.start) if self.option_form else ()
        graphs = graph_forms(often(count), self.start) if self.graph_form else ()
        return chain(optional, graphs)

    def test_it_says_what_the_definitions_say(self) -> None:
        for seed, model in self.models(self.count):
            back_end, definitions = self.make(model), Definitions(model)
            for party in range(len(model.parties)):
                for concept in CONCEPTS:
                    said, true = found(back_end, party, concept), definitions.stable(party, concept)
                    assert said == true, (type(model).__name__, seed, party, concept)

    def test_stronger_concepts_are_inside_weaker_ones(self) -> None:
        for seed, model in self.models(self.few):
            back_end = self.make(model)
            for party in range(len(model.parties)):
                said = {concept: back_end.stable(party, concept) for concept in CONCEPTS}
                for narrow, wide in CHAIN:
                    assert not (said[narrow] & ~said[wide]).any(), (seed, party, narrow, wide)

    def test_an_answer_is_a_flat_array_that_is_false_where_nothing_can_be(self) -> None:
        for _, model in self.models(self.few):
            back_end = self.make(model)
            outside = np.setdiff1d(np.arange(model.size), model.states())
            for concept in CONCEPTS:
                answer = back_end.stable(0, concept)
                assert answer.shape == (model.size,)
                assert answer.dtype == np.bool_
                assert not answer[outside].any()

    def test_the_model_stays_as_it_was_and_the_answer_too(self) -> None:
        for _, model in self.models(self.few):
            before = [model.rank(party).copy() for party in range(len(model.parties))]
            back_end = self.make(model)
            asked = [(party, concept) for party in range(len(model.parties)) for concept in CONCEPTS]
            first = [back_end.stable(*each).copy() for each in asked]
            again = [back_end.stable(*each) for each in reversed(asked)]
            assert all(np.array_equal(one, two) for one, two in zip(first, reversed(again), strict=True))
            assert all(np.array_equal(model.rank(party), ranks) for party, ranks in enumerate(before))

    def test_a_party_that_cannot_move_is_stable_everywhere(self) -> None:
        seen = 0
        for _, model in self.models(self.few):
            still = [p for p in range(len(model.parties)) if not any(_can_move(model, p, s) for s in _ints(model))]
            for party in still:
                seen += 1
                back_end = self.make(model)
                assert all(back_end.stable(party, concept).sum() == model.count for concept in CONCEPTS)
        assert seen

    @pytest.mark.parametrize("concept", CONCEPTS)
    def test_prisoners_dilemma(self, concept: Concept) -> None:
        self._needs_options()
        model = by_hand.options(
            {"row": ["defect"], "column": ["defect too"]},
            {"row": ["YN", "NN", "YY", "NY"], "column": ["NY", "NN", "YY", "YN"]},
        )
        back_end = self.make(model)
        both = found(back_end, 0, concept) & found(back_end, 1, concept)
        assert names(model, both) == ({"YY"} if concept == "nash" else {"YY", "NN"})

    def test_an_opponent_may_move_again_after_another_moved(self) -> None:
        """A, B, A: B's move is open only after A's first, and A's second only after B's."""
        self._needs_options()
        own = {"focal": ["gain"], "A": ["a1", "a2"], "B": ["b"]}
        rankings: dict[str, by_hand.Ranking] = {
            "focal": ["YNNN", "YYNN", "YYNY", "NNNN", "YNYY"],
            "A": ["YNYY", ["YYNN", "YYNY"]],
            "B": ["YYNY"],
        }
        outside = ["N--Y", "NY--", "N-Y-", "YNNY", "YYY-", "Y-YN"]
        back_end = self.make(by_hand.options(own, rankings, outside))
        assert [bool(back_end.stable(0, c)[0]) for c in CONCEPTS] == [False, True, True, True, True]
        without = self.make(by_hand.options(own, rankings, [*outside, "YYNY"]))
        assert not any(without.stable(0, c)[0] for c in CONCEPTS)

    def test_a_response_that_leaves_it_level_deters(self) -> None:
        self._needs_options()
        for last, deters in ((["NN", "YY"], True), (["YY", "NN"], False)):
            ranking = ["YN", last, "NY"] if deters else ["YN", *last, "NY"]
            model = by_hand.options({"i": ["x"], "j": ["y"]}, {"i": ranking, "j": [["NY", "YY"]]})
            back_end = self.make(model)
            assert bool(back_end.stable(0, "gmr")[0]) is deters
            assert bool(back_end.stable(0, "seq")[0]) is deters

    def test_a_tie_is_no_improvement(self) -> None:
        self._needs_options()
        model = by_hand.options({"i": ["x"], "j": ["y"]}, {"i": [["YN", "NN"], "YY", "NY"], "j": [["NY", "YY"]]})
        assert self.make(model).stable(0, "nash").tolist() == [True, False, True, True]

    def test_a_move_fails_when_one_of_its_changes_is_forbidden(self) -> None:
        self._needs_options()
        both = {"i": ["sign", "arm"], "j": ["wait"]}
        ranks = {"i": [["NYN", "NYY"], ["YNN", "YNY"]], "j": [["NYN"]]}
        free = self.make(by_hand.options(both, ranks, infeasible=["YY-", "NN-"]))
        bound = self.make(by_hand.options(both, ranks, infeasible=["YY-", "NN-"], ways={"sign": "once taken"}))
        other = self.make(by_hand.options(both, ranks, infeasible=["YY-", "NN-"], ways={"arm": "once dropped"}))
        back = self.make(by_hand.options(both, ranks, infeasible=["YY-", "NN-"], ways={"sign": "once dropped"}))
        assert [bool(each.stable(0, "nash")[4]) for each in (free, bound, other, back)] == [False, True, True, False]

    def test_one_party_jumps_over_what_is_infeasible_and_two_do_not(self) -> None:
        self._needs_options()
        alone = by_hand.options(
            {"i": ["x"], "j": ["y", "z"]}, {"i": ["YNN", "NNN"], "j": [["YYY"]]}, infeasible=["-YN", "-NY"]
        )
        assert self.make(alone).stable(0, "gmr")[0]
        apart = by_hand.options(
            {"i": ["x"], "j": ["y"], "k": ["z"]},
            {"i": ["YNN", "NNN"], "j": [["YYY"]], "k": [["YYY"]]},
            infeasible=["-YN", "-NY"],
        )
        assert not self.make(apart).stable(0, "gmr")[0]

    def test_arcs_need_not_compose(self) -> None:
        self._needs_arcs()
        model = by_hand.graph(
            ["home", "out", "near", "far"],
            {"i": ["home out"], "j": ["out near", "near far"]},
            {"i": ["out", "near", "home", "far"], "j": [["home", "out", "near", "far"]]},
        )
        assert not self.make(model).stable(0, "gmr")[0]

    def test_a_response_may_bring_it_back_to_where_it_left(self) -> None:
        self._needs_arcs()
        model = by_hand.graph(
            ["home", "out"], {"i": ["home out"], "j": ["out home"]}, {"i": ["out", "home"], "j": ["home", "out"]}
        )
        assert [bool(self.make(model).stable(0, c)[0]) for c in CONCEPTS] == [False, True, False, True, False]

    def _needs_options(self) -> None:
        if not self.option_form:
            pytest.skip("takes graph form only")

    def _needs_arcs(self) -> None:
        if not self.graph_form:
            pytest.skip("takes option form only")


def _can_move(model: Model, party: int, state: int) -> bool:
    return next(model.moves(party, state), None) is not None


def _ints(model: Model) -> list[int]:
    return [int(state) for state in model.states()]
