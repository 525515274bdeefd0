"""The rows of the talks at a glance as marks: a heading, a band for each zone, a row for each issue, and notes below.

Columns are as wide as their words ask for. Where there are panels, they stand side by side with the rows shared out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from commonground.brief.document import Zone
from commonground.brief.language import Tongue
from commonground.brief.plots.columns import Column, fitted, whole, wish
from commonground.brief.plots.drawing import INK, PALE, SOFT, Align, Box, Line, Mark, Sign, Words, block, zone_sign
from commonground.brief.plots.glance_rows import MOST_SIDES, GlanceRows, Row, notes
from commonground.brief.plots.lettering import wrapped

__all__ = ["Laid", "Room", "laid_out", "rows_drawn", "wished"]

_APART = 2.0  # between two panels, in letters
_INDENT, _SIGN, _GAP = 1.8, 1.6, 0.7  # before a title, before what a side did, after either; in letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How large the parts of the picture are."""

    width: float
    size: float = 12  # of the letters
    less: float = 1  # by how much those of the smaller words are smaller
    top: float = 0
    left: float = 0
    pitch: float = 2  # the height of a row of one line, in letters
    share: float = 1  # how wide the letters are, where it is others than those that are measured
    panels: int = 1

    @property
    def tight(self) -> float:
        return self.size - self.less

    @property
    def row(self) -> float:
        """The height of a row whose words take one line."""
        return self.size * self.pitch

    def height(self, lines: int) -> float:
        return self.row + (lines - 1) * self.size * 1.2

    @property
    def panel(self) -> float:
        """How wide one panel is."""
        return (self.width - (self.panels - 1) * _APART * self.size) / self.panels


@dataclass(frozen=True, slots=True)
class _Piece:
    """A band, where it has no row, or a row."""

    zone: Zone
    count: int
    row: Row | None
    height: float
    again: bool = False


@dataclass(frozen=True, slots=True)
class Laid:
    """Where everything will stand: how far down it reaches, and whether all words stand there whole."""

    shown: GlanceRows
    tongue: Tongue
    room: Room
    widths: tuple[float, ...]
    head: float
    panels: tuple[tuple[_Piece, ...], ...]
    notes: tuple[tuple[str, float], ...]  # with the height of each
    whole: bool

    @property
    def foot(self) -> float:
        """Where the rows end and the notes begin."""
        return self.room.top + self.head + max(map(_high, self.panels))

    @property
    def end(self) -> float:
        return self.foot + sum(height for _, height in self.notes) + 2


def wished(shown: GlanceRows, tongue: Tongue, room: Room) -> float:
    """How wide the picture would be with all words in one line, if the room is not narrower."""
    return min(wish(_columns(shown, tongue, room)), room.width)


def laid_out(shown: GlanceRows, tongue: Tongue, room: Room) -> Laid:
    """The rows in so much room; nothing is drawn yet, so that several rooms can be tried."""
    columns = _columns(shown, tongue, room)
    widths = fitted(columns, room.panel)
    lines = list(
        map(max, zip(*(column.lines(wide) for column, wide in zip(columns, widths, strict=True)), strict=True))
    )
    below = notes(shown, tongue)
    return Laid(
        shown,
        tongue,
        room,
        widths,
        room.height(min(lines[0], 2)),
        tuple(map(tuple, _shared_out(_pieces(shown, room, lines[1:]), room.panels))),
        tuple((note, room.height(len(wrapped(note, room.width / room.share, room.tight, 3)))) for note in below),
        whole(columns, widths),
    )


def rows_drawn(laid: Laid) -> list[Mark]:
    """The marks of the rows, their heads and the notes."""
    room, tongue = laid.room, laid.tongue
    marks: list[Mark] = []
    for at, pieces in enumerate(laid.panels):
        here = replace(room, left=room.left + at * (room.panel + _APART * room.size), width=room.panel)
        marks += _head(laid.shown, tongue, here, laid.widths, room.top + laid.head / 2)
        y = room.top + laid.head
        for piece in pieces:
            row = piece.row
            marks += _band(piece, tongue, here, y) if row is None else _line(row, here, laid.widths, y, piece)
            y += piece.height
    y = laid.foot
    for note, height in laid.notes:
        marks += _set(room, room.left, y + height / 2, note, room.width, room.tight, lines=3, colour=SOFT)
        y += height
    return marks


def _columns(shown: GlanceRows, tongue: Tongue, room: Room) -> tuple[Column, ...]:
    """Issue, class and the sides, each with its heading."""
    sides = shown.sides[:MOST_SIDES]
    big, small = room.size * room.share, room.tight * room.share
    gap, strong = _GAP * room.size, 1.08 * small
    titles = [(tongue.text("Issue"), small), *((row.title, big) for row in shown.rows)]
    labels = [(tongue.text("Class"), small), *((row.label, small) for row in shown.rows)]
    made = [Column.of(titles, _INDENT * room.size + gap, 0.45 * room.panel), Column.of(labels, gap, 0.3 * room.panel)]
    for at, name in enumerate(sides):
        cells = [(name, strong), *((row.cells[at].text, small) for row in shown.rows)]
        made.append(Column.of(cells, _SIGN * room.size + gap, 0.3 * room.panel))
    return tuple(made)


