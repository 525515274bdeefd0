"""The text of a source stretch by stretch, each with its number, cut where a statement begins or ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from commonground.record import Document
from commonground.statements.afresh import Stretch, stretches_of
from commonground.workbench.pages.record import Marked

__all__ = ["Numbered", "Piece", "numbered"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words within the same statements; the innermost is the last one begun."""

    words: str
    within: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()  # those that begin here


@dataclass(frozen=True, slots=True)
class Numbered:
    """A turn, or a block between turns, with the number by which a coder names it."""

    number: int
    start: int
    who: str
    pieces: tuple[Piece, ...]


def numbered(document: Document, marks: Sequence[Marked]) -> tuple[Numbered, ...]:
    """Every stretch of a text, from 1."""
    return tuple(
        Numbered(number, stretch.start, stretch.speaker or stretch.role or "", tuple(_cut(document, stretch, marks)))
        for number, stretch in enumerate(stretches_of(document), 1)
    )


def _cut(document: Document, stretch: Stretch, marks: Sequence[Marked]) -> Iterable[Piece]:
    inside = [mark for mark in marks if mark.start < stretch.end and stretch.start < mark.end]
    edges = {stretch.start, stretch.end}
    for mark in inside:
        edges |= {max(mark.start, stretch.start), min(mark.end, stretch.end)}
    places = sorted(edges)
    for start, end in pairwise(places):
        within = sorted((m for m in inside if m.start <= start and end <= m.end), key=lambda m: (m.start, -m.end))
        begins = tuple(mark.id for mark in within if max(mark.start, stretch.start) == start)
        yield Piece(document.text[start:end], tuple(mark.id for mark in within), begins)
