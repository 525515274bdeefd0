"""The talks at a glance as one slide, 16 to 9, that may leave the brief: title and frame stand in the picture.

The letters are as large as the rows allow; where even small letters leave no room for all rows, fewer are drawn.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from commonground.agreement import Glance
from commonground.brief.document import Figure
from commonground.brief.frame_line import frame_line
from commonground.brief.language import Tongue, tongue
from commonground.brief.plots.draw import draw, draw_png
from commonground.brief.plots.drawing import SOFT, Mark, Words, block, picture
from commonground.brief.plots.glance import table_of, told_of
from commonground.brief.plots.glance_drawn import Room, laid_out, rows_drawn
from commonground.brief.plots.glance_rows import GlanceRows, glance_rows
from commonground.brief.plots.lettering import wrapped
from commonground.case import Case
from commonground.errors import Problem, StoreError, UsageError, Where, nearest_word
from commonground.store import write_atomic

__all__ = ["ENDINGS", "glance_slide", "picture_path", "write_slide"]

ENDINGS = (".svg", ".png")
INSTALL = "pip install 'commonground[report]'"

_WIDTH, _HEIGHT = 1280, 720
_EDGE = 40
_SIZES = (18, 17, 16, 15, 14, 13, 12)
_ROWS = (24, 20, 16, 12, 8, 4)


def write_slide(case: Case, seen: Glance, to: str | PathLike[str], language: str = "en") -> Path:
    """Draw the slide and write it to ``to``, as SVG or PNG by its ending; the path it was written to.

    Raises
    ------
    UsageError
        Another ending, an unknown language, or vl-convert is not installed.
    StoreError
        The file cannot be written there; what was there before is still there.
    """
    path, speak = picture_path(to), tongue(language)
    figure = glance_slide(case, seen, speak, frame_line(case, speak))
    drawn = draw_png(figure) if path.suffix.lower() == ".png" else draw(figure)
    if drawn is None:
        what = "Drawing a picture needs a library that is not installed here: vl-convert."
        raise UsageError(Problem(what, Where(str(path)), expected=INSTALL, code="no-vl-convert"))
    write_atomic(path, drawn if isinstance(drawn, bytes) else drawn.encode("utf-8"))
    return path


def picture_path(to: str | PathLike[str]) -> Path:
    """Where a picture is to be written; UsageError if that is no name for one, StoreError if it cannot be."""
    path = Path(to)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        what = "A picture is not written in a form of this ending."
        nearest = nearest_word(ending, ENDINGS)
        expected = "a name that ends in .svg or .png"
        raise UsageError(Problem(what, Where(str(path)), path.name, expected, nearest, code="not-a-picture"))
    if not path.parent.is_dir():
        raise StoreError(Problem("There is no such folder to write into.", Where(str(path.parent)), code="no-folder"))
    return path


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
        table_of(shown, tongue, {}),
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
            laid = laid_out(shown, tongue, Room(width=_WIDTH - 2 * _EDGE, size=size, top=top))
            if laid.end <= bottom:
                return shown, rows_drawn(laid)
    return shown, rows_drawn(laid)
