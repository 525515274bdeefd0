"""The talks at a glance as a picture: a row an issue, set under its zone, with its class and how each side moved.

Each side's cell says one of these, for the issue in any form and of its offers so far:

=======================  =============================================================================================
agreed                   every party at the table is on record as accepting an outcome off the status quo
within all mandates      one of its offers is forbidden by nobody, itself included: it cannot come nearer
came nearer              its offers break fewer clauses of the others now, or fewer of the same, than at first
came no nearer           they do not
too early to say         its first offer was made in the round asked about, so it had no occasion to move
no offer                 none is on record
=======================  =============================================================================================

A picture has room for so many rows. Where there are more issues, those with most on record are drawn (changes of zone,
outcomes agreed, sides with offers; the first in the file where that is equal), and the picture says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonground.agreement import Glance, GlanceRow
from commonground.brief.document import Figure, Plain, Ref, Runs, Table, Zone, plain
from commonground.brief.language import Tongue
from commonground.brief.material import Material
from commonground.brief.parts.verdict_words import class_words, zone_run
from commonground.brief.plots.drawing import (
    INK,
    PALE,
    SOFT,
    Box,
    Line,
    Mark,
    Sign,
    Words,
    block,
    picture,
    zone_sign,
)
from commonground.brief.plots.lettering import wrapped
from commonground.case import Case

__all__ = [
    "MOST_ROWS",
    "GlanceRows",
    "Room",
    "glance_figure",
    "glance_of",
    "glance_rows",
    "rows_drawn",
    "table_of",
    "told_of",
]

MOST_ROWS = 24
_MOST_SIDES = 4  # columns of sides that a picture has room for
_ZONES = ("accepted", "not excluded", "excluded", "not computed")


@dataclass(frozen=True, slots=True)
class Cell:
    """How one side moved: which of the words above, and the word in the reader's language."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    issue: str
    title: str
    zone: Zone
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GlanceRows:
    """What a picture shows: rows by zone, how many issues each zone has in all, the sides, and what is left out."""

    rows: tuple[Row, ...]
    zones: tuple[tuple[Zone, int], ...]
    sides: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How large the parts of the picture are."""

    width: float = 760
    size: float = 12  # of the letters
    top: float = 0
    title: float = 0.34  # shares of the width
    label: float = 0.2

    @property
    def tight(self) -> float:
        return self.size - 1

    @property
    def row(self) -> float:
        """The height of a row whose words take one line."""
        return self.size * 2

    def height(self, lines: int) -> float:
        return self.row + (lines - 1) * self.size * 1.2


def glance_figure(material: Material) -> Figure:
    """The talks at a glance, for the page; each row of its table leads to the part on the issue."""
    from commonground.brief.parts.references import matter_anchor

    leads = {issue: matter_anchor(material, issue) for issue in material.case.issues}
    return glance_of(material.case, material.glance, material.tongue, leads)


def glance_of(case: Case, seen: Glance, tongue: Tongue, leads: Mapping[str, str] | None = None) -> Figure:
    """The same from the answer alone; ``leads``: where in the document an issue is told of."""
    shown = glance_rows(case, seen, tongue, MOST_ROWS)
    room = Room()
    marks, height = rows_drawn(shown, tongue, room)
    return Figure(
        anchor="figure-glance",
        title=tongue.text("The talks at a glance"),
        description=told_of(shown, tongue),
        picture=picture(marks, room.width, height),
        table=table_of(shown, tongue, leads or {}),
    )


def glance_rows(case: Case, seen: Glance, tongue: Tongue, most: int) -> GlanceRows:
    """The rows of a picture that has room for ``most``."""
    ids = _chosen(seen, most)
    ids.sort(key=lambda issue: _ZONES.index(seen.rows[issue].zone or "not computed"))
    return GlanceRows(
        rows=tuple(_row(case, seen, tongue, issue) for issue in ids),
        zones=tuple((zone_run(tongue, zone), seen.zones[zone]) for zone in _ZONES if seen.zones[zone]),
        sides=tuple(case.parties[party].name for party in seen.parties),
        more=len(seen.rows) - len(ids),
    )


def _chosen(seen: Glance, most: int) -> list[str]:
    place = {issue: at for at, issue in enumerate(seen.rows)}
    kept = sorted(seen.rows, key=lambda issue: (-_on_record(seen, issue), place[issue]))[:most]
    return sorted(kept, key=place.__getitem__)


def _on_record(seen: Glance, issue: str) -> int:
    row = seen.rows[issue]
    sides = seen.test.scopes[issue].sides or {}
    return len(row.departures or ()) + len(row.agreed) + sum(bool(side.offers) for side in sides.values())


def _row(case: Case, seen: Glance, tongue: Tongue, issue: str) -> Row:
    row = seen.rows[issue]
    return Row(
        issue=issue,
        title=case.issues[issue].title,
        zone=zone_run(tongue, row.zone),
        label=class_words(tongue, row.label),
        cells=tuple(_cell(seen, row, party, tongue) for party in seen.parties),
    )


def _cell(seen: Glance, row: GlanceRow, party: str, tongue: Tongue) -> Cell:
    state = _state(seen, row, party)
    words = {
        "agreed": tongue.text("agreed"),
        "within": tongue.text("within all mandates"),
        "yes": tongue.text("came nearer"),
        "no": tongue.text("came no nearer"),
        "unknown": tongue.text("too early to say"),
        "none": tongue.text("no offer"),
        "missing": tongue.text("not computed"),
    }
    return Cell(state, words[state])


def _state(seen: Glance, row: GlanceRow, party: str) -> str:
    sides = seen.test.scopes[row.issue].sides
    if sides is None:
        return "missing"
    side = sides[party]
    if side.agreed:
        return "agreed"
    if not side.offers:
        return "none"
    if side.in_zone:
        return "within"
    return side.moved or "missing"


def rows_drawn(shown: GlanceRows, tongue: Tongue, room: Room) -> tuple[list[Mark], float]:
    """The marks of the rows and their heads, and how far down they reach."""
    sides = shown.sides[:_MOST_SIDES]
    head = room.height(_head_lines(sides, room))
    marks: list[Mark] = [*_head(sides, tongue, room, room.top + head / 2)]
    y = room.top + head
    for zone, count in shown.zones:
        marks += _band(zone, count, room, y)
        y += room.row
        for row in shown.rows:
            if row.zone.zone == zone.zone:
                drawn, height = _line(row, room, y, len(sides))
                marks += drawn
                y += height
    for note in _notes(shown, tongue):
        made = wrapped(note, room.width, room.tight, 3)
        height = room.height(len(made))
        marks += block(0, y + height / 2, note, room.width, size=room.tight, lines=3, colour=SOFT)
        y += height
    return marks, y + 2


def _notes(shown: GlanceRows, tongue: Tongue) -> Iterator[str]:
    if shown.more:
        yield plain(_left_out(shown, tongue))
    if left := shown.sides[_MOST_SIDES:]:
        yield tongue.text("Not drawn, but in the table: {sides}.", sides=", ".join(left))


def _left_out(shown: GlanceRows, tongue: Tongue) -> Runs:
    return tongue.count(
        "{n} more issue, with no more on record, is not drawn.",
        "{n} more issues, with no more on record, are not drawn.",
        shown.more,
    )


def _columns(room: Room, sides: int) -> tuple[float, float, list[float]]:
    """Where the class and each side begin, and the end."""
    first = room.width * (room.title + room.label)
    each = (room.width - first) / max(sides, 1)
    return room.width * room.title, first, [first + each * at for at in range(sides + 1)]


def _head(sides: Sequence[str], tongue: Tongue, room: Room, y: float) -> Iterator[Mark]:
    label, first, ends = _columns(room, len(sides))
    size = room.tight
    yield from block(0, y, tongue.text("Issue"), room.width * room.title, size=size, colour=SOFT)
    yield from block(label, y, tongue.text("Class"), first - label - 8, size=size, lines=1, colour=SOFT)
    for name, left, right in zip(sides, ends, ends[1:], strict=False):
        yield from block(left, y, name, right - left - 8, size=size, lines=2, colour=SOFT, strong=True)


def _head_lines(sides: Sequence[str], room: Room) -> int:
    _, _, ends = _columns(room, len(sides))
    each = ends[-1] - ends[-2] - 8 if sides else room.width
    return max((len(wrapped(name, each, room.tight * 1.08)) for name in sides), default=1)


def _band(zone: Zone, count: int, room: Room, y: float) -> Iterator[Mark]:
    yield Box(0, y + 2, room.width, room.row - 3, PALE, PALE)
    middle = y + room.row / 2
    yield from zone_sign(zone.zone, room.size, middle, room.size)
    text = f"{zone.text[:1].upper()}{zone.text[1:]} ({count})"
    yield Words(room.size * 2.2, middle, text, room.size, INK, strong=True)


def _line(row: Row, room: Room, y: float, sides: int) -> tuple[list[Mark], float]:
    """The marks of one issue, and how high its row is."""
    label, first, ends = _columns(room, sides)
    indent, sign = room.size * 2.2, room.size * 1.7
    said = [(indent, row.title, label - indent - 8, room.size), (label, row.label, first - label - 8, room.tight)]
    spans = list(zip(row.cells, ends, ends[1:], strict=False))
    said += [(left + sign, cell.text, right - left - sign - 6, room.tight) for cell, left, right in spans]
    height = room.height(max(len(wrapped(text, wide, size)) for _, text, wide, size in said))
    middle = y + height / 2
    marks: list[Mark] = [Line(((0, y + height), (room.width, y + height)))]
    for x, text, wide, size in said:
        marks += block(x, middle, text, wide, size=size)
    for cell, left, _ in spans:
        marks += _moved(cell.state, left + room.size * 0.6, middle, room.size)
    return marks, height


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
        yield Sign(x, y, shape, size - 2, fill, stroke)
    else:
        yield Words(x, y, "?", size, SOFT, "center", strong=True)


def table_of(shown: GlanceRows, tongue: Tongue, leads: Mapping[str, str]) -> Table:
    """The same rows as a table."""
    head = (tongue.text("Issue"), tongue.text("Zone"), tongue.text("Class"), *shown.sides)
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        (_title(row, leads), (row.zone,), (Plain(row.label),), *((Plain(cell.text),) for cell in row.cells))
        for row in shown.rows
    )
    caption = tongue.say("Issues by zone and class, and how each side moved")
    if shown.more:
        caption += (Plain(". "), *_left_out(shown, tongue))
    return Table(caption, tuple((Plain(name),) for name in head), rows)


def _title(row: Row, leads: Mapping[str, str]) -> Runs:
    return (Ref(leads[row.issue], row.title) if row.issue in leads else Plain(row.title),)


def told_of(shown: GlanceRows, tongue: Tongue) -> str:
    """What the picture shows, for who cannot see it."""
    counts = ", ".join(f"{zone.text} {count}" for zone, count in shown.zones)
    told = tongue.text(
        "A row for each issue, set under its zone, with the class of the talks on it and how each side moved. "
        "Issues by zone: {counts}.",
        counts=counts,
    )
    return " ".join((told, *_notes(shown, tongue)))
