"""The best or the least along one axis over what a party's allowed moves reach, the cell itself included.

A party's strategies are the numbers 0 to 2^bits - 1 along its axis, so the axis can be split into one for each option.
Options that can be changed both ways are reduced away. Then one option after the other: along one that can only be
taken, only cells without it look across; along one that can only be dropped, only cells with it. After the last one
each cell holds the value over the whole subcube that its allowed moves reach. What passes between two options may stand
on an infeasible cell, because one move may change several options.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from commonground.conflict.array.levels import Labels
from commonground.conflict.model.option_form import OptionForm, Reversible

__all__ = ["Ways", "along_axis", "reduced", "ways_of"]

Ways = Sequence[Reversible]


def ways_of(form: OptionForm, party: int) -> Ways:
    """For each option of a party, most significant bit first, how it can be changed."""
    return form.reversible[party]


def along_axis(values: Labels, axis: int, ways: Ways, best: np.ufunc) -> Labels:
    """``best`` (a maximum or a minimum) over each cell and what its allowed moves along the axis reach; a new array."""
    spread = (-1, *(2 for _ in ways), _inner(values, axis))  # one axis for each option
    found = values.reshape(spread)
    whole = found.shape
    for place in range(len(ways), 0, -1):
        if ways[place - 1] == "both ways":
            found = best(*_halves(found, place))
    if found.shape == whole:
        found = found.copy()
    for place, way in enumerate(ways, start=1):
        if way != "both ways":
            without, taken = _halves(found, place)
            best(without, taken, out=without if way == "once taken" else taken)
    everywhere = np.empty(values.shape, dtype=values.dtype)
    everywhere.reshape(whole)[...] = found
    return everywhere


def reduced(values: Labels, axis: int, best: np.ufunc) -> Labels:
    """A reduction that keeps the axis, by halves: fast wherever the axis lies, where NumPy's is slow on short ones."""
    found = values.reshape(-1, values.shape[axis], _inner(values, axis))
    while found.shape[1] > 1:
        found = best(*_halves(found, 1))
    return found.reshape(*values.shape[:axis], 1, *values.shape[axis + 1 :])


def _halves(values: Labels, axis: int) -> tuple[Labels, Labels]:
    before = (slice(None),) * axis
    half = values.shape[axis] // 2
    return values[(*before, slice(0, half))], values[(*before, slice(half, None))]


def _inner(values: Labels, axis: int) -> int:
    return int(np.prod(values.shape[axis + 1 :], dtype=int))
