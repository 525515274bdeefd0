"""Places of a text as a reader names them: its lines and its turns, both counted from 1."""

from __future__ import annotations

from bisect import bisect_right

from commonground.record import Document

__all__ = ["Places"]


class Places:
    """The way from a position in a text to its line and its turn."""

    def __init__(self, document: Document) -> None:
        text = document.text
        self.starts = [0]
        position = text.find("\n")
        while position >= 0:
            self.starts.append(position + 1)
            position = text.find("\n", position + 1)
        self._turns = document.turns
        self._turn_starts = [turn.start for turn in document.turns]

    def line(self, position: int) -> int:
        return bisect_right(self.starts, position)

    def turn(self, position: int) -> int | None:
        """The turn that a position stands in; None outside all."""
        place = bisect_right(self._turn_starts, position)
        return place if place and position < self._turns[place - 1].end else None

    def turn_start(self, number: int) -> int:
        """Where a turn (from 0, as in the document) begins."""
        return self._turn_starts[number]
