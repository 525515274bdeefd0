"""Ranks as numbers that leave room for both infinities, and what stands where no state can be.

Ranks are dense from 1, so 0 is below every rank and the greatest number of the type above every one: these are -inf
and +inf. Before a maximum infeasible cells are *floored* to -inf, before a minimum *ceiled* to +inf; the ranks that a
model carries there mean nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonground.conflict.model.option_form import OptionForm

__all__ = ["Labels", "Mask", "above_all", "ceiled", "floored", "label_type", "raised"]

Labels = NDArray[Any]  # of an unsigned type
Mask = NDArray[np.bool_]


def label_type(form: OptionForm) -> np.dtype[Any]:
    """The narrower of two unsigned types in which every rank at a feasible state leaves the top value free."""
    highest = max((int(np.max(ranks, initial=0, where=_where(form))) for ranks in form.ranks), default=0)
    return np.dtype(np.uint16) if highest < above_all(np.dtype(np.uint16)) else np.dtype(np.uint32)


def above_all(kind: np.dtype[Any]) -> int:
    """The number that stands for +inf."""
    return (1 << 8 * kind.itemsize) - 1


def floored(values: Labels, feasible: Mask | None, kind: np.dtype[Any]) -> Labels:
    """For a maximum: -inf at infeasible cells."""
    given = values.astype(kind, copy=False)
    return given if feasible is None else given * feasible


def ceiled(values: Labels, feasible: Mask | None, kind: np.dtype[Any]) -> Labels:
    """For a minimum: +inf at infeasible cells."""
    given = values.astype(kind, copy=False)
    return given if feasible is None else raised(given, ~feasible)


def raised(values: Labels, where: Mask) -> Labels:
    """+inf where so said, which is all bits set: faster than choosing where the places are at random."""
    result: Labels = values | -where.astype(values.dtype)
    return result


def _where(form: OptionForm) -> Any:
    return True if form.feasible is None else form.feasible
