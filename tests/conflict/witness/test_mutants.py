"""Likely mistakes in the search for responses, made on purpose: the definitions, or the checker, catch each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from commonground.conflict.model.contract import CONCEPTS, Model
from commonground.conflict.witness import by_layers, by_pairs, witness
from commonground.conflict.witness.question import Question
from tests.conflict.literal import Definitions
from tests.conflict.random_models import graph_forms, option_forms
from tests.conflict.witness.checker import faults

Change = Callable[[pytest.MonkeyPatch], None]


def irreversible_the_wrong_way(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(by_layers, "BACKWARDS", {way: way for way in by_layers.BACKWARDS})


def a_tie_does_not_deter(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Question, "not_better", lambda self, states: self.model.rank(self.party)[states] < self.here)


def no_escape_is_looked_for(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Question, "escapes", property(lambda self: False))


def every_response_counts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Question, "improving", property(lambda self: False))


def nobody_answers_but_once(patch: pytest.MonkeyPatch) -> None:
    """A single move of a single opponent, as in a program whose results were published."""
    grow = by_layers._Slab.grow
    patch.setattr(by_layers._Slab, "grow", lambda self: self.depth == 0 and grow(self))


def the_same_mover_twice(patch: pytest.MonkeyPatch) -> None:
    steps = by_pairs._steps
    patch.setattr(by_pairs, "_steps", lambda question, pair: steps(question, (pair[0], by_pairs.NOBODY)))


def stands_on_what_cannot_be(patch: pytest.MonkeyPatch) -> None:
    made = by_layers._Slab.__init__

    def without_mask(self: Any, *args: Any) -> None:
        made(self, *args)
        self.feasible = None

    patch.setattr(by_layers._Slab, "__init__", without_mask)


def a_worse_step_serves(patch: pytest.MonkeyPatch) -> None:
    """Each step compared with nothing but whether there is one: ranks upside down."""
    spread = by_layers._Slab._spread
    patch.setattr(by_layers._Slab, "_spread", lambda self, last, mover: ~spread(self, last, mover) & ~last)


MISTAKES: list[Change] = [
    irreversible_the_wrong_way,
    a_tie_does_not_deter,
    no_escape_is_looked_for,
    every_response_counts,
    nobody_answers_but_once,
    the_same_mover_twice,
    stands_on_what_cannot_be,
    a_worse_step_serves,
]


def _caught(count: int) -> bool:
    pairs = zip(option_forms(count), graph_forms(count), strict=True)
    models: list[Model] = [model for one, two in pairs for model in (one[1], two[1])]
    for model in models:
        definitions = Definitions(model)
        states = model.states().tolist()
        for party in definitions.everybody:
            for concept in CONCEPTS:
                for state in states[:: max(1, len(states) // 5)]:
                    try:
                        found = witness(model, state, party, concept)
                    except StopIteration:  # no way back from where the search says that it came
                        return True
                    if found.stable is not definitions.is_stable(party, concept, state) or faults(model, found):
                        return True
    return False


def test_unchanged_nothing_is_caught() -> None:
    assert not _caught(20)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.__name__)
def test_it_is_caught(mistake: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    mistake(monkeypatch)
    assert _caught(200)
