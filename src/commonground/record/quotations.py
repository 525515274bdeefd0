"""Quotations: stretches of a turn whose source is not, or need not be, the one who speaks.

``start:end`` is what is quoted, without the marks, in code points of the original text. ``source`` holds the words
that name the source where they stand ("they", "one delegate"), found in the reading view; who is meant is for whoever
knows the actors. ``depth`` is 1 for a quotation in the speaker's own words, 2 for one within that, and so on;
``parent`` is the place of the next outer one in the document's quotations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from commonground.record.clauses import Span
from commonground.record.marks import Marked, marked_in
from commonground.record.reported import reported_in
from commonground.record.speech import frame_of, goes_on
from commonground.record.view import ReadingView

__all__ = ["Mode", "Quotation", "Stretch", "quotations_in"]

Mode = Literal["direct", "reported"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is quoted as saying."""

    start: int
    end: int
    speaker: str | None
    source: str | None
    mode: Mode
    depth: int = 1
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the original to look for quotations in, and who speaks there."""

    start: int
    end: int
    speaker: str | None = None
    headline: bool = False
    told: bool = False  # in a memorandum, where the paragraph itself reports its speaker and is no quotation of him


_NEAR = 100  # direct quotations that are compared with a report, from the first that does not end before it


@dataclass(slots=True)
class _Found:
    """A quotation in positions of the view."""

    start: int
    end: int
    source: Span | None
    mode: Mode
    outer: _Found | None = None


def quotations_in(view: ReadingView, stretches: Iterable[Stretch]) -> tuple[Quotation, ...]:
    """The quotations of all stretches, in the order in which they begin."""
    quotations: list[Quotation] = []
    for stretch in sorted(stretches, key=lambda each: each.start):
        low, high = view.viewed(stretch.start, stretch.end)
        found = _speech(view.text, low, high, headline=stretch.headline)
        found = _with_reported(view.text, found, low, high)
        if stretch.told:
            found = [each for each in found if not _is_turn_itself(view.text, each, stretch.speaker)]
        _note(quotations, view, found, stretch.speaker)
    return tuple(quotations)


def _speech(text: str, low: int, high: int, *, headline: bool) -> list[_Found]:
    marks = marked_in(text, low, high)
    held: dict[int, _Found] = {}
    last: dict[int | None, int] = {}  # the pair before, by the pair around both
    following = _following(marks)
    for place, mark in enumerate(marks):
        around = marks[mark.parent] if mark.parent is not None else None
        before = last.get(mark.parent)
        last[mark.parent] = place
        first = marks[before].outer_end if before is not None else (around.start if around else low)
        after = following.get(place)
        end = marks[after].outer_start if after is not None else (around.end if around else high)
        frame = frame_of(text, mark, first, end, headline=headline)
        if frame is None and before in held and goes_on(text, mark, marks[before]):
            frame = (held[before].source,)
        if frame is not None:
            start, stop = _trimmed(text, mark)
            held[place] = _Found(start, stop, frame[0], "direct", _outer(marks, held, mark))
    return list(held.values())


def _is_turn_itself(text: str, found: _Found, speaker: str | None) -> bool:
    if found.mode == "direct" or found.outer is not None or found.source is None:
        return False
    who = " ".join(text[slice(*found.source)].split()).lower()
    return who in {"he", "she", "they", (speaker or "").lower()}


def _following(marks: Sequence[Marked]) -> dict[int, int]:
    """The next pair within the same outer one, for each pair."""
    following: dict[int, int] = {}
    last: dict[int | None, int] = {}
    for place, mark in enumerate(marks):
        if mark.parent in last:
            following[last[mark.parent]] = place
        last[mark.parent] = place
    return following


def _outer(marks: Sequence[Marked], held: dict[int, _Found], mark: Marked) -> _Found | None:
    parent = mark.parent
    while parent is not None and parent not in held:
        parent = marks[parent].parent
    return None if parent is None else held[parent]


def _trimmed(text: str, mark: Marked) -> Span:
    start, end = mark.start, mark.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _with_reported(text: str, direct: list[_Found], low: int, high: int) -> list[_Found]:
    """Both kinds, in order; what is reported and overlaps a direct quotation without being inside it gives way."""
    result = list(direct)
    report: _Found | None = None
    place = 0
    for (start, end), source in reported_in(text, low, high):
        while place < len(direct) and direct[place].end <= start:
            place += 1
        near = [each for each in direct[place : place + _NEAR] if each.start < end and start < each.end]
        around = [each for each in near if each.start <= start < each.end]
        if len(around) < len(near):
            continue
        open_report = [report] if report and report.end > start else []
        inner = max(around + open_report, key=lambda each: each.start, default=None)
        stop = min(end, inner.end) if inner else end
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        if stop > start:
            report = _Found(start, stop, source, "reported", inner)
            result.append(report)
    return sorted(result, key=lambda each: (each.start, -each.end))


def _note(quotations: list[Quotation], view: ReadingView, found: list[_Found], speaker: str | None) -> None:
    places: dict[int, int] = {}
    for each in found:
        parent = places.get(id(each.outer)) if each.outer else None
        depth = 1 if parent is None else quotations[parent].depth + 1
        source = " ".join(view.text[slice(*each.source)].split()) if each.source else None
        start, end = view.original(each.start, each.end)
        places[id(each)] = len(quotations)
        quotations.append(Quotation(start, end, speaker, source or None, each.mode, depth, parent))
