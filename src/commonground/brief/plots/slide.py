"""The talks at a glance as one slide, 16 to 9, that may leave the brief: title and frame stand in the picture.

The letters are as large as the rows allow; where even small letters leave no room for all rows, fewer are drawn.
"""

from __future__ import annotations

from commonground.agreement import Glance
from commonground.brief.document import Figure
from commonground.brief.language import Tongue
from commonground.brief.plots.drawing import SOFT, Mark, Words, block, picture
from commonground.brief.plots.glance import GlanceRows, Room, glance_rows, rows_drawn, table_of, told_of
from commonground.brief.plots.lettering import wrapped
from commonground.case import Case

__all__ = ["glance_slide"]

_WIDTH, _HEIGHT = 1280, 720
_EDGE = 40
_SIZES = (18, 17, 16, 15, 14, 13, 12)
_ROWS = (24, 20, 16, 12, 8, 4)


def glance_slide(case: Case, seen: Glance, tongue: Tongue, frame: str) -> Figure:
    """The slide; ``frame`` says where the record ends, whose reading it is, and that it is no finding of law."""
    wide = _WIDTH - 2 * _EDGE
    title = block(0, 0, seen.title, wide, size=27, lines=2, strong=True)
    under = wrapped(frame, wide, 12, 8)
    top = 12 + 32 * len(title) + 24
    bottom = _HEIGHT - 2 * _EDGE - 15 * len(under) - 6
    shown, rows = _fitted(case, seen, tongue, top, bottom)
    marks: list[Mark] = [Words(0, 14 + 32 * at, line.text, 27, strong=True) for at, line in enumerate(title)]
    marks += [Words(0, 12 + 32 * len(title), _subtitle(case, seen, tongue), 15, SOFT), *rows]
    marks += [Words(0, bottom + 15 * (at + 1), line, 12, SOFT) for at, line in enumerate(under)]
    return Figure(
        "figure-glance",
        seen.title,
        f"{told_of(shown, tongue)} {frame}",
        picture(marks, wide, _HEIGHT - 2 * _EDGE, _EDGE),
        table_of(shown, tongue),
    )


def _subtitle(case: Case, seen: Glance, tongue: Tongue) -> str:
    told = tongue.text("The talks at a glance")
    held = case.rounds.get(seen.round or "")
    return told if held is None else tongue.text("{what}: {round}", what=told, round=wrapped(held.title, 900, 15, 1)[0])


def _fitted(case: Case, seen: Glance, tongue: Tongue, top: float, bottom: float) -> tuple[GlanceRows, list[Mark]]:
    """The most rows in the largest letters that end above ``bottom``."""
    for most in _ROWS:
        shown = glance_rows(case, seen, tongue, most)
        for size in _SIZES:
            marks, end = rows_drawn(shown, tongue, Room(width=_WIDTH - 2 * _EDGE, size=size, top=top))
            if end <= bottom:
                return shown, marks
    return shown, marks
