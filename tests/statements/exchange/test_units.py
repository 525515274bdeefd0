"""Positions in units, held to the conversion of a single position."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commonground.errors import RecordError
from commonground.record import from_utf16, to_utf16
from commonground.statements.exchange.units import Units


def literal(text: str, units: int) -> int | None:
    try:
        return from_utf16(text, units)
    except RecordError:
        return None


@given(st.text(st.sampled_from("ab😀🌊e\u0301\ufeff\r\n") | st.characters(exclude_categories=["Cs"]), max_size=20))
def test_every_position_is_where_the_literal_conversion_has_it(text: str) -> None:
    made = Units(text)
    assert [made.units(point) for point in range(len(text) + 1)] == [
        to_utf16(text, point) for point in range(len(text) + 1)
    ]
    positions = range(-2, 2 * len(text) + 3)
    assert [made.point(units) for units in positions] == [literal(text, units) for units in positions]