def _pieces(shown: GlanceRows, room: Room, lines: Sequence[int]) -> list[_Piece]:
    """Bands and rows in their order; ``lines``: how many each row takes."""
    made: list[_Piece] = []
    for zone, count in shown.zones:
        made.append(_Piece(zone, count, None, room.row))
        for row, each in zip(shown.rows, lines, strict=True):
            if row.zone.zone == zone.zone:
                made.append(_Piece(zone, count, row, room.height(min(each, 2))))
    return made


def _shared_out(pieces: list[_Piece], panels: int) -> list[list[_Piece]]:
    """The pieces in panels of nearly the same height; a band whose rows go on in the next one stands there again."""
    if panels == 1 or len(pieces) < 2:
        return [pieces]
    ways = [(pieces[:at], _begun(pieces, at)) for at in range(1, len(pieces)) if _may_end(pieces, at)]
    return list(min(ways, key=lambda way: max(map(_high, way)), default=(pieces, [])))


def _may_end(pieces: Sequence[_Piece], at: int) -> bool:
    """Whether a panel may end before this place: not between a band and its first row."""
    return pieces[at - 1].row is not None or pieces[at].row is None


def _begun(pieces: Sequence[_Piece], at: int) -> list[_Piece]:
    first = pieces[at]
    band = next(each for each in pieces if each.zone == first.zone)
    return [*([] if first.row is None else [replace(band, again=True)]), *pieces[at:]]


def _high(pieces: Sequence[_Piece]) -> float:
    return sum(piece.height for piece in pieces)


def _head(shown: GlanceRows, tongue: Tongue, room: Room, widths: Sequence[float], y: float) -> Iterator[Mark]:
    gap = _GAP * room.size
    edges = list(accumulate(widths, initial=room.left))
    for at, name in enumerate((tongue.text("Issue"), tongue.text("Class"))):
        yield from _set(room, edges[at], y, name, widths[at] - gap, room.tight, colour=SOFT)
    for name, left, wide in zip(shown.sides, edges[2:], widths[2:], strict=False):
        yield from _set(room, left, y, name, wide - gap, room.tight, colour=SOFT, strong=True)


def _band(piece: _Piece, tongue: Tongue, room: Room, y: float) -> Iterator[Mark]:
    zone, size = piece.zone, room.size
    yield Box(room.left, y + size / 6, room.width, room.row - size / 4, PALE, PALE)
    middle = y + room.row / 2
    yield from zone_sign(zone.zone, room.left + 0.8 * size, middle, size)
    text = f"{zone.text[:1].upper()}{zone.text[1:]} ({piece.count})"
    told = tongue.text("{zone}, continued", zone=text) if piece.again else text
    yield Words(room.left + _INDENT * size, middle, told, size, INK, strong=True)


def _line(row: Row, room: Room, widths: Sequence[float], y: float, piece: _Piece) -> Iterator[Mark]:
    """The marks of one issue."""
    size, tight, gap = room.size, room.tight, _GAP * room.size
    middle, end = y + piece.height / 2, y + piece.height
    edges = list(accumulate(widths, initial=room.left))
    yield Line(((room.left, end), (room.left + room.width, end)), width=min(1, size / 12))
    yield from _set(room, edges[0] + _INDENT * size, middle, row.title, widths[0] - _INDENT * size - gap, size)
    yield from _set(room, edges[1], middle, row.label, widths[1] - gap, tight)
    for cell, left, wide in zip(row.cells, edges[2:], widths[2:], strict=False):
        yield from _set(room, left + _SIGN * size, middle, cell.text, wide - _SIGN * size - gap, tight)
        yield from _moved(cell.state, left + size * 0.6, middle, size)


def _set(
    room: Room,
    x: float,
    y: float,
    text: str,
    wide: float,
    size: float,
    *,
    lines: int = 2,
    colour: str = INK,
    align: Align = "left",
    strong: bool = False,
) -> tuple[Words, ...]:
    """Words in a column so wide, of letters as wide as the room's."""
    return block(x, y, text, wide / room.share, size=size, lines=lines, colour=colour, align=align, strong=strong)


_SHAPES: Mapping[str, tuple[str, str, str]] = {
    "agreed": ("circle", "#1d6b3a", "#1d6b3a"),
    "within": ("diamond", "#8a5a00", "#8a5a00"),
    "yes": ("triangle-right", "#1a5a96", "#1a5a96"),
    "no": ("square", "white", INK),
    "none": ("M-1,0L1,0", "white", SOFT),
}


def _moved(state: str, x: float, y: float, size: float) -> Iterator[Mark]:
    if state in _SHAPES:
        shape, fill, stroke = _SHAPES[state]
        yield Sign(x, y, shape, size * 5 / 6, fill, stroke)
    else:
        yield Words(x, y, "?", size, SOFT, "center", strong=True)
