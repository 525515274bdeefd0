"""Where joint outcomes and states lie in an array: one axis per party, several variables along an axis.

A *variable* is an issue with its outcomes, or an option (two values: 0 not taken, 1 taken). The index along an axis
is the mixed-radix number whose digits are the values of the axis's variables, the first variable most significant.
An axis without variables has length 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

from commonground.errors import Problem, UsageError, nearest_word
from commonground.logic.evaluation import value_of

__all__ = ["Axes", "Variable"]

Variable = tuple[str, tuple[str, ...] | None]


@dataclass(frozen=True)
class Axes:
    """The axes of an array and the variables along each.

    Parameters
    ----------
    names
        The names of the axes, usually the parties.
    variables
        Per axis its variables: an issue with its outcomes, or an option with None.

    Examples
    --------
    >>> axes = Axes(("a", "b"), ((("levy", ("0", "4", "8")), ("strike", None)), (("talks", None),)))
    >>> axes.shape
    (6, 2)
    >>> axes.index({"levy": "4", "strike": True, "talks": False})
    (3, 0)
    >>> axes.values((3, 0))
    {'levy': '4', 'strike': True, 'talks': False}
    """

    names: tuple[str, ...]
    variables: tuple[tuple[Variable, ...], ...]

    def __post_init__(self) -> None:
        if len(self.names) != len(self.variables):
            raise ValueError(f"{len(self.names)} axes, but variables for {len(self.variables)}")
        if len(self.place) != sum(map(len, self.variables)):
            raise ValueError("the same variable lies on an axis twice")

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return tuple(prod(map(size, along)) for along in self.variables)

    @cached_property
    def place(self) -> Mapping[str, tuple[int, int]]:
        """Each variable's axis, and its position among the variables there."""
        return {
            name: (axis, position)
            for axis, along in enumerate(self.variables)
            for position, (name, _) in enumerate(along)
        }

    def index(self, values: Mapping[str, str | bool]) -> tuple[int, ...]:
        """Where the cell with these values lies."""
        return tuple(_number(along, values) for along in self.variables)

    def values(self, index: Sequence[int]) -> dict[str, str | bool]:
        """The value of every variable in the cell at ``index``."""
        found: dict[str, str | bool] = {}
        for along, number in zip(self.variables, index, strict=True):
            found.update(_digits(along, int(number)))
        return found


def size(variable: Variable) -> int:
    """How many values a variable has."""
    return 2 if variable[1] is None else len(variable[1])


def _number(along: tuple[Variable, ...], values: Mapping[str, str | bool]) -> int:
    number = 0
    for variable in along:
        number = number * size(variable) + _digit(variable, values)
    return number


def _digit(variable: Variable, values: Mapping[str, str | bool]) -> int:
    name, outcomes = variable
    value = value_of(name, values)
    if outcomes is None:
        return int(value is True)
    if not isinstance(value, str) or value not in outcomes:
        what = f"The issue “{name}” has no outcome “{value}”."
        raise UsageError(Problem(what, nearest=nearest_word(str(value), outcomes), code="unknown-outcome"))
    return outcomes.index(value)


def _digits(along: tuple[Variable, ...], number: int) -> dict[str, str | bool]:
    if not 0 <= number < prod(map(size, along)):
        raise IndexError(f"{number} is outside an axis of length {prod(map(size, along))}")
    digits: list[int] = []
    for variable in reversed(along):
        number, digit = divmod(number, size(variable))
        digits.append(digit)
    pairs = zip(along, reversed(digits), strict=True)
    return {name: bool(digit) if outcomes is None else outcomes[digit] for (name, outcomes), digit in pairs}
