"""Voices: who says which words of a text.

A *voice* is what one source says in one stretch: a turn without the speech quoted in it, or one quotation without the
quotations inside it. Its text has the length of the stretch, and what belongs to others (quotations, insertions of an
editor) is blank in it, so that a place in the voice is a place in the document. A quotation that ends a sentence
leaves a full stop behind.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from commonground.record.document import Document
from commonground.record.quotations import Quotation
from commonground.statements.naming import UNKNOWN

__all__ = ["Voice", "sentences", "voices"]

_MARKS = "\"'“”‘’«»„‚"
_PARAGRAPH = "\n"
_ENDLESS = re.compile(r"\S{400,}")  # no word: nupunkt's time would grow with the square of its length


@dataclass(frozen=True, slots=True)
class Voice:
    """Words by one source, in the words of the text: who utters them and whose they are.

    ``speaker`` has the turn, ``source`` is None for the speaker's own words. ``chain`` names those through whom the
    words passed, outermost first.
    """

    turn: int | None
    start: int
    text: str
    speaker: str
    source: str | None = None
    chain: tuple[str, ...] = ()
    quoted: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def voices(document: Document) -> Iterator[Voice]:
    """All voices in the order in which they begin."""
    left_out = [(each.start, each.end) for each in document.insertions if each.use != "kept"]
    starts = [start for start, _ in left_out]
    for number, turn in enumerate(document.turns):
        quoted = [each for each in turn.quotations if each.mode == "direct"]
        inserted = left_out[bisect_left(starts, turn.start) : bisect_left(starts, turn.end)]
        top = [(each.start, each.end) for each in quoted]
        text = _masked(document.text, turn.start, turn.end, inserted, top)
        yield Voice(number, turn.start, text, turn.speaker or UNKNOWN)
        yield from _quoted(document.text, quoted, number, inserted)
    said = {(each.start, each.end) for turn in document.turns for each in turn.quotations}
    outside = [each for each in document.quotations if each.mode == "direct" and (each.start, each.end) not in said]
    yield from _quoted(document.text, outside, None, left_out)


def _quoted(
    text: str, quotations: list[Quotation], turn: int | None, inserted: list[tuple[int, int]]
) -> Iterator[Voice]:
    open_now: list[Quotation] = []
    ordered = sorted(quotations, key=lambda quotation: (quotation.start, -quotation.end))
    for place, each in enumerate(ordered):
        while open_now and open_now[-1].end <= each.start:
            open_now.pop()
        inner = [(other.start, other.end) for other in _inside(ordered, place)]
        masked = _masked(text, each.start, each.end, inserted, inner)
        through = [each.speaker, *(outer.source or UNKNOWN for outer in open_now)]
        chain = tuple(name for name in through if name)
        yield Voice(turn, each.start, masked, each.speaker or UNKNOWN, each.source or UNKNOWN, chain, quoted=True)
        open_now.append(each)


def _inside(ordered: list[Quotation], place: int) -> Iterator[Quotation]:
    """The quotations inside the one at ``place``."""
    for after in range(place + 1, len(ordered)):
        if ordered[after].start >= ordered[place].end:
            return
        yield ordered[after]


def _masked(
    text: str, start: int, end: int, inserted: Iterable[tuple[int, int]], quoted: Iterable[tuple[int, int]]
) -> str:
    """``text[start:end]`` with both kinds of stretches blank."""
    speech = set(quoted)
    pieces: list[str] = []
    position = start
    for gap in sorted([*inserted, *speech]):
        low, high = max(gap[0], position), min(gap[1], end)
        if low < high:
            left = _last(text[low:high]) if gap in speech else " "
            pieces += [text[position:low], " " * (high - low - 1), left]
            position = high
    pieces.append(text[position:end])
    return "".join(pieces)


def _last(words: str) -> str:
    """What a quotation leaves behind: the full stop with which it ended a sentence."""
    return "." if words.rstrip(_MARKS + " ")[-1:] in {".", "!", "?", "…"} else " "


def sentences(voice: Voice) -> Iterator[tuple[int, int]]:
    """The sentences of a voice as stretches of its text; an empty line ends one, too."""
    from nupunkt import sent_spans

    text = voice.text
    edges = " \t\r\n" + (_MARKS if voice.quoted else "")
    split = _ENDLESS.sub(lambda run: "x" * (len(run.group()) - 100) + run.group()[-100:], text)
    for start, end in sent_spans(split) if text.strip() else ():
        for low, high in _paragraphs(text, start, end):
            piece = text[low:high]
            first = low + len(piece) - len(piece.lstrip(edges))
            last = low + len(piece.rstrip(edges))
            if any(character.isalnum() for character in text[first:last]):
                yield first, last


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch between empty lines."""
    position = start
    while (gap := text.find(_PARAGRAPH * 2, position, end)) >= 0:
        yield position, gap
        position = gap + 2
    yield position, end
