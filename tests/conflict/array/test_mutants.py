"""Misreadings of the kernel, each made by swapping one small operation, and each caught by the random models.

Were one of them not caught, the models would be too tame to show that the kernel is right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from commonground.conflict.array import ArrayBackEnd, any_moves, back_end, fixpoint, improving, labels
from commonground.conflict.array.levels import Labels
from commonground.conflict.array.one_way import Ways, along_axis
from commonground.conflict.model.contract import CONCEPTS, Concept
from commonground.conflict.model.option_form import OptionForm
from tests.conflict.contract import found
from tests.conflict.literal import Definitions
from tests.conflict.random_models import option_forms

MODELS = 60
Swap = Callable[[pytest.MonkeyPatch], None]


def _caught(concepts: tuple[Concept, ...] = CONCEPTS) -> bool:
    for _, form in option_forms(MODELS):
        said, model = Definitions(form), ArrayBackEnd(form)
        for party in said.everybody:
            for concept in concepts:
                if found(model, party, concept) != said.stable(party, concept):
                    return True
    return False


def _both_ways(form: OptionForm, party: int) -> Ways:
    return tuple("both ways" for _ in form.options[party])


def _unmasked(values: Labels, feasible: Any, kind: np.dtype[Any]) -> Labels:
    return values.astype(kind)


def _own_maximum_not_masked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(labels, "floored", _unmasked)


def _outer_maximum_not_masked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(back_end, "floored", _unmasked)


def _irreversibility_ignored(patch: pytest.MonkeyPatch) -> None:
    for module in (back_end, labels):
        patch.setattr(module, "ways_of", _both_ways)


def _label_not_infinite_where_infeasible(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(labels, "ceiled", _unmasked)


def _one_sweep_only(patch: pytest.MonkeyPatch) -> None:
    def once(pairs: Labels, sweeps: Any, tell: Any) -> None:
        for sweep in sweeps:
            fixpoint._sweep(pairs, sweep, fixpoint._Waiting(sweep.lines), [])

    patch.setattr(back_end, "lower_until_still", once)


def _escape_over_what_is_irreversible(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(labels, "ways_of", _both_ways)


def _no_reset_after_a_sweep(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(any_moves, "back_to_infinity", lambda after, before: after)


def _reset_after_each_bit(patch: pytest.MonkeyPatch) -> None:
    def bit_by_bit(values: Labels, axis: int, ways: Ways, best: np.ufunc) -> Labels:
        infeasible = values == np.iinfo(values.dtype).max
        for place, way in enumerate(ways):
            single = tuple(way if other == place else "once taken" for other in range(len(ways)))
            free = values.reshape(-1, *(2 for _ in ways), int(np.prod(values.shape[axis + 1 :], dtype=int)))
            moved = _one_bit(free, place + 1, single[place], best).reshape(values.shape)
            values = np.where(infeasible, np.iinfo(values.dtype).max, moved).astype(values.dtype)
        return values

    patch.setattr(any_moves, "along_axis", bit_by_bit)


def _one_bit(values: Labels, axis: int, way: str, best: np.ufunc) -> Labels:
    without, taken = np.take(values, [0], axis), np.take(values, [1], axis)
    either = best(without, taken)
    return np.concatenate(
        [without if way == "once dropped" else either, taken if way == "once taken" else either], axis=axis
    )


def _ties_improve(patch: pytest.MonkeyPatch) -> None:
    def next_place(ranks: Labels) -> Any:
        above = np.broadcast_to(np.arange(1, len(ranks) + 1)[:, None], ranks.shape) % len(ranks)
        return np.where(ranks == 0, 0, above)

    patch.setattr(improving, "first_above", next_place)


def _ties_do_not_deter(patch: pytest.MonkeyPatch) -> None:
    real = along_axis

    def raised(values: Labels, axis: int, ways: Ways, best: np.ufunc) -> Labels:
        return real(values, axis, ways, best) + (best is np.maximum)

    patch.setattr(back_end, "along_axis", raised)


MUTANTS: dict[str, Swap] = {
    "own maximum not masked": _own_maximum_not_masked,
    "outer maximum not masked": _outer_maximum_not_masked,
    "irreversibility ignored": _irreversibility_ignored,
    "label not +inf at infeasible cells": _label_not_infinite_where_infeasible,
    "one sweep only": _one_sweep_only,
    "escape two-way over an irreversible axis": _escape_over_what_is_irreversible,
    "no reset to +inf after a sweep": _no_reset_after_a_sweep,
    "accumulator reset after each bit": _reset_after_each_bit,
    "a tie is an improvement": _ties_improve,
    "a tie does not deter": _ties_do_not_deter,
}


@pytest.mark.parametrize("misreading", MUTANTS)
def test_a_misreading_is_caught(misreading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    MUTANTS[misreading](monkeypatch)
    assert _caught()


def test_what_is_not_misread_is_not_caught() -> None:
    assert not _caught()


def test_the_bit_by_bit_mutant_is_right_but_for_its_reset(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it is the reset that is caught: where everything is feasible, it does what the kernel does."""
    _reset_after_each_bit(monkeypatch)
    draw = np.random.default_rng(0)
    some: list[Ways] = [("both ways", "once taken", "once dropped"), ("once taken", "once taken"), ("both ways",)]
    for ways in some:
        values = draw.integers(0, 100, (1 << len(ways), 5)).astype(np.uint16)
        mutant = vars(any_moves)["along_axis"](values, 0, ways, np.minimum)
        assert np.array_equal(mutant, along_axis(values, 0, ways, np.minimum))
