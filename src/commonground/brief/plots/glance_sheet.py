"""The talks at a glance for a sheet of paper: as wide as the sheet, no higher than page one has room for.

Eight rows and more stand in two panels side by side, so that their letters can be larger. They are as large as the
room allows, and no larger than those of the page beside them; 8 pixels are 6 points. A picture that is lower than it
might be leaves its room to the words of the page. Where letters that can be read leave no room for all rows, fewer are
drawn, and the picture says how many are not; words are cut only where that does not help either.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from commonground.agreement import Glance
from commonground.brief.language import Tongue
from commonground.brief.plots.drawing import picture
from commonground.brief.plots.glance_drawn import Laid, Room, laid_out, rows_drawn, wished
from commonground.brief.plots.glance_rows import GlanceRows, glance_rows
from commonground.brief.plots.lettering import PAPER_FONT, PAPER_SHARE
from commonground.case import Case

__all__ = ["sheet_picture"]

_WIDE = 706.0  # pixels: 188 mm of an A4 sheet, without the edge
_EDGE = 2
_LOW, _HIGH = 162.0, 185.0  # 44 mm, as a sheet of letter has, and 50 mm; without the edge
_SIZES = ((10, _LOW), (9.5, _LOW), (9, _LOW), (8.5, _LOW), (8, _LOW), (8, _HIGH), (7.5, _HIGH), (7, _HIGH))
_ROWS = (24, 20, 16, 12, 8, 4)
_SHARED = 8  # rows from which on there are two panels


def sheet_picture(case: Case, seen: Glance, tongue: Tongue) -> str:
    """The specification of the picture, with the most rows in the largest letters that leave every word whole."""
    laid = _best(case, seen, tongue)
    return picture(rows_drawn(laid), laid.room.width, laid.end, _EDGE, PAPER_FONT)


def _best(case: Case, seen: Glance, tongue: Tongue) -> Laid:
    cut: Laid | None = None
    for most in _ROWS:
        shown = glance_rows(case, seen, tongue, most)
        for room, high in _rooms(shown, tongue):
            laid = laid_out(shown, tongue, room)
            if laid.end <= high and laid.whole:
                return laid
            if cut is None and laid.end <= high:
                cut = laid  # where no letters leave all words whole, the largest
    return cut or laid


def _rooms(shown: GlanceRows, tongue: Tongue) -> Iterator[tuple[Room, float]]:
    panels = (2, 1) if len(shown.rows) >= _SHARED else (1,)
    for (size, high), each in product(_SIZES, panels):
        room = Room(width=_WIDE, size=size, less=0, pitch=1.5, share=PAPER_SHARE, panels=each)
        yield (room if each > 1 else _narrow(shown, tongue, room)), high


def _narrow(shown: GlanceRows, tongue: Tongue, room: Room) -> Room:
    """One panel no wider than its words ask for."""
    return Room(width=wished(shown, tongue, room), size=room.size, less=room.less, pitch=room.pitch, share=room.share)
