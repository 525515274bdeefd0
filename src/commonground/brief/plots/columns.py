"""How wide the columns of a picture are: by the words in them, each in two lines at most.

Where one line for everything would be too wide, columns are made narrower one after another, each time the one where
the room saved costs the fewest further lines; a line that a row has anyway costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commonground.brief.plots.lettering import width

__all__ = ["Column", "fitted", "whole", "wish"]

_WORDS = 30  # of a cell that are looked at: more than two lines of a picture hold
_SURE = 0.05  # so that what fits by a hair is not broken after all


@dataclass(frozen=True, slots=True)
class Column:
    """How much room each cell needs, from the heading down, for its words in one line and in two."""

    needs: tuple[tuple[float, float], ...]
    beside: float  # what stands beside the words
    most: float  # as wide as it may become

    @classmethod
    def of(cls, cells: Iterable[tuple[str, float]], beside: float, most: float) -> Column:
        """A column of texts with the size of their letters."""
        return cls(tuple(_needs(text, size) for text, size in cells), beside, most)

    @property
    def wish(self) -> float:
        """As wide as would set every cell in one line, within what it may become."""
        return self.beside + min(max(one for one, _ in self.needs), self.most) + _SURE

    def lines(self, wide: float) -> list[int]:
        """The lines of each cell in a column so wide; 3 for what is cut."""
        room = wide - self.beside
        return [1 if one <= room else 2 if two <= room else 3 for one, two in self.needs]

    def breaks(self, below: float) -> list[float]:
        """The widths below this one at which some cell just fits."""
        wide = {self.beside + min(need, self.most) + _SURE for needs in self.needs for need in needs}
        return [each for each in wide if each < below]


def _needs(text: str, size: float) -> tuple[float, float]:
    words = text.split()
    one = width(" ".join(words), size)
    if len(words) < 2:
        return one, one
    return one, min(_wider(words, at, size) for at in range(1, min(len(words), _WORDS)))


def _wider(words: Sequence[str], at: int, size: float) -> float:
    return max(width(" ".join(words[:at]), size), width(" ".join(words[at:]), size))


def wish(columns: Sequence[Column]) -> float:
    """How wide all columns together would be with every cell in one line."""
    return sum(column.wish for column in columns)


def fitted(columns: Sequence[Column], room: float) -> tuple[float, ...]:
    """The widths of columns that fill the room; what is left over is shared by how wide they are."""
    widths = [column.wish for column in columns]
    while (over := sum(widths) - room) > 0:
        found = _narrower(columns, widths, over)
        if found is None:
            break
        place, wide = found
        widths[place] = max(wide, widths[place] - over)
    share = room / sum(widths)
    return tuple(each * share for each in widths)


def _narrower(columns: Sequence[Column], widths: Sequence[float], over: float) -> tuple[int, float] | None:
    """Which column to make how narrow next; None where none can be made narrower without cutting words."""
    lines = [column.lines(wide) for column, wide in zip(columns, widths, strict=True)]
    now = sum(map(max, zip(*lines, strict=True)))
    found: list[tuple[float, float, int, float]] = []
    for place, column in enumerate(columns):
        others = [max(row) for row in zip(*(each for at, each in enumerate(lines) if at != place), strict=True)]
        for wide in column.breaks(widths[place]):
            rows = column.lines(wide)
            if any(row > 2 >= was for row, was in zip(rows, lines[place], strict=True)):
                continue
            saved = min(widths[place] - wide, over)
            added = sum(map(max, rows, others)) - now
            found.append((added / saved, -saved, place, wide))
    return min(found)[2:] if found else None


def whole(columns: Sequence[Column], widths: Sequence[float]) -> bool:
    """Whether no words are cut in columns so wide."""
    return all(max(column.lines(wide)) < 3 for column, wide in zip(columns, widths, strict=True))
