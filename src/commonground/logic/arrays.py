"""A formula evaluated on all cells of an array at once.

The work is done in two steps. First the formula is evaluated over only the variables that it mentions, one dimension
per variable, where its parts broadcast against each other and nothing is longer than the formula needs. Then each
axis that the formula touches is spread to its full length; axes it does not touch keep size 1, and the caller's own
broadcasting does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from math import prod
from typing import TYPE_CHECKING

from commonground.errors import FormulaError, Problem
from commonground.logic.axes import Axes, Variable, size
from commonground.logic.evaluation import mentions
from commonground.logic.formula import Among, And, Constant, Formula, Iff, Implies, Not, Or, Taken

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Truth = NDArray[np.bool_]

__all__ = ["to_array"]


def to_array(formula: Formula, axes: Axes) -> NDArray[np.bool_]:
    """Where a formula is true, with one dimension per axis and size 1 along axes that it does not touch.

    Parameters
    ----------
    formula
        A bound formula; every issue and option it names lies on one of the axes.
    axes
        What lies along which axis.

    Returns
    -------
    NDArray[bool]
        Broadcastable to ``axes.shape``. It may be read-only or shared; copy before writing.

    Examples
    --------
    >>> axes = Axes(("a", "b"), ((("levy", ("0", "4", "8")), ("strike", None)), (("talks", None),)))
    >>> to_array(Among("levy", ("4", "8")), axes).astype(int)
    array([[0],
           [0],
           [1],
           [1],
           [1],
           [1]])
    """
    touched = _touched(formula, axes)
    flat = [variable for along in touched for variable in along]
    dimension = {name: place for place, (name, _) in enumerate(flat)}
    small = _over_variables(formula, flat, dimension)
    result = small.reshape(tuple(prod(map(size, along)) for along in touched))
    # From the last axis to the first: the later, larger copies then move whole rows.
    for axis in reversed(range(len(touched))):
        if touched[axis] and touched[axis] != axes.variables[axis]:
            result = result.take(_projection(axes.variables[axis], touched[axis]), axis=axis)
    return result


def _touched(formula: Formula, axes: Axes) -> list[tuple[Variable, ...]]:
    named = mentions(formula)
    absent = sorted(named - axes.place.keys())
    if absent:
        raise FormulaError([Problem(f"“{name}” lies on no axis.", code="not-on-axes") for name in absent])
    return [tuple(variable for variable in along if variable[0] in named) for along in axes.variables]


def _over_variables(formula: Formula, variables: list[Variable], dimension: dict[str, int]) -> Truth:
    """The formula over ``variables``, one dimension each, with size 1 for those a part does not mention."""
    import numpy as np

    def along(name: str, truths: list[bool]) -> Truth:
        place = dimension[name]
        return np.array(truths, dtype=np.bool_).reshape((1,) * place + (-1,) + (1,) * (len(variables) - place - 1))

    def constant(value: bool) -> Truth:
        return np.full((1,) * len(variables), value)

    def over(node: Formula) -> Truth:
        match node:
            case Among(issue, outcomes):
                return along(issue, [outcome in outcomes for outcome in variables[dimension[issue]][1] or ()])
            case Taken(option):
                return along(option, [False, True])
            case Not(arg):
                return ~over(arg)
            case And(args):
                return reduce(np.logical_and, _smallest_first(map(over, args)), constant(True))
            case Or(args):
                return reduce(np.logical_or, _smallest_first(map(over, args)), constant(False))
            case Implies(left, right):
                return ~over(left) | over(right)
            case Iff(left, right):
                return ~(over(left) ^ over(right))
            case Constant(value):
                return constant(value)
        raise TypeError(f"not a bound formula: {node!r}")

    return np.broadcast_to(over(formula), tuple(map(size, variables)))


def _smallest_first(arrays: Iterable[Truth]) -> list[Truth]:
    """In this order the intermediate results stay as small as they can."""
    return sorted(arrays, key=lambda array: array.size)


def _projection(along: tuple[Variable, ...], kept: tuple[Variable, ...]) -> NDArray[np.intp]:
    """For each index along an axis, the index over only the variables ``kept``."""
    import numpy as np

    projected = np.zeros(1, dtype=np.intp)
    for variable in along:
        digits = np.arange(size(variable)) if variable in kept else np.zeros(size(variable), dtype=np.intp)
        weight = size(variable) if variable in kept else 1
        projected = (projected[:, None] * weight + digits).reshape(-1)
    return projected
