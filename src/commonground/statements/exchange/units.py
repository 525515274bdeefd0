"""Many positions of one text in UTF-16 units and back: what :mod:`commonground.record.utf16` does for a single one."""

from __future__ import annotations

import re
from bisect import bisect_left

__all__ = ["Units"]

_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """The characters of a text that count two, and so the way between code points and units.

    >>> Units("no 😀 talks").units(5), Units("no 😀 talks").point(6)
    (6, 5)
    """

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.points = [match.start() for match in _TWO_UNITS.finditer(text)]
        self.starts = [point + number for number, point in enumerate(self.points)]  # in units

    def units(self, point: int) -> int:
        """The units before a code point."""
        return point + bisect_left(self.points, point)

    def point(self, units: int) -> int | None:
        """The code points before a unit; None beyond the text and inside a character."""
        before = bisect_left(self.starts, units)
        inside = before > 0 and self.starts[before - 1] == units - 1
        point = units - before
        return point if units >= 0 and point <= self.length and not inside else None
