"""Columns by their words: they fill the room, cut nothing they need not, and no other widths take fewer lines."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.brief.plots.columns import Column, fitted, whole, wish
from commonground.brief.plots.lettering import width, wrapped

SIZE = 10
SAID = ("no", "came no nearer", "within all mandates", "Terms of a full ceasefire", "open", "Territory")
CELLS = st.sampled_from(SAID)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5)


def columns(rows: list[tuple[str, ...]]) -> list[Column]:
    return [Column.of([(text, SIZE) for text in cells], 12, 400) for cells in zip(*rows, strict=True)]


def lines(rows: list[tuple[str, ...]], widths: tuple[float, ...]) -> int:
    """How many lines the rows take when their words are really broken."""
    return sum(
        max(len(wrapped(text, wide - 12, SIZE, 9)) for text, wide in zip(row, widths, strict=True)) for row in rows
    )


@settings(max_examples=40, deadline=None)
@given(ROWS, st.integers(0, 100))
def test_no_widths_on_a_grid_take_fewer_lines(rows: list[tuple[str, ...]], spare: int) -> None:
    made = columns(rows)
    least = sum(column.least for column in made)
    room = least + (wish(made) - least) * spare / 100 + 0.5
    widths = fitted(made, room)
    assert abs(sum(widths) - room) < 0.01
    assert whole(made, widths)
    grid = [room * share / 12 for share in range(1, 11)]
    tried = ((one, two, room - one - two) for one, two in product(grid, grid) if room - one - two > 20)
    assert all(lines(rows, widths) <= lines(rows, each) for each in tried)


def test_what_fits_in_two_lines_is_broken_into_two() -> None:
    for text in ("within all mandates", "Terms of a full ceasefire", "Питання про державний кордон у дельті річки"):
        column = Column.of([(text, SIZE)], 0, 400)
        assert len(wrapped(text, column.wish, SIZE, 9)) == 1
        assert len(wrapped(text, column.least, SIZE, 9)) == 2
        assert column.least < width(text, SIZE)


def test_a_title_without_end_leaves_the_others_their_room_and_is_known_to_be_cut() -> None:
    title = Column.of([("a long title " * 40, SIZE)], 0, 100)
    short = Column.of([("came no nearer", SIZE)], 0, 100)
    widths = fitted([title, short], 200)
    assert widths[1] >= short.least
    assert not whole([title, short], widths)
