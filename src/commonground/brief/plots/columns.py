"""How wide the columns of a picture are: by the words in them, each in two lines at most.

Where one line for everything would be too wide, those widths are taken with which the rows have the fewest lines: a
second line that a row has anyway costs nothing. There are few to choose from, since most columns say few things.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from commonground.brief.plots.lettering import width

__all__ = ["Column", "fitted", "whole", "wish"]

_WORDS = 30  # of a cell that are looked at: more than two lines of a picture hold
_CUT = 9  # lines that words count which do not fit in two
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
        unit = ((_needs(text), size) for text, size in cells)
        return cls(tuple((one * size, two * size) for (one, two), size in unit), beside, most)

    @property
    def wish(self) -> float:
        """As wide as would set every cell in one line, within what it may become."""
        return self.beside + min(max(one for one, _ in self.needs), self.most) + _SURE

    @property
    def least(self) -> float:
        """As narrow as sets every cell in two lines, within what it may become."""
        return self.beside + min(max(two for _, two in self.needs), self.most) + _SURE

    def lines(self, wide: float) -> list[int]:
        """The lines of each cell in a column so wide; many for what is cut."""
        room = wide - self.beside
        return [1 if one <= room else 2 if two <= room else _CUT for one, two in self.needs]

    def choices(self) -> list[float]:
        """The widths at which some cell just fits, from the least to the wish."""
        wide = {self.beside + min(need, self.most) + _SURE for needs in self.needs for need in needs}
        return sorted(each for each in wide if self.least <= each)


@lru_cache(maxsize=2000)
def _needs(text: str) -> tuple[float, float]:
    """The room for letters of size 1, which grows as they do."""
    words = text.split()
    one = width(" ".join(words), 1)
    if len(words) < 2:
        return one, one
    return one, min(_wider(words, at) for at in range(1, min(len(words), _WORDS)))


def _wider(words: Sequence[str], at: int) -> float:
    return max(width(" ".join(words[:at]), 1), width(" ".join(words[at:]), 1))


def wish(columns: Sequence[Column]) -> float:
    """How wide all columns together would be with every cell in one line."""
    return sum(column.wish for column in columns)


def fitted(columns: Sequence[Column], room: float) -> tuple[float, ...]:
    """The widths of columns that fill the room in the fewest lines; the first takes what the others leave.

    What is left over is shared by how wide they are.
    """
    first, *others = columns
    if wish(columns) <= room:
        return _filled([column.wish for column in columns], room)
    ways = (
        _filled([max(first.least, min(first.wish, room - sum(way))), *way], room)
        for way in product(*(column.choices() for column in others))
    )
    return min(ways, key=lambda widths: _cost(columns, widths))


def _filled(widths: Sequence[float], room: float) -> tuple[float, ...]:
    share = room / sum(widths)
    return tuple(wide * share for wide in widths)


def _cost(columns: Sequence[Column], widths: Sequence[float]) -> tuple[int, int]:
    """How many lines the rows take, and how many all cells."""
    lines = [column.lines(wide) for column, wide in zip(columns, widths, strict=True)]
    return sum(map(max, zip(*lines, strict=True))), sum(map(sum, lines))


def whole(columns: Sequence[Column], widths: Sequence[float]) -> bool:
    """Whether no words are cut in columns so wide."""
    return all(max(column.lines(wide)) < _CUT for column, wide in zip(columns, widths, strict=True))
