"""The reading view: a text without what others put into it, and the way back to the text as it is.

A view is made by leaving stretches of a text out (insertions of an editor, marks of notes, page breaks) and nothing
else, so that its positions map to positions of the original exactly: to parse, take the view; to anchor, go back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from commonground.errors import Problem, RecordError

__all__ = ["ReadingView", "view_without"]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What is left of a text: piece ``k`` begins at ``starts[k]`` of the view and at ``origins[k]`` of the original."""

    text: str = field(repr=False)
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that ``start:end`` of the view stands for, from its first to its last character.

        >>> view = view_without("They (the guests) refused.", [(4, 17)])
        >>> view.text, view.original(0, 12)
        ('They refused.', (0, 25))
        """
        if not 0 <= start <= end <= len(self.text):
            what = f"There is no stretch from {start} to {end} in a view of {len(self.text)} characters."
            raise RecordError(Problem(what, code="no-such-stretch"))
        if start == end:
            return (place := self._origin(start)), place
        return self._origin(start), self._origin(end - 1) + 1

    def viewed(self, start: int, end: int) -> tuple[int, int]:
        """What the view has of the stretch ``start:end`` of the original; empty where all of it is left out."""
        return self._seen(start), self._seen(end)

    def _origin(self, position: int) -> int:
        piece = bisect_right(self.starts, position) - 1
        return self.origins[piece] + position - self.starts[piece]

    def _seen(self, position: int) -> int:
        piece = max(0, bisect_right(self.origins, position) - 1)
        end = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)
        return min(end, max(self.starts[piece], self.starts[piece] + position - self.origins[piece]))


def view_without(text: str, gaps: Iterable[tuple[int, int]]) -> ReadingView:
    """The view of ``text`` without the stretches in ``gaps``, each given up with the white space before it."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    position = length = 0
    for gap_start, gap_end in sorted(gaps):
        start, end = _with_space(text, max(position, gap_start), gap_end)
        if end <= position:
            continue
        if start > position:
            pieces.append(text[position:start])
            starts.append(length)
            origins.append(position)
            length += start - position
        position = end
    starts.append(length)
    origins.append(position)
    pieces.append(text[position:])
    return ReadingView("".join(pieces), tuple(starts), tuple(origins))


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """A gap with one space before it, or after it where a line or a bracket begins: no two spaces stay side by side."""
    if start > 0 and text[start - 1] in " \t\xa0":
        return start - 1, end
    if end < len(text) and text[end] in " \t\xa0" and (start == 0 or not text[start - 1].isalnum()):
        return start, end + 1
    return start, end
