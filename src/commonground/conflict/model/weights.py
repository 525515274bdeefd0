"""Ranks from weights: a state is worth the sum of the weights of the options taken in it; equal sums tie.

In the literature this is option weighting (Hipel and others 1997; Fang, Hipel, Kilgour and Peng 2003). A weight is what
was written, 0.1 and not the nearest binary fraction, and all are brought to whole numbers before anything is added, so
that sums equal on paper tie.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.model.ranks import dense
from commonground.logic import Axes, Taken, to_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Ranks = NDArray[np.unsignedinteger]

__all__ = ["by_weights"]

LARGEST = 1 << 62


def by_weights(weights: Mapping[str, float | Fraction], axes: Axes, feasible: Mask | None = None) -> Ranks:
    """The ranks of all states of ``axes``.

    Raises
    ------
    OverflowError
        Brought to whole numbers, the weights are too large to add.

    Examples
    --------
    >>> axes = Axes(("a", "b"), ((("strike", None),), (("yield", None),)))
    >>> by_weights({"strike": 0.1, "yield": 0.1}, axes).tolist()
    [[1, 2], [2, 3]]
    """
    exact = {option: Fraction(repr(w)) if isinstance(w, float) else Fraction(w) for option, w in weights.items()}
    scale = lcm(*(weight.denominator for weight in exact.values()))
    whole = {option: int(weight * scale) for option, weight in exact.items() if weight}
    if sum(map(abs, whole.values())) > LARGEST:
        raise OverflowError
    worth = np.full((1,) * len(axes.shape), sum(-weight for weight in whole.values() if weight < 0), dtype=np.int64)
    for option, weight in whole.items():
        worth = worth + weight * to_array(Taken(option), axes).astype(np.int64)
    return dense(worth.astype(np.uint64), feasible, axes.shape)
