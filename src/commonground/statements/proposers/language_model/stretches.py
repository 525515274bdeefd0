"""A document cut into questions: some turns each, and no more text than a small model can hold in mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commonground.record.document import Document

__all__ = ["LONGEST", "Part", "stretches"]

LONGEST = 6_000  # characters of text in one question


@dataclass(frozen=True, slots=True)
class Part:
    """A turn, or a part of one that is too long for one question."""

    turn: int
    start: int
    end: int


def stretches(document: Document, longest: int = LONGEST) -> Iterator[tuple[Part, ...]]:
    """The turns in their order, as many together as fit; what belongs to no turn is nobody's statement."""
    together: list[Part] = []
    size = 0
    for number, turn in enumerate(document.turns):
        for start, end in _pieces(document.text, turn.start, turn.end, longest):
            if together and size + end - start > longest:
                yield tuple(together)
                together, size = [], 0
            together.append(Part(number, start, end))
            size += end - start
    if together:
        yield tuple(together)


def _pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """A turn whole, or cut after paragraphs, sentences or at least words."""
    while end - start > longest:
        cut = next(
            (
                place + len(mark)
                for mark in ("\n\n", ". ", "\n", " ")
                if (place := text.rfind(mark, start + longest // 2, start + longest - len(mark))) >= 0
            ),
            start + longest,
        )
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end
