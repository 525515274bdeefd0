"""Where cells lie: mixed radix along each axis, there and back."""

from __future__ import annotations

from itertools import product

import pytest

from commonground.errors import UsageError
from commonground.logic import Axes

AXES = Axes(
    ("a", "b", "c"),
    (
        (("levy", ("0", "4", "8")), ("strike", None), ("law", ("as_is",))),
        (),
        (("attack", None), ("talks", ("none", "held"))),
    ),
)


def test_the_shape_is_the_product_of_the_sizes_along_each_axis() -> None:
    assert AXES.shape == (6, 1, 4)


def test_the_first_variable_of_an_axis_is_the_most_significant() -> None:
    counted = [AXES.values(index) for index in product(*map(range, AXES.shape))]
    expected = [
        {"levy": levy, "strike": strike, "law": "as_is", "attack": attack, "talks": talks}
        for levy in ("0", "4", "8")
        for strike in (False, True)
        for attack in (False, True)
        for talks in ("none", "held")
    ]
    assert counted == expected


def test_every_cell_is_found_again_from_its_values() -> None:
    for index in product(*map(range, AXES.shape)):
        assert AXES.index(AXES.values(index)) == index


@pytest.mark.parametrize("index", [(6, 0, 0), (0, 1, 0), (0, 0, -1)])
def test_a_cell_outside_the_array_has_no_values(index: tuple[int, ...]) -> None:
    with pytest.raises(IndexError):
        AXES.values(index)


def test_a_value_that_is_missing_or_none_of_the_outcomes_is_a_usage_error() -> None:
    values: dict[str, str | bool] = {"levy": "5", "strike": True, "law": "as_is", "attack": False, "talks": "none"}
    with pytest.raises(UsageError) as caught:
        AXES.index(values)
    assert str(caught.value) == "The issue “levy” has no outcome “5”."
    with pytest.raises(UsageError, match=r"^No value was given for “talks”\.$"):
        AXES.index({"levy": "4", "strike": True, "law": "as_is", "attack": True})


def test_a_variable_lies_on_one_axis_only_and_every_axis_has_its_list() -> None:
    with pytest.raises(ValueError, match="twice"):
        Axes(("a", "b"), ((("x", None),), (("x", None),)))
    with pytest.raises(ValueError, match="2 axes"):
        Axes(("a", "b"), ((("x", None),),))


def test_equal_axes_hash_alike_even_after_use() -> None:
    again = Axes(AXES.names, AXES.variables)
    assert (AXES, hash(AXES)) == (again, hash(again))
