"""The talks at a glance as a figure: the picture, the one for sheets of paper, and the same rows as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from commonground.agreement import Glance
from commonground.brief.document import Figure, Plain, Ref, Runs, Table
from commonground.brief.language import Tongue
from commonground.brief.material import Material
from commonground.brief.plots.drawing import picture
from commonground.brief.plots.glance_drawn import Room, laid_out, rows_drawn, wished
from commonground.brief.plots.glance_rows import MOST_SIDES, GlanceRows, Row, glance_rows, left_out, notes
from commonground.brief.plots.glance_sheet import sheet_picture
from commonground.case import Case

__all__ = ["MOST_ROWS", "glance_figure", "glance_of", "table_of", "told_of"]

MOST_ROWS = 24
_WIDE, _MORE = 480, 100  # pixels that two sides have, and each further one


def glance_figure(material: Material) -> Figure:
    """The talks at a glance, for the page; each row of its table leads to the part on the issue."""
    from commonground.brief.parts.references import matter_anchor

    case, seen, tongue = material.case, material.glance, material.tongue
    leads = {issue: matter_anchor(material, issue) for issue in case.issues}
    return replace(glance_of(case, seen, tongue, leads), sheet_picture=sheet_picture(case, seen, tongue))


def glance_of(case: Case, seen: Glance, tongue: Tongue, leads: Mapping[str, str] | None = None) -> Figure:
    """The same from the answer alone, for a screen; ``leads``: where in the document an issue is told of."""
    shown = glance_rows(case, seen, tongue, MOST_ROWS)
    room = Room(width=_WIDE + _MORE * max(len(shown.sides[:MOST_SIDES]) - 2, 0))
    room = replace(room, width=wished(shown, tongue, room))
    laid = laid_out(shown, tongue, room)
    return Figure(
        anchor="figure-glance",
        title=tongue.text("The talks at a glance"),
        description=told_of(shown, tongue),
        picture=picture(rows_drawn(laid), room.width, laid.end),
        table=table_of(shown, tongue, leads or {}),
    )


def table_of(shown: GlanceRows, tongue: Tongue, leads: Mapping[str, str]) -> Table:
    """The same rows as a table."""
    head = (tongue.text("Issue"), tongue.text("Zone"), tongue.text("Class"), *shown.sides)
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        (_title(row, leads), (row.zone,), (Plain(row.label),), *((Plain(cell.text),) for cell in row.cells))
        for row in shown.rows
    )
    caption = tongue.say("Issues by zone and class, and how each side moved")
    if shown.more:
        caption += (Plain(". "), *left_out(shown, tongue))
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
    return " ".join((told, *notes(shown, tongue)))
