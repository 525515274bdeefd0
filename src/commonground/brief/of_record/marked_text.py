"""The whole text, cut so that marks may nest and overlap: a line into pieces in which nothing begins or ends.

A *mark* is a row (a move, a quotation, a claim) with its stretch. Every character of every line that is not empty is in
exactly one piece, so the pieces of a line put together are the line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from commonground.brief.document import Line, Piece
from commonground.brief.of_record.places import Places
from commonground.brief.of_record.rows import Block
from commonground.record import Document

__all__ = ["Row", "marked_text"]


class Row(Protocol):
    """What can be marked: a stretch of the text that has a name."""

    @property
    def id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch with the id of its row, or with the kind of words that stand in it."""

    start: int
    end: int
    row: str | None = None
    kind: str | None = None


def marked_text(document: Document, places: Places, rows: Iterable[Row]) -> tuple[Block, ...]:
    """The lines of a document in blocks, with ``rows`` marked in them."""
    spans = [_Span(row.start, row.end, row=row.id) for row in rows if row.start < row.end]
    spans += [_Span(turn.start, turn.end, kind="said") for turn in document.turns]
    spans += [_Span(aside.start, aside.end, kind="aside") for aside in document.asides]
    spans += [_Span(each.start, each.end, kind="insertion") for each in document.insertions if each.use != "kept"]
    by_line: dict[int, list[_Span]] = defaultdict(list)
    for span in spans:
        for line in range(places.line(span.start), places.line(span.end - 1) + 1):
            by_line[line].append(span)
    return tuple(_blocks(document, places, by_line))


def _blocks(document: Document, places: Places, by_line: dict[int, list[_Span]]) -> Iterator[Block]:
    roles = {aside.start: aside.role for aside in document.asides}
    current: tuple[int | None, str | None, str | None] | None = None
    lines: list[Line] = []
    begun: set[str] = set()
    ends = [*places.starts[1:], len(document.text) + 1]
    for number, (start, stop) in enumerate(zip(places.starts, ends, strict=True), 1):
        end = stop - 1
        while end > start and document.text[end - 1] in "\r\f":
            end -= 1
        if not document.text[start:end].strip():
            continue
        spans = by_line.get(number, [])
        said = min((span.start for span in spans if span.kind == "said"), default=None)
        aside = min((span.start for span in spans if span.kind == "aside"), default=None)
        turn = None if said is None else places.turn(said)
        key = (
            turn,
            None if turn is None else document.turns[turn - 1].speaker,
            roles.get(aside) if aside is not None and turn is None else None,
        )
        if key != current and lines and current is not None:
            yield Block(*current, tuple(lines))
            lines = []
        current = key
        lines.append(Line(number, tuple(_pieces(document.text, start, end, spans, begun))))
    if lines and current is not None:
        yield Block(*current, tuple(lines))


def _pieces(text: str, start: int, end: int, spans: list[_Span], begun: set[str]) -> Iterator[Piece]:
    """``text[start:end]`` cut at every beginning and end of a span; ``begun`` are the rows seen before, and grows."""
    opening: dict[int, list[_Span]] = defaultdict(list)
    closing: dict[int, list[_Span]] = defaultdict(list)
    for span in spans:
        opening[max(start, span.start)].append(span)
        closing[min(end, span.end)].append(span)
    cuts = sorted({start, end} | {cut for cut in (*opening, *closing) if start < cut < end})
    open_now: dict[_Span, None] = {}
    for low, high in pairwise(cuts):
        for span in closing[low]:
            open_now.pop(span, None)
        for span in sorted(opening[low], key=lambda each: -each.end):
            open_now[span] = None
        kinds = {span.kind for span in open_now}
        kind = next((each for each in ("insertion", "aside", "said") if each in kinds), "outside")
        rows = [(span.row, span.end) for span in open_now if span.row is not None]
        within = tuple(row for row, _ in rows)
        begins = tuple(row for row in within if row not in begun)
        begun.update(begins)
        ends = tuple(row for row, last in rows if last <= high or not text[high:last].strip())
        yield Piece(text[low:high], kind, within, begins, ends)
