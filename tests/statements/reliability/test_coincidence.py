"""Nominal alpha: printed examples, the definition taken literally, and what must not matter."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.statements.reliability import alpha_nominal
from tests.statements.reliability.published import FOUR_BY_TWELVE, NOMINAL
from tests.statements.reliability.twin import slow_alpha

Units = list[dict[str, str | None]]
CODERS = ("ann", "ben", "cem")
VALUES = st.sampled_from(["demand", "claim", "reject", None])
UNITS = st.lists(st.fixed_dictionaries(dict.fromkeys(CODERS, VALUES)), max_size=8)


@pytest.mark.parametrize(("units", "printed"), NOMINAL)
def test_printed_examples(units: Units, printed: float) -> None:
    value = alpha_nominal(units).value
    assert value is not None
    assert round(value, 3) == printed


@given(UNITS)
def test_as_the_definition_says(units: Units) -> None:
    found, slow = alpha_nominal(units, draws=0), slow_alpha(units)
    assert (found.value is None) == (slow is None)
    assert slow is None or found.value == pytest.approx(float(slow), abs=1e-12)


@given(UNITS)
def test_names_of_coders_and_values_and_the_order_of_units_do_not_matter(units: Units) -> None:
    other = {"demand": "x", "claim": "demand", "reject": "claim", None: None}
    renamed = [{f"{name}2": other[value] for name, value in reversed(unit.items())} for unit in reversed(units)]
    one, two = alpha_nominal(units, draws=0), alpha_nominal(renamed, draws=0)
    assert (one.value is None) == (two.value is None)
    assert one.value is None or one.value == pytest.approx(two.value)


@given(st.lists(VALUES.filter(lambda value: value is not None), min_size=2, max_size=9))
def test_equal_coding_is_1_and_a_single_value_is_no_agreement_at_all(values: list[str]) -> None:
    found = alpha_nominal([dict.fromkeys(CODERS, value) for value in values])
    if len(set(values)) == 1:
        assert found.value is None
        assert found.why_not is not None
        assert "only one value" in found.why_not
    else:
        assert found.value == 1


def test_chance_is_0_on_the_average_over_all_ways_to_deal_the_values_out() -> None:
    values = [value for unit in FOUR_BY_TWELVE for value in unit.values() if value is not None]
    draw = random.Random(7)
    found = []
    for _ in range(2_000):
        draw.shuffle(values)
        dealt = [{"a": values[n], "b": values[n + 1]} for n in range(0, 40, 2)]
        value = alpha_nominal(dealt, draws=0).value
        assert value is not None
        found.append(value)
    assert abs(sum(found) / len(found)) < 0.01  # the spread of one is about 0.1, of this mean some 0.003


def test_units_of_one_coder_do_not_count() -> None:
    units: Units = [{"ann": "demand"}, {"ben": "claim", "ann": None}]
    assert alpha_nominal(units).why_not == "no unit has values of two coders"
    assert alpha_nominal([*FOUR_BY_TWELVE, *units]) == alpha_nominal(FOUR_BY_TWELVE)


def test_an_interval_is_the_same_for_the_same_seed_and_holds_the_value() -> None:
    one, again, other = (alpha_nominal(FOUR_BY_TWELVE, seed=seed).interval for seed in (3, 3, 4))
    assert one is not None
    assert one == again != other
    assert one.low < 0.743 < one.high
    assert (one.level, one.draws, one.seed) == (0.95, 2_000, 3)


def test_a_wider_level_and_a_longer_record_tell_in_the_interval() -> None:
    def width(units: Sequence[dict[str, str | None]], level: float) -> float:
        interval = alpha_nominal(units, level=level).interval
        assert interval is not None
        return interval.high - interval.low

    assert width(FOUR_BY_TWELVE, 0.5) < width(FOUR_BY_TWELVE, 0.95)
    assert width(FOUR_BY_TWELVE * 9, 0.95) < width(FOUR_BY_TWELVE, 0.95)


def test_too_few_units_get_no_interval() -> None:
    assert alpha_nominal(FOUR_BY_TWELVE[:9]).interval is None
    assert alpha_nominal(FOUR_BY_TWELVE[:10]).interval is not None


def test_told_in_plain_data() -> None:
    told = alpha_nominal(FOUR_BY_TWELVE, draws=10).to_dict()
    assert (told["units"], told["pairable"], told["why_not"]) == (11, 40, None)
    assert set(told["interval"]) == {"low", "high", "level", "draws", "undefined", "seed"}
