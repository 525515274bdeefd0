"""Ranks from priorities: of two states, the first priority whose truth differs decides.

Priorities stand in order, the most important first, and a party prefers each true to false ("option prioritizing":
Fang, Hipel, Kilgour and Peng, IEEE Transactions on Systems, Man, and Cybernetics C 33(1), 2003). The truths of a state,
read as one binary number with the first priority as its highest digit, order the states just so. The numbers are
integers; where there are more priorities than digits, those so far are made dense in between, which changes no order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from commonground.conflict.model.ranks import dense
from commonground.logic import Axes, Formula, to_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]
    Ranks = NDArray[np.unsignedinteger]

__all__ = ["by_priorities"]

MOST = (1 << 63) - 1  # a score that can still be doubled


def by_priorities(formulas: Iterable[Formula], axes: Axes, feasible: Mask | None = None) -> Ranks:
    """The ranks of all states of ``axes`` by formulas, the most important first.

    Examples
    --------
    >>> from commonground.logic import Not, Taken
    >>> axes = Axes(("a", "b"), ((("strike", None),), (("yield", None),)))
    >>> by_priorities([Taken("yield"), Not(Taken("strike"))], axes).tolist()
    [[2, 4], [1, 3]]
    """
    score: NDArray[Any] = np.zeros((1,) * len(axes.shape), dtype=np.uint8)
    top = 0
    for formula in formulas:
        if top > MOST:
            score = dense(score, None, score.shape)
            top = int(score.max())
        top = 2 * top + 1
        kind = np.min_scalar_type(top)
        score = (score.astype(kind) << kind.type(1)) | to_array(formula, axes)
    return dense(score, feasible, axes.shape)
